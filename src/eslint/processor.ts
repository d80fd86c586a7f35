/**
 * Combines ssmlint with other plugins. A file has only one language in ESLint. If another plugin's rules apply to a
 * document too (`yml/yaml`, `json/json`), this processor passes the text to ESLint twice: as the file itself, for the other
 * plugin, and as `<file>/1_document.ssm`, for ssmlint.
 */
import type { LintMessage, Processor, ProcessorFile } from "@eslint/core";
import { sharedDirectives } from "./comments/comments.ts";
import { mergeDirectiveReports } from "./findings/directive-reports.ts";
import { readFileText } from "./language.ts";

/** The name of the part for the language `ssm/document`. */
export const PART = "document.ssm";

/** The texts of the files that ESLint is linting, by name. */
const texts = new Map<string, string>();

export const alongside: Processor<string | ProcessorFile> = {
  meta: { name: "ssmlint/alongside" },
  supportsAutofix: true,

  preprocess(text, filename) {
    texts.set(filename, text);
    return [text, { text, filename: PART }];
  },

  /** Positions are the same in both parts. If both have a parse error, it is reported only once. */
  postprocess([own = [], ours = []]: LintMessage[][], filename): LintMessage[] {
    const text = texts.get(filename) ?? "";
    texts.delete(filename);
    const messages = mergeDirectiveReports(own, ours, () => {
      const file = readFileText(filename, text);
      return { text: file.text, directives: sharedDirectives(file) };
    });
    return messages.toSorted((a, b) => a.line - b.line || a.column - b.column);
  },
};
