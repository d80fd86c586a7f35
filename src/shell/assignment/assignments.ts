/** Assignments: `X=1`, `X+=1`, `A[0]=1`, `A=(1 2)`, also as arguments of `export` and similar builtins. */
import { traceAssignment } from "./xtrace.ts";
import { madeFrom } from "../values/provenance.ts";
import type { ArrayValue, Assignment, Command, Word } from "unbash";
import { textNumber, wordNumber } from "../expansion/arithmetic.ts";
import type { Field } from "../values/field-splitting.ts";
import { LIMITS } from "../limits/limits.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import {
  COMPUTED,
  COMPUTED_NON_EMPTY,
  concatStrings,
  EMPTY_STRING,
  failedStatusIn,
  GAP,
  stringOf,
  dropCharacters,
  unknownPiece,
} from "../values/pieces.ts";
import { arrayOf, isKeyed, placeIn } from "../expansion/array-values.ts";
import { UNKNOWN_ELEMENTS } from "../expansion/parameter-values.ts";
import {
  elementAt,
  forgetElements,
  forgetKeys,
  keyedElements,
  setElement,
  setUnknownElement,
  startKeyed,
  valuesOf,
} from "../state/associative-arrays.ts";
import { literalString } from "../values/source.ts";
import type { Span } from "../spans/span.ts";
import { knownText, type AbstractString } from "../model/value.ts";
import { conversion } from "../state/conversion.ts";
import { assign, isReadonly, resolveBinding, referencedName } from "../state/variables.ts";
import { recordStatus } from "../outcomes/summed-statuses.ts";
import { testedVariable } from "../syntax/tested-variable.ts";
import { giveUp } from "../state/shell-errors.ts";
import { bindingValue } from "../values/bindings.ts";
import { pipelineStatusValue, statusValue } from "../expansion/status-values.ts";
import { NO_TILDES } from "../expansion/tildes.ts";
import { expandAssigned, expandFields, expandString } from "../expansion/words.ts";
import { parsedNumber } from "../values/numbers.ts";

export interface How {
  readonly isPartial?: boolean | undefined;
  readonly exported?: boolean | undefined;
  readonly prefix?: boolean | undefined;
  /** The command that the assignment precedes, for the output of `set -x`. */
  readonly command?: Command | undefined;
}

/** Performs one assignment on the path; returns `false` if the variable is read-only. */
export function assignment(frame: Frame, node: Assignment, given: How): boolean {
  const { machine, path, context } = frame;
  const how = { ...given, isPartial: node.append === true || node.index !== undefined };
  const span = context.source.span(node.pos, node.end);
  const name = referencedName(machine, path, node.name);
  if (isReadonly(machine, path, name)) return false;
  if (node.value.type === "ArrayValue") {
    assignArray(frame, node, node.value, name, how);
    return true;
  }
  const word = node.value;
  if (node.index === undefined && word.text.startsWith("$(("))
    recordStatus(frame, node.name, span, () => assignString(frame, node, word, name, how));
  else assignString(frame, node, word, name, how);
  return true;
}

function assignString(frame: Frame, node: Assignment, word: Word, name: string, how: How): void {
  const { machine, path, context } = frame;
  const span = context.source.span(node.pos, node.end);
  const value = assignedString(frame, node, word);
  if (path.flow !== undefined) return;
  if (how.command !== undefined) traceAssignment(frame, how.command, node.name, value);
  if (node.index !== undefined) assignElement(frame, node, name, node.index, value, how);
  else {
    const all = storedValue(frame, name, value, node.append === true, span);
    if (path.flow !== undefined) return;
    assign(machine, path, context, name, { value: all, span, ...how });
    noteEmptyOutput(frame, name, all, word);
  }
}

