/** The trace of a text, in the layout of the command line. */
import ssm from "../../src/browser.ts";
import type { SsmSourceCode } from "../../src/eslint/source-code.ts";
import { layOutTrace } from "../../src/cli/trace/layout.ts";
import { traceFile } from "../../src/trace/trace-file.ts";

const WIDTH = 78;
const plain = (text: unknown): string => String(text);
/** No colors: every style returns the text itself. */
const colors = { bold: plain, dim: plain, green: plain, red: plain, underline: plain, yellow: plain };

/** @returns the trace, or the message of the text's first error. */
export function traceText(text: string, filename: string): string {
  const file = { body: text, path: filename, physicalPath: filename, bom: false };
  const parsed = ssm.languages.document.parse(file, { languageOptions: { complete: true } });
  if (!parsed.ok) return parsed.errors[0]?.message ?? "";
  const { code } = parsed as unknown as { code: SsmSourceCode };
  return layOutTrace([traceFile(filename, code)], { colors, width: WIDTH });
}
