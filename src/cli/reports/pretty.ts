/** The report for a person at a terminal. */
import pico from "picocolors";
import { linesOf, type Message } from "../lint/result.ts";
import { shownPath } from "../support/shown-path.ts";
import { visibleLine } from "../terminal/safe-text.ts";
import type { Style } from "../terminal/terminal.ts";
import { markLine, wrap } from "../terminal/text-width.ts";
import { checkedText, plural } from "./counts.ts";
import type { Report, Subject, Totals } from "./report.ts";

type Colors = ReturnType<typeof pico.createColors>;

/** Each finding with its source line, the range underlined, its suggestions; then a summary. */
export function pretty({ cwd, isTrial }: Subject, { color, width }: Style): Report {
  const colors = pico.createColors(color);
  return {
    start: () => "",
    file(result) {
      const lines = result.messages.length > 0 ? linesOf(result) : [];
      const path = shownPath(cwd, result.filePath);
      return result.messages.map((message) => `${finding(path, message, lines, colors, width)}\n`).join("");
    },
    failure: () => "",
    end: (totals) => [summary(totals, isTrial, colors)],
  };
}

const levelName = (message: Message): string => {
  if (message.fatal) return "error";
  return message.severity === 2 ? "error" : "warning";
};

function finding(path: string, message: Message, lines: readonly string[], colors: Colors, width: number): string {
  const paint = message.severity === 2 ? colors.red : colors.yellow;
  const place = `${colors.bold(visibleLine(path))}:${message.line}:${message.column}`;
  const rule = message.ruleId ? `  ${colors.dim(visibleLine(message.ruleId))}` : "";
  const gutter = " ".repeat(String(message.line).length);
  const notes = [
    ...(message.fix ? ["fixable with --fix"] : []),
    ...(message.suggestions ?? []).map(({ desc }) => `suggestion: ${desc}`),
  ];
  return [
    `${place}  ${paint(levelName(message))}${rule}`,
    ...wrap(message.message.trim().replaceAll("\t", " "), width - 2).map((line) => `  ${line}`),
    ...excerpt(message, lines, { gutter, paint, dim: colors.dim, width }),
    ...notes.flatMap((note) =>
      wrap(note, width - gutter.length - 5).map((line, index) =>
        index === 0 ? `  ${gutter} ${colors.dim("=")} ${colors.cyan(line)}` : `  ${gutter}   ${colors.cyan(line)}`,
      ),
    ),
    "",
  ].join("\n");
}

interface Excerpt {
  readonly gutter: string;
  readonly paint: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly width: number;
}

/** The first line of the range with the range underlined, and where it ends when that is another line. */
function excerpt(message: Message, lines: readonly string[], { gutter, paint, dim, width }: Excerpt): string[] {
  const line = lines[message.line - 1];
  if (line === undefined) return [];
  const start = message.column - 1;
  const isOneLine = message.endLine === undefined || message.endLine === message.line;
  const end = isOneLine ? (message.endColumn ?? message.column + 1) - 1 : line.length;
  const bar = dim("|");
  const room = Math.max(20, width - gutter.length - 5);
  const { text, before, marked } = markLine(line, start, end, room);
  const until = isOneLine ? "" : dim(` … to line ${message.endLine}`);
  return [
    `  ${gutter} ${bar}`,
    `  ${dim(String(message.line))} ${bar} ${text}`,
    `  ${gutter} ${bar} ${" ".repeat(before)}${paint("^".repeat(marked))}${until}`,
  ];
}

/** What was found, how much was checked, and what was ignored. */
function summary(totals: Totals, isTrial: boolean, colors: Colors): string {
  const { errors, warnings, fixable, fixed, suppressed, baselined, skipped, ignored, failed } = totals;
  const documents = checkedText(totals);
  const isClean = errors + warnings === 0;
  const head = isClean
    ? failed > 0 || totals.documents === 0
      ? colors.yellow(`${documents} checked, nothing to report`)
      : colors.green(`✔ ${documents} checked, nothing to report`)
    : colors.bold(
        (errors > 0 ? colors.red : colors.yellow)(
          `✖ ${plural(errors, "error")}, ${plural(warnings, "warning")} in ${documents}`,
        ),
      );
  const inComments = suppressed - baselined;
  const details = [
    ...(fixed > 0 ? [`${plural(fixed, "file")} ${isTrial ? "would be " : ""}fixed`] : []),
    ...(fixable > 0 ? [`${fixable} fixable with --fix`] : []),
    ...(inComments > 0 ? [`${inComments} suppressed by directives`] : []),
    ...(baselined > 0 ? [`${baselined} suppressed by the baseline`] : []),
    ...(skipped > 0 ? [`${plural(skipped, "file")} without a document skipped`] : []),
    ...(ignored > 0 ? [`${plural(ignored, "file")} ignored by the configuration`] : []),
    ...(failed > 0 ? [`${plural(failed, "file")} could not be read or written`] : []),
  ];
  return `${head}${details.length > 0 ? colors.dim(` (${details.join(", ")})`) : ""}\n`;
}
