/** Reads sed scripts. */
import { compilePattern, type Matcher } from "./regular-expression/matcher.ts";

export type SedAddress =
  | { readonly kind: "line"; readonly number: number }
  | { readonly kind: "last" }
  | { readonly kind: "match"; readonly matcher: Matcher }
  /** `addr,+N` */
  | { readonly kind: "more"; readonly count: number };

export type SedAction =
  | {
      readonly kind: "substitute";
      readonly matcher: Matcher;
      readonly replacement: readonly (string | number)[];
      readonly global: boolean;
      readonly print: boolean;
      readonly nth: number;
    }
  | { readonly kind: "transliterate"; readonly map: ReadonlyMap<string, string> }
  | { readonly kind: "block"; readonly commands: readonly SedCommand[] }
  | { readonly kind: "branch"; readonly when: "always" | "substituted"; readonly label: string }
  | { readonly kind: "label"; readonly label: string }
  | { readonly kind: "simple"; readonly letter: string };

export interface SedCommand {
  readonly from: SedAddress | undefined;
  readonly to: SedAddress | undefined;
  readonly negated: boolean;
  readonly action: SedAction;
}

class NotSimulated extends Error {}

/** The commands of `script`; `undefined` where it is malformed or uses what is not simulated. */
export function parseSed(script: string, extended: boolean): readonly SedCommand[] | undefined {
  try {
    return new SedParser(script, extended).parse();
  } catch (error) {
    if (error instanceof NotSimulated) return undefined;
    throw error;
  }
}

class SedParser {
  private at = 0;
  private ranges = false;
  private skips = false;
  private readonly script: string;
  private readonly extended: boolean;

  constructor(script: string, extended: boolean) {
    this.script = script;
    this.extended = extended;
  }

  parse(): SedCommand[] {
    const commands = this.commands(0);
    if (this.at < this.script.length) throw new NotSimulated();
    // Where a range ends whose last line is jumped over differs between kinds of addresses and versions.
    if (this.ranges && this.skips) throw new NotSimulated();
    return commands;
  }

  private skip(characters: RegExp): void {
    while (this.at < this.script.length && characters.test(this.script[this.at]!)) this.at++;
  }

  private commands(depth: number): SedCommand[] {
    const commands: SedCommand[] = [];
    for (;;) {
      this.skip(/[\s;]/);
      if (this.script[this.at] === "#") {
        this.skip(/[^\n]/);
        continue;
      }
      if (this.at >= this.script.length || this.script[this.at] === "}") return commands;
      if (depth > 20) throw new NotSimulated();
      commands.push(this.command(depth));
    }
  }

