/** The document's parameters in the text of a script. */
import type { Placeholder } from "./script.ts";

const PLACEHOLDER = /\{\{([^{}\n]*)\}\}/g;

/** `{{ name }}` in the text, in order. Braces that contain no name (`{{ }}`, `{{"a"}}`, Go templates with a dot) are text. */
export function parametersIn(text: string): readonly Placeholder[] {
  return Array.from(text.matchAll(PLACEHOLDER)).flatMap(({ 0: { length }, 1: inside, index: pos }) => {
    const name = inside!.trim();
    return /^[A-Za-z_][\w:./-]*$/.test(name) ? [{ type: "Placeholder", name, pos, end: pos + length } as const] : [];
  });
}

/** The name of the variable that stands for the parameter (`values/parameter-values.ts`). It is not one that a script could use. */
export function parameterVariable(parameter: string): string {
  return `{{${parameter}}}`;
}

/** The parameter whose variable has this name. */
export function parameterOf(variable: string): string | undefined {
  return variable.startsWith("{{") ? variable.slice(2, -2) : undefined;
}
