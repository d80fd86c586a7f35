/** Field splitting: builds the fields of a word after expansion. */
import { appendPieces, cutText, EMPTY_STRING } from "./pieces.ts";
import { LIMITS } from "../limits/limits.ts";
import type { AbstractString, KnownText, Piece } from "../model/value.ts";

export interface Field {
  readonly value: AbstractString;
  /** Whether it contains unknown text that the shell splits, so that it is zero, one or several fields. */
  readonly split: boolean;
}

export const DEFAULT_SEPARATORS = " \t\n";

/** In place of the separators: the word is not split. */
export const UNSPLIT: unique symbol = Symbol("unsplit");

/** Builds the fields of one word, part by part. */
export class FieldBuilder {
  readonly fields: Field[] = [];
  #current: Piece[] = [];
  #started = false;
  #splits = false;
  /** Whether white space has ended a field: together with one other separator after it, it is one separator. */
  #afterSpace = false;
  /** The characters of `IFS`; `undefined` if unknown. */
  readonly #separators: string | undefined;

  /** How many elements of an array are expanded; the elements of a longer array are unknown. */
  readonly most: number;
  /** Whether an array was longer than that. */
  isCut = false;

  /** Whether the word is not split: an assigned value, for example. */
  readonly isUnsplit: boolean;

  constructor(separators: string | undefined | typeof UNSPLIT, most: number = LIMITS.fields) {
    this.isUnsplit = separators === UNSPLIT;
    this.#separators = separators === UNSPLIT ? "" : separators;
    this.most = most;
  }

  /** Adds text that is not split: literal or quoted. An empty quoted text is also a field. */
  add(value: AbstractString, quoted: boolean): void {
    this.#afterSpace &&= !quoted && value.length === 0;
    appendPieces(this.#current, value);
    if (quoted || value.length > 0) this.#started = true;
  }

  /** Adds the result of an unquoted expansion. */
  addSplit(value: AbstractString): void {
    for (const piece of value) {
      if (piece.kind !== "text") {
        this.#afterSpace = false;
        appendPieces(this.#current, [piece]);
        this.#started = true;
        // `$?`, `$$` and the like are always one word.
        if (piece.kind !== "unknown" || piece.reason !== "special") this.#splits = true;
      } else if (this.#separators === undefined) {
        appendPieces(this.#current, [piece]);
        this.#started = true;
        this.#splits = true;
      } else this.#split(piece, this.#separators);
    }
  }

  #split(piece: KnownText, separators: string): void {
    const { text } = piece;
    // Most texts have only one field, and some are long.
    const isDivided = Array.from(separators).some((separator) => text.includes(separator));
    let from = 0;
    for (let index = isDivided ? 0 : text.length; index <= text.length; index++) {
      const character = text[index];
      if (character !== undefined && !separators.includes(character)) continue;
      if (index > from) {
        appendPieces(this.#current, [cutText(piece, from, index)]);
        this.#started = true;
        this.#afterSpace = false;
      }
      from = index + 1;
      if (character === undefined) break;
      if (DEFAULT_SEPARATORS.includes(character)) this.#afterSpace ||= this.#started;
      else if (this.#afterSpace) this.#afterSpace = false;
      else this.#started = true;
      this.next();
    }
  }

  /** Adds a complete field, such as each element of `"$@"`. */
  addField(value: AbstractString): void {
    this.add(value, true);
    this.next();
  }

  /** Adds zero or more further fields. */
  addUnknownFields(piece: Piece): void {
    appendPieces(this.#current, [piece]);
    this.#started = true;
    this.#splits = true;
  }

  /** Marks the field that is being built as zero, one or several fields. */
  open(): void {
    this.#splits = true;
  }

  next(): void {
    if (this.#started && this.fields.length < LIMITS.fields) {
      this.fields.push({ value: this.#current.length === 0 ? EMPTY_STRING : this.#current, split: this.#splits });
    }
    this.#current = [];
    this.#started = false;
    this.#splits = false;
  }

  end(): Field[] {
    this.next();
    return this.fields;
  }
}
