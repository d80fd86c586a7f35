/** The report for a person at a terminal. */
import pico from "picocolors";
import { linesOf, type FileResult, type Message } from "../lint/result.ts";
import { markLine, oneLine, wrap } from "../terminal/text-width.ts";
import { shownPath } from "../support/shown-path.ts";
import type { Report, Run } from "./report.ts";

type Colors = ReturnType<typeof pico.createColors>;

/** Each finding with its source line, the range underlined, its suggestions; then a summary. */
export const pretty: Report = (run, { color, width }) => {
  const colors = pico.createColors(color);
  const blocks = run.results.flatMap((result) => {
    const lines = result.messages.length > 0 ? linesOf(result) : [];
    const path = shownPath(run.cwd, result.filePath);
    return result.messages.map((message) => finding(path, message, lines, colors, width));
  });
  return [...blocks, summary(run, colors)].join("\n");
};

const levelName = (message: Message): string => {
  if (message.fatal) return "error";
  return message.severity === 2 ? "error" : "warning";
};

function finding(path: string, message: Message, lines: readonly string[], colors: Colors, width: number): string {
  const paint = message.severity === 2 ? colors.red : colors.yellow;
  const place = `${colors.bold(oneLine(path))}:${message.line}:${message.column}`;
  const rule = message.ruleId ? `  ${colors.dim(message.ruleId)}` : "";
  const gutter = " ".repeat(String(message.line).length);
  const notes = [
    ...(message.fix ? ["can be mended with --fix"] : []),
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

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

const total = (results: readonly FileResult[], count: (result: FileResult) => number): number =>
  results.reduce((sum, result) => sum + count(result), 0);

/** What was found, how much was looked at, and what was left out. */
export function summary(run: Run, colors: Colors): string {
  const { results } = run;
  const errors = total(results, (result) => result.errorCount);
  const warnings = total(results, (result) => result.warningCount);
  const fixable = total(results, (result) => result.fixableErrorCount + result.fixableWarningCount);
  const mended = results.filter(({ output }) => output !== undefined).length;
  const suppressed = total(results, (result) => result.suppressedMessages.length) - run.baselined;
  const isClean = errors + warnings === 0;
  const head = isClean
    ? run.failures.length > 0
      ? colors.yellow(`${plural(run.documents, "document")} checked, nothing to report`)
      : colors.green(`✔ ${plural(run.documents, "document")} checked, nothing to report`)
    : colors.bold(
        (errors > 0 ? colors.red : colors.yellow)(
          `✖ ${plural(errors, "error")}, ${plural(warnings, "warning")} in ${plural(run.documents, "document")}`,
        ),
      );
  const details = [
    ...(mended > 0 ? [`${plural(mended, "file")} ${run.isTrial ? "would be " : ""}mended`] : []),
    ...(fixable > 0 ? [`${fixable} can be mended with --fix`] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed by directives`] : []),
    ...(run.baselined > 0 ? [`${run.baselined} old in the baseline`] : []),
    ...(run.skipped > 0 ? [`${plural(run.skipped, "file")} without a document skipped`] : []),
    ...(run.ignored > 0 ? [`${plural(run.ignored, "file")} ignored by the configuration`] : []),
    ...(run.failures.length > 0 ? [`${plural(run.failures.length, "file")} could not be read or written`] : []),
  ];
  return `${head}${details.length > 0 ? colors.dim(` (${details.join(", ")})`) : ""}\n`;
}
