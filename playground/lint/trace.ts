/** The trace of a text, as the command line lays it out. */
import ssm from "../../src/browser.ts";
import type { SsmSourceCode } from "../../src/eslint/source-code.ts";
import { layOutTrace } from "../../src/cli/trace/layout.ts";
import { traceFile } from "../../src/trace/trace-file.ts";

const WIDTH = 78;
const plain = (text: unknown): string => String(text);
/** No colours: every style is the text itself. */
const colors = { bold: plain, dim: plain, green: plain, red: plain, underline: plain, yellow: plain };

/** @returns the trace, or what is wrong with the text. */
export function traceText(text: string, filename: string): string {
  const file = { body: text, path: filename, physicalPath: filename, bom: false };
  const parsed = ssm.languages.document.parse(file, { languageOptions: { complete: true } });
  if (!parsed.ok) return parsed.errors[0]?.message ?? "";
  const { code } = parsed as unknown as { code: SsmSourceCode };
  return layOutTrace([traceFile(filename, code)], { colors, width: WIDTH });
}
