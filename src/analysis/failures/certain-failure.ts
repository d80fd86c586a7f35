/** Recognizes calls after which the script ends with a failure, whatever their status is: `fail() { curl …; exit 1; }`. */
import type { Statement, SyntaxNode } from "unbash";
import { isLoop } from "../../shell/index.ts";
import type { AroundNode } from "./lost-status.ts";

/** Commands after which the next one of the list may not run. */
const LEAVES = /^(?:return|exit|exec|break|continue|eval|source|\.)$/;
/** Nodes in which `exit` ends another process than the script's. */
const PROCESSES: ReadonlySet<string> = new Set(["Subshell", "CommandExpansion", "ProcessSubstitution", "Coproc"]);

/**
 * Whether a failing `exit` comes after the command, with nothing but simple commands between them.
 * @param ancestors the nodes around the command, from the file down
 */
export function leadsToFailure(ancestors: readonly AroundNode[]): boolean {
  let after: readonly Statement[][] = [];
  let isInScript = false;
  for (const [index, around] of ancestors.entries()) {
    const node = around as SyntaxNode;
    const child = ancestors[index + 1];
    // Code in a string: what ends its shell is not known to end the script.
    if (node.type === "Script" && isInScript) break;
    if (node.type === "Script") isInScript = true;
    if (node.type === "Function") after = [];
    if (mayEndOtherwise(node, child)) return false;
    if (node.type !== "Script" && node.type !== "CompoundList") continue;
    const at = node.commands.findIndex((one) => one === child);
    after = [node.commands.slice(at + 1), ...after];
  }
  for (const { command } of after.flat()) {
    if (command.type !== "Command") return false;
    const name = command.name?.text ?? "";
    if (name === "exit") return isFailure(command.args[0]?.text);
    if (LEAVES.test(name)) return false;
  }
  return false;
}

/** Whether the child is in another process than the node, or its status may determine how the script goes on. */
function mayEndOtherwise(node: SyntaxNode, child: AroundNode | undefined): boolean {
  if (PROCESSES.has(node.type) || isLoop(node)) return true;
  if (node.type === "Pipeline") return node.commands.length > 1;
  if (node.type === "Statement") return node.background === true;
  if (node.type === "If") return node.clause === child || node.elif.some(({ clause }) => clause === child);
  if (node.type === "Elif") return node.clause === child;
  return node.type === "AndOr" && node.commands.at(-1) !== child;
}

/** Whether it is a status that the agent reports as a failure. */
function isFailure(status: string | undefined): boolean {
  const isNumber = status !== undefined && /^[1-9]\d{0,2}$/.test(status);
  return isNumber && Number(status) < 256 && !AS_SUCCESS.has(status);
}

/** Statuses with which the agent reboots the machine, or runs the script again (`../shared/facts/agent.md`). */
const AS_SUCCESS: ReadonlySet<string> = new Set(["194", "168"]);
