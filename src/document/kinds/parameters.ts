/** The declarations under a document's `parameters`. */
import type { DataNode, Mapping, Range, Scalar } from "../model/document.ts";
import type { DeclaredText, ParameterDeclaration } from "../model/parameter.ts";
import { ScalarMap } from "../source-map/scalar-map.ts";
import { setEntry } from "../source-map/entry-slot.ts";
import { keyName, keyNames, lookUp, lookUpAnyCase, resolveAlias } from "../syntax/tree.ts";
import { intrinsicOf } from "./intrinsic.ts";
import type { TreeReading } from "./reading.ts";

/** The declarations by name, in order. Empty if CloudFormation decides the declarations. */
export function readParameters(reading: TreeReading, document: Mapping): ReadonlyMap<string, ParameterDeclaration> {
  const { tree } = reading;
  const parameters = lookUp(tree, document, "parameters");
  const declared = new Map<string, ParameterDeclaration>();
  if (parameters?.type !== "Mapping" || intrinsicOf(tree, parameters) !== undefined) return declared;
  const own = new Map(parameters.pairs.map((pair) => [keyName(tree, pair), pair]));
  for (const name of keyNames(tree, parameters)) {
    if (!reading.visit(parameters)) break;
    const pair = own.get(name);
    const value = pair === undefined ? lookUp(tree, parameters, name) : resolveAlias(tree, pair.value);
    if (value?.type !== "Mapping") continue;
    const aliased = pair?.value?.type !== "Mapping";
    declared.set(name, declaration(reading, name, pair?.key ?? value, value, aliased));
  }
  return declared;
}

function declaration(
  reading: TreeReading,
  name: string,
  key: DataNode,
  node: Mapping,
  aliased: boolean,
): ParameterDeclaration {
  const { tree, host } = reading;
  const get = (field: string): DataNode | undefined => lookUpAnyCase(tree, node, field);
  const fields = ["type", "allowedPattern", "allowedValues", "interpolationType"].map(get);
  const values = get("allowedValues");
  return {
    name,
    range: reading.fileRange(key),
    type: declaredText(reading, get("type"))?.text,
    allowedPattern: declaredText(reading, get("allowedPattern")),
    allowedValues: values === undefined ? undefined : textsOf(reading, values),
    default: declaredText(reading, get("default"))?.text,
    interpolationType: declaredText(reading, get("interpolationType")),
    open: intrinsicOf(tree, node) !== undefined || fields.some((field) => isOpen(reading, field)),
    set: (field, text) => (aliased ? undefined : setEntry(tree, node, host, field, text)),
  };
}

function declaredText(reading: TreeReading, node: DataNode | undefined): DeclaredText | undefined {
  if (node?.type !== "Scalar" || node.value === null || isOpen(reading, node)) return undefined;
  return { text: textIn(reading, node), range: reading.fileRange(node) };
}

function textIn({ tree, host }: TreeReading, node: Scalar): string {
  return new ScalarMap(tree, node, host).text;
}

function textsOf(reading: TreeReading, node: DataNode): readonly string[] {
  const items = node.type === "Sequence" ? node.items : [node];
  return items.flatMap((item) => {
    const actual = resolveAlias(reading.tree, item);
    return actual?.type === "Scalar" && actual.value !== null ? [textIn(reading, actual)] : [];
  });
}

/** Whether CloudFormation inserts the node's value, or a part of it. */
function isOpen(reading: TreeReading, node: DataNode | undefined): boolean {
  if (node === undefined) return false;
  const { opaque, tree } = reading;
  if (intrinsicOf(tree, node) !== undefined) return true;
  if (node.type === "Sequence") return node.items.some((item) => isOpen(reading, resolveAlias(tree, item)));
  return overlapsOpaque(node.range, opaque);
}

function overlapsOpaque([start, end]: Range, opaque: TreeReading["opaque"]): boolean {
  return opaque.some(({ range }) => range[0] < end && range[1] > start);
}
