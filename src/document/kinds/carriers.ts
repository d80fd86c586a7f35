/**
 * Finds documents and commands anywhere in data: under a key, as a mapping or as a string that is itself YAML or JSON.
 *
 * A mapping is a document if it has a schema version and steps. Commands are read from the mappings below one that names
 * the document `AWS-RunShellScript`: an association, a task of a maintenance window, a target of EventBridge, an input of
 * `send-command`.
 */
import type { DataNode, Mapping, SsmDocument } from "../model/document.ts";
import { MAX_DEPTH } from "../model/limits.ts";
import { keyName, lookUp, resolveAlias, textOf } from "../syntax/tree.ts";
import { namesShellScript } from "./automation.ts";
import { Content } from "./content.ts";
import { holdsDocumentKeys, readEmbedded, reportUnreadable } from "./embedded.ts";
import { intrinsicOf } from "./intrinsic.ts";
import { readText } from "./intrinsic-text.ts";
import type { TreeReading } from "./reading.ts";
import { readSsmDocument } from "./ssm-document.ts";
import { readSteps } from "./steps.ts";

/** The documents and commands below a root that were not read yet, in order. */
export function readCarried(reading: TreeReading, root: DataNode, label?: string): SsmDocument[] {
  if (isConstructTree(reading, root)) return [];
  const search = new Search();
  search.visit(reading, root, { ...NOTHING, label }, 0);
  return search.found;
}

/** Whether this is `tree.json`, which `cdk synth` writes beside the templates. It repeats their content. */
function isConstructTree({ tree }: TreeReading, root: DataNode): boolean {
  return (
    textOf(lookUp(tree, root, "version"))?.startsWith("tree-") === true && lookUp(tree, root, "tree") !== undefined
  );
}

/** What the mappings around a node determine. */
interface Surroundings {
  /** The mapping that names `AWS-RunShellScript`, if no mapping further inside names another document. */
  readonly carrier: Mapping | undefined;
  /** The name for the commands: the name of the nearest enclosing resource. */
  readonly label: string | undefined;
  /** The node's key in its mapping. */
  readonly key: string | undefined;
}

const NOTHING: Surroundings = { carrier: undefined, label: undefined, key: undefined };

/** Functions of Terraform whose argument is data, and `If`, whose arms may be data. */
const HOLDERS: ReadonlySet<string> = new Set(["jsonencode", "yamlencode", "jsondecode", "yamldecode", "If"]);

/** Keys whose value is a document's name. */
const NAMING = /^(?:document_?name|task_?arn)$/i;

class Search {
  readonly found: SsmDocument[] = [];
  /** Ensures that each node is visited once, even if several aliases refer to it. */
  readonly #seen = new Set<DataNode>();

  visit(reading: TreeReading, node: DataNode, around: Surroundings, depth: number): void {
    const actual = resolveAlias(reading.tree, node);
    if (!actual || this.#seen.has(actual) || depth > MAX_DEPTH) return;
    this.#seen.add(actual);
    const intrinsic = intrinsicOf(reading.tree, actual);
    if (intrinsic && HOLDERS.has(intrinsic.name)) this.visit(reading, intrinsic.argument, around, depth + 1);
    else if (actual.type === "Scalar" || intrinsic) {
      this.#text(reading, actual, around, depth);
      // The arguments of a function are part of its text.
      if (reading.isClaimed(actual)) return;
    }
    if (actual.type === "Sequence") {
      for (const item of actual.items) this.visit(reading, item, around, depth + 1);
    } else if (actual.type === "Mapping") {
      this.#mapping(reading, actual, around, depth);
    }
  }

  #mapping(reading: TreeReading, node: Mapping, around: Surroundings, depth: number): void {
    if (!reading.isClaimed(node) && isDocument(reading, node)) {
      const document = readSsmDocument(reading, node);
      if (document) this.found.push(document);
    }
    const label = labelOf(reading, node, around);
    const carrier = carrierOf(reading, node, around.carrier);
    // A task parameter in Terraform: `name = "commands"`, `values = […]`.
    const named = textOf(lookUp(reading.tree, node, "name"));
    for (const pair of node.pairs) {
      const key = keyName(reading.tree, pair);
      const value = resolveAlias(reading.tree, pair.value);
      if (!value || reading.isClaimed(value)) {
        // A document may contain commands. A text, or commands that are already read, contain nothing more.
        if (value?.type === "Mapping" && !intrinsicOf(reading.tree, value))
          this.visit(reading, value, { ...NOTHING, label, key }, depth + 1);
        continue;
      }
      const isCommands = key?.toLowerCase() === "commands" || (key?.toLowerCase() === "values" && named === "commands");
      if (carrier && key !== undefined && isCommands) this.#commands(reading, node, key, { carrier, label, key });
      else this.visit(reading, value, { carrier, label, key }, depth + 1);
    }
  }

