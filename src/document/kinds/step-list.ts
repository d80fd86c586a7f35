/** `mainSteps`, and the steps that stand in steps. */
import type { DataNode, Mapping, Step } from "../model/document.ts";
import { MAX_DEPTH } from "../model/limits.ts";
import type { TreeReading } from "./reading.ts";
import { alternatives } from "./steps.ts";
import { lookUp, lookUpAnyCase, target, textOf } from "../syntax/tree.ts";

export type ReadStep = (node: Mapping, action: string | undefined, name: string) => Step[];

/** Reads each step of `mainSteps` in order, and then those that it nests, as `aws:loop` does under `inputs.Steps`. */
export function eachStep(reading: TreeReading, document: Mapping, read: ReadStep): Step[] {
  const list = lookUp(reading.tree, document, "mainSteps");
  if (!list) return [];
  const open = new Set<DataNode>();
  const visit = (steps: DataNode, depth: number): Step[] => {
    const nodes = mappingsOf(reading, steps);
    if (!nodes) {
      reading.report(steps, "The steps of a document must be a list of mappings with `action` and `inputs`.");
      return [];
    }
    const found: Step[] = [];
    for (const node of nodes) {
      if (open.has(node) || depth > MAX_DEPTH || !reading.visit(node)) continue;
      open.add(node);
      const action = textOf(lookUpAnyCase(reading.tree, node, "action"));
      if (action === undefined) reading.report(node, "This step has no `action`: it is not analysed.");
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
  return visit(list, 0);
}

/** The mappings of a list, or the one mapping itself, each arm of `Fn::If`; `undefined` where something else is among them. */
export function mappingsOf(reading: TreeReading, node: DataNode | undefined): Mapping[] | undefined {
  if (!node) return undefined;
  const mappings: Mapping[] = [];
  for (const list of alternatives(reading, node)) {
    for (const item of list.type === "Sequence" && list.tag === undefined ? list.items : [list]) {
      const actual = target(reading.tree, item);
      if (!actual) return undefined;
      for (const arm of alternatives(reading, actual)) {
        if (arm.type === "Mapping") mappings.push(arm);
        else if (arm.type !== "Scalar" || arm.value !== null) return undefined;
      }
    }
  }
  return mappings;
}
