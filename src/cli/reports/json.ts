import type { Report } from "./report.ts";

/** ESLint's `json` format, key for key. */
export const json: Report = ({ results }) => `${JSON.stringify(results)}\n`;
