/** Scans an HCL text for lexical errors: unterminated strings, here-documents and brackets, and unknown escapes. */
import type { Range, SyntaxProblem } from "../../model/document.ts";

export interface Scan {
  readonly problem: SyntaxProblem | undefined;
  /** The outermost interpolations, including their braces. */
  readonly interpolations: readonly Range[];
}

/** An open construct: a bracket, a sequence in a template, a quoted string, or a here-document. */
interface Open {
  readonly sign: "{" | "[" | "(" | "${" | "%{" | '"' | "<<";
  readonly start: number;
  /** The delimiter line that ends a here-document. */
  readonly marker?: string;
}

const CLOSING: Readonly<Record<string, readonly string[]>> = { "}": ["{", "${", "%{"], "]": ["["], ")": ["("] };

/** Scans up to the first error. */
export function scanHcl(text: string): Scan {
  const scanner = new Scanner(text);
  return { problem: scanner.run(), interpolations: scanner.interpolations };
}

class Scanner {
  readonly interpolations: Range[] = [];
  readonly #text: string;
  readonly #open: Open[] = [];
  #at = 0;
  /** Number of open sequences. */
  #sequences = 0;

  constructor(text: string) {
    this.#text = text;
  }

  run(): SyntaxProblem | undefined {
    while (this.#at < this.#text.length) {
      const top = this.#open.at(-1);
      const problem = top?.sign === '"' ? this.#string(top) : top?.sign === "<<" ? this.#heredoc(top) : this.#code(top);
      if (problem !== undefined) return { offset: problem.offset, message: `HCL: ${problem.message}` };
    }
    const last = this.#open.at(-1);
    return last && { offset: last.start, message: `HCL: ${unclosed(last)}` };
  }

  #code(top: Open | undefined): SyntaxProblem | undefined {
    const text = this.#text;
    const at = this.#at;
    const char = text[at]!;
    if (char === "#" || text.startsWith("//", at)) this.#at = after(text, "\n", at);
    else if (text.startsWith("/*", at)) {
      const end = text.indexOf("*/", at + 2);
      if (end === -1) return { offset: at, message: "the comment that starts here is not closed." };
      this.#at = end + 2;
    } else if (char === '"') this.#push('"', 1);
    else if (char === "{" || char === "[" || char === "(") this.#push(char, 1);
    else if (CLOSING[char]) return this.#close(char, top);
    else if (text.startsWith("<<", at)) this.#openHeredoc();
    else this.#at++;
    return undefined;
  }

  #close(char: string, top: Open | undefined): SyntaxProblem | undefined {
    if (top === undefined || !CLOSING[char]!.includes(top.sign)) {
      const hint = top === undefined ? "" : ` The \`${top.sign}\` on line ${this.#line(top.start)} is not closed.`;
      return { offset: this.#at, message: `\`${char}\` is not expected here.${hint}` };
    }
    this.#open.pop();
    this.#at++;
    if (top.sign !== "${" && top.sign !== "%{") return undefined;
    this.#sequences--;
    if (top.sign === "${" && this.#sequences === 0) this.interpolations.push([top.start, this.#at]);
    return undefined;
  }

  #openHeredoc(): void {
    const match = /^<<-?([\p{L}_][\p{L}\p{N}_-]*)\r?\n/u.exec(this.#text.slice(this.#at, this.#at + 200));
    if (match === null) this.#at += 2;
    else {
      this.#open.push({ sign: "<<", start: this.#at, marker: match[1]! });
      this.#at += match[0].length;
    }
  }

  #heredoc(top: Open): SyntaxProblem | undefined {
    const text = this.#text;
    const isLineStart = text[this.#at - 1] === "\n";
    const end = after(text, "\n", this.#at);
    if (isLineStart && text.slice(this.#at, end).trim() === top.marker) {
      this.#open.pop();
      this.#at = end;
      return undefined;
    }
    for (let at = this.#at; at < end; at++) if (this.#sequence(at)) return undefined;
    this.#at = end;
    return undefined;
  }

  #string(top: Open): SyntaxProblem | undefined {
    const text = this.#text;
    for (let at = this.#at; at < text.length; at++) {
      const char = text[at];
      if (char === '"') {
        this.#open.pop();
        this.#at = at + 1;
        return undefined;
      }
      if (char === "\n") return { offset: top.start, message: unclosed(top) };
      if (char === "\\") {
        const escape = /^\\(?:[nrt"\\]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})/.exec(text.slice(at, at + 10));
        if (escape === null) {
          const written = text.slice(at, at + 2);
          return {
            offset: at,
            message: `\`${written}\` is not a valid escape; write \`\\${written}\` for a backslash.`,
          };
        }
        at += escape[0].length - 1;
      } else if (this.#sequence(at)) return undefined;
    }
    this.#at = text.length;
    return undefined;
  }

  /** Enters the sequence at an offset; returns whether there is one. */
  #sequence(at: number): boolean {
    const text = this.#text;
    const sign = text[at];
    if ((sign !== "$" && sign !== "%") || text[at + 1] !== "{" || text[at - 1] === sign) return false;
    this.#open.push({ sign: sign === "$" ? "${" : "%{", start: at });
    this.#sequences++;
    this.#at = at + 2;
    return true;
  }

  #push(sign: Open["sign"], length: number): void {
    this.#open.push({ sign, start: this.#at });
    this.#at += length;
  }

  #line(offset: number): number {
    return this.#text.slice(0, offset).split("\n").length;
  }
}

/** The offset after the next occurrence; the end of the text if there is none. */
function after(text: string, sign: string, at: number): number {
  const found = text.indexOf(sign, at);
  return found === -1 ? text.length : found + sign.length;
}

function unclosed({ marker, sign }: Open): string {
  if (marker !== undefined)
    return `this here-document is not closed: it needs a line that contains only \`${marker}\`.`;
  return sign === '"' ? "the string that starts here is not closed." : `the \`${sign}\` that opens here is not closed.`;
}
