/** The human-readable report for a terminal. */
import pico from "picocolors";
import { linesOf, type FileResult, type Message } from "../lint/result.ts";
import { shownPath } from "../support/shown-path.ts";
import { visibleLine } from "../terminal/safe-text.ts";
import type { Style } from "../terminal/terminal.ts";
import { markLine, wrapText } from "../terminal/text-width.ts";
import { optionsForSuggestions, pageOf } from "./remedy.ts";
import { summary } from "./summary.ts";
import { PrintedSentences } from "./printed-sentences.ts";
import type { Report, Subject } from "./report.ts";

type Colors = ReturnType<typeof pico.createColors>;

/** Prints each finding with its source line, the range underlined, and its suggestions; then a summary. */
export function pretty(subject: Subject, { color, width }: Style): Report {
  const colors = pico.createColors(color);
  /** Rules whose options were already mentioned. */
  const mentioned = new Set<string>();
  return {
    start: () => "",
    *file(result) {
      const file = new FileText(result, { subject, colors, width, mentioned });
      for (const message of result.messages) yield `${file.finding(message)}\n`;
    },
    failure: () => "",
    end: (totals) => [summary(totals, subject.isTrial, colors)],
  };
}

const levelName = (message: Message): string => {
  if (message.fatal) return "error";
  return message.severity === 2 ? "error" : "warning";
};

interface Layout {
  readonly subject: Subject;
  readonly colors: Colors;
  readonly width: number;
  readonly mentioned: Set<string>;
}

/** Formats the findings of one file. Text that several findings of a kind share is printed only with the first. */
class FileText {
  readonly #layout: Layout;
  readonly #path: string;
  readonly #lines: readonly string[];
  readonly #told = new PrintedSentences();

  constructor(result: FileResult, layout: Layout) {
    this.#layout = layout;
    this.#path = shownPath(layout.subject.cwd, result.filePath);
    this.#lines = result.messages.length > 0 ? linesOf(result) : [];
  }

  finding(message: Message): string {
    const { colors, width } = this.#layout;
    const paint = message.severity === 2 ? colors.red : colors.yellow;
    const place = `${colors.bold(visibleLine(this.#path))}:${message.line}:${message.column}`;
    const rule = message.ruleId ? `  ${colors.dim(visibleLine(message.ruleId))}` : "";
    const gutter = " ".repeat(String(message.line).length);
    const text = this.#told.shortened(message);
    return [
      `${place}  ${paint(levelName(message))}${rule}`,
      ...wrapText(text, width - 2).map((line) => `  ${line}`),
      ...excerpt(message, this.#lines, { gutter, paint, dim: colors.dim, width }),
      ...this.#notes(message).flatMap((note) =>
        wrapText(note, width - gutter.length - 5).map((line, index) =>
          index === 0 ? `  ${gutter} ${colors.dim("=")} ${colors.cyan(line)}` : `  ${gutter}   ${colors.cyan(line)}`,
        ),
      ),
      "",
    ].join("\n");
  }

  /** The notes below a finding: available fixes and suggestions, and where to read more. */
  #notes(message: Message): string[] {
    const { mentioned, subject } = this.#layout;
    const rule = subject.rules.find(({ id }) => id === message.ruleId);
    const suggestions = message.suggestions ?? [];
    const news = suggestions.map((one, index) => ({ ...one, index, line: this.#told.lineOfNote(message, one.desc) }));
    const known = news.filter(({ line }) => line !== undefined);
    const options = optionsForSuggestions(message, rule);
    const isFirst = options.length > 0 && !mentioned.has(rule!.id);
    if (isFirst) mentioned.add(rule!.id);
    const page = pageOf(message.ruleId, rule);
    const short = [
      ...(message.fix ? ["fixable with --fix"] : []),
      ...(known.length > 0 ? [sameAs(known.map(({ line }) => line!))] : []),
      ...(page === undefined ? [] : [`see ${page}`]),
    ];
    const turned = options.map(({ option, index }) => `\`${option}\` turns the ${noun(index)} into a fix`);
    return [
      ...news.flatMap(({ desc, index, line }) => (line === undefined ? [`${noun(index)}: ${desc}`] : [])),
      ...(isFirst ? [`option: ${turned.join(", ")}`] : []),
      ...(short.length > 0 ? [short.join(", ")] : []),
    ];
  }
}

const noun = (index: number): string => (index === 0 ? "suggestion" : "alternative");

/** Formats `suggestion as on line 10`. */
function sameAs(lines: readonly number[]): string {
  const distinct = [...new Set(lines)].join(" and ");
  return `${lines.length === 1 ? "suggestion" : `${lines.length} suggestions`} as on line ${distinct}`;
}

interface Excerpt {
  readonly gutter: string;
  readonly paint: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly width: number;
}

/** The first line of the range with the range underlined, and the position of its end if that is on another line. */
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
