/** CloudFormation's functions, in their long form (`{"Fn::Sub": …}`) and their short one (`!Sub …`). */
import type { DataNode } from "../model/document.ts";
import { keyName, resolveAlias, type Intrinsic, type Tree } from "../syntax/tree.ts";

const SHORT_FORM =
  /^!(?:Base64|Cidr|FindInMap|GetAtt|GetAZs|If|ImportValue|Join|Length|Ref|Select|Split|Sub|ToJsonString|Transform)$/;

/** The function that a node calls, with aliases resolved; `undefined` if the node is plain data. */
export function intrinsicOf(tree: Tree, node: DataNode | undefined): Intrinsic | undefined {
  const actual = resolveAlias(tree, node);
  if (!actual || actual.type === "Alias" || actual.type === "Pair") return undefined;
  if (tree.language === "hcl") return tree.computed?.get(actual);
  if (actual.tag !== undefined && SHORT_FORM.test(actual.tag)) return { name: actual.tag.slice(1), argument: actual };
  if (actual.type !== "Mapping" || actual.pairs.length !== 1) return undefined;
  const pair = actual.pairs[0]!;
  const key = keyName(tree, pair);
  const argument = resolveAlias(tree, pair.value);
  if (key === undefined || !argument) return undefined;
  if (key === "Ref") return { name: "Ref", argument };
  return key.startsWith("Fn::") ? { name: key.slice(4), argument } : undefined;
}
