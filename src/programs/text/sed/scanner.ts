/** A scanner for the characters of a sed script. */
import { NotSimulated } from "./syntax.ts";

export class Scanner {
  #at = 0;
  readonly #script: string;

  constructor(script: string) {
    this.#script = script;
  }

  /** The next character; `undefined` at the end. */
  get next(): string | undefined {
    return this.#script[this.#at];
  }

  take(): string | undefined {
    return this.#script[this.#at++];
  }

  /** Consumes `character` if it is next. */
  accept(character: string): boolean {
    if (this.next !== character) return false;
    this.#at++;
    return true;
  }

  /** Consumes a match of `pattern`, which must be sticky, at the current position. */
  read(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#script);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match;
  }

  skipBlanks(): void {
    this.read(/[ \t]*/y);
  }

  /**
   * Consumes the text up to and including the delimiter, and returns it with escapes of the delimiter removed.
   * @param pattern whether the text is a regular expression, in whose bracket expressions the delimiter is literal.
   */
  delimited(delimiter: string, pattern: boolean): string {
    if (/[\\\n]/.test(delimiter)) throw new NotSimulated();
    let text = "";
    for (let character = this.take(); character !== undefined && character !== "\n"; character = this.take()) {
      if (character === delimiter) return text;
      if (character === "\\") text += this.#escaped(delimiter);
      else if (pattern && character === "[") text += `[${this.#bracket(delimiter)}`;
      else text += character;
    }
    throw new NotSimulated();
  }

  #escaped(delimiter: string): string {
    const next = this.take();
    if (next === undefined) throw new NotSimulated();
    if (next !== delimiter) return `\\${next}`;
    // Versions differ in the meaning of an escaped delimiter that is also an operator.
    if (/[.*[\]^$+?(){}|0-9A-Za-z&<>`']/.test(delimiter)) throw new NotSimulated();
    return delimiter;
  }

  /** Consumes the rest of a bracket expression. */
  #bracket(delimiter: string): string {
    let text = this.read(/\^?\]?/y)![0];
    for (let character = this.take(); character !== undefined && character !== "\n"; character = this.take()) {
      text += character;
      if (character === "]") return text;
      if (character === "[" && /[.:=]/.test(this.next ?? "")) {
        const kind = this.take()!;
        const close = this.#script.indexOf(`${kind}]`, this.#at);
        if (close < 0) throw new NotSimulated();
        text += `${kind}${this.#script.slice(this.#at, close)}${kind}]`;
        this.#at = close + 2;
      } else if (character === "\\" && this.accept(delimiter)) text += delimiter;
    }
    throw new NotSimulated();
  }
}
