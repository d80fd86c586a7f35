/** Terraform in JSON: documents whose content is an expression. Only strings without expressions are read. */
import type { DataNode, SkippedContent } from "../model/document.ts";
import { keyName, lookUp, resolveAlias, textOf } from "../syntax/tree.ts";
import type { TreeReading } from "./reading.ts";

const EXPRESSION = /^\s*\$\{[^]*\}\s*$/;

/** The `aws_ssm_document` resources below a root whose content was not read because it is an expression. */
export function skippedInJson(reading: TreeReading, root: DataNode): SkippedContent[] {
  const { tree } = reading;
  const resources = blocks(reading, root).flatMap((one) => blocks(reading, lookUp(tree, one, "resource")));
  const documents = resources.flatMap((one) => blocks(reading, lookUp(tree, one, "aws_ssm_document")));
  const labelled = documents.flatMap((one) => (one.type === "Mapping" ? one.pairs : []));
  return labelled.flatMap((pair) =>
    blocks(reading, pair.value).flatMap((block): SkippedContent[] => {
      const content = lookUp(tree, block, "content");
      if (content === undefined || reading.isClaimed(content) || !EXPRESSION.test(textOf(content) ?? "")) return [];
      const reason = "its content is an expression, and expressions in JSON are not read";
      return [{ id: `aws_ssm_document.${keyName(tree, pair) ?? ""}`, range: reading.fileRange(content), reason }];
    }),
  );
}

/** The blocks that a value contains: an object is one, and an array contains any number. */
function blocks({ tree }: TreeReading, node: DataNode | undefined): readonly DataNode[] {
  const actual = resolveAlias(tree, node);
  if (actual?.type === "Sequence") return actual.items.flatMap((item) => resolveAlias(tree, item) ?? []);
  return actual === undefined ? [] : [actual];
}
