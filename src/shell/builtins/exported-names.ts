/** What an export assigns whose words a program prints, or may assign if they are not known. */
import { fieldSeparators } from "../expansion/parameter-values.ts";
import type { Argument } from "../model/invocation.ts";
import type { AbstractString } from "../model/value.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import type { Slice } from "../state/interfaces/slice.ts";
import { isVariableName } from "../syntax/names.ts";
import { FieldBuilder } from "../values/field-splitting.ts";
import { harmlessCode } from "../values/known-scripts.ts";
import { withoutTrailingNewlines } from "../values/pieces.ts";
import { printedCode } from "./unknown-code.ts";

/**
 * The operands that an operand consists of: several if a program prints them, as in `export $(aws … | awk '{print "A=" $1 " B=" $2}')`.
 * Their values are assumed to be one word each.
 */
export function printedOperands(frame: Frame, operand: Argument): readonly Argument[] {
  const printed = printedCode(frame, operand.value);
  if (printed === operand.value) return [operand];
  const value = withoutTrailingNewlines(printed);
  if (!operand.split) return [{ ...operand, value }];
  const builder = new FieldBuilder(fieldSeparators(frame));
  for (const piece of value)
    if (piece.kind === "text") builder.addSplit([piece]);
    else builder.add([piece], false);
  return builder.end().map((field) => ({ ...operand, ...field }));
}

/**
 * The start of the names that the words may assign if they may assign a variable that matters: `""` for `export $(cat file)`, `AWS_` for
 * `export "AWS_$KEY=$VALUE"`.
 */
export function unknownNames(words: AbstractString, relevance: Slice): string | undefined {
  const [start] = words;
  const prefix = start?.kind === "text" ? start.text : "";
  const rest = prefix === "" ? words : words.slice(1);
  const [first] = rest;
  if (first === undefined || (first.kind === "unknown" && first.reason === "inherited") || harmlessCode(rest))
    return undefined;
  return prefix === "" || (isVariableName(prefix) && relevance.mayStartWatched(prefix)) ? prefix : undefined;
}
