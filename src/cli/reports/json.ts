import { safeJson } from "../terminal/safe-text.ts";
import type { Report } from "./report.ts";

/** ESLint's `json` format, key for key. */
export function json(): Report {
  let separator = "";
  return {
    start: () => "[",
    file(result) {
      const text = separator + safeJson(JSON.stringify(result));
      separator = ",";
      return text;
    },
    failure: () => "",
    end: () => ["]\n"],
  };
}
