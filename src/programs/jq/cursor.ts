/** A position in the text of a jq filter, and what can be read from there. */
import { NotSimulated } from "./syntax.ts";

const SPACE = /(?:\s|#[^\n]*)*/y;

export class Cursor {
  protected readonly text: string;
  protected at = 0;

  constructor(text: string) {
    this.text = text;
  }

  isAtEnd(): boolean {
    this.skipSpace();
    return this.at >= this.text.length;
  }

  protected skipSpace(): void {
    this.match(SPACE);
  }

  /** Consumes what the sticky pattern matches here, and returns it. */
  protected match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  /** Consumes a one-character symbol, unless it is the start of `|=` or `?//`. */
  protected take(sign: string): boolean {
    this.skipSpace();
    if (this.text[this.at] !== sign) return false;
    const next = this.text[this.at + 1];
    if ((sign === "|" && next === "=") || (sign === "?" && this.text.startsWith("//", this.at + 1)))
      throw new NotSimulated();
    this.at++;
    return true;
  }

  /** Consumes this keyword. */
  protected word(keyword: string): boolean {
    this.skipSpace();
    const isNext = this.text.startsWith(keyword, this.at) && !/\w/.test(this.text[this.at + keyword.length] ?? "");
    if (isNext) this.at += keyword.length;
    return isNext;
  }

  /** Consumes the symbol. @throws {NotSimulated} if another follows */
  protected expect(sign: string): void {
    if (!this.take(sign)) throw new NotSimulated();
  }
}
