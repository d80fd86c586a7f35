/** Parameter expansion: `$X`, `${X:-y}`, `${A[@]}`, `$@` … */
import { weigh } from "../limits/effort.ts";
import { countOf, madeFrom } from "../values/provenance.ts";
import type { ParameterDefaultOperation, ParameterExpansionPart, ParameterSliceOperation, Word } from "unbash";
import type { Binding } from "../model/environment.ts";
import { wordNumber } from "./arithmetic.ts";
import { certainEmptiness, checkedString, decideEmptiness } from "../refinement/emptiness.ts";
import { recordFound } from "../state/inherited-variables.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { COMPUTED, EMPTY_STRING, GAP, inheritedValue, stringOf } from "../values/pieces.ts";
import { positionalParameters } from "../state/positional-parameters.ts";
import { keys, namesWith } from "./parameter-names.ts";
import { giveUp, refuseAssignment, exitShell } from "../state/shell-errors.ts";
import { knownText, type AbstractString } from "../model/value.ts";
import { assign, bindings, referencedName } from "../state/variables.ts";
import { notGiven } from "../values/bindings.ts";
import { expandString } from "./words.ts";
import { arrayElement, arrayElements, keyedCount, placeIn, requiredElement } from "./array-values.ts";
import {
  joinedFields,
  hasValue,
  givenArguments,
  positionalFields,
  singleValue,
  requiredValue,
  scalarValue,
  manyValues,
  type Elements,
  type Expanded,
} from "./parameter-values.ts";
import { changedValue } from "./parameter-operations.ts";

/** `$X`, `$1`, `$@` …, by the name after the dollar. */
export function simpleParameter(frame: Frame, name: string, quoted: boolean): Expanded {
  if (name === "@" || name === "*") return positionalFields(frame, name, quoted);
  return singleValue(requiredValue(frame, name));
}

const NO_ELEMENTS: Elements = { values: [], front: undefined };

