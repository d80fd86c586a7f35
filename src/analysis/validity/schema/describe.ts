/** Describes the faults that a schema finds in words. */
import type { DocumentContent, Scalar } from "../../../document/index.ts";
import { didYouMean } from "../../../spelling/did-you-mean.ts";
import { capitalized, type Subject } from "../report/subject.ts";
import { inlineCode, oneOf } from "../report/wording.ts";
import { actions, type Fault } from "./faults.ts";

/** The required kind of value for each type of JSON Schema. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ["string", "a string"],
  ["array", "a list"],
  ["object", "a mapping"],
  ["integer", "a whole number"],
  ["boolean", "true or false"],
]);

/** Explanations of patterns that are more than a list of words. */
const PATTERNS: ReadonlyMap<string, string> = new Map([
  ["name", "A step name can contain only letters, digits and underscores."],
  [
    "type",
    "The types are String, StringList, Integer, Boolean, MapList, StringMap and, in runbooks, AWS resource types.",
  ],
  ["timeoutSeconds", "Use a number of seconds."],
  ["onSuccess", "The only valid value is `exit`."],
]);

const WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ["type", ["String", "StringList", "Integer", "Boolean", "MapList", "StringMap"]],
  ["onCancel", ["Abort", "step:NAME"]],
]);

/** Returns the message without the consequence; `undefined` if there is nothing to report. */
export function describeFault(fault: Fault, subject: Subject, isAutomation: boolean): string | undefined {
  const { keyword, params, path } = fault;
  const part = path.length === 0 ? subject.name : `${inlineCode(path.join("."))} of ${subject.name}`;
  const whole = capitalized(part);
  switch (keyword) {
    case "required":
      return `${whole} has no ${inlineCode(String(params["missingProperty"]))}.`;
    case "type":
      return `${whole} must be ${alternatives(params["type"])}, not ${described(fault.value)}.`;
    case "enum":
    case "pattern":
      return `${whole} cannot be ${refusedValue(fault)}.${choices(fault, isAutomation)}`;
    case "propertyNames":
      return `${inlineCode(String(params["propertyName"]))} is not a valid parameter name: only letters and digits are allowed. The agent does not insert its value into scripts.`;
    case "minItems":
    case "maxItems":
      return path.at(-1) === "StringEquals"
        ? `${whole} must contain exactly two strings to compare.`
        : `${whole} must not be empty.`;
    case "minimum":
    case "maximum":
      return `${whole} must be between 5 and 172800, not ${shownValue(fault.value)}.`;
    default:
      return undefined;
  }
}

function alternatives(type: unknown): string {
  const names = [type].flat().flatMap((name) => TYPES.get(String(name)) ?? []);
  return names.join(" or ");
}

function choices({ keyword, params, path, value }: Fault, isAutomation: boolean): string {
  const key = path.at(-1) ?? "";
  if (key === "default") return " It must have the parameter's type.";
  if (key === "action") return typeof value === "string" ? actionAdvice(value, isAutomation) : "";
  const listed =
    keyword === "enum" ? [...new Set((params["allowedValues"] as readonly unknown[]).map(String))] : undefined;
  const failure = isAutomation ? ["Abort", "Continue", "step:NAME"] : ["exit", "successAndExit"];
  const words = listed ?? (key === "onFailure" ? failure : (WORDS.get(key) ?? []));
  const meant = typeof value === "string" ? didYouMean(value.slice(0, 60), words, "`") : "";
  if (meant !== "") return meant;
  if (PATTERNS.has(key)) return ` ${PATTERNS.get(key)}`;
  return words.length > 0 && words.length <= 4 ? ` Use ${oneOf(words)}.` : "";
}

function actionAdvice(action: string, isAutomation: boolean): string {
  if (actions[isAutomation ? "command" : "automation"].includes(action)) {
    return isAutomation
      ? " This action is only available in Command documents."
      : " This action is only available in Automation runbooks.";
  }
  const meant = didYouMean(action.slice(0, 60), actions[isAutomation ? "automation" : "command"], "`");
  return meant || " This action does not exist.";
}

/** The value as shown; a default that is a string may look like one of another type: "true", "[]". */
function refusedValue({ path, value }: Fault): string {
  const mayMislead = path.at(-1) === "default" && typeof value === "string";
  return `${mayMislead ? "the string " : ""}${shownValue(value)}`;
}

function shownValue(value: unknown): string {
  return typeof value === "object" && value !== null ? described(value) : inlineCode(String(value));
}

function described(value: unknown): string {
  if (value === null || value === undefined) return "an empty value";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  if (typeof value === "string") return "a string";
  return `the ${typeof value} ${inlineCode(String(value))}`;
}

/** Returns the edits that quote a number or boolean, if text is required. */
export function quotedValue(content: DocumentContent, { keyword, params, node, value }: Fault) {
  const wantsText = keyword === "type" && [params["type"]].flat().includes("string");
  const isScalar = node?.type === "Scalar" && (typeof value === "number" || typeof value === "boolean");
  return wantsText && isScalar ? content.replace(node, JSON.stringify(content.decoded(node as Scalar))) : undefined;
}
