/** Reads the text of a pattern, character by character. */

/** The pattern is one that RE2 cannot compile. */
export class NotRe2 extends Error {}

export class PatternCursor {
  at = 0;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Returns the character `ahead` positions after the next one; `undefined` past the end. */
  peek(ahead = 0): string | undefined {
    return this.text[this.at + ahead];
  }

  /** Reads this text if it comes next, and returns whether it did. */
  take(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  /** Reads the next character, a whole code point. @throws NotRe2 at the end */
  next(): string {
    const code = this.text.codePointAt(this.at);
    if (code === undefined) throw new NotRe2("the pattern ends too early");
    const character = String.fromCodePoint(code);
    this.at += character.length;
    return character;
  }

  /** Reads and returns what a sticky expression matches next. */
  match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.at;
    const found = expression.exec(this.text);
    if (found === null) return undefined;
    this.at += found[0].length;
    return found;
  }
}
