/** Describes keys that the schema does not allow: where they belong, or which key was meant. */
import { nearest } from "../../../spelling/did-you-mean.ts";
import type { Subject } from "../report/subject.ts";
import { inlineCode } from "../report/wording.ts";
import { type Fault, keys, type Part } from "./faults.ts";

/** The definition that contains the fault's key. */
function holderOf(part: Part, path: readonly string[]): string {
  if (path.at(-1) === "inputs" || part === "shellInputs") return "shellInputs";
  if (path.at(-1) === "precondition") return "precondition";
  return part;
}

/** The report about an unknown key. */
export interface UnknownKey {
  readonly name: string;
  /** The missing required key that was most likely meant. */
  readonly missing: string | undefined;
  readonly message: string;
}

export interface KeyPlace {
  readonly part: Part;
  readonly subject: Subject;
  readonly isAutomation: boolean;
}

/** @param missing the keys that the same mapping lacks */
export function unknownKey(
  fault: Fault,
  { part, subject, isAutomation }: KeyPlace,
  missing: ReadonlySet<string>,
): UnknownKey {
  const name = String(fault.params["additionalProperty"]);
  const holder = holderOf(part, fault.path);
  const known = keys[holder] ?? [];
  const meant =
    nearestKey(
      name,
      known.filter((key) => missing.has(key)),
    ) ?? nearestKey(name, known);
  const place = fault.path.length === 0 ? subject.name : `${inlineCode(fault.path.join("."))} of ${subject.name}`;
  if (meant !== undefined && missing.has(meant)) {
    const message = `${inlineCode(name)} is not a key of ${place}, which has no ${inlineCode(meant)}. Did you mean ${inlineCode(meant)}?`;
    return { name, missing: meant, message };
  }
  const consequence = isAutomation ? "AWS rejects" : "The agent ignores";
  return {
    name,
    missing: undefined,
    message: `${consequence} ${inlineCode(name)} in ${place}.${advice(name, holder, meant)}`,
  };
}

/** A longer name is not a misspelling of these keys. */
const MAX_NAME = 40;

function nearestKey(name: string, known: readonly string[]): string | undefined {
  return name.length > MAX_NAME ? undefined : nearest(name, known);
}

function advice(name: string, holder: string, meant: string | undefined): string {
  const lower = name.toLowerCase();
  const isKeyOf = (definition: string): boolean => keys[definition]!.some((key) => key.toLowerCase() === lower);
  if (holder === "commandStep") {
    if (lower === "onfailure")
      return " It reads `onFailure` only under `inputs`, and only the values `exit` and `successAndExit`.";
    if (isKeyOf("shellInputs") && lower !== "maxattempts")
      return ` It reads ${inlineCode(name)} only under \`inputs\`.`;
    if (isKeyOf("automationStep")) return " The key is only valid in Automation runbooks.";
  }
  if (holder === "shellInputs" && isKeyOf("commandStep")) return " The key belongs to the step, next to `inputs`.";
  if ((holder === "command" || holder === "runtimeCommand") && isKeyOf("automation")) {
    return " The key is only valid in Automation runbooks.";
  }
  return meant === undefined ? "" : ` Did you mean ${inlineCode(meant)}?`;
}
