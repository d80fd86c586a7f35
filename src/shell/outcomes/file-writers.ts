/** The calls that may write a file, by the names that their words and redirections give it. */
import { fileNamesOf, literalEnd, namedFile, ownName } from "./written-files.ts";
import type { Run } from "../model/invocation.ts";
import { knownText, type AbstractString } from "../model/value.ts";

type Slots = readonly number[];

const NONE: Slots = [];

/** How many of the calls that may write files of the same name are remembered: the latest. */
const MOST = 512;

export class FileWriters {
  readonly #byOutput = new Map<string, number[]>();
  readonly #byName = new Map<string, number[]>();
  readonly #byLastPart = new Map<string, number[]>();
  readonly #byUnknownName = new Map<string, number[]>();

  /** Adds a call, or other words with which it was started. */
  add(slot: number, run: Run): void {
    const { lastParts, names, unknown } = fileNamesOf(run);
    if (run.stdoutFile !== undefined) enter(this.#byOutput, run.stdoutFile, slot);
    for (const name of names) enter(this.#byName, name, slot);
    for (const part of lastParts) enter(this.#byLastPart, part, slot);
    for (const key of unknown) enter(this.#byUnknownName, key, slot);
  }

  /** The calls that may write the file of this name. */
  of(name: AbstractString): Set<number> {
    const text = knownText(name);
    if (text !== undefined)
      return new Set([
        ...(this.#byOutput.get(text) ?? NONE),
        ...(this.#byName.get(text) ?? NONE),
        ...(this.#byLastPart.get(namedFile(text)) ?? NONE),
      ]);
    const end = literalEnd(name);
    if (end !== undefined) return new Set(this.#byLastPart.get(end));
    const own = ownName(name);
    return new Set(own === undefined ? NONE : this.#byUnknownName.get(own));
  }

  /** The calls that have exactly this word as the name of a file. */
  ofWord(word: string): Slots {
    return this.#byName.get(word) ?? NONE;
  }
}

function enter(index: Map<string, number[]>, key: string, slot: number): void {
  const slots = index.get(key);
  if (slots === undefined) index.set(key, [slot]);
  else if (slots.at(-1) !== slot && slots.push(slot) > MOST) slots.shift();
}
