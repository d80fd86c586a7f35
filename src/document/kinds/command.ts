/** Command documents: schema 2.x (`mainSteps`) and 1.x (`runtimeConfig`). */
import type { DataNode, Mapping, Step } from "../model/document.ts";
import type { TreeReading } from "./reading.ts";
import { eachStep, mappingsOf } from "./step-list.ts";
import { readSteps } from "./steps.ts";
import { keyNames, lookUp, lookUpAnyCase, textOf } from "../syntax/tree.ts";

const SHELL = "aws:runShellScript";
/** Actions whose `runCommand` is no shell. */
const OTHER_SHELLS: ReadonlySet<string> = new Set(["aws:runPowerShellScript", "aws:psModule"]);

export function commandSteps(reading: TreeReading, document: Mapping): Step[] {
  return eachStep(reading, document, (node, action, name) => {
    const inputs = lookUpAnyCase(reading.tree, node, "inputs");
    if (action !== SHELL) {
      const runs = lookUpAnyCase(reading.tree, inputs, "runCommand") !== undefined;
      if (runs && action !== undefined) reportUnknown(reading, node, action, `Step \`${name}\``);
      return [];
    }
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
  if (!plugin) {
    for (const key of runtime === undefined ? [] : keyNames(reading.tree, runtime)) {
      const properties = lookUpAnyCase(reading.tree, lookUp(reading.tree, runtime, key), "properties");
      const runs = mappingsOf(reading, properties)?.some((one) => lookUpAnyCase(reading.tree, one, "runCommand"));
      if (runs === true) reportUnknown(reading, runtime!, key, "`runtimeConfig`");
    }
    return [];
  }
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

/** What has commands to run, and an action that runs none, is most likely misspelt. The agent minds the case of letters. */
function reportUnknown(reading: TreeReading, node: DataNode, action: string, where: string): void {
  if (OTHER_SHELLS.has(action) || action.includes("{{")) return;
  const message = `${where}: there is no action \`${action}\` that runs commands, so they never run and are not analysed. For a shell, write \`${SHELL}\`.`;
  reading.report(node, message);
}

/** `properties: "{{ properties }}"`: the script comes from who runs the document. */
const isText = (node: DataNode | undefined): boolean =>
  node?.type === "Scalar" && typeof node.value === "string" && node.value.includes("{{");
