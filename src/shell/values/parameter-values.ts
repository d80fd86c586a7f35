/**
 * Parameters of the document as variables that nothing assigns: what a path learns from a test of `{{ Mode }}` holds for the next test
 * of it. The variable contains the placeholder.
 */
import type { Placeholder } from "../syntax/script.ts";
import type { AbstractString } from "../model/value.ts";

/** How many parameters of a script are followed. */
const MOST = 16;

/** The parameters that the script may test, each once. */
export function testedParameters(placeholders: readonly Placeholder[]): readonly string[] {
  return [...new Set(placeholders.map(({ name }) => name))].slice(0, MOST);
}

/** The parameter whose value the string is. */
export function onlyParameter(value: AbstractString): string | undefined {
  const [only, ...others] = value;
  return others.length === 0 && only?.kind === "unknown" && only.reason === "placeholder" ? only.name : undefined;
}

/** The value of the variable. @param permitted the values that the document permits; `undefined` for all */
export function parameterValue(name: string, permitted: readonly string[] | undefined): AbstractString {
  return [{ kind: "unknown", reason: "placeholder", name, nonEmpty: permitted?.includes("") === false }];
}
