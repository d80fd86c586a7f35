/**
 * Combines ssmlint with other plugins. A file has only one language in ESLint. If another plugin's rules apply to a
 * document too (`yml/yaml`, `json/json`), this processor passes the text to ESLint twice: as the file itself, for the other
 * plugin, and as `<file>/1_document.ssm`, for ssmlint.
 */
import type { LintMessage, Processor, ProcessorFile } from "@eslint/core";

/** The name of the part for the language `ssm/document`. */
export const PART = "document.ssm";

export const alongside: Processor<string | ProcessorFile> = {
  meta: { name: "ssmlint/alongside" },
  supportsAutofix: true,

  preprocess: (text) => [text, { text, filename: PART }],

  /** Positions are the same in both parts. If both have a parse error, it is reported only once. */
  postprocess([own = [], ours = []]: LintMessage[][]): LintMessage[] {
    const broken = own.some(({ fatal }) => fatal);
    const messages = broken ? [...own, ...ours.filter(({ fatal }) => !fatal)] : [...own, ...ours];
    return messages.toSorted((a, b) => a.line - b.line || a.column - b.column);
  },
};
