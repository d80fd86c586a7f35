/** The words that a `for` loop or a `select` command iterates over. */
import type { For, Select, Word } from "unbash";
import type { Field } from "../values/field-splitting.ts";
import { areAffordable } from "../limits/work.ts";
import { COMPUTED, unknownPiece } from "../values/pieces.ts";
import { madeFrom } from "../values/provenance.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { givenArguments } from "../expansion/parameter-values.ts";
import { expandFields } from "../expansion/words.ts";
import type { AbstractString } from "../model/value.ts";

/** A word that the loop iterates over. */
export interface Listed extends Field {
  /** Whether the word is a pattern, which matches any number of files. */
  readonly isPattern?: boolean;
}

function isPattern({ parts }: Word): boolean {
  return parts?.some(({ type }) => type === "Glob" || type === "ExtendedGlob") === true;
}

/** Any number of arguments of the script: the loop runs only if there are some. */
const SOME: Field = { value: [COMPUTED], split: true };

function isArguments({ value: [first] }: Field): boolean {
  return first?.kind === "unknown" && first.reason === "inherited" && first.name === "@";
}

/** The words of the loop, as far as they are known. */
export function listed(frame: Frame, node: For | Select): readonly Listed[] {
  if (node.wordlist !== undefined) {
    const all: Listed[] = [];
    for (const word of node.wordlist) {
      const fields = expandFields(frame, word);
      const many = isPattern(word);
      if (areAffordable(fields.length))
        for (const field of fields) all.push(many ? { ...field, isPattern: true } : isArguments(field) ? SOME : field);
      else {
        frame.machine.record.cut("words", frame.context.source.span(word.pos, word.end));
        all.push({ value: [unknownPiece("cut")], split: true });
      }
    }
    return all;
  }
  const { values, front } = givenArguments(frame);
  const fields = values.map((value, index): Field => ({ value, split: index === front }));
  return front === values.length ? [...fields, SOME] : fields;
}

/** One abstract value that represents all of the fields. */
export function anyOf(fields: readonly Field[]): AbstractString {
  if (fields.length === 1) return fields[0]!.value;
  return [
    madeFrom(
      fields.map(({ value }) => value),
      "computed",
      fields.every((field) => !field.split),
    ),
  ];
}
