import { safeJson } from "../terminal/safe-text.ts";
import type { Report } from "./report.ts";

/** ESLint's `json` format, key for key. */
export function json(): Report {
  let separator = "";
  return {
    start: () => "[",
    file({ source, ...result }) {
      // ESLint keeps the source of a file with messages that nothing suppresses.
      const shown = result.messages.length > 0 && source !== undefined ? { ...result, source } : result;
      const text = separator + safeJson(JSON.stringify(shown));
      separator = ",";
      return text;
    },
    failure: () => "",
    end: () => ["]\n"],
  };
}
