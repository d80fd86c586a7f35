/** Automation documents, schema 0.3: reads the steps that send `AWS-RunShellScript` to instances. */
import type { DataNode, Mapping, Step } from "../model/document.ts";
import { intrinsicOf } from "./intrinsic.ts";
import type { TreeReading } from "./reading.ts";
import { eachStep } from "./step-list.ts";
import { type DeclaredParameters, readSteps } from "./steps.ts";
import { readText } from "./intrinsic-text.ts";
import { lookUp, resolveAlias } from "../syntax/tree.ts";

/** Whether a text names AWS's document for shell commands: the bare name, an ARN, or a text with placeholders that ends with the name. */
export const namesShellScript = (name: string): boolean => /(?:^|[/:}])AWS-RunShellScript$/.test(name);

export function automationSteps(reading: TreeReading, document: Mapping, declared: DeclaredParameters): Step[] {
  return eachStep(reading, document, (node, action, name) => {
    if (action !== "aws:runCommand") return [];
    const inputs = lookUp(reading.tree, node, "inputs");
    if (!sendsShellScript(reading, document, lookUp(reading.tree, inputs, "DocumentName"))) return [];
    const parameters = lookUp(reading.tree, inputs, "Parameters");
    if (parameters?.type === "Scalar") return [];
    if (!lookUp(reading.tree, parameters, "commands") && !intrinsicOf(reading.tree, parameters)) {
      reading.report(
        node,
        `Step \`${name}\` has no \`commands\` under \`Parameters\`, which AWS-RunShellScript requires.`,
      );
      return [];
    }
    const instanceIds = namedIn(reading, lookUp(reading.tree, inputs, "InstanceIds"));
    return readSteps(reading, { node, name, inputs: parameters, key: "commands", instanceIds, declared });
  });
}

/**
 * Parameters that make up a whole element of `InstanceIds`. Their values are instance ids, because `SendCommand` rejects
 * anything else (botocore, `ssm/2014-11-06`, `InstanceId`).
 */
function namedIn(reading: TreeReading, list: DataNode | undefined): ReadonlySet<string> {
  const elements = list?.type === "Sequence" ? list.items : list === undefined ? [] : [list];
  const names = elements.flatMap((one) => {
    const node = resolveAlias(reading.tree, one);
    const text = node?.type === "Scalar" ? String(node.value) : "";
    return /^\s*\{\{\s*([\w.-]+)\s*\}\}\s*$/.exec(text)?.[1] ?? [];
  });
  return new Set(names);
}

/** Whether the node is the document's name, or a parameter whose default is the name. */
function sendsShellScript(reading: TreeReading, document: Mapping, node: DataNode | undefined): boolean {
  const name = node && readText(reading, node)?.map.text.trim();
  if (name === undefined) return false;
  if (namesShellScript(name)) return true;
  const parameter = /^\{\{\s*([\w.-]+)\s*\}\}$/.exec(name)?.[1];
  if (parameter === undefined) return false;
  const declaration = lookUp(reading.tree, lookUp(reading.tree, document, "parameters"), parameter);
  const fallback = lookUp(reading.tree, declaration, "default");
  return fallback?.type === "Scalar" && namesShellScript(String(fallback.value));
}
