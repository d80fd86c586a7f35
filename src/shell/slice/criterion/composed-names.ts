/** Names of programs that a command composes from several parts, or edits: `$A$B`, `${TOOL}s`, `${TOOL%-cli}`. */
import { baseName } from "../../syntax/base-name.ts";
import type { Survey } from "../survey/survey.ts";

/** An expansion that edits a value. */
const EDITED = String.raw`\$\{\w{1,60}[#%/,][^{}]{0,60}\}`;

/** An expansion that edits a value, or is next to another, or next to text. */
const PARTS = String.raw`(?:${EDITED}|\$\{\w{1,60}\}["']{0,2}[\w$-]|\$\w{1,60}["']{0,2}\$|\$\w{1,60}["']{1,2}[\w-]|\$\w{1,60}-|[\w-]{1,20}["']{0,2}\$[\w{])`;

const COMMAND_START = String.raw`(?:^|[\n;&|({!]|\b(?:then|do|else|sudo|exec|env|nohup|time|command)\s)[ \t]{0,40}["']?`;

/** A command whose name is such a word. */
const COMMAND = String.raw`${COMMAND_START}${PARTS}[^\s/=()]{0,100}(?=\s|$)`;

/** A composed or edited value that is assigned, and a command whose name is a variable. */
const ASSIGNED = String.raw`^(?=[^]*=["']?${PARTS})[^]*${COMMAND_START}\$\{?\w{1,60}\}?["']?(?=\s)`;

/**
 * Matches a script in which the name of a command may be such a word. In a word with a slash, the text after it is already
 * visible.
 */
export const COMPOSED_COMMAND = new RegExp(`${COMMAND}|${ASSIGNED}`);

const SEGMENT = /\$(?:\{(\w+)\}|(\w+))|([\w.-]+)|\$\{[^{}]*\}|(["'])|(.)/gs;
const MAX_WORD = 300;
/** A variable with more values than this counts as one that may have any value. */
const MOST_VALUES = 16;
/** Matches any value. */
const ANY = ".*";

export class ComposedNames {
  readonly #survey: Survey;
  readonly #programs: readonly string[];
  readonly #known = new Map<string, boolean>();
  readonly #values = new Map<string, string>();

  constructor(survey: Survey, programs: readonly string[]) {
    this.#survey = survey;
    this.#programs = programs;
  }

  /**
   * Whether the word, or a value of the variable that it is, is composed of several parts and may be the name of one of the
   * programs: all values of its variables are tried.
   */
  has(word: string): boolean {
    if (!word.includes("$") || word.length > MAX_WORD || word.includes("$(") || word.includes("`")) return false;
    let is = this.#known.get(word);
    if (is === undefined) {
      // For a variable that is assigned its own value.
      this.#known.set(word, false);
      this.#known.set(word, (is = this.#mayBeProgram(word)));
    }
    return is;
  }

  #mayBeProgram(word: string): boolean {
    const parts: string[] = [];
    let isEdited = false;
    for (const [segment, braced, bare, text, quote, other] of word.matchAll(SEGMENT)) {
      const variable = braced ?? bare;
      if (other === "/") parts.length = 0;
      else if (other !== undefined) return false;
      else if (variable !== undefined) parts.push(this.#valuesOf(variable));
      else if (text !== undefined) parts.push(escaped(text));
      else if (quote === undefined && segment.startsWith("$")) {
        parts.push(ANY);
        isEdited ||= /^\$\{\w+[#%/,]/.test(segment);
      }
    }
    const only = /^["']?\$\{?(\w+)\}?["']?$/.exec(word)?.[1];
    if (only !== undefined) return this.#isAssignedComposed(only);
    if (parts.length < 2 && !isEdited) return false;
    const name = new RegExp(`^(?:${parts.join("")})$`, "s");
    return this.#programs.some((program) => name.test(program));
  }

  #isAssignedComposed(variable: string): boolean {
    const definitions = this.#survey.definitions.get(variable) ?? [];
    return definitions.some(({ text }) =>
      this.has(/^\S*/.exec(text.slice(text.indexOf(`${variable}=`) + variable.length + 1))![0]),
    );
  }

  /** The expression for a variable's values: of each value, the part that may belong to a program's name. */
  #valuesOf(variable: string): string {
    let found = this.#values.get(variable);
    if (found === undefined) this.#values.set(variable, (found = this.#expressionOf(variable)));
    return found;
  }

  #expressionOf(variable: string): string {
    const definitions = this.#survey.definitions.get(variable);
    if (definitions === undefined || definitions.length > MOST_VALUES) return ANY;
    const literal = /^\w+=(["']?)([\w./-]*)\1$/;
    const values = definitions.map(({ text }) => literal.exec(text)?.[2]);
    if (values.includes(undefined)) return ANY;
    return `(?:${["", ...values].map((value) => escaped(baseName(value!))).join("|")})`;
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[^\w]/g, String.raw`\$&`);
}
