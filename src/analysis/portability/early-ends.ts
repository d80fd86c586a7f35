/**
 * Determines where the `}` of a construct that other shells do not know ends the block around it: to them, `function f {` is a
 * command with arguments.
 */
import type { BraceGroup, SyntaxNode } from "unbash";
import type { ConstructName } from "./construct.ts";

/** The brace groups around a node, if only brace groups are around it: the outermost and the one in it. */
export interface Blocks {
  readonly outermost: BraceGroup;
  readonly second: BraceGroup | undefined;
}

const IN_BLOCK: ReadonlyMap<ConstructName, ConstructName> = new Map([
  ["functionKeyword", "functionInGroup"],
  ["coprocCompound", "coprocInGroup"],
  ["timeCompound", "timeInGroup"],
]);

/** Compound commands that a `}` does not end: it is an error in them. */
const OTHERS =
  /^(?:If|For|While|Until|Case|Select|Subshell|ArithmeticFor|CommandExpansion|ProcessSubstitution|Coproc)$/;

/** Returns the brace groups around a child of the node; "other" if something else is around it too. */
export function blocksIn(node: SyntaxNode, around: Blocks | "other" | undefined): Blocks | "other" | undefined {
  if (OTHERS.test(node.type)) return "other";
  if (node.type !== "BraceGroup" || around === "other") return around;
  if (around === undefined) return { outermost: node, second: undefined };
  return around.second === undefined ? { ...around, second: node } : around;
}

/**
 * Returns the kind of a construct whose `}` ends the outermost block early; `undefined` if it does not. A shell runs a line as
 * soon as all blocks in it are closed, so one `}` must remain for a later line.
 *
 * @param text the text that positions refer to
 */
export function earlyEnd(
  name: ConstructName,
  node: SyntaxNode,
  around: Blocks | "other" | undefined,
  text: string,
): ConstructName | undefined {
  const early = IN_BLOCK.get(name);
  if (early === undefined || around === undefined || around === "other") return undefined;
  const body =
    node.type === "Pipeline"
      ? node.commands[0]
      : node.type === "Function" || node.type === "Coproc"
        ? node.body
        : undefined;
  if (body?.type !== "BraceGroup" || /\(\s*\)\s*$/.test(text.slice(node.pos, body.pos)) || !isParsed(body, text))
    return undefined;
  const closed = around.second?.end ?? body.end;
  return text.slice(closed, around.outermost.end).includes("\n") ? early : undefined;
}

/** Whether the text after `{` on its line can be the words of a command. */
function isParsed({ pos, body }: BraceGroup, text: string): boolean {
  const [first] = body.commands;
  if (first === undefined || text.slice(pos, first.pos).includes("\n")) return true;
  const { command } = first;
  if (command.type === "Command") return true;
  return (command.type === "AndOr" || command.type === "Pipeline") && command.commands[0]?.type === "Command";
}
