/** `mainSteps`, and the steps that stand in steps. */
import type { DataNode, Mapping } from "../model/document.ts";
import { MAX_DEPTH } from "../model/limits.ts";
import type { TreeReading } from "./reading.ts";
import { alternatives } from "./steps.ts";
import { lookUp, lookUpAnyCase, target, textOf } from "../syntax/tree.ts";

/**
 * What `read` gives for each step of `mainSteps` in order, and then for those that it holds, as `aws:loop` does under
 * `inputs.Steps`. What is not a mapping among them is skipped: `valid-document` reports it.
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

/** The mappings of a list, or the one mapping itself, each arm of `Fn::If`. */
export function mappingsIn(reading: TreeReading, node: DataNode | undefined): Mapping[] {
  if (!node) return [];
  return alternatives(reading, node).flatMap((list) => {
    const items = list.type === "Sequence" && list.tag === undefined ? list.items : [list];
    return items.flatMap((item) => {
      const actual = target(reading.tree, item);
      const arms = actual ? alternatives(reading, actual) : [];
      return arms.filter((arm) => arm.type === "Mapping");
    });
  });
}
