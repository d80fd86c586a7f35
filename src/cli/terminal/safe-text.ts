/**
 * Text from documents, names, paths and exceptions in a form that neither a terminal nor the runner of a CI job obeys.
 *
 * A terminal obeys control characters and orders a line by bidirectional controls (CVE-2021-42574). A runner reads commands from
 * the output of a step: GitHub's in lines that begin with `::` after spaces, and, like Azure Pipelines' and TeamCity's, in lines
 * that contain `##[`, `##vso[` or `##teamcity[`.
 */

/** Control characters, line separators, and the marks, embeddings, overrides and isolates of bidirectional text. */
const CONTROL = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** What begins a runner's command anywhere in a line. */
const COMMAND = /##(?=\w*\[)/g;

/** A line that begins with a runner's command, behind spaces and colours. */
const COMMAND_LINE = /^((?:[^\S\n]|\u001B\[\d+m)*)::/gm; // oxlint-disable-line no-control-regex

/** What picocolors writes. */
const COLOUR = /^\u001B\[\d+m/; // oxlint-disable-line no-control-regex

function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "\u2421" : "\uFFFD";
}

/**
 * The text with a visible character in place of each that is not safe, of the same length in UTF-16. Line breaks (`\n`) and tabs
 * stay.
 */
export const visible = (text: string): string =>
  text
    .replaceAll(CONTROL, (character) => (character === "\n" || character === "\t" ? character : picture(character)))
    .replaceAll(COMMAND, "#\u266F");

/** The same in one line: for names of files, which may contain line breaks. */
export const visibleLine = (text: string): string => visible(text).replaceAll(/[\n\t]/g, picture);

/** What a text for a terminal or a runner may contain beside safe characters. */
export interface Permitted {
  /** Colours, as picocolors writes them. */
  readonly colored?: boolean;
  /** Lines that are commands of GitHub's runner. */
  readonly commands?: boolean;
}

/**
 * A whole text that goes out, made safe: the one function that everything passes on its way to a terminal or a report's file.
 * Text that is safe already is returned as it is. A carriage return may end a line.
 */
export function safeOutput(text: string, { colored = false, commands = false }: Permitted = {}): string {
  const shown = text
    .replaceAll(CONTROL, (character, offset: number) => {
      if (character === "\n" || character === "\t") return character;
      if (character === "\r" && text[offset + 1] === "\n") return character;
      if (colored && character === "\u001B" && COLOUR.test(text.slice(offset, offset + 5))) return character;
      return picture(character);
    })
    .replaceAll(COMMAND, "#\u266F");
  return commands ? shown : shown.replaceAll(COMMAND_LINE, "$1\u2236:");
}

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** JSON with escapes in place of all characters that are not safe: for programs the same value. */
export const safeJson = (json: string): string =>
  json
    .replaceAll(/[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g, escaped)
    .replaceAll(COMMAND, `${escaped("#")}#`);
