import { safeJson } from "../terminal/safe-text.ts";
import type { Report } from "./report.ts";

/** ESLint's `json` format, key for key, and what was read of each file. */
export function json(): Report {
  let separator = "";
  return {
    start: () => "[",
    file({ read, source, ...result }) {
      // ESLint keeps the source of a file with messages that nothing suppresses.
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
