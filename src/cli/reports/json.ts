import { safeJson } from "../terminal/safe-text.ts";
import type { Report } from "./report.ts";

/** ESLint's `json` format with the same keys, plus counts of what was read in each file. */
export function json(): Report {
  let separator = "";
  return {
    start: () => "[",
    file({ read, source, ...result }) {
      // ESLint includes the source only for files with unsuppressed messages.
      const own = result.messages.length > 0 && source !== undefined ? { ...result, source } : result;
      const shown = { ...own, ...read };
      const text = separator + safeJson(JSON.stringify(shown));
      separator = ",";
      return text;
    },
    failure: () => "",
    end: () => ["]\n"],
  };
}
