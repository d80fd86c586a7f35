/**
 * A file has one language in ESLint. Where another plugin's rules want a document too (`yml/yaml`, `json/json`), this
 * processor gives ESLint the text twice: once as the file itself, for them, and once as `<file>/1_document.ssm`, for ours.
 */
import type { LintMessage, Processor, ProcessorFile } from "@eslint/core";

/** The name of the part that is for `ssm/document`. */
export const PART = "document.ssm";

export const alongside: Processor<string | ProcessorFile> = {
  meta: { name: "ssmlint/alongside" },
  supportsAutofix: true,

  preprocess: (text) => [text, { text, filename: PART }],

  /** Places are the same in both. A file that neither can parse is said to be broken once. */
  postprocess([own = [], ours = []]: LintMessage[][]): LintMessage[] {
    const broken = own.some(({ fatal }) => fatal);
    const messages = broken ? [...own, ...ours.filter(({ fatal }) => !fatal)] : [...own, ...ours];
    return messages.toSorted((a, b) => a.line - b.line || a.column - b.column);
  },
};
