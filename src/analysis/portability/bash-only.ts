/**
 * Finds code that no shell other than bash reaches: after a command that restarts the script in bash, or if $BASH_VERSION has
 * been tested.
 */
import type { AndOr, Case, If, Statement, SyntaxNode } from "unbash";
import { branchesIn, chosenItem, statusInOthers } from "./tests-for-bash.ts";

/**
 * Returns the offsets after which a shell other than bash reads nothing: the end of a top-level command that ends every shell, or
 * every shell but bash. A shell reads whole lines, so it still parses the rest of that line.
 *
 * @param text the text that positions refer to
 */
export function endForOthers(
  statements: readonly Statement[],
  text: string,
): {
  /** The start of that command. */
  readonly start: number;
  readonly reached: number;
  readonly parsed: number;
  /** Whether bash continues from there, because the command restarts the script in bash. */
  readonly isBash: boolean;
} {
  const index = statements.findIndex(endsOthers);
  if (index < 0) return { start: Infinity, reached: Infinity, parsed: Infinity, isBash: false };
  const { pos: start, end: reached } = statements[index]!;
  let parsed = reached;
  for (const { pos, end } of statements.slice(index + 1)) {
    if (text.slice(parsed, pos).includes("\n")) break;
    parsed = end;
  }
  const newline = text.indexOf("\n", parsed);
  return {
    start,
    reached,
    parsed: newline < 0 ? Infinity : newline,
    isBash: STARTS_BASH.test(text.slice(start, reached)),
  };
}

const STARTS_BASH = /\bexec\s[^\n;]{0,200}\bbash\b/;

/** Returns whether only bash enters this part of a condition or list. Other shells parse it nevertheless. */
export function isForBash(node: SyntaxNode, child: SyntaxNode): boolean {
  if (node.type !== "If" && node.type !== "AndOr" && node.type !== "Case") return false;
  let parts = partsForBash.get(node);
  if (parts === undefined) partsForBash.set(node, (parts = findPartsForBash(node)));
  return parts.has(child) || (child.type === "Elif" && parts.has(child.then));
}

/** A cache, because a list may have thousands of parts that are each looked up. */
const partsForBash = new WeakMap<SyntaxNode, ReadonlySet<SyntaxNode>>();

function findPartsForBash(node: If | AndOr | Case): ReadonlySet<SyntaxNode> {
  switch (node.type) {
    case "If":
      return new Set(branchesIn(node).flatMap(({ isEntered, list }) => (isEntered === false ? [list] : [])));
    case "AndOr": {
      const skipped = new Set<SyntaxNode>();
      let status = statusInOthers(node.commands[0]!);
      for (const [index, command] of node.commands.slice(1).entries()) {
        if (status === (node.operators[index] === "||")) skipped.add(command);
        else if (status !== undefined) status = statusInOthers(command);
      }
      return skipped;
    }
    case "Case": {
      const chosen = chosenItem(node);
      return new Set(chosen === undefined ? [] : node.items.filter((item) => item !== chosen));
    }
  }
}

/** Whether shells other than bash end at the statement. */
function endsOthers({ background, command }: Statement): boolean {
  return background !== true && ends(command);
}

function ends(node: SyntaxNode): boolean {
  switch (node.type) {
    case "Command":
      return node.name?.value === "exit" || (node.name?.value === "exec" && node.args.length > 0);
    case "BraceGroup":
      return node.body.commands.some(endsOthers);
    case "AndOr": {
      let status = statusInOthers(node.commands[0]!);
      if (ends(node.commands[0]!)) return true;
      for (const [index, command] of node.commands.slice(1).entries()) {
        if (status === undefined) return false;
        if (status === (node.operators[index] === "||")) continue;
        if (ends(command)) return true;
        status = statusInOthers(command);
      }
      return false;
    }
    case "If": {
      const entered = branchesIn(node).find(({ isEntered }) => isEntered !== false);
      return entered?.isEntered === true && entered.list.commands.some(endsOthers);
    }
    case "Case": {
      const chosen = chosenItem(node);
      return chosen !== undefined && chosen !== "none" && chosen.body.commands.some(endsOthers);
    }
    default:
      return false;
  }
}
