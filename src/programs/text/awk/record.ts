/** A record and its fields. */
import { countText, checkLength, spend } from "../tool/effort.ts";
import type { Matcher } from "../regular-expression/matcher.ts";
import { AwkNotSimulated } from "./syntax.ts";
import { fromInput, toText, type AwkValue } from "./value.ts";

type MatcherOf = (pattern: string) => Matcher;

const fieldLimit = 10_000;

export class AwkRecord {
  #content = "";
  #fields: AwkValue[] | undefined;
  #separator = " ";
  /** Whether the number of fields differs between awks. */
  #open = false;
  readonly #matcher: MatcherOf;

  constructor(matcher: MatcherOf) {
    this.#matcher = matcher;
  }

  get text(): string {
    return this.#content;
  }

  /** Starts a new record, whose fields are separated by `separator`. */
  read(text: string, separator: string): void {
    this.#separator = separator;
    this.assign(text);
  }

  /** Replaces the text of this record. */
  assign(text: string): void {
    this.#content = text;
    this.#fields = undefined;
    this.#open = false;
  }

  get length(): number {
    if (this.#open) throw new AwkNotSimulated("a field that may be there");
    return this.#split().length;
  }

  /** Records that a field is used as an lvalue: some awks then create a field that does not exist. */
  touch(index: number): void {
    this.#open ||= index > this.#split().length;
  }

  field(index: number): AwkValue {
    checkIndex(index);
    return index === 0 ? fromInput(this.#content) : (this.#split()[index - 1] ?? "");
  }

  /** @param joiner the separator between the fields in the new text of the record */
  setField(index: number, value: AwkValue, joiner: string): void {
    checkIndex(index);
    if (index === 0) {
      this.assign(toText(value));
      return;
    }
    if (this.#open) throw new AwkNotSimulated("a field that may be there");
    const fields = this.#split();
    while (fields.length < index) fields.push("");
    fields[index - 1] = value;
    spend(fields.length);
    checkLength(fields.length * joiner.length);
    this.#content = countText(fields.map(toText).join(joiner));
  }

  #split(): AwkValue[] {
    return (this.#fields ??= splitText(this.#content, this.#separator, this.#matcher).map(fromInput));
  }
}

function checkIndex(index: number): void {
  if (index < 0 || index > fieldLimit) throw new AwkNotSimulated("a field out of range");
}

/** Splits a text by a separator with the syntax of `FS`. */
export function splitText(text: string, separator: string, matcher: MatcherOf): string[] {
  if (separator === " ") return text.split(/[ \t\n]+/).filter((field) => field !== "");
  if (separator === "" || separator === "t") throw new AwkNotSimulated("a field separator that awks read differently");
  if (text === "") return [];
  if (separator.length > 1) return splitBy(text, matcher(separator));
  if (/[\\^$*+?()[{}]/.test(separator)) throw new AwkNotSimulated("an operator as field separator");
  return text.split(separator);
}

export function splitBy(text: string, matcher: Matcher): string[] {
  const parts: string[] = [];
  let from = 0;
  if (text === "") return parts;
  for (;;) {
    const whole = matcher.find(text, from)?.[0];
    if (whole === undefined) return [...parts, text.slice(from)];
    if (whole.end === whole.start) throw new AwkNotSimulated("an empty separator");
    parts.push(text.slice(from, whole.start));
    spend(1);
    from = whole.end;
  }
}