  #commands(reading: TreeReading, inputs: Mapping, key: string, { carrier, label }: Surroundings): void {
    const name = label ?? "AWS-RunShellScript";
    const steps = readSteps(reading, { node: carrier ?? inputs, name, inputs, key });
    if (steps.length === 0) return;
    this.found.push({
      kind: "commands",
      schema: "automation",
      content: new Content(reading, inputs, undefined),
      range: reading.fileRange(inputs),
      resource: undefined,
      parameters: [],
      declarations: new Map(),
      steps,
    });
  }

  /** A text may be a document or, below a mapping that names `AWS-RunShellScript`, contain the commands as data. */
  #text(reading: TreeReading, node: DataNode, around: Surroundings, depth: number): void {
    const source = reading.tree.text.slice(...node.range);
    const isOfInterest = mayHoldKeys(source) || (around.carrier !== undefined && mayHoldCommands(source));
    if (!isOfInterest || reading.isClaimed(node)) return;
    const text = readText(reading, node);
    if (!text) return;
    const isContent = isDocumentText(text.map.text);
    if (!isContent && !(around.carrier && /^\s*\{/.test(text.map.text))) return;
    reading.claim(node);
    const embedded = readEmbedded(reading, node, text);
    if (!embedded) return;
    if ("problem" in embedded) {
      if (isContent && around.key?.toLowerCase() === "content") reportUnreadable(reading, text, around.key, embedded);
      return;
    }
    const inner = embedded.reading;
    for (const root of inner.tree.roots) {
      // A mapping in the text counts as nested in the mapping that names the document.
      const actual = resolveAlias(inner.tree, root);
      if (actual?.type === "Mapping") this.visit(inner, actual, around, depth + 1);
    }
  }
}

/** Whether a mapping is certainly a document. Other data may have the same keys, for example a JSON Schema of documents. */
function isDocument(reading: TreeReading, node: Mapping): boolean {
  const version = textOf(lookUp(reading.tree, node, "schemaVersion"));
  if (version === undefined || !/^[0-2](?:\.|$)/.test(version)) return false;
  return ["mainSteps", "runtimeConfig"].some((key) => {
    const steps = lookUp(reading.tree, node, key);
    return steps !== undefined && steps.type !== "Scalar";
  });
}

/** The name for commands: the key of a CloudFormation resource, or the `name` of a document's step. */
function labelOf({ tree }: TreeReading, node: Mapping, { key, label }: Surroundings): string | undefined {
  if (textOf(lookUp(tree, node, "Type"))?.startsWith("AWS::")) return key;
  return (lookUp(tree, node, "action") && textOf(lookUp(tree, node, "name"))) ?? label;
}

const mayHoldKeys = (source: string): boolean =>
  source.length > 40 && (source.includes("schemaVersion") || source.includes("\\u"));

const mayHoldCommands = (source: string): boolean => /commands|\\u/i.test(source);

/** Whether a whole text is a document, judged by its beginning and its keys. */
function isDocumentText(text: string): boolean {
  return holdsDocumentKeys(text) && /^\s*(?:\{|---|#|["']?[A-Za-z]+["']?\s*:)/.test(text);
}

/** The mapping itself if it names `AWS-RunShellScript`, `undefined` if it names another document, else the enclosing one. */
function carrierOf(reading: TreeReading, node: Mapping, around: Mapping | undefined): Mapping | undefined {
  let carrier = around;
  for (const pair of node.pairs) {
    const value = resolveAlias(reading.tree, pair.value);
    if (!value || (value.type !== "Scalar" && !intrinsicOf(reading.tree, value))) continue;
    const key = keyName(reading.tree, pair) ?? "";
    // In Terraform the value may be a reference to the name, so its own text need not contain it.
    const isElsewhere = reading.tree.language === "hcl" && /^(?:name|arn)$|^(?:document_?name|task_?arn)$/i.test(key);
    const mayName = isElsewhere || reading.tree.text.slice(...value.range).includes("AWS-RunShellScript");
    if (mayName && namesShellScript(readText(reading, value)?.map.text.trim() ?? "")) return node;
    if (NAMING.test(key)) carrier = undefined;
  }
  return carrier;
}
