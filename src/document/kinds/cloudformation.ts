/** CloudFormation templates: reads the content of their `AWS::SSM::Document` resources. */
import type { Property, ResourceProperties } from "../model/content.ts";
import type { DataNode, Mapping, SsmDocument } from "../model/document.ts";
import { intrinsicOf } from "./intrinsic.ts";
import { holdsDocumentKeys, readEmbedded, reportUnreadable } from "./embedded.ts";
import type { TreeReading } from "./reading.ts";
import { readSsmDocument } from "./ssm-document.ts";
import { alternatives } from "./steps.ts";
import { readText } from "./intrinsic-text.ts";
import { keyName, lookUp, resolveAlias, textOf } from "../syntax/tree.ts";

/**
 * The documents of a template. The template may also be inside an SSM document of type CloudFormation or a Serverless
 * service. The node may also be the resources alone, in a file that such a service or a template includes. Empty if the
 * node is none of these.
 */
export function readTemplate(reading: TreeReading, root: DataNode): SsmDocument[] {
  const { tree } = reading;
  const included = lookUp(tree, root, "resources");
  const parts = included?.type === "Sequence" ? included.items.map((item) => resolveAlias(tree, item)) : [included];
  for (const template of [root, lookUp(tree, root, "templateBody"), ...parts]) {
    const resources = template && lookUp(tree, template, "Resources");
    if (resources?.type === "Mapping") return readResources(reading, resources);
  }
  return root.type === "Mapping" ? readResources(reading, root) : [];
}

function readResources(reading: TreeReading, resources: Mapping): SsmDocument[] {
  return resources.pairs.flatMap((pair) => {
    const id = keyName(reading.tree, pair);
    const resource = resolveAlias(reading.tree, pair.value);
    if (id === undefined || !resource) return [];
    if (id.startsWith("Fn::ForEach::") && resource.type === "Sequence") {
      const body = resolveAlias(reading.tree, resource.items[2]);
      if (!reading.visit(resource)) return [];
      return body?.type === "Mapping" ? readResources(reading, body) : [];
    }
    if (textOf(lookUp(reading.tree, resource, "Type")) !== "AWS::SSM::Document") return [];
    const properties = lookUp(reading.tree, resource, "Properties");
    const content = lookUp(reading.tree, properties, "Content");
    if (!content) {
      if (intrinsicOf(reading.tree, properties)) return [];
      reading.report(resource, `Resource \`${id}\` has no \`Content\`, which CloudFormation requires.`);
      return [];
    }
    const around = {
      origin: "cloudformation" as const,
      id,
      documentType: propertyOf(reading, properties, "DocumentType"),
      documentFormat: propertyOf(reading, properties, "DocumentFormat"),
    };
    return alternatives(reading, content).flatMap((arm) => readContent(reading, arm, around));
  });
}

function propertyOf(reading: TreeReading, properties: DataNode | undefined, name: string): Property | undefined {
  const node = lookUp(reading.tree, properties, name);
  if (!node) return undefined;
  return { text: intrinsicOf(reading.tree, node) ? undefined : textOf(node), range: reading.fileRange(node) };
}

type Around = Pick<ResourceProperties, "origin" | "id" | "documentType" | "documentFormat">;

/** Reads a document that is a mapping, or a string that is itself YAML or JSON. */
function readContent(reading: TreeReading, content: DataNode, around: Around): SsmDocument[] {
  reading.claim(content);
  const intrinsic = intrinsicOf(reading.tree, content);
  const range = reading.fileRange(content);
  if (!intrinsic && content.type === "Mapping") {
    return only(readSsmDocument(reading, content, { ...around, range, content: "data" }));
  }
  const text = readText(reading, content);
  if (!text || !holdsDocumentKeys(text.map.text)) return [];
  const embedded = readEmbedded(reading, content, text);
  if (!embedded) return [];
  if ("problem" in embedded) {
    reportUnreadable(reading, text, around.id, embedded);
    return [];
  }
  const { tree } = embedded.reading;
  const resource = { ...around, range, content: tree.language === "json" ? ("json" as const) : ("yaml" as const) };
  return tree.roots.flatMap((root) => only(readSsmDocument(embedded.reading, root, resource)));
}

const only = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);
