/** Whether a node is an SSM document, and which kind. */
import { automationSteps } from "./automation.ts";
import { commandSteps, runtimeSteps } from "./command.ts";
import type { DataNode, DocumentKind, Mapping, SsmDocument, Step } from "../model/document.ts";
import { readParameters } from "./parameters.ts";
import type { TreeReading } from "./reading.ts";
import { mappingsOf } from "./step-list.ts";
import { keyNames, lookUp, target, textOf } from "../syntax/tree.ts";

type OwnKind = Exclude<DocumentKind, "cloudformation">;

const READERS: Readonly<Record<OwnKind, (reading: TreeReading, document: Mapping) => Step[]>> = {
  "command-2": commandSteps,
  "command-1.2": runtimeSteps,
  automation: automationSteps,
};

/** Reads a document whose content is this node; `undefined` where the node is none. */
export function readSsmDocument(reading: TreeReading, node: DataNode, resource?: string): SsmDocument | undefined {
  const content = target(reading.tree, node);
  if (content?.type !== "Mapping") return undefined;
  const kind = documentKind(reading, content);
  if (!kind) return undefined;
  reading.reportDuplicates(content);
  return {
    kind: resource === undefined ? kind : "cloudformation",
    schema: kind,
    range: reading.fileRange(content),
    resource,
    parameters: keyNames(reading.tree, lookUp(reading.tree, content, "parameters")),
    declarations: readParameters(reading, content),
    steps: READERS[kind](reading, content),
  };
}

/** By its schema version; where that is missing or unknown, by what it holds. */
function documentKind(reading: TreeReading, content: Mapping): OwnKind | undefined {
  const version = textOf(lookUp(reading.tree, content, "schemaVersion"));
  const runtime = lookUp(reading.tree, content, "runtimeConfig");
  const steps = lookUp(reading.tree, content, "mainSteps");
  if (!runtime && !steps) return undefined;
  if (version?.startsWith("2.") || version === "2") return steps ? "command-2" : "command-1.2";
  if (version?.startsWith("1.") || version === "1") return runtime ? "command-1.2" : "command-2";
  if (version?.startsWith("0.")) return "automation";
  if (!steps) return "command-1.2";
  const actions = (mappingsOf(reading, steps) ?? []).map((step) => textOf(lookUp(reading.tree, step, "action")));
  if (!actions.some((action) => action?.startsWith("aws:"))) return undefined;
  return actions.includes("aws:runShellScript") ? "command-2" : "automation";
}
