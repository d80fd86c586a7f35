/** The value of a parameter: a variable, `$1`, `$?`, an array or one of its elements. */
import { countOf, madeFrom, wordOf } from "../values/provenance.ts";
import type { Word } from "unbash";
import { wordNumber } from "./arithmetic.ts";
import type { Binding } from "../model/environment.ts";
import { recordFound } from "../state/inherited-variables.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { elementAt, isComplete, keyedElements, keysOf, valuesOf } from "../state/associative-arrays.ts";
import {
  COMPUTED,
  EMPTY_STRING,
  failedStatusIn,
  GAP,
  inheritedValue,
  stringOf,
  unknownPiece,
  concatAll,
} from "../values/pieces.ts";
import { DEFAULT_SEPARATORS } from "../values/field-splitting.ts";
import { positionalParameters } from "../state/positional-parameters.ts";
import { exitShell } from "../state/shell-errors.ts";
import { endsAlone } from "../state/path/subshells.ts";
import { OPTION } from "../state/path/path.ts";
import { knownText, type AbstractString } from "../model/value.ts";
import { bindings, resolveBinding, referencedName } from "../state/variables.ts";
import { bindingValue } from "../values/bindings.ts";
import { option } from "../state/options.ts";
import { lookAtPipeline, pipelineStatusValue, statusValue } from "./status-values.ts";
import { expandString } from "./words.ts";

export type Expanded =
  | { readonly kind: "one"; readonly value: AbstractString }
  | Several
  /** The word after `:-` or `:+`, which has its own quoting. */
  | { readonly kind: "word"; readonly word: Word };

/** Fields, of which the first `front` are known one by one, or all if `front` is undefined. */
export interface Several extends Elements {
  readonly kind: "many";
}

/** A list of strings. From index `front` on, there may be more or fewer than the list contains. */
export interface Elements {
  readonly values: readonly AbstractString[];
  readonly front: number | undefined;
}

/** Any number of unknown elements. */
export const UNKNOWN_ELEMENTS: Elements = { values: [[COMPUTED]], front: 0 };

export const manyValues = ({ values, front }: Elements): Several => ({ kind: "many", values, front });

export const singleValue = (value: AbstractString): Expanded => ({ kind: "one", value });

/** Variables that the shell itself sets to a non-empty value. */
const ALWAYS_SET: ReadonlySet<string> = new Set([
  ..."$ ! - 0 RANDOM LINENO SECONDS PPID SRANDOM EPOCHSECONDS EPOCHREALTIME PATH PWD".split(" "),
  ..."UID EUID HOSTNAME BASHPID BASH BASH_VERSION BASH_SOURCE OSTYPE MACHTYPE HOSTTYPE SHLVL SHELL OPTIND".split(" "),
]);

/** Arrays that the shell itself sets, as `[[ $A =~ … ]]` sets BASH_REMATCH. */
const OF_SHELL: ReadonlySet<string> = new Set(
  "BASH_REMATCH BASH_SOURCE BASH_LINENO BASH_ARGV BASH_ARGC BASH_VERSINFO FUNCNAME GROUPS DIRSTACK COPROC".split(" "),
);

/** The outputs as they were printed, before field splitting. */
function inOwnForm(value: AbstractString): AbstractString {
  return value.map((piece) => (piece.kind === "output" ? { ...piece, form: undefined } : piece));
}

/** The value of a parameter that is not a list. */
export function scalarValue(frame: Frame, name: string): AbstractString {
  if (/^[1-9]\d*$/.test(name)) {
    const { words, open, rest } = positionalParameters(frame);
    const word = words[Number(name) - 1];
    if (word !== undefined) return word;
    if (!open) return EMPTY_STRING;
    if (rest !== undefined) {
      const own = wordOf(inOwnForm(rest), {
        index: Number(name) - words.length - 1,
        toEnd: false,
        separators: undefined,
      });
      return own.word === undefined ? rest : [own];
    }
    const binding = resolveBinding(frame, name);
    // A script that has one argument may have others.
    const hasOthers = binding.state === "inherited" && resolveBinding(frame, "1").state === "set";
    return hasOthers ? [inheritedValue(name)] : bindingValue(binding, name);
  }
  if (name === "?") return statusValue(frame, frame.isOneStatus !== true);
  if (name === "#") {
    const { words, open, rest = [] } = positionalParameters(frame);
    return open ? [{ ...countOf([rest]), reason: "special", name }] : stringOf(String(words.length));
  }
  if (name === "_") return [COMPUTED];
  const variable = referencedName(frame.machine, frame.path, name);
  const binding = resolveBinding(frame, variable);
  const value = bindingValue(binding, variable);
  if (frame.isOneStatus !== true || failedStatusIn(value) === undefined)
    frame.machine.outcomes.variables.read(frame.path, variable);
  if (name === "!")
    return [{ ...unknownPiece("special", true, name), calls: frame.machine.outcomes.jobs.of(frame.path).last }];
  if (binding.state === "inherited" && ALWAYS_SET.has(name)) return [unknownPiece("special", true, name)];
  return value;
}

