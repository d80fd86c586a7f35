/** Iterates over `mainSteps` and nested steps. */
import type { DataNode, Mapping } from "../model/document.ts";
import { MAX_DEPTH } from "../model/limits.ts";
import type { TreeReading } from "./reading.ts";
import { alternatives } from "./steps.ts";
import { lookUp, lookUpAnyCase, resolveAlias, textOf } from "../syntax/tree.ts";

/**
 * The results of `read` for each step of `mainSteps` in order, and then for the steps nested in them, as `aws:loop` nests
 * them under `inputs.Steps`. Elements that are not mappings are skipped: `valid-document` reports them.
 */
export function eachStep<Result>(
  reading: TreeReading,
  document: Mapping,
  read: (node: Mapping, action: string | undefined, name: string) => readonly Result[],
): Result[] {
  const list = lookUp(reading.tree, document, "mainSteps");
  const open = new Set<DataNode>();
  const visit = (steps: DataNode, depth: number): Result[] => {
    const found: Result[] = [];
    for (const node of mappingsIn(reading, steps)) {
      if (open.has(node) || depth > MAX_DEPTH || !reading.visit(node)) continue;
      open.add(node);
      const action = textOf(lookUpAnyCase(reading.tree, node, "action"));
      const name = textOf(lookUpAnyCase(reading.tree, node, "name")) ?? action ?? "step";
      for (const step of read(node, action, name)) found.push(step);
      for (const inner of nested(node)) for (const step of visit(inner, depth + 1)) found.push(step);
      open.delete(node);
    }
    return found;
  };
  const nested = (node: Mapping): DataNode[] => {
    const holders = [node, lookUp(reading.tree, node, "inputs")];
    return holders
      .flatMap((holder) => ["Steps", "steps"].map((key) => lookUp(reading.tree, holder, key)))
      .filter((inner) => inner?.type === "Sequence");
  };
  return list ? visit(list, 0) : [];
}

/** The mappings of a list, including those in the arms of `Fn::If`, or the node itself if it is a mapping. */
export function mappingsIn(reading: TreeReading, node: DataNode | undefined): Mapping[] {
  if (!node) return [];
  return alternatives(reading, node).flatMap((list) => {
    const items = list.type === "Sequence" && list.tag === undefined ? list.items : [list];
    return items.flatMap((item) => {
      const actual = resolveAlias(reading.tree, item);
      const arms = actual ? alternatives(reading, actual) : [];
      return arms.filter((arm) => arm.type === "Mapping");
    });
  });
}
