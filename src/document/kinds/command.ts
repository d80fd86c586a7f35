/** Command documents: schema 2.x (`mainSteps`) and 1.x (`runtimeConfig`). */
import type { Mapping, Step } from "../model/document.ts";
import type { TreeReading } from "./reading.ts";
import { eachStep, mappingsIn } from "./step-list.ts";
import { type DeclaredParameters, readSteps } from "./steps.ts";
import { lookUp, lookUpAnyCase, textOf } from "../syntax/tree.ts";

const SHELL = "aws:runShellScript";

export function commandSteps(reading: TreeReading, document: Mapping, declared: DeclaredParameters): Step[] {
  return eachStep(reading, document, (node, action, name) => {
    if (action !== SHELL) return [];
    const inputs = lookUpAnyCase(reading.tree, node, "inputs");
    const precondition = preconditionOf(reading, node);
    return readSteps(reading, { node, name, inputs, key: "runCommand", environment: inputs, declared, precondition });
  });
}

/** The operands of the step's precondition; `undefined` if there is none, or if it holds on every Linux instance. */
function preconditionOf({ tree }: TreeReading, step: Mapping): string | undefined {
  const operands = lookUpAnyCase(tree, step, "precondition");
  if (operands === undefined) return undefined;
  const compared = lookUp(tree, operands, "StringEquals");
  const texts = compared?.type === "Sequence" ? compared.items.map((item) => textOf(item) ?? "") : [];
  return texts.join(" ").toLowerCase() === "platformtype linux" ? undefined : `${texts.join(" ")}?`;
}

/** Each entry of `properties` is a separate script. */
export function runtimeSteps(reading: TreeReading, document: Mapping, declared: DeclaredParameters): Step[] {
  const plugin = lookUp(reading.tree, lookUp(reading.tree, document, "runtimeConfig"), SHELL);
  return mappingsIn(reading, lookUpAnyCase(reading.tree, plugin, "properties")).flatMap((node) => {
    const name = textOf(lookUpAnyCase(reading.tree, node, "id")) ?? SHELL;
    return readSteps(reading, { node, name, inputs: node, key: "runCommand", environment: node, declared });
  });
}
