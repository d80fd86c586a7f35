/** Decides whether a node is an SSM document, and of which kind. */
import { automationSteps } from "./automation.ts";
import { commandSteps, runtimeSteps } from "./command.ts";
import { nearest } from "../../spelling/did-you-mean.ts";
import type { ResourceProperties } from "../model/content.ts";
import type { DataNode, Mapping, SsmDocument, Step } from "../model/document.ts";
import { Content } from "./content.ts";
import { readParameters } from "./parameters.ts";
import type { TreeReading } from "./reading.ts";
import type { DeclaredParameters } from "./steps.ts";
import { mappingsIn } from "./step-list.ts";
import { keyNames, lookUp, resolveAlias, textOf } from "../syntax/tree.ts";

type OwnKind = SsmDocument["schema"];

const READERS: Readonly<
  Record<OwnKind, (reading: TreeReading, document: Mapping, declared: DeclaredParameters) => Step[]>
> = {
  "command-2": commandSteps,
  "command-1.2": runtimeSteps,
  automation: automationSteps,
};

/** Reads the document whose content is this node; `undefined` if the node is not a document. */
export function readSsmDocument(
  reading: TreeReading,
  node: DataNode,
  resource?: ResourceProperties,
): SsmDocument | undefined {
  const root = resolveAlias(reading.tree, node);
  if (root?.type !== "Mapping") return undefined;
  const schema = documentKind(reading, root) ?? kindWithoutSteps(reading, root);
  if (!schema) return undefined;
  reading.claim(root);
  reading.reportDuplicates(root);
  const declared = {
    schema,
    parameters: keyNames(reading.tree, lookUp(reading.tree, root, "parameters")),
    declarations: readParameters(reading, root),
  };
  return {
    ...declared,
    kind: resource === undefined ? schema : resource.origin,
    content: new Content(reading, root, resource),
    range: reading.fileRange(root),
    resource: resource?.id,
    steps: READERS[schema](reading, root, declared),
  };
}

/** The kind by the schema version. If that is missing or unknown, the kind by the keys. */
function documentKind(reading: TreeReading, content: Mapping): OwnKind | undefined {
  const version = textOf(lookUp(reading.tree, content, "schemaVersion"));
  const runtime = lookUp(reading.tree, content, "runtimeConfig");
  const steps = lookUp(reading.tree, content, "mainSteps");
  if (!runtime && !steps) return undefined;
  if (version?.startsWith("2.") || version === "2") return steps ? "command-2" : "command-1.2";
  if (version?.startsWith("1.") || version === "1") return runtime ? "command-1.2" : "command-2";
  if (version?.startsWith("0.")) return "automation";
  if (!steps) return "command-1.2";
  return kindOfSteps(reading, steps);
}

/** The kind by the actions of the steps; `undefined` if they are not steps. */
function kindOfSteps(reading: TreeReading, steps: DataNode | undefined): OwnKind | undefined {
  const actions = mappingsIn(reading, steps).map((step) => textOf(lookUp(reading.tree, step, "action")));
  if (!actions.some((action) => action?.startsWith("aws:"))) return undefined;
  return actions.includes("aws:runShellScript") ? "command-2" : "automation";
}

/** The top-level keys of documents. */
const KEYS: ReadonlySet<string> = new Set([
  "schemaVersion",
  "description",
  "parameters",
  "mainSteps",
  "runtimeConfig",
  "assumeRole",
  "outputs",
  "variables",
  "files",
]);

/** The kind of a document whose steps are missing or under a misspelt key; `undefined` unless it can only be a document. */
function kindWithoutSteps(reading: TreeReading, content: Mapping): OwnKind | undefined {
  const version = textOf(lookUp(reading.tree, content, "schemaVersion"));
  if (version === undefined || (lookUp(reading.tree, content, "mainSteps") ?? false)) return undefined;
  const names = keyNames(reading.tree, content);
  const misspelt = names.find((name) => !KEYS.has(name) && nearest(name, ["mainSteps"]) !== undefined);
  if (misspelt !== undefined) {
    const kind = kindOfSteps(reading, lookUp(reading.tree, content, misspelt));
    return kind && (version.startsWith("0.") ? "automation" : "command-2");
  }
  if (!names.includes("parameters") || names.some((name) => !KEYS.has(name))) return undefined;
  return version === "2.2" ? "command-2" : version === "0.3" ? "automation" : undefined;
}
