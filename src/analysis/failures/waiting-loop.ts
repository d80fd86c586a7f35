/** Recognizes loops that wait until a command succeeds, or until something else holds. */
import type { AndOr, CompoundList, If, Pipeline, SyntaxNode, While } from "unbash";
import { forEachChild, isLoop, loopExit } from "../../shell/index.ts";
import type { AroundNode } from "./lost-status.ts";

/**
 * Returns whether the success of the innermost command ends a loop: `until cmd`, `cmd && break`, `if cmd; then exit 0; fi`.
 * @param ancestors the nodes around the command, from the file down
 */
export function endsLoop(ancestors: readonly AroundNode[]): boolean {
  for (let index = ancestors.length - 2; index >= 0; index--) {
    const node = ancestors[index]!;
    const child = ancestors[index + 1] as SyntaxNode;
    const isLeft = (after: SyntaxNode | undefined): boolean =>
      loopExit(after) !== undefined && ancestors.slice(0, index).some(isLoop);
    switch (node.type) {
      case "While":
        return (node as While).clause === child;
      case "If":
        return (node as If).clause === child && isLeft((node as If).then);
      case "AndOr": {
        const { commands, operators } = node as AndOr;
        const at = commands.indexOf(child as AndOr["commands"][number]);
        if (operators[at] === "&&" && isLeft(commands[at + 1])) return true;
        break;
      }
      case "Pipeline":
        if ((node as Pipeline).commands.length > 1) return false;
        break;
      case "CompoundList":
        if ((node as CompoundList).commands.at(-1) !== child) return false;
        break;
      case "Statement":
      case "Redirected":
      case "BraceGroup":
      case "Invocation":
      case "Command":
        break;
      default:
        return false;
    }
  }
  return false;
}

/**
 * Returns whether the innermost loop around a command pauses, and ends if something holds after the command: it tries again
 * after a failure, so that a check that ends the script would end all other attempts.
 * @param around the nodes around the command, from the file down
 * @param end the offset at which the command ends
 */
export function triesAgain(around: readonly AroundNode[], end: number): boolean {
  const loop = around.findLast((node) => isLoop(node) || node.type === "Function");
  if (loop === undefined || !isLoop(loop)) return false;
  const { pauses, lastExit } = attemptsOf((loop as While).body);
  return pauses && lastExit >= end;
}

/** What the body of a loop does between its attempts. */
interface Attempts {
  readonly pauses: boolean;
  /** The offset of the last condition that ends the loop; -1 if there is none. */
  readonly lastExit: number;
}

/** Of each loop, because many calls in one loop ask for it. */
const known = new WeakMap<SyntaxNode, Attempts>();

function attemptsOf(body: SyntaxNode): Attempts {
  let found = known.get(body);
  if (found === undefined) known.set(body, (found = attemptsIn(body)));
  return found;
}

function attemptsIn(body: SyntaxNode): Attempts {
  let pauses = false;
  let lastExit = -1;
  const visit = (node: SyntaxNode): void => {
    if (node.type === "Command" && node.name?.text === "sleep") pauses = true;
    if (node.type === "If" && [node.then, node.else].some(isExit)) lastExit = Math.max(lastExit, node.pos);
    if (node.type === "AndOr")
      for (const one of node.commands.slice(1)) if (isExit(one)) lastExit = Math.max(lastExit, one.pos);
    forEachChild(node, visit);
  };
  visit(body);
  return { pauses, lastExit };
}

function isExit(node: SyntaxNode | undefined): boolean {
  return loopExit(node) !== undefined;
}
