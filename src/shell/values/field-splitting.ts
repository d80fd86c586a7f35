/** Fields: what a word becomes after expansion and splitting. */
import { append, EMPTY_STRING } from "./pieces.ts";
import { LIMITS } from "./limits.ts";
import type { AbstractString, Piece } from "../model/value.ts";

export interface Field {
  readonly value: AbstractString;
  /** It holds text that is not known and that the shell splits: no field, one or several. */
  readonly split: boolean;
}

export const DEFAULT_SEPARATORS = " \t\n";

/** Builds the fields of one word, part by part. */
export class FieldBuilder {
  readonly fields: Field[] = [];
  private current: Piece[] = [];
  private started = false;
  private splits = false;
  /** A space has ended a field: with one other separator behind it, it is one. */
  private afterSpace = false;
  /** The characters of `IFS`; `undefined` where they are not known. */
  private readonly separators: string | undefined;

  /** Elements of an array that are taken; of one with more it is not known what they are. */
  readonly most: number;
  /** Whether there was such an array. */
  isCut = false;

  constructor(separators: string | undefined, most: number = LIMITS.fields) {
    this.separators = separators;
    this.most = most;
  }

  /** Text that is not split: literal or quoted. An empty quoted text is a field, too. */
  add(value: AbstractString, quoted: boolean): void {
    this.afterSpace &&= !quoted && value.length === 0;
    append(this.current, value);
    if (quoted || value.length > 0) this.started = true;
  }

  /** The result of an unquoted expansion. */
  addSplit(value: AbstractString): void {
    for (const piece of value) {
      if (piece.kind !== "text") {
        this.afterSpace = false;
        append(this.current, [piece]);
        this.started = true;
        // `$?`, `$$` and their like are one word, always.
        if (piece.kind !== "unknown" || piece.reason !== "special") this.splits = true;
      } else if (this.separators === undefined) {
        append(this.current, [piece]);
        this.started = true;
        this.splits = true;
      } else this.split(piece.text, piece.at, this.separators);
    }
  }

  private split(text: string, at: number | undefined, separators: string): void {
    // Most texts are of one field; some are long.
    const isDivided = Array.from(separators).some((separator) => text.includes(separator));
    let from = 0;
    for (let index = isDivided ? 0 : text.length; index <= text.length; index++) {
      const character = text[index];
      if (character !== undefined && !separators.includes(character)) continue;
      if (index > from) {
        append(this.current, [
          { kind: "text", text: text.slice(from, index), at: at === undefined ? undefined : at + from },
        ]);
        this.started = true;
        this.afterSpace = false;
      }
      from = index + 1;
      if (character === undefined) break;
      if (DEFAULT_SEPARATORS.includes(character)) this.afterSpace ||= this.started;
      else if (this.afterSpace) this.afterSpace = false;
      else this.started = true;
      this.next();
    }
  }

  /** A field that stands on its own, as each of `"$@"`; `last` fields go on with what follows. */
  addField(value: AbstractString): void {
    this.add(value, true);
    this.next();
  }

  /** There may be further fields here, or none. */
  addUnknownFields(piece: Piece): void {
    append(this.current, [piece]);
    this.started = true;
    this.splits = true;
  }

  /** What is being built is no field, one or several. */
  open(): void {
    this.splits = true;
  }

  next(): void {
    if (this.started && this.fields.length < LIMITS.fields) {
      this.fields.push({ value: this.current.length === 0 ? EMPTY_STRING : this.current, split: this.splits });
    }
    this.current = [];
    this.started = false;
    this.splits = false;
  }

  end(): Field[] {
    this.next();
    return this.fields;
  }
}
