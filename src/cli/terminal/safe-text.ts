/**
 * Makes text from documents, names, paths and exceptions safe to print, so that neither a terminal nor a CI runner
 * interprets it.
 *
 * A terminal interprets control characters, and bidirectional controls reorder a line (CVE-2021-42574). A CI runner reads
 * commands from the output of a step: GitHub's in lines that begin with `::` after optional spaces, and, like those of
 * Azure Pipelines and TeamCity, in lines that contain `##[`, `##vso[` or `##teamcity[`.
 */

/** Control characters, line separators, and bidirectional marks, embeddings, overrides and isolates. */
const CONTROL = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** The start of a runner command anywhere in a line. */
const COMMAND = /##(?=\w*\[)/g;

/** A line that begins with a runner command, after optional spaces and colours. */
const COMMAND_LINE = /^((?:[^\S\n\r\u2028\u2029]|\u001B\[\d+m)*)::/gm; // oxlint-disable-line no-control-regex

/** A colour sequence that picocolors writes. */
const COLOUR = /^\u001B\[\d+m/; // oxlint-disable-line no-control-regex

function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "\u2421" : "\uFFFD";
}

/** The text with each unsafe character replaced by a visible one of the same length in UTF-16. Line breaks (`\n`) and tabs are kept. */
export const escapeUnsafe = (text: string): string =>
  text
    .replaceAll(CONTROL, (character) => (character === "\n" || character === "\t" ? character : picture(character)))
    .replaceAll(COMMAND, "#\u266F");

/** Like `escapeUnsafe`, but returns a single line: for file names, which may contain line breaks. */
export const visibleLine = (text: string): string => escapeUnsafe(text).replaceAll(/[\n\t]/g, picture);

/** What a text for a terminal or a runner may contain in addition to safe characters. */
export interface Permitted {
  /** Colours, as picocolors writes them. */
  readonly colored?: boolean;
  /** Lines that are commands for GitHub's runner. */
  readonly commands?: boolean;
}

/**
 * Makes a whole output text safe. Everything that goes to a terminal or a report's file passes through this function. Safe
 * text is returned unchanged. A carriage return may end a line.
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

/** JSON with all unsafe characters escaped. Programs that parse it read the same value. */
export const safeJson = (json: string): string =>
  json
    .replaceAll(/[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g, escaped)
    .replaceAll(COMMAND, `${escaped("#")}#`);