/** Values of X for which it is known what `${!X}` is: the name of a variable, or all elements `A[@]`. */
const REFERENCE = /^([A-Za-z_]\w*|\d+|[-@*#?$!])(?:\[([@*])\])?$/;

/** An element as the value of X in `${!X}`; its index may be an expression. */
const ELEMENT = /^[A-Za-z_]\w*\[.+\]$/s;

/** `${A[@]}` instead of `${!X}`. */
function elementsOf(part: ParameterExpansionPart, array: string, index: string): ParameterExpansionPart {
  const { pos, end } = part;
  return { ...part, prefix: undefined, parameter: array, index: { type: "Word", text: index, value: index, pos, end } };
}

/** The text of the variable, which `${!X}` uses as a name; `undefined` if it is unknown. */
export function indirect(frame: Frame, name: string): string | undefined {
  return knownText(scalarValue(frame, name));
}

/** The value of `${…}`. */
export function parameter(frame: Frame, part: ParameterExpansionPart, quoted: boolean): Expanded {
  const { operation } = part;
  let name = part.parameter;
  if (operation?.type === "Unknown") return singleValue([COMPUTED]);
  if (part.prefix === "!") {
    if (operation?.type === "Names") return manyValues(namesWith(frame, name));
    if (part.index !== undefined) return listed(frame, keys(frame, name), quoted && part.index.text === "*");
    const target = referencedName(frame.machine, frame.path, name);
    // Of a name reference, it is the name.
    if (target !== name) return singleValue(operation === undefined ? stringOf(target) : [COMPUTED]);
    const to = indirect(frame, name);
    const [, variable, index] = REFERENCE.exec(to ?? "") ?? [];
    if (variable === undefined) {
      const mayBeValid = to === undefined || ELEMENT.test(to) || (to === "" && /^\d/.test(name));
      if (mayBeValid) return singleValue([COMPUTED]);
      // "invalid variable name", "invalid indirect expansion"
      giveUp(frame);
      return singleValue(EMPTY_STRING);
    }
    if (index !== undefined) return parameter(frame, elementsOf(part, variable, index), quoted);
    name = variable;
  }
  const every = part.index?.text === "@" || part.index?.text === "*" || name === "@" || name === "*";
  if (part.prefix === "#") return singleValue(length(frame, name, part.index, every));
  if (every) return listExpansion(frame, part, name, quoted);
  if (operation?.type === "Default") {
    const value = part.index === undefined ? scalarValue(frame, name) : arrayElement(frame, name, part.index);
    return withDefault(frame, operation, name, value, part.index === undefined);
  }
  const value = part.index === undefined ? requiredValue(frame, name) : requiredElement(frame, name, part.index);
  if (operation === undefined || frame.path.flow !== undefined) return singleValue(value);
  // If the variable is not set, even its quoted form is empty.
  if (operation.type === "Transform" && value.length === 0 && !isSet(frame, name)) return singleValue(EMPTY_STRING);
  return singleValue(changedValue(frame, part, value));
}

function isSet({ machine, path }: Frame, name: string): boolean {
  return bindings(machine, path, referencedName(machine, path, name)).some(({ state }) => state === "set");
}

function listExpansion(frame: Frame, part: ParameterExpansionPart, name: string, quoted: boolean): Expanded {
  const positionalList = name === "@" || name === "*";
  const separator = positionalList ? name : part.index!.text === "@" ? "@" : "*";
  const all = positionalList ? givenArguments(frame) : arrayElements(frame, name);
  const { operation } = part;
  const chosen = operation?.type === "Slice" ? sliced(frame, operation, all, positionalList) : all;
  let { values, front } = withoutGaps(chosen);
  if (operation?.type === "Default") {
    const empty = values.length === 0 && front === undefined;
    if (operation.operator.endsWith("+")) {
      if (!empty) return { kind: "word", word: operation.operand };
      return manyValues(NO_ELEMENTS);
    }
    if (empty) return { kind: "word", word: operation.operand };
  } else if (operation !== undefined && operation.type !== "Slice") {
    weigh("element", values.length);
    values = values.map((value) => changedValue(frame, part, value));
  }
  return listed(frame, { values, front }, separator === "*" && quoted);
}

function listed(frame: Frame, all: Elements, isOneWord: boolean): Expanded {
  if (!isOneWord) return manyValues(all);
  return singleValue(all.front === undefined ? joinedFields(frame, all.values) : [madeFrom(all.values)]);
}

function withoutGaps({ values, front }: Elements): Elements {
  if (!values.includes(GAP)) return { values, front };
  return { values: values.filter(isElement), front: front && values.slice(0, front).filter(isElement).length };
}

function isElement(value: AbstractString): boolean {
  return value !== GAP;
}

/** `${A[@]:from:size}`; for `$@`, index 1 is `$1`. */
function sliced(frame: Frame, by: ParameterSliceOperation, all: Elements, positionalList: boolean): Elements {
  const offset = wordNumber(frame, by.offset);
  const from =
    offset !== undefined && positionalList && offset >= 0 ? offset - 1 : placeIn(all.values, all.front, offset);
  const size = by.length === undefined ? Infinity : wordNumber(frame, by.length);
  const rest = all.values.slice(all.front ?? 0, (all.front ?? 0) + 1).map(() => [madeFrom(all.values)]);
  if (from === undefined || from < 0 || size === undefined || size < 0) return { values: rest, front: 0 };
  const found = withoutGaps({ values: all.values.slice(from, all.front), front: undefined }).values.slice(0, size);
  if (all.front === undefined || found.length === size) return { values: found, front: undefined };
  return { values: [...found, ...rest], front: found.length };
}

function length(frame: Frame, name: string, index: Word | undefined, every: boolean): AbstractString {
  if (every) {
    const count = keyedCount(frame, name);
    if (count !== undefined) return stringOf(String(count));
    const { values, front } = name === "@" || name === "*" ? givenArguments(frame) : arrayElements(frame, name);
    return front !== undefined ? [countOf(values)] : stringOf(String(values.filter((value) => value !== GAP).length));
  }
  const value = index === undefined ? scalarValue(frame, name) : arrayElement(frame, name, index);
  const text = knownText(value);
  return text === undefined ? [countOf([value])] : stringOf(String(text.length));
}

/** Decides whether there is a positional parameter of this number. */
function decideGiven(frame: Frame, number: number): boolean | undefined {
  const { words, open } = positionalParameters(frame);
  if (number <= words.length || !open) return number <= words.length;
  return frame.choices.choose<boolean | undefined>(
    () => [true, false],
    () => undefined,
  );
}

/** Decides whether the parameter counts as set for `${X-y}`; `undefined` if ways were joined. */
function decideSet(frame: Frame, name: string, value: AbstractString): boolean | undefined {
  if (/^[1-9]\d*$/.test(name)) return decideGiven(frame, Number(name));
  if (/^\d+$/.test(name) || !/^\w+$/.test(name)) return value.length > 0;
  const variable = referencedName(frame.machine, frame.path, name);
  const all = bindings(frame.machine, frame.path, variable);
  const binding = all[0]!;
  if (binding.state === "set") return hasValue(binding);
  if (binding.state === "unset") return false;
  const set = frame.choices.choose<boolean | undefined>(
    () => [true, false],
    () => undefined,
  );
  if (set === undefined || all.length > 1) return set;
  const to: Binding = set
    ? { state: "set", exported: binding.exported, value: [inheritedValue(variable)], span: undefined }
    : binding.state === "inherited"
      ? notGiven(binding)
      : { state: "unset", exported: false };
  if (binding.state === "inherited" || !set) recordFound(frame, variable, to);
  return set;
}

function withDefault(
  frame: Frame,
  operation: ParameterDefaultOperation,
  name: string,
  value: AbstractString,
  plain: boolean,
): Expanded {
  const { operator, operand } = operation;
  // `${X:-}` is X, or the empty string if X is unset or empty.
  if ((operator === ":-" || operator === "-") && operand.text === "") return singleValue(value);
  const refinable = plain && /^\w+$/.test(name) ? name : undefined;
  const { machine, path } = frame;
  machine.outcomes.variables.test(path, referencedName(machine, path, name));
  let present: boolean | undefined;
  if (operator.length === 2) {
    const empty = decideEmptiness(frame, value, refinable);
    present = empty === "either" ? undefined : empty === "non-empty";
  } else present = plain ? decideSet(frame, name, value) : value.length > 0;
  const kind = operator.at(-1);
  if (present === undefined) {
    const other = expandString(frame, operand);
    const nonEmpty = kind === "-" && certainEmptiness(frame.path, other) === "non-empty";
    return singleValue([madeFrom([value, other], "cut", nonEmpty)]);
  }
  if (kind === "+") return present ? { kind: "word", word: operand } : singleValue(EMPTY_STRING);
  // The test may have refined the variable.
  if (present && refinable === undefined) return singleValue(operator.length === 2 ? checkedString(value) : value);
  if (present) return singleValue(scalarValue(frame, name));
  if (kind === "?") {
    exitShell(frame);
    return singleValue(EMPTY_STRING);
  }
  if (kind === "-") return { kind: "word", word: operand };
  const other = expandString(frame, operand);
  if (refinable !== undefined && !/^\d/.test(name)) {
    const { source } = frame.context;
    const span = source.span(operation.pos, operation.end);
    if (!assign(frame.machine, frame.path, frame.context, name, { value: other, span })) refuseAssignment(frame);
  }
  return singleValue(other);
}