  private command(depth: number): SedCommand {
    const from = this.address(false);
    let to: SedAddress | undefined;
    this.skip(/[ \t]/);
    if (from !== undefined && this.script[this.at] === ",") {
      this.at++;
      this.skip(/[ \t]/);
      to = this.address(true);
      if (to === undefined) throw new NotSimulated();
    }
    this.skip(/[ \t]/);
    const negated = this.script[this.at] === "!";
    if (negated) this.at++;
    this.skip(/[ \t]/);
    const letter = this.script[this.at++];
    this.ranges ||= to !== undefined;
    this.skips ||= letter === "n" || letter === "N" || letter === "D";
    if (to !== undefined && (letter === "q" || letter === ":")) throw new NotSimulated();
    // A block may jump over the line that its range begins with.
    if (to !== undefined && depth > 0) throw new NotSimulated();
    const action = this.action(letter, depth);
    if (action.kind !== "label" && letter !== "b" && letter !== "t") {
      this.skip(/[ \t]/);
      const next = this.script[this.at];
      if (next !== undefined && !/[;}\n#]/.test(next)) throw new NotSimulated();
    }
    return { from, to, negated, action };
  }

  private action(letter: string | undefined, depth: number): SedAction {
    switch (letter) {
      case "s":
        return this.substitute();
      case "y":
        return this.transliterate();
      case "{": {
        const commands = this.commands(depth + 1);
        if (this.script[this.at++] !== "}") throw new NotSimulated();
        return { kind: "block", commands };
      }
      case "b":
      case "t":
        return { kind: "branch", when: letter === "b" ? "always" : "substituted", label: this.label() };
      case ":":
        return { kind: "label", label: this.label() };
    }
    if (letter === undefined || !"pdqnNDPhHgGx=".includes(letter)) throw new NotSimulated();
    return { kind: "simple", letter };
  }

  private label(): string {
    this.skip(/[ \t]/);
    const start = this.at;
    this.skip(/[^;\s]/);
    const label = this.script.slice(start, this.at);
    if (label.includes("}")) throw new NotSimulated();
    return label;
  }

  private address(second: boolean): SedAddress | undefined {
    const rest = this.script.slice(this.at);
    const number = (second ? /^\+?\d+/ : /^\d+/).exec(rest)?.[0];
    if (number !== undefined) {
      this.at += number.length;
      if (this.script[this.at] === "~" || Number(number) === 0) throw new NotSimulated();
      return number.startsWith("+")
        ? { kind: "more", count: Number(number) }
        : { kind: "line", number: Number(number) };
    }
    if (rest.startsWith("$")) {
      this.at++;
      return { kind: "last" };
    }
    if (!/^(\/|\\.)/.test(rest)) return undefined;
    this.at += rest.startsWith("\\") ? 2 : 1;
    const pattern = this.delimited(this.script[this.at - 1]!, true);
    const ignoreCase = this.script[this.at] === "I";
    if (ignoreCase) this.at++;
    return { kind: "match", matcher: this.matcher(pattern, ignoreCase) };
  }

  private matcher(pattern: string, ignoreCase: boolean): Matcher {
    // The empty pattern is the last one that was used.
    const matcher =
      pattern === ""
        ? undefined
        : compilePattern(pattern, { syntax: this.extended ? "extended" : "basic", reader: "sed", ignoreCase });
    if (matcher === undefined) throw new NotSimulated();
    return matcher;
  }

  /** The text up to the delimiter, which it consumes; the delimiter's own escapes are taken off. */
  private delimited(delimiter: string, pattern: boolean): string {
    if (/[\\\n]/.test(delimiter)) throw new NotSimulated();
    let text = "";
    let bracket = -1;
    for (; this.at < this.script.length; this.at++) {
      const character = this.script[this.at]!;
      if (bracket >= 0) {
        if (character === "]" && this.at > bracket) bracket = -1;
        else if (character === "[" && /[.:=]/.test(this.script[this.at + 1] ?? "")) {
          const close = this.script.indexOf(`${this.script[this.at + 1]}]`, this.at + 2);
          if (close < 0) throw new NotSimulated();
          text += this.script.slice(this.at, close + 1);
          this.at = close + 1;
          text += "]";
          continue;
        }
        // In brackets the delimiter ends nothing, and its backslash stays.
        if (character === "\\" && this.script[this.at + 1] === delimiter) {
          text += `\\${delimiter}`;
          this.at++;
          continue;
        }
      } else if (character === delimiter) {
        this.at++;
        return text;
      } else if (character === "\\") {
        const next = this.script[++this.at];
        if (next === undefined) throw new NotSimulated();
        if (next === delimiter) {
          // What an escaped delimiter means where it is also an operator has changed between versions.
          if (/[.*[\]^$+?(){}|0-9A-Za-z&<>`']/.test(delimiter)) throw new NotSimulated();
          text += delimiter;
        } else {
          text += `\\${next}`;
        }
        continue;
      } else if (pattern && character === "[") {
        bracket = this.at + (this.script[this.at + 1] === "^" ? 2 : 1);
      }
      text += character;
    }
    throw new NotSimulated();
  }

  private substitute(): SedAction {
    const delimiter = this.script[this.at++];
    if (delimiter === undefined) throw new NotSimulated();
    const pattern = this.delimited(delimiter, true);
    const replacement = replacementOf(this.delimited(delimiter, false));
    const flags = /^(?:[gpiI]|\d+)*/.exec(this.script.slice(this.at))![0];
    this.at += flags.length;
    const matcher = this.matcher(pattern, /i/i.test(flags));
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

  private transliterate(): SedAction {
    const delimiter = this.script[this.at++] ?? "";
    const from = this.delimited(delimiter, false);
    const to = this.delimited(delimiter, false);
    if (from.includes("\\") || to.includes("\\") || from.length !== to.length) throw new NotSimulated();
    return { kind: "transliterate", map: new Map(Array.from(from, (character, index) => [character, to[index]!])) };
  }
}

/** Texts and group numbers (0 for `&`). */
function replacementOf(text: string): (string | number)[] {
  const parts: (string | number)[] = [];
  for (const [piece] of text.matchAll(/\\[\s\S]|&|[^\\&]+/g)) {
    if (piece === "&") parts.push(0);
    else if (!piece.startsWith("\\")) parts.push(piece);
    else if (/^\\\d$/.test(piece)) parts.push(Number(piece[1]));
    else if (piece === "\\n" || piece === "\\\n") parts.push("\n");
    else if (piece === "\\t") parts.push("\t");
    else if (/^\\[A-Za-z]$/.test(piece)) throw new NotSimulated();
    else parts.push(piece.slice(1));
  }
  return parts;
}
