/** Shell assignments that a chain prints, for `eval`, `export` or a file to source: `sed 's/ *"\(.*\)": \(".*"\),*$/\1=\2/'`. */
import type { KnownDocument } from "../../../aws/json/documents.ts";
import { renderJson } from "../../../aws/json/layout.ts";
import { textWithoutTrailingNewlines } from "../../../shell/index.ts";
import type { Stages } from "./stages.ts";

/** The maximum length of a text that is searched for assignments, in characters. */
const MAX_TEXT = 10_000;

/** An assignment at the start of a text, and what separates it from the next. */
const assignment = /^\s*(?:export\s+)?([A-Za-z_]\w*)=("[^"]*"|'[^']*'|[^\s;"']*)(?:\s*;|(?=\s)|$)/;

/** Returns the values by variable; `undefined` if the text contains anything but assignments. */
export function assignmentsIn(text: string): ReadonlyMap<string, string> | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const values = new Map<string, string>();
  for (let rest = text.trim(); rest !== "";) {
    const [whole, name, value] = assignment.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    values.set(name!, /^["']/.test(value!) ? value!.slice(1, -1) : value!);
    rest = rest.slice(whole.length).trim();
  }
  return values.size === 0 ? undefined : values;
}

/** The stages, followed by one that takes the value of the variable; what is no assignment stays as it is. */
export function valueOf(name: string, stages: Stages): Stages {
  return (input) => {
    const printed = stages(input);
    const last = printed?.at(-1);
    return last === undefined ? printed : [...printed!, assignmentsIn(last)?.get(name) ?? withoutOthers(last)];
  };
}

/** Assignments of other variables only are no value of this one. */
function withoutOthers(text: string): string {
  return assignmentsIn(text) === undefined ? text : "";
}

/** Whether the stages print only assignments for the document as it is today. */
export function printsAssignments({ value, layout }: KnownDocument, stages: Stages): boolean {
  const printed = stages(renderJson(value, layout))?.at(-1);
  return printed !== undefined && assignmentsIn(textWithoutTrailingNewlines(printed)) !== undefined;
}
