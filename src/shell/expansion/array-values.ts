/** The values of arrays and of their elements. */
import { elementOf, madeFrom } from "../values/provenance.ts";
import type { Word } from "unbash";
import { wordNumber } from "./arithmetic.ts";
import type { Binding } from "../model/environment.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { elementAt, isComplete, keyedElements, keysOf, valuesOf } from "../state/associative-arrays.ts";
import { COMPUTED, EMPTY_STRING, GAP, unknownPiece } from "../values/pieces.ts";
import { exitShell } from "../state/shell-errors.ts";
import { OPTION } from "../state/path/path.ts";
import { knownText, type AbstractString } from "../model/value.ts";
import { resolveBinding, referencedName } from "../state/variables.ts";
import { option } from "../state/options.ts";
import { ALWAYS_SET, requiredValue, scalarValue, UNKNOWN_ELEMENTS, type Elements } from "./parameter-values.ts";
import { lookAtPipeline, pipelineStatusValue } from "./status-values.ts";
import { expandString } from "./words.ts";

/** Arrays that the shell itself sets, as `[[ $A =~ … ]]` sets BASH_REMATCH. */
const OF_SHELL: ReadonlySet<string> = new Set(
  "BASH_REMATCH BASH_SOURCE BASH_LINENO BASH_ARGV BASH_ARGC BASH_VERSINFO FUNCNAME GROUPS DIRSTACK COPROC".split(" "),
);

/** The binding as an array; a variable that is not an array is the only element of one. */
export function arrayOf(binding: Binding): Elements {
  if (binding.state === "set") return { values: binding.array ?? [binding.value], front: binding.front };
  return binding.state === "unknown" ? UNKNOWN_ELEMENTS : { values: [], front: undefined };
}

/** The elements of `${A[@]}`. */
export function arrayElements(frame: Frame, name: string): Elements {
  if (name === "PIPESTATUS") lookAtPipeline(frame);
  const variable = referencedName(frame.machine, frame.path, name);
  const binding = resolveBinding(frame, variable);
  frame.machine.outcomes.flags.read(frame.path, variable);
  if (binding.state === "inherited") return { values: [], front: 0 };
  const all = arrayOf(binding);
  if (binding.state !== "set" || !isKeyed(frame, variable)) return all;
  const keyed = keyedElements(frame.machine, frame.path, variable);
  const values = valuesOf(keyed);
  // The order of several elements is unknown.
  if (isComplete(keyed) && values.length < 2) return { values, front: undefined };
  return { values: [...all.values, [madeFrom(values)]], front: 0 };
}

/** How many elements the array has, if that is known although their order is not. */
export function keyedCount(frame: Frame, name: string): number | undefined {
  const variable = referencedName(frame.machine, frame.path, name);
  frame.machine.outcomes.flags.read(frame.path, variable);
  if (!isKeyed(frame, variable) || resolveBinding(frame, variable).state !== "set") return undefined;
  const keyed = keyedElements(frame.machine, frame.path, variable);
  return isComplete(keyed) ? keysOf(keyed).length : undefined;
}

/** The position for an index, which counts from the end if it is negative; `undefined` if unknown. */
export function placeIn(
  values: readonly AbstractString[],
  front: number | undefined,
  index: number | undefined,
): number | undefined {
  if (index === undefined || index >= 0) return index;
  return front === undefined && values.length + index >= 0 ? values.length + index : undefined;
}

/** Whether the array has elements that are identified by keys. */
export function isKeyed(frame: Pick<Frame, "machine" | "path">, name: string): boolean {
  return frame.path.memory.get(frame.machine.symbols.slotOf("keyed", name)) === true;
}

/** The value of `${A[index]}`. */
export function arrayElement(frame: Frame, name: string, index: Word): AbstractString {
  return present(frame, referencedName(frame.machine, frame.path, name), index) ?? EMPTY_STRING;
}

/** The same for an element that must be set under `set -u`. */
export function requiredElement(frame: Frame, name: string, index: Word): AbstractString {
  const variable = referencedName(frame.machine, frame.path, name);
  const value = present(frame, variable, index);
  if (!option(frame.path, OPTION.nounset)) return value ?? EMPTY_STRING;
  if (value === undefined) exitShell(frame);
  else if (!OF_SHELL.has(variable) && resolveBinding(frame, variable).state === "inherited")
    return requiredValue(frame, variable);
  return value ?? EMPTY_STRING;
}

/** `undefined` if the array has no such element. */
function present(frame: Frame, variable: string, index: Word): AbstractString | undefined {
  const { machine, path } = frame;
  machine.outcomes.flags.read(path, variable);
  if (variable === "PIPESTATUS") {
    const number = wordNumber(frame, index);
    if (number !== undefined) return pipelineStatusValue(frame, number, frame.isOneStatus !== true);
    lookAtPipeline(frame);
    return [unknownPiece("special", true, variable)];
  }
  if (isKeyed(frame, variable)) {
    const key = knownText(expandString(frame, index));
    const keyed = keyedElements(machine, path, variable);
    if (key === undefined) return [madeFrom(valuesOf(keyed))];
    const value = resolveBinding(frame, variable).state === "set" ? elementAt(keyed, key) : [COMPUTED];
    return value === GAP ? undefined : value;
  }
  const number = wordNumber(frame, index);
  if (resolveBinding(frame, variable).state === "inherited") {
    if (OF_SHELL.has(variable)) return [unknownPiece("special", ALWAYS_SET.has(variable) && number === 0, variable)];
    // The environment cannot contain arrays.
    if (number !== undefined) return number === 0 ? scalarValue(frame, variable) : undefined;
  }
  const { values, front } = arrayElements(frame, variable);
  const place = placeIn(values, front, number);
  if (place !== undefined && place < (front ?? values.length)) return values[place] === GAP ? undefined : values[place];
  if (front === undefined) return number === undefined && values.length > 0 ? [madeFrom(values)] : undefined;
  const keyed = keyedElements(machine, path, variable);
  const stored = place === undefined ? undefined : keyed.get(String(place));
  if (stored !== undefined) return stored;
  // A=(x $(aws … --output text) y): known elements, the words of one output, and others after them.
  const isOneOutput = place !== undefined && (values.length === front + 1 || place === front) && keyed.size === 0;
  if (!isOneOutput) return [madeFrom([...values, ...valuesOf(keyed)])];
  return [elementOf(values[front]!, place - front)];
}
