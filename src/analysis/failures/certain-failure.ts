/** Recognizes calls after which the script ends with a failure, whatever their status is: `fail() { curl …; exit 1; }`. */
import type { ParsedScript, Statement, SyntaxNode } from "unbash";
import { forEachChild, isLoop, type Run } from "../../shell/index.ts";

/** Commands after which the next one of the list may not run. */
const LEAVES = /^(?:return|exit|exec|break|continue|eval|source|\.)$/;
/** Nodes in which `exit` ends another process than the script's. */
const PROCESSES: ReadonlySet<string> = new Set(["Subshell", "CommandExpansion", "ProcessSubstitution", "Coproc"]);

/** Whether a failing `exit` comes after the command at the position, with nothing but simple commands between them. */
export function leadsToFailure({ invocation }: Run, tree: ParsedScript): boolean {
  const { pos } = invocation.programSpan;
  let after: readonly Statement[][] = [];
  for (let node: SyntaxNode | undefined = tree; node !== undefined; node = childAt(node, pos)) {
    if (node.type === "Function") after = [];
    if (mayEndOtherwise(node, pos)) return false;
    if (node.type !== "Script" && node.type !== "CompoundList") continue;
    const at = node.commands.findIndex((one) => one.pos <= pos && pos < one.end);
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

/** Whether the command at the position is in another process, or its status may determine how the script goes on. */
function mayEndOtherwise(node: SyntaxNode, pos: number): boolean {
  if (PROCESSES.has(node.type) || isLoop(node)) return true;
  if (node.type === "Pipeline") return node.commands.length > 1;
  if (node.type === "Statement") return node.background === true;
  if (node.type === "If" || node.type === "Elif") return pos < node.clause.end;
  return node.type === "AndOr" && pos < node.commands.at(-1)!.pos;
}

function childAt(node: SyntaxNode, pos: number): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  forEachChild(node, (child) => {
    // The code of a script in a string has offsets of its own.
    if (child.type !== "Script" && child.pos <= pos && pos < child.end) found = child;
  });
  return found;
}

/** Whether it is a status that the agent reports as a failure. */
function isFailure(status: string | undefined): boolean {
  const isNumber = status !== undefined && /^[1-9]\d{0,2}$/.test(status);
  return isNumber && Number(status) < 256 && !AS_SUCCESS.has(status);
}

/** Statuses with which the agent reboots the machine, or runs the script again (`../shared/facts/agent.md`). */
const AS_SUCCESS: ReadonlySet<string> = new Set(["194", "168"]);
