/** Checks a part of a document against the schema. */
import type { DocumentContent, DataNode } from "../../../document/index.ts";
import type { Reporter } from "../report/reporter.ts";
import type { Subject } from "../report/subject.ts";
import { describeFault, quotedValue } from "./describe.ts";
import { type Fault, faultsOf, type Part } from "./faults.ts";
import type { PlainOptions } from "./plain-value.ts";
import { unknownKey } from "./unknown-key.ts";

/** Settings that the agent treats as absent if it cannot interpret them. */
const IGNORED_IF_WRONG: ReadonlySet<string> = new Set([
  "displayType",
  "minItems",
  "maxItems",
  "minChars",
  "maxChars",
  "interpolationType",
  "timeoutSeconds",
  "onFailure",
  "onSuccess",
  "finallyStep",
]);

export interface PartOptions extends PlainOptions {
  readonly subject: Subject;
  /** Whether the part belongs to an Automation runbook: AWS rejects unknown keys in runbooks, whereas the agent ignores them. */
  readonly isAutomation: boolean;
  /** Returns whether not to report a fault, because it is checked elsewhere. */
  readonly except?: (fault: Fault) => boolean;
}

export function checkPart(
  content: DocumentContent,
  part: Part,
  node: DataNode,
  reporter: Reporter,
  options: PartOptions,
): void {
  const { isAutomation, subject } = options;
  const faults = faultsOf(content, part, node, options).filter(
    (fault) => options.except?.(fault) !== true && !isOfUnknownKey(content, fault),
  );
  const meant = new Set<string>();
  const missing = missingKeys(faults);
  for (const fault of faults) {
    if (fault.keyword !== "additionalProperties" || reporter.isFull) continue;
    const found = unknownKey(fault, { part, subject, isAutomation }, missing.get(fault.path.join("/")) ?? new Set());
    const key = content.getAnyCase(fault.node, found.name)?.key;
    const range = key ? content.range(key) : subject.range;
    if (found.missing !== undefined) meant.add([...fault.path, found.missing].join("/"));
    const isRejected = isAutomation || found.missing !== undefined || fault.path.at(-1) === "precondition";
    if (isRejected) reporter.invalid(range, found.message);
    else reporter.ignored(range, found.message);
  }
  for (const fault of faults) {
    const { keyword, params, path } = fault;
    if (reporter.isFull) return;
    if (keyword === "required" && meant.has([...path, String(params["missingProperty"])].join("/"))) continue;
    const message = describeFault(fault, subject, isAutomation);
    if (message === undefined) continue;
    const place = placeOf(content, fault);
    const range = place ? content.range(place) : subject.range;
    const edits = quotedValue(content, fault);
    if (!isAutomation && IGNORED_IF_WRONG.has(path.at(-1) ?? "")) {
      const consequence = path.at(-1) === "timeoutSeconds" ? "The agent uses 3600 instead." : "The agent ignores it.";
      reporter.ignored(range, `${message} ${consequence}`, edits);
    } else {
      reporter.invalid(range, message, edits);
    }
  }
}

/** Whether the faulty key belongs to a template: `${each.key}`. */
function isOfUnknownKey(content: DocumentContent, { node, params }: Fault): boolean {
  const name = params["propertyName"] ?? params["additionalProperty"];
  return typeof name === "string" && content.isUnknown(content.get(node, name)?.key);
}

/** The node to report: a scalar itself; for a collection, or a mapping that lacks a key, its own key. */
function placeOf(content: DocumentContent, { key, keyword, node, params }: Fault): DataNode | undefined {
  if (keyword === "propertyNames") return content.get(node, String(params["propertyName"]))?.key;
  const isShown = keyword !== "required" && (node?.type === "Scalar" || key === undefined);
  return isShown ? node : key;
}

/** For the path of each mapping, the required keys that it lacks. */
function missingKeys(faults: readonly Fault[]): ReadonlyMap<string, ReadonlySet<string>> {
  const missing = new Map<string, Set<string>>();
  for (const { keyword, params, path } of faults) {
    if (keyword !== "required") continue;
    const place = path.join("/");
    const names = missing.get(place) ?? new Set();
    missing.set(place, names.add(String(params["missingProperty"])));
  }
  return missing;
}
