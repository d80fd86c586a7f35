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
  // What is after the command in the lists around it, the innermost list first.
  let after: readonly (boolean | undefined)[] = [];
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
    after = [failureAfter(node.commands, child), ...after];
  }
  return after.find((fails) => fails !== undefined) ?? false;
}

/** What follows each command of a list, and the list as a whole (`undefined`): every call in it asks. */
const known = new WeakMap<readonly Statement[], ReadonlyMap<AroundNode | undefined, boolean | undefined>>();

/**
 * Whether the commands after the child end the script with a failure.
 * @returns `undefined` if they let it go on
 */
function failureAfter(list: readonly Statement[], child: AroundNode | undefined): boolean | undefined {
  let all = known.get(list);
  if (all === undefined) known.set(list, (all = failuresAfter(list)));
  return all.get(all.has(child) ? child : undefined);
}

function failuresAfter(list: readonly Statement[]): ReadonlyMap<AroundNode | undefined, boolean | undefined> {
  const all = new Map<AroundNode | undefined, boolean | undefined>();
  let fails: boolean | undefined;
  for (const one of list.toReversed()) {
    all.set(one, fails);
    const own = ownEnd(one);
    if (own !== undefined) fails = own;
  }
  return all.set(undefined, fails);
}

/** Whether the command ends the script with a failure; `undefined` if the next command runs in any case. */
function ownEnd({ command }: Statement): boolean | undefined {
  if (command.type !== "Command") return false;
  const name = command.name?.text ?? "";
  if (name === "exit") return isFailure(command.args[0]?.text);
  return LEAVES.test(name) ? false : undefined;
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
