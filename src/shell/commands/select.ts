/** Reads the answers of `select`: the number of one of its words. */
import type { Field } from "../values/field-splitting.ts";
import { firstLine } from "../values/lines.ts";
import { EMPTY_STRING } from "../values/pieces.ts";
import type { Path } from "../state/path/path.ts";
import { knownText, type AbstractString } from "../model/value.ts";

export interface Answer {
  /** The value of `REPLY`. */
  readonly reply: AbstractString;
  /** The chosen word, empty if the answer is not the number of a word; `undefined` if unknown. */
  readonly chosen: AbstractString | undefined;
}

/** Reads the next answer from the path's stdin: "none" at its end, `undefined` if its lines are unknown. */
export function nextAnswer(path: Path, fields: readonly Field[]): Answer | "none" | undefined {
  while (path.input !== undefined) {
    const { line, rest, terminated } = firstLine(path.input);
    const text = knownText(line);
    if (text === undefined || text.includes("\\")) return undefined;
    path.input = rest;
    if (!terminated) return "none";
    // The menu is printed again.
    if (text === "") continue;
    return { reply: line, chosen: chosenBy(text, fields) };
  }
  return undefined;
}

function chosenBy(text: string, fields: readonly Field[]): AbstractString | undefined {
  const number = /^\s*\+?\d+\s*$/.test(text) ? Number(text) : 0;
  if (number === 0) return EMPTY_STRING;
  if (fields.some((field) => field.split)) return undefined;
  return fields[number - 1]?.value ?? EMPTY_STRING;
}
