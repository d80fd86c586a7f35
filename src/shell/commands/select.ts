/** What `select` reads: the number of one of its words. */
import type { Field } from "../values/field-splitting.ts";
import { firstLine } from "../values/lines.ts";
import { EMPTY_STRING } from "../values/pieces.ts";
import type { Path } from "../state/path/path.ts";
import { knownText, type AbstractString } from "../model/value.ts";

export interface Answer {
  /** What `REPLY` is given. */
  readonly reply: AbstractString;
  /** The word that was chosen, empty where the answer is no word's number; `undefined` where that is not known. */
  readonly chosen: AbstractString | undefined;
}

/** Takes the next answer from the path's stdin: "none" where that has ended, `undefined` where its lines are not known. */
export function nextAnswer(path: Path, fields: readonly Field[]): Answer | "none" | undefined {
  while (path.input !== undefined) {
    const { line, rest, terminated } = firstLine(path.input);
    const text = knownText(line);
    if (text === undefined || text.includes("\\")) return undefined;
    path.input = rest;
    if (!terminated) return "none";
    // The menu is shown again.
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
