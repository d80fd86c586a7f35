/** The values that a document permits for its parameters. */
import type { ParameterDeclaration } from "../../document/index.ts";

/** How many characters the values of all parameters of a document may have. Parameters with more may have any value. */
const MOST = 5_000;

const known = new WeakMap<object, ReadonlyMap<string, readonly string[]>>();

/** The `allowedValues` of each parameter that is a string, by the parameter's name. Systems Manager refuses all other values. */
export function permittedValues(
  declarations: ReadonlyMap<string, ParameterDeclaration>,
): ReadonlyMap<string, readonly string[]> {
  let permitted = known.get(declarations);
  if (permitted === undefined) known.set(declarations, (permitted = listed(declarations)));
  return permitted;
}

function listed(declarations: ReadonlyMap<string, ParameterDeclaration>): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, readonly string[]>();
  let characters = 0;
  for (const { name, allowedValues = [], open, type } of declarations.values()) {
    if (type !== "String" || open || allowedValues.length === 0) continue;
    characters += allowedValues.reduce((sum, { length }) => sum + 1 + length, name.length);
    if (characters > MOST) break;
    all.set(name, allowedValues);
  }
  return all;
}
