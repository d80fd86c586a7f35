/** What the attributes of a variable make of the values that are assigned to it. */
import { madeFrom } from "../values/provenance.ts";
import { parsedNumber } from "../values/numbers.ts";
import { COMPUTED_NON_EMPTY, failedStatusIn, GAP, stringOf } from "../values/pieces.ts";
import type { Frame } from "./interfaces/evaluator.ts";
import type { Span } from "../spans/span.ts";
import { emptiness, knownText, type AbstractString } from "../model/value.ts";

/** The text in upper case (`declare -u`), in lower case (`-l`), or only its first character in upper case (`-c`). */
function inCase(text: string, change: unknown): string {
  if (change === "u") return text.toUpperCase();
  return change === "c" ? text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase() : text.toLowerCase();
}

/**
 * What is assigned to a variable with attributes, also by `read` and `for`: bash evaluates each value as arithmetic (`declare -i`),
 * or changes its case (`declare -u`). `undefined` for a variable without such attributes.
 */
export function conversion(
  { machine, path }: Pick<Frame, "machine" | "path">,
  name: string,
  span: Span,
): ((value: AbstractString) => AbstractString) | undefined {
  const attribute = (kind: "integer" | "case"): unknown => {
    const slot = machine.symbols.existing(kind, name);
    return slot === undefined ? undefined : path.memory.get(slot);
  };
  const change = attribute("case");
  const isInteger = attribute("integer") === true;
  if (!isInteger && change === undefined) return undefined;
  return (value) => {
    if (value === GAP) return value;
    const text = knownText(value);
    if (!isInteger) {
      if (text === undefined) return [madeFrom([value], "computed", emptiness(value) === "non-empty")];
      return stringOf(inCase(text, change));
    }
    const number = text === undefined ? undefined : parsedNumber(text);
    if (number !== undefined) return String(number) === text ? value : stringOf(String(number));
    // A status is a number.
    if (failedStatusIn(value) !== undefined) return value;
    if (text === undefined) machine.record.interpret("arithmetic", value, span);
    return [COMPUTED_NON_EMPTY];
  };
}
