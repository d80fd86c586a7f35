/** The builtin `unset`, for variables, functions and array elements. */
import { arrayOf, isKeyed, placeIn } from "../expansion/array-values.ts";
import { UNKNOWN_ELEMENTS } from "../expansion/parameter-values.ts";
import { clearAttributes, unhideVariable } from "../state/local-variables.ts";
import { forgetElements, setElement } from "../state/associative-arrays.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { EMPTY_STRING, GAP } from "../values/pieces.ts";
import type { Span } from "../spans/span.ts";
import { FAILURE, SUCCESS } from "../state/path/path.ts";
import { knownText, outline } from "../model/value.ts";
import { assign, bindings, isReadonly, resolveBinding, referencedName, clearVariable } from "../state/variables.ts";
import { readFlags } from "./flags.ts";
import { namesFromEnvironment } from "./names.ts";
import type { Builtin } from "./builtin.ts";
import { isVariableName } from "../syntax/names.ts";

const ELEMENT = /^([A-Za-z_]\w*)\[(.+)\]$/;

export const unsetBuiltin: Builtin = (frame, call) => {
  const { machine, path } = frame;
  const { on, operands } = readFlags(call.args);
  path.status = SUCCESS;
  for (const argument of operands) {
    const name = knownText(argument.value);
    const span = { pos: argument.pos, end: argument.end };
    if (name === undefined) {
      const [, array] = /^([A-Za-z_]\w*)\[/.exec(outline(argument.value)) ?? [];
      if (array !== undefined) unsetElement(frame, array, undefined, span);
      else if (!on.has("f"))
        for (const one of namesFromEnvironment(frame, argument.value)) unsetVariable(frame, one, span);
      continue;
    }
    const [, array, key] = ELEMENT.exec(name) ?? [];
    if (on.has("f")) path.memory = path.memory.set(machine.symbols.slotOf("function", name), undefined, false);
    else if (on.has("n")) path.memory = path.memory.set(machine.symbols.slotOf("reference", name), undefined, false);
    else if (array !== undefined) unsetElement(frame, array, key, span);
    else if (isVariableName(name)) {
      const isFunction = path.memory.get(machine.symbols.slotOf("function", name)) !== undefined;
      const state = bindings(machine, path, name)[0]!.state;
      // Other shells only unset a variable.
      const mayBeFunction = machine.interpreter === "bash" && !on.has("v");
      if (isFunction && mayBeFunction && (state === "inherited" || state === "unset")) {
        path.memory = path.memory.set(machine.symbols.slotOf("function", name), undefined, false);
      }
      if (!unsetVariable(frame, referencedName(machine, path, name), span)) path.status = FAILURE;
    }
  }
  return [path];
};

function unsetVariable({ machine, path, context }: Frame, name: string, span: Span): boolean {
  if (isReadonly(machine, path, name)) return false;
  if (unhideVariable(machine, path, name)) return true;
  clearVariable(machine, path, context, name, span);
  clearAttributes(machine, path, name);
  return true;
}

/** Performs `unset 'A[1]'`. @param key `undefined` if unknown */
function unsetElement(frame: Frame, variable: string, key: string | undefined, span: Span): void {
  const { machine, path, context } = frame;
  const name = referencedName(machine, path, variable);
  const binding = resolveBinding(frame, name);
  if (binding.state !== "set") return;
  // The element 0 of a variable that is no array is its value; `[@]` are all elements of an array without keys.
  if (!isKeyed(frame, name) && (binding.array === undefined ? key === "0" : key === "@" || key === "*")) {
    unsetVariable(frame, name, span);
    return;
  }
  if (binding.array === undefined) return;
  if (isKeyed(frame, name)) {
    if (key === undefined) forgetElements(machine, path, name);
    else setElement(machine, path, name, key.replace(/^(["'])(.*)\1$/, "$2"), GAP);
    return;
  }
  const { values, front } = arrayOf(binding);
  const place = placeIn(values, front, /^-?\d+$/.test(key ?? "") ? Number(key) : undefined);
  if (place === undefined) {
    forgetElements(machine, path, name);
    assign(machine, path, context, name, {
      value: EMPTY_STRING,
      array: UNKNOWN_ELEMENTS.values,
      front: 0,
      span,
      isPartial: true,
    });
  } else if (place >= (front ?? values.length)) {
    if (front !== undefined) setElement(machine, path, name, String(place), EMPTY_STRING);
  } else {
    const left = values.with(place, GAP);
    if (front === undefined) while (left.at(-1) === GAP) left.pop();
    assign(machine, path, context, name, { value: left[0] ?? EMPTY_STRING, array: left, front, span, isPartial: true });
  }
}