/** `X=$(f)`: if `f` has failed without any output, what tests X, or a copy of it, also learns of the failure. */
export function noteEmptyOutput({ machine, path }: Frame, name: string, value: AbstractString, word: Word): void {
  const { variables, isOn } = machine.outcomes;
  if (!isOn || value.length > 0) return;
  const copied = testedVariable(word);
  if (copied !== undefined) variables.copyEmpty(path, name, referencedName(machine, path, copied));
  else if (path.substituted?.kind === "failure" && /\$\(|`/.test(word.text))
    variables.assignEmpty(path, name, path.substituted);
}

const UNREAD_STATUS: AbstractString = [unknownPiece("special", true, "?")];

/** The string that is assigned. If it is `$?` or `${PIPESTATUS[n]}`, only what reads the variable tests the status. */
function assignedString(frame: Frame, { name, append, index }: Assignment, word: Word): AbstractString {
  const { machine } = frame;
  const status = /^"?\$(?:\?|\{\?\}|PIPESTATUS|\{PIPESTATUS(?:\[(\d+)\])?\})"?$/.exec(word.text);
  const isOfPipeline = word.text.includes("PIPESTATUS");
  const isPlain = isOfPipeline && status?.[1] === undefined && machine.interpreter !== "bash";
  if (status === null || isPlain) return expandAssigned(frame, word);
  if (!machine.relevance.isRead(name)) return UNREAD_STATUS;
  const isSeen = append === true || index !== undefined || machine.relevance.mayReadUnseen(name);
  if (!isOfPipeline) return statusValue(frame, isSeen);
  return pipelineStatusValue(frame, Number(status[1] ?? 0), isSeen);
}

/** The variable's value after the assignment: appended, or evaluated for `declare -i`. */
export function storedValue(
  frame: Frame,
  name: string,
  value: AbstractString,
  append: boolean,
  span: Span,
): AbstractString {
  const { machine, path } = frame;
  // A status is a number.
  if (!append && failedStatusIn(value) !== undefined) return value;
  const integer = path.memory.get(machine.symbols.slotOf("integer", name)) === true;
  const before = append ? bindingValue(resolveBinding(frame, name), name) : EMPTY_STRING;
  if (!integer) return append ? concatStrings(before, value) : value;
  const text = knownText(value);
  if (text === undefined) return value;
  const number = textNumber(frame, text, span);
  const old = append ? parsedNumber(knownText(before) ?? "?") : 0;
  return number === undefined || old === undefined ? [COMPUTED_NON_EMPTY] : stringOf(String(old + number));
}

/** Assigns the elements of `( … )`; elements with keys (`[k]=v`) by their keys. */
function assignArray(frame: Frame, node: Assignment, array: ArrayValue, name: string, how: How): void {
  const { machine, path, context } = frame;
  const span = context.source.span(node.pos, node.end);
  const old = node.append === true ? resolveBinding(frame, name) : undefined;
  const before = old === undefined ? undefined : arrayOf(old);
  const values = [...(before?.values ?? [])];
  const isAssociative = isKeyed(frame, name);
  let front = before?.front;
  let next = values.length;
  const keys = new Map<string, AbstractString>();
  for (const element of array.elements) {
    const keyed = /^\[([^\]]*)\]=/.exec(element.text);
    if (keyed !== null) {
      const key = keyed[1]!.replace(/^(["'])(.*)\1$/, "$2");
      const value = keyedValue(frame, element);
      if (isAssociative || front !== undefined || !/^\d{1,3}$/.test(key)) keys.set(key, value);
      else {
        next = Number(key);
        while (values.length < next) values.push(GAP);
        values[next++] = value;
      }
    } else {
      for (const field of expandFields(frame, element, { start: element.pos, afterColons: false })) {
        if (field.split) front ??= next;
        if (next < LIMITS.elements) values[next++] = field.value;
        else if (front === undefined) front = values.push([madeFrom([field.value])]) - 1;
      }
    }
  }
  if (path.flow !== undefined) return;
  if (old === undefined && isAssociative) startKeyed(machine, path, name);
  else if (old === undefined) forgetKeys(machine, path, name);
  // `M=(k v)` are pairs.
  if (isAssociative && values.length > 0) forgetElements(machine, path, name);
  const convert = conversion(frame, name, span);
  for (const [key, value] of keys) setElement(machine, path, name, key, convert?.(value) ?? value);
  if (keys.size > 0) path.memory = path.memory.set(machine.symbols.slotOf("keyed", name), true, false);
  assign(machine, path, context, name, { value: values[0] ?? EMPTY_STRING, array: values, front, span, ...how });
}

/** The text after the `]=` of an element, expanded; the key's quotes are removed. */
function keyedValue(frame: Frame, element: Word): AbstractString {
  const value = expandAssigned(frame, element, element.pos + element.text.indexOf("]=") + 2);
  const [first] = value;
  const at = first?.kind === "text" ? first.text.indexOf("]=") : -1;
  return at < 0 ? [madeFrom([value])] : dropCharacters(value, at + 2);
}

function assignElement(
  frame: Frame,
  node: Assignment,
  name: string,
  index: Word,
  value: AbstractString,
  how: How,
): void {
  const { machine, path, context } = frame;
  const span = context.source.span(node.pos, node.end);
  const binding = resolveBinding(frame, name);
  const { values: before, front } = arrayOf(binding);
  const values = [...before];
  const convert = conversion(frame, name, span);
  const added = (old: AbstractString): AbstractString => {
    const all = node.append === true ? concatStrings(old, value) : value;
    return convert?.(all) ?? all;
  };
  if (isKeyed(frame, name)) {
    const key = knownText(expandString(frame, index));
    if (key === "") giveUp(frame);
    else if (key === undefined) setUnknownElement(machine, path, name, convert?.(value) ?? value);
    else setElement(machine, path, name, key, added(elementAt(keyedElements(machine, path, name), key)));
    return;
  }
  const number = placeIn(values, front, wordNumber(frame, index));
  const store = (array: readonly AbstractString[], still = front): void => {
    assign(machine, path, context, name, { value: array[0] ?? EMPTY_STRING, array, front: still, span, ...how });
  };
  if (number === undefined) assignSomeElement(frame, name, value, { span, ...how });
  else if (number < Math.min(front ?? LIMITS.elements, LIMITS.elements)) {
    while (values.length < number) values.push(GAP);
    values[number] = added(values[number] ?? EMPTY_STRING);
    store(values);
  } else {
    const key = String(number);
    setElement(machine, path, name, key, added(elementAt(keyedElements(machine, path, name), key)));
    if (front === undefined) store([...values, [COMPUTED]], values.length);
  }
}

/** Assigns to an element of an indexed array, but not known which. */
function assignSomeElement(
  frame: Frame,
  name: string,
  value: AbstractString,
  how: How & { readonly span: Span },
): void {
  const { machine, path, context } = frame;
  const { values } = arrayOf(resolveBinding(frame, name));
  const all = [madeFrom([...values, ...valuesOf(keyedElements(machine, path, name)), value])];
  forgetElements(machine, path, name);
  assign(machine, path, context, name, {
    value: all,
    array: [all],
    front: UNKNOWN_ELEMENTS.front,
    ...how,
    isPartial: true,
  });
}

/** Assigns to what a word names, as `read` and `printf -v` do; of an array, not known to which element. @returns `false` if it is read-only */
export function assignNamed(frame: Frame, word: string, value: AbstractString, span: Span): boolean {
  const { machine, path, context } = frame;
  const bracket = word.indexOf("[");
  if (bracket < 1) return assign(machine, path, context, word, { value, span });
  const name = referencedName(machine, path, word.slice(0, bracket));
  if (isReadonly(machine, path, name)) return false;
  if (isKeyed(frame, name)) setUnknownElement(machine, path, name, value);
  else assignSomeElement(frame, name, value, { span });
  return true;
}

/** The fields of an argument that is an assignment: one word `NAME=value`, split only if the command is not a declaration. */
export function assignmentFields(frame: Frame, node: Assignment, declares: boolean): Field[] {
  const { source } = frame.context;
  const name = literalString(source, node.pos, node.value.pos);
  if (node.value.type === "ArrayValue") return [{ value: literalString(source, node.pos, node.end), split: false }];
  if (declares) return [{ value: concatStrings(name, assignedString(frame, node, node.value)), split: false }];
  const isBash = frame.machine.interpreter === "bash";
  const fields = expandFields(frame, node.value, isBash ? { start: node.value.pos, afterColons: true } : NO_TILDES);
  const [first, ...rest] = fields;
  return [{ value: concatStrings(name, first?.value ?? EMPTY_STRING), split: first?.split ?? false }, ...rest];
}
