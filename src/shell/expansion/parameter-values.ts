/** The value of a parameter that is not an element of an array: a variable, `$1`, `$?`, `$@`. */
import { weigh } from "../limits/effort.ts";
import { countOf, madeFrom, wordOf } from "../values/provenance.ts";
import type { Word } from "unbash";
import type { Binding } from "../model/environment.ts";
import { isOfAgentsUser } from "../model/invocation.ts";
import { recordFound } from "../state/inherited-variables.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
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
import { pipelineStatusValue, statusValue } from "./status-values.ts";

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
export const ALWAYS_SET: ReadonlySet<string> = new Set([
  ..."$ ! - 0 RANDOM LINENO SECONDS PPID SRANDOM EPOCHSECONDS EPOCHREALTIME PATH PWD".split(" "),
  ..."UID EUID HOSTNAME BASHPID BASH BASH_VERSION BASH_SOURCE OSTYPE MACHTYPE HOSTTYPE SHLVL SHELL OPTIND".split(" "),
]);

/** Variables that bash sets to the id of the current user: the agent runs as root. */
const USER_IDS: ReadonlySet<string> = new Set(["UID", "EUID"]);

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
  // Without an index, an array is its first element.
  if (name === "PIPESTATUS" && frame.machine.interpreter === "bash")
    return pipelineStatusValue(frame, 0, frame.isOneStatus !== true);
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
  else frame.machine.outcomes.flags.read(frame.path, variable);
  if (name === "!")
    return [{ ...unknownPiece("special", true, name), calls: frame.machine.outcomes.jobs.of(frame.path).last }];
  if (
    binding.state === "inherited" &&
    USER_IDS.has(name) &&
    frame.machine.interpreter === "bash" &&
    isOfAgentsUser(frame.context.scopes)
  )
    return stringOf("0");
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
  weigh("element", values.length);
  const between = stringOf(separators?.slice(0, 1) ?? "");
  return concatAll(values.flatMap((value, index) => (index === 0 ? [value] : [between, value])));
}

/** Whether the variable itself has a value, which for an array is its first element. */
export function hasValue(binding: Binding): boolean {
  if (binding.state !== "set") return false;
  const { array, front } = binding;
  return array === undefined || front === 0 || (array.length > 0 && array[0] !== GAP);
}
