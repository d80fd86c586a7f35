/** Command documents: schema 2.x (`mainSteps`) and 1.x (`runtimeConfig`). */
import type { DataNode, Mapping, Step } from "./document.ts";
import type { TreeReading } from "./reading.ts";
import { eachStep, mappingsOf } from "./step-list.ts";
import { readSteps } from "./steps.ts";
import { lookUp, lookUpAnyCase, textOf } from "./tree.ts";

const SHELL = "aws:runShellScript";

export function commandSteps(reading: TreeReading, document: Mapping): Step[] {
  return eachStep(reading, document, (node, action, name) => {
    if (action !== SHELL) return [];
    const inputs = lookUpAnyCase(reading.tree, node, "inputs");
    return readSteps(reading, { node, name, inputs, key: "runCommand", environment: inputs });
  });
}

/** Each entry of `properties` is a script of its own. */
export function runtimeSteps(reading: TreeReading, document: Mapping): Step[] {
  const runtime = lookUp(reading.tree, document, "runtimeConfig");
  if ((runtime?.type === "Sequence" || runtime?.type === "Scalar") && runtime.tag === undefined) {
    reading.report(runtime, `\`runtimeConfig\` must be a mapping with \`${SHELL}\` or another plugin.`);
    return [];
  }
  const plugin = lookUp(reading.tree, runtime, SHELL);
  if (!plugin) return [];
  const properties = lookUpAnyCase(reading.tree, plugin, "properties");
  if (isText(properties)) return [];
  const entries = mappingsOf(reading, properties);
  if (!entries) {
    reading.report(plugin, `\`properties\` of \`${SHELL}\` must be a list of mappings with \`runCommand\`.`);
    return [];
  }
  return entries.flatMap((node) => {
    const name = textOf(lookUpAnyCase(reading.tree, node, "id")) ?? SHELL;
    return readSteps(reading, { node, name, inputs: node, key: "runCommand", environment: node });
  });
}

/** `properties: "{{ properties }}"`: the script comes from who runs the document. */
const isText = (node: DataNode | undefined): boolean =>
  node?.type === "Scalar" && typeof node.value === "string" && node.value.includes("{{");