/**
 * The value of a parameter that must be set under `set -u`, where the shell ends at an unset parameter: after it, a variable
 * that the script has not set is known to be inherited. If only a subshell ends, the script continues without its output.
 */
export function requiredValue(frame: Frame, name: string): AbstractString {
  const { machine, path } = frame;
  if (!option(path, OPTION.nounset) || name === "_") return scalarValue(frame, name);
  if (/^[1-9]\d*$/.test(name)) return requiredArgument(frame, name);
  if (!/^[A-Za-z_]/.test(name)) return scalarValue(frame, name);
  const variable = referencedName(machine, path, name);
  const binding = resolveBinding(frame, variable);
  const { state } = binding;
  if (state === "unset" || (state === "set" && !hasValue(binding))) {
    exitShell(frame);
    return EMPTY_STRING;
  }
  if (state !== "inherited") return scalarValue(frame, name);
  const value: AbstractString = [unknownPiece("inherited", true, variable)];
  if (!machine.relevance.has(variable) || ALWAYS_SET.has(variable)) return value;
  if (endsAlone(frame.context) && isMissing(frame)) {
    exitShell(frame);
    return EMPTY_STRING;
  }
  recordFound(frame, variable, { state: "set", exported: true, value, span: undefined });
  return value;
}

/** Chooses: on one way the variable is inherited, on the other it is not set. */
function isMissing({ choices }: Frame): boolean {
  return choices.choose(
    () => [false, true],
    () => false,
  );
}

function requiredArgument(frame: Frame, name: string): AbstractString {
  const { words, open, rest } = positionalParameters(frame);
  if (Number(name) <= words.length || rest !== undefined) return scalarValue(frame, name);
  if (open) return [unknownPiece("inherited", true, name)];
  exitShell(frame);
  return EMPTY_STRING;
}

/** The elements of `$1`, `$2` … */
export function givenArguments(frame: Frame): Elements {
  const { words, open, rest } = positionalParameters(frame);
  const values = rest !== undefined && frame.machine.printing !== undefined ? [...words, rest] : words;
  return { values, front: open ? words.length : undefined };
}

/** The value of `$@` and `$*`. */
export function positionalFields(frame: Frame, separator: "@" | "*", quoted: boolean): Expanded {
  const { words, open, rest = EMPTY_STRING } = positionalParameters(frame);
  if (separator === "@" || !quoted) return manyValues(givenArguments(frame));
  if (open) return singleValue([{ ...madeFrom([...words, rest], "inherited"), name: "*" }]);
  return singleValue(joinedFields(frame, words));
}

/** The characters of `IFS`; `undefined` if unknown. */
export function fieldSeparators({ machine, path }: Frame): string | undefined {
  const all = bindings(machine, path, "IFS");
  const one = all[0]!;
  // Unknown code is assumed not to change it.
  if (one.state !== "set") return DEFAULT_SEPARATORS;
  return all.length === 1 ? knownText(one.value) : undefined;
}

/** The fields in one string, as `"$*"` and `"${A[*]}"` join them. */
export function joinedFields(frame: Frame, values: readonly AbstractString[]): AbstractString {
  const separators = fieldSeparators(frame);
  if (separators === undefined && values.length > 1) return [madeFrom(values)];
  const between = stringOf(separators?.slice(0, 1) ?? "");
  return concatAll(values.flatMap((value, index) => (index === 0 ? [value] : [between, value])));
}

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
  if (!isKeyed(frame, variable) || resolveBinding(frame, variable).state !== "set") return undefined;
  const keyed = keyedElements(frame.machine, frame.path, variable);
  return isComplete(keyed) ? keysOf(keyed).length : undefined;
}

/** Whether the variable itself has a value, which for an array is its first element. */
export function hasValue(binding: Binding): boolean {
  if (binding.state !== "set") return false;
  const { array, front } = binding;
  return array === undefined || front === 0 || (array.length > 0 && array[0] !== GAP);
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
  // A=($(aws … --output text)): the words of one output.
  const isOneOutput = place !== undefined && front === 0 && values.length === 1 && keyed.size === 0;
  return [
    isOneOutput
      ? wordOf(values[0]!, { index: place, toEnd: false, separators: undefined })
      : madeFrom([...values, ...valuesOf(keyed)]),
  ];
}
