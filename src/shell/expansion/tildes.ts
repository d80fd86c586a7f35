/** Tilde expansion: `~` and `~user`, at the start of a word and, in assignments, after each unquoted colon. */
import type { Word } from "unbash";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { stringOf, unknownPiece } from "../values/pieces.ts";
import { bindingValue } from "../values/bindings.ts";
import { resolveBinding } from "../state/variables.ts";
import type { AbstractString } from "../model/value.ts";

/** The parts of a word that tilde expansion applies to. */
export interface TildeRange {
  /** The offset at which a tilde is expanded, if there is one. */
  readonly start: number;
  /** Whether a tilde after a colon, at any later offset, is expanded too. */
  readonly afterColons: boolean;
}

/** In a quoted `"${X:-~}"`, no tilde is expanded. */
export const NO_TILDES: TildeRange = { start: -1, afterColons: false };

/** A tilde that is expanded, with the name of a user after it, if any. */
interface Tilde {
  readonly pos: number;
  readonly end: number;
  readonly user: string;
}

const PREFIX = /~((?:[A-Za-z_][\w.-]*)?)/y;

/** Whether the word may contain a tilde that is expanded. */
export function mayHaveTilde({ pos, end }: Word, text: string): boolean {
  // A search in the text of the script would go on behind the word.
  const written = text.slice(pos, end);
  for (let at = written.indexOf("~"); at !== -1; at = written.indexOf("~", at + 1))
    if (at === 0 || written[at - 1] === ":" || written[at - 1] === "=") return true;
  return false;
}

/** The range of an ordinary word; only bash, if it is not called `sh`, treats an argument `NAME=~` like an assignment. */
export function tildesOfWord({ machine }: Frame, { pos, end, text }: Word): TildeRange {
  const name = machine.interpreter === "bash" ? /^[A-Za-z_]\w*\+?=/.exec(text)?.[0] : undefined;
  const start = pos + (name?.length ?? 0);
  return { start: start < end ? start : -1, afterColons: name !== undefined };
}

/** The tildes between two offsets of a word, in its unquoted literal text, that are expanded. */
export function tildesIn(source: string, word: Word, pos: number, end: number, range: TildeRange): readonly Tilde[] {
  const found: Tilde[] = [];
  for (let at = pos; at < end; at++) {
    const character = source[at];
    if (character === "\\") at++;
    else if (character === "~" && (at === range.start || (range.afterColons && isAfterColon(source, at, pos, range)))) {
      PREFIX.lastIndex = at;
      const [prefix, user] = PREFIX.exec(source)!;
      const next = at + prefix.length;
      const isWhole = next === word.end || source[next] === "/" || (range.afterColons && source[next] === ":");
      if (isWhole) found.push({ pos: at, end: next, user: user! });
    }
  }
  return found;
}

/** Whether the character before it, in the same literal, is a colon without a backslash. */
function isAfterColon(source: string, at: number, pos: number, { start }: TildeRange): boolean {
  return at > pos && at > start && source[at - 1] === ":" && source[at - 2] !== "\\";
}

/** The home directory that a tilde expands to. The agent does not set `HOME`; the text `~` then represents root's home directory. */
export function homeOf(frame: Frame, user: string): AbstractString {
  if (user === "root") return stringOf("/root");
  if (user !== "") return [unknownPiece("special", true, `~${user}`)];
  const binding = resolveBinding(frame, "HOME");
  return binding.state === "set" || binding.state === "unknown" ? bindingValue(binding) : stringOf("~");
}
