/** Parses sed scripts. */
import { compilePattern, type Matcher } from "../regular-expression/matcher.ts";
import { readReplacement } from "./replacement.ts";
import { Scanner } from "./scanner.ts";
import { NotSimulated, type SedAction, type SedAddress, type SedCommand } from "./syntax.ts";

/** Maximum nesting depth of blocks. */
const depthLimit = 20;

/** Commands without an argument. */
const SIMPLE = "pdqQnNDPhHgGxz=";

/** The commands of `script`; `undefined` if the script is malformed or uses a feature that is not simulated. */
export function parseSed(script: string, extended: boolean): readonly SedCommand[] | undefined {
  try {
    return new SedParser(script, extended).parse();
  } catch (error) {
    if (error instanceof NotSimulated) return undefined;
    throw error;
  }
}

class SedParser {
  #ranges = false;
  #skips = false;
  /** The labels outside of blocks, and the empty one, which is the end of the script. */
  readonly #labels = new Set([""]);
  readonly #targets = new Set<string>();
  readonly #scanner: Scanner;
  readonly #extended: boolean;

  constructor(script: string, extended: boolean) {
    this.#scanner = new Scanner(script);
    this.#extended = extended;
  }

  parse(): SedCommand[] {
    const commands = this.#commands(0);
    if (this.#scanner.next !== undefined) throw new NotSimulated();
    // If the last line of a range is skipped, the end of the range differs between kinds of addresses and between versions.
    if (this.#ranges && this.#skips) throw new NotSimulated();
    if ([...this.#targets].some((label) => !this.#labels.has(label))) throw new NotSimulated();
    return commands;
  }

  #commands(depth: number): SedCommand[] {
    const commands: SedCommand[] = [];
    for (;;) {
      this.#scanner.read(/[\s;]*/y);
      if (this.#scanner.read(/#.*/y) !== undefined) continue;
      if (this.#scanner.next === undefined || this.#scanner.next === "}") return commands;
      if (depth > depthLimit) throw new NotSimulated();
      commands.push(this.#command(depth));
    }
  }

  #command(depth: number): SedCommand {
    const from = this.#address();
    let to: SedAddress | undefined;
    this.#scanner.skipBlanks();
    if (from !== undefined && this.#scanner.accept(",")) {
      this.#scanner.skipBlanks();
      to = this.#end();
    }
    if (from?.kind === "zero" && to?.kind !== "match") throw new NotSimulated();
    this.#scanner.skipBlanks();
    const negated = this.#scanner.accept("!");
    this.#scanner.skipBlanks();
    const letter = this.#scanner.take();
    this.#ranges ||= to !== undefined;
    this.#skips ||= letter === "n" || letter === "N" || letter === "D";
    if (to !== undefined && (letter === "q" || letter === "Q")) throw new NotSimulated();
    if (from !== undefined && letter === ":") throw new NotSimulated();
    // The block may skip the line at which the range starts.
    if (to !== undefined && depth > 0) throw new NotSimulated();
    const action = this.#action(letter, depth);
    if (action.kind !== "label" && action.kind !== "branch" && action.kind !== "text") {
      this.#scanner.skipBlanks();
      const { next } = this.#scanner;
      if (next !== undefined && !/[;}\n#]/.test(next)) throw new NotSimulated();
    }
    return { from, to, negated, action };
  }

  #action(letter: string | undefined, depth: number): SedAction {
    switch (letter) {
      case "s":
        return this.#substitute();
      case "y":
        return this.#transliterate();
      case "{": {
        const commands = this.#commands(depth + 1);
        if (!this.#scanner.accept("}")) throw new NotSimulated();
        return { kind: "block", commands };
      }
      case "b":
      case "t": {
        const label = this.#label();
        this.#targets.add(label);
        return { kind: "branch", when: letter === "b" ? "always" : "substituted", label };
      }
      case ":": {
        const label = this.#label();
        if (this.#labels.has(label)) throw new NotSimulated();
        if (depth === 0) this.#labels.add(label);
        return { kind: "label", label };
      }
      case "a":
        return { kind: "text", where: "after", text: this.#text() };
      case "i":
        return { kind: "text", where: "before", text: this.#text() };
      case "c":
        return { kind: "text", where: "instead", text: this.#text() };
    }
    if (letter === undefined || !SIMPLE.includes(letter)) throw new NotSimulated();
    return { kind: "simple", letter };
  }

  #label(): string {
    this.#scanner.skipBlanks();
    const label = this.#scanner.read(/[^;\s]*/y)![0];
    if (label.includes("}")) throw new NotSimulated();
    return label;
  }

  /** The text of `a`, `i` or `c`: up to the end of the line, including lines that are joined by a backslash. */
  #text(): string {
    this.#scanner.skipBlanks();
    // On the line of the command, a first backslash only keeps white space after it.
    if (this.#scanner.read(/\\[ \t]*\n/y) === undefined && this.#scanner.read(/\\\\/y)) throw new NotSimulated();
    const text = this.#scanner.read(/(?:[^\\\n]|\\[^A-Za-z0-9])+/y)?.[0];
    // The meaning of a backslash before a letter depends on its position.
    if (text === undefined || this.#scanner.next === "\\") throw new NotSimulated();
    return `${text.replaceAll(/\\([^])/g, "$1")}\n`;
  }

  /** Parses an address, if there is one. */
  #address(): SedAddress | undefined {
    const [, first, step] = this.#scanner.read(/(\d+)(?:~(\d+))?/y) ?? [];
    if (first !== undefined) {
      if (step !== undefined && Number(step) > 0) return { kind: "step", first: Number(first), step: Number(step) };
      return Number(first) === 0 ? { kind: "zero" } : { kind: "line", number: Number(first) };
    }
    if (this.#scanner.accept("$")) return { kind: "last" };
    const [delimiter] = this.#scanner.read(/\/|\\[^]/y) ?? [];
    if (delimiter === undefined) return undefined;
    const pattern = this.#scanner.delimited(delimiter.at(-1)!, true);
    return { kind: "match", matcher: this.#matcher(pattern, this.#scanner.accept("I")) };
  }

  /** Parses the second address of a range. */
  #end(): SedAddress {
    const [, count] = this.#scanner.read(/\+(\d+)/y) ?? [];
    if (count !== undefined) return { kind: "more", count: Number(count) };
    const [, multiple] = this.#scanner.read(/~(\d+)/y) ?? [];
    if (multiple !== undefined) return { kind: "multiple", of: Number(multiple) };
    const address = this.#address();
    if (address === undefined || address.kind === "step" || address.kind === "zero") throw new NotSimulated();
    return address;
  }

  #matcher(pattern: string, ignoreCase: boolean): Matcher {
    // An empty pattern stands for the last pattern used.
    const matcher =
      pattern === ""
        ? undefined
        : compilePattern(pattern, { syntax: this.#extended ? "extended" : "basic", reader: "sed", ignoreCase });
    if (matcher === undefined) throw new NotSimulated();
    return matcher;
  }

  #substitute(): SedAction {
    const delimiter = this.#scanner.take();
    if (delimiter === undefined) throw new NotSimulated();
    const pattern = this.#scanner.delimited(delimiter, true);
    const replacement = readReplacement(this.#scanner.delimited(delimiter, false));
    const flags = this.#scanner.read(/[gpiI\d]*/y)![0];
    if (/g.*g|p.*p|\d\D+\d|(?<!\d)0/.test(flags)) throw new NotSimulated();
    const matcher = this.#matcher(pattern, /i/i.test(flags));
    if (replacement.some((part) => typeof part === "number" && part > matcher.groups)) throw new NotSimulated();
    const number = /\d+/.exec(flags)?.[0];
    return {
      kind: "substitute",
      matcher,
      replacement,
      global: flags.includes("g"),
      print: flags.includes("p"),
      nth: Number(number ?? 1),
    };
  }

  #transliterate(): SedAction {
    const delimiter = this.#scanner.take() ?? "";
    const from = this.#scanner.delimited(delimiter, false);
    const to = this.#scanner.delimited(delimiter, false);
    if (from.includes("\\") || to.includes("\\") || from.length !== to.length) throw new NotSimulated();
    return { kind: "transliterate", map: new Map(Array.from(from, (character, index) => [character, to[index]!])) };
  }
}
