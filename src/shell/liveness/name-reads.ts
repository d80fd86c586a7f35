/** Where a script's text reads names, without regard to what runs. */
import { firstFrom } from "../spans/sorted-positions.ts";
import type { Span } from "../spans/span.ts";

/** Code that reads variables without naming them: a file, text, `${!NAME}`, programs after `set -a`. */
const RUNS_OTHER_CODE = /(?:^|[(;&{|]|\b(?:then|do|else)\b)[ \t]*(?:\.|source|eval)\s|\$\{!|\bset\s+-\w*a/m;

/** A name that is not assigned. */
const READ = /\b[A-Za-z_]\w*\b(?!\+?=(?!=))/g;

const EXPORT = /\b(export|declare|typeset)\b([^\n;|&]*)/g;
const WITH_X = /^(?:\s+-\w+)*\s+-\w*x/;

export class NameReads {
  /** Whether code may read variables without naming them. */
  readonly runsOtherCode: boolean;
  /** By name: where it occurs and is not assigned, in ascending order. */
  readonly #positions = new Map<string, number[]>();
  /** The names that declarations contain, and whether one of these exports the variable. */
  readonly #declared = new Map<string, boolean>();

  constructor(text: string) {
    this.runsOtherCode = RUNS_OTHER_CODE.test(text);
    for (const { 0: name, index } of text.matchAll(READ)) {
      const positions = this.#positions.get(name);
      if (positions === undefined) this.#positions.set(name, [index]);
      else positions.push(index);
    }
    for (const [, command, words = ""] of text.matchAll(EXPORT)) {
      const exports = command === "export" || WITH_X.test(words);
      for (const [name] of words.matchAll(/\b[A-Za-z_]\w*/g))
        this.#declared.set(name, exports || this.isExported(name));
    }
  }

  /** Whether a declaration contains the name. */
  isDeclared(name: string): boolean {
    return this.#declared.has(name);
  }

  /** Whether a declaration exports the variable. */
  isExported(name: string): boolean {
    return this.#declared.get(name) === true;
  }

  isIn(name: string, { end, pos }: Span): boolean {
    const positions = this.#positions.get(name) ?? [];
    return (positions[firstFrom(positions, pos)] ?? end) < end;
  }
}
