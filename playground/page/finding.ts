/** The worker's findings with their offsets in the linted text, and the changes that they offer. */
import type { Linter } from "eslint";

export interface Change {
  readonly label: string;
  readonly range: readonly [number, number];
  readonly text: string;
}

export interface Finding {
  readonly severity: "error" | "warning";
  /** The rule's name without `ssm/`; `undefined` for errors of the document and messages about directives. */
  readonly rule: string | undefined;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  /** Offsets in UTF-16 code units, half-open. */
  readonly from: number;
  readonly to: number;
  /** The fix first, then the suggestions. */
  readonly changes: readonly Change[];
}

/** @param text is the linted text. Positions beyond its end are moved to its end. */
export function findingsOf(text: string, messages: readonly Linter.LintMessage[]): Finding[] {
  const starts = lineStarts(text);
  const offset = (line: number, column: number): number =>
    Math.min((starts[line - 1] ?? text.length) + Math.max(column - 1, 0), text.length);
  return messages.map((one) => {
    const from = offset(one.line ?? 1, one.column ?? 1);
    const to = one.endLine === undefined ? from : offset(one.endLine, one.endColumn ?? 1);
    return {
      severity: one.severity === 2 ? "error" : "warning",
      rule: one.ruleId?.replace(/^ssm\//, "") ?? undefined,
      message: one.message,
      line: one.line ?? 1,
      column: one.column ?? 1,
      from,
      to: Math.max(from, to),
      changes: [
        ...(one.fix ? [{ label: "Fix", ...one.fix }] : []),
        ...(one.suggestions ?? []).map(({ desc, fix }) => ({ label: desc, ...fix })),
      ],
    };
  });
}

/** The offsets at which lines start. As in ESLint, `\r\n`, `\n` and `\r` end a line. */
function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|[\n\r]/g)].map(({ 0: end, index }) => index + end.length)];
}

export function applyChange(text: string, { range, text: replacement }: Change): string {
  return text.slice(0, range[0]) + replacement + text.slice(range[1]);
}
