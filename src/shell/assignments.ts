/** `X=1`, `X+=1`, `A[0]=1`, `A=(1 2)`: one assignment, and those that are arguments of `export` and its like. */
import type { ArrayValue, Assignment, Word } from "unbash";
import { textNumber, wordNumber } from "./arithmetic.ts";
import type { Field } from "./fields.ts";
import { LIMITS } from "./limits.ts";
import type { Frame, Machine } from "./machine.ts";
import { COMPUTED, COMPUTED_NON_EMPTY, concat, EMPTY_STRING, GAP, known } from "./pieces.ts";
import { isKeyed } from "./parameter-values.ts";
import { literal } from "./source.ts";
import type { Span } from "./span.ts";
import type { Path } from "./state.ts";
import { knownText, type AbstractString } from "./value.ts";
import { assign, bindingValue, isReadonly, resolve, target } from "./variables.ts";
import { expandFields, expandString } from "./words.ts";
import { parsedNumber } from "./numbers.ts";

export interface How {
  readonly exported?: boolean | undefined;
  readonly prefix?: boolean | undefined;
}

/** Makes one assignment on the path; false where the variable is read-only. */
export function assignment(frame: Frame, node: Assignment, how: How): boolean {
  const { machine, path, context } = frame;
  const span = context.source.span(node.pos, node.end);
  const name = target(machine, path, node.name);
  if (isReadonly(machine, path, name)) return false;
  if (node.value.type === "ArrayValue") {
    assignArray(frame, node, node.value, name, how);
    return true;
  }
  const value = expandString(frame, node.value);
  if (path.flow !== undefined) return true;
  if (node.index !== undefined) assignElement(frame, node, name, node.index, value, how);
  else {
    const all = stored(frame, name, value, node.append === true, span);
    if (path.flow !== undefined) return true;
    assign(machine, path, context, name, { value: all, span, ...how });
  }
  return true;
}

/** What the variable holds after it was given the value: appended, or calculated for `declare -i`. */
export function stored(frame: Frame, name: string, value: AbstractString, append: boolean, span: Span): AbstractString {
  const { machine, path } = frame;
  const integer = path.memory.get(machine.symbols.slotOf("integer", name)) === true;
  const before = append ? bindingValue(resolve(frame, name), name) : EMPTY_STRING;
  if (!integer) return append ? concat(before, value) : value;
  const text = knownText(value);
  const number = text === undefined ? undefined : textNumber(frame, text, span);
  const old = append ? parsedNumber(knownText(before) ?? "?") : 0;
  return number === undefined || old === undefined ? [COMPUTED_NON_EMPTY] : known(String(old + number));
}

/** The elements of `( … )`; keyed ones (`[k]=v`) as they are assigned. */
function assignArray(frame: Frame, node: Assignment, array: ArrayValue, name: string, how: How): void {
  const { machine, path, context } = frame;
  const span = context.source.span(node.pos, node.end);
  const old = node.append === true ? resolve(frame, name) : undefined;
  const values: AbstractString[] = [];
  if (old?.state === "set") values.push(...(old.array ?? [old.value]));
  let open = false;
  for (const element of array.elements) {
    const keyed = /^\[([^\]]*)\]=/.exec(element.text);
    if (keyed !== null) {
      open = true;
      const key = keyed[1]!.replace(/^(["'])(.*)\1$/, "$2");
      setElement(machine, path, name, key, keyedValue(frame, element, keyed[0].length));
    } else {
      for (const field of expandFields(frame, element)) {
        open ||= field.split;
        if (values.length < LIMITS.elements) values.push(field.value);
      }
    }
  }
  if (path.flow !== undefined) return;
  if (open) path.memory = path.memory.set(machine.symbols.slotOf("keyed", name), true, false);
  else if (old === undefined) path.memory = path.memory.set(machine.symbols.slotOf("keyed", name), undefined, false);
  assign(machine, path, context, name, { value: values[0] ?? EMPTY_STRING, array: values, span, ...how });
}

function keyedValue(frame: Frame, element: Word, skipped: number): AbstractString {
  const text = knownText(expandString(frame, element));
  return text === undefined ? [COMPUTED] : known(text.slice(skipped));
}

export function setElement(machine: Machine, path: Path, name: string, key: string, value: AbstractString): void {
  path.memory = path.memory.set(machine.symbols.slotOf("element", `${name} ${key}`), value, false);
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
  const binding = resolve(frame, name);
  const values = binding.state === "set" ? [...(binding.array ?? [binding.value])] : [];
  if (isKeyed(frame, name)) {
    const key = knownText(expandString(frame, index));
    if (key !== undefined) setElement(machine, path, name, key, value);
    return;
  }
  const number = wordNumber(frame, index);
  if (number === undefined || number < 0 || number >= LIMITS.elements) {
    path.memory = path.memory.set(machine.symbols.slotOf("keyed", name), true, false);
  } else {
    while (values.length < number) values.push(GAP);
    values[number] = node.append === true ? concat(values[number] ?? EMPTY_STRING, value) : value;
  }
  assign(machine, path, context, name, { value: values[0] ?? EMPTY_STRING, array: values, span, ...how });
}

/** An assignment that is an argument: `NAME=value` as one word, split only where the command is no declaration. */
export function assignmentFields(frame: Frame, node: Assignment, declares: boolean): Field[] {
  const { source } = frame.context;
  const name = literal(source, node.pos, node.value.pos);
  if (node.value.type === "ArrayValue") return [{ value: literal(source, node.pos, node.end), split: false }];
  if (declares) return [{ value: concat(name, expandString(frame, node.value)), split: false }];
  const fields = expandFields(frame, node.value);
  const [first, ...rest] = fields;
  return [{ value: concat(name, first?.value ?? EMPTY_STRING), split: first?.split ?? false }, ...rest];
}
