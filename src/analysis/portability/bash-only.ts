/** Code that no other shell than bash reaches: after a command that starts the script again by bash, or where $BASH_VERSION has been tested. */
import type { Statement, SyntaxNode } from "unbash";

const HAS_BASH = /^(?:\[|test|\[\[)\s+(?:-n\s+)?"?\$\{?BASH(?:_VERSION)?(?::?-)?\}?"?\s*\]{0,2}$/;
const NO_BASH = /^(?:\[|test|\[\[)\s+-z\s+"?\$\{?BASH(?:_VERSION)?(?::?-)?\}?"?\s*\]{0,2}$/;

/**
 * From where a shell other than bash reads nothing: the end of a top-level command that ends every shell, or every other. A shell reads
 * whole lines, so that it parses the rest of that line.
 *
 * @param text the text that positions index.
 */
export function endForOthers(
  statements: readonly Statement[],
  text: string,
): {
  readonly reached: number;
  readonly parsed: number;
  /** Bash goes on from there: it starts the script again, or is all that is left. */
  readonly isBash: boolean;
} {
  const index = statements.findIndex((statement) => endsOthers(statement, text));
  if (index < 0) return { reached: Infinity, parsed: Infinity, isBash: false };
  const reached = statements[index]!.end;
  let parsed = reached;
  for (const { pos, end } of statements.slice(index + 1)) {
    if (text.slice(parsed, pos).includes("\n")) break;
    parsed = end;
  }
  const newline = text.indexOf("\n", parsed);
  return { reached, parsed: newline < 0 ? Infinity : newline, isBash: statements[index]!.command.type !== "Command" };
}

/** Whether a branch is entered by bash alone. The shell still parses it, so only what fails when it runs is excused. */
export function testsForBash(node: SyntaxNode, text: string): boolean {
  return HAS_BASH.test(written(node, text));
}

/** Whether a condition holds in other shells alone. */
export function lacksBash(node: SyntaxNode, text: string): boolean {
  return NO_BASH.test(written(node, text));
}

function written(node: { pos: number; end: number }, text: string): string {
  return text.slice(node.pos, node.end).trim().replace(/;$/, "").trim();
}

function endsOthers({ command, background }: Statement, text: string): boolean {
  if (background === true) return false;
  if (command.type === "AndOr" && command.commands.length === 2) {
    const [test, end] = command.commands as [SyntaxNode, SyntaxNode];
    return (command.operators[0] === "||" ? testsForBash : lacksBash)(test, text) && endsShell(end);
  }
  if (command.type === "If" && command.elif.length === 0)
    return lacksBash(command.clause, text) && command.then.commands.some((inner) => endsShell(inner.command));
  return endsShell(command);
}

/** Whether the shell ends after the command, whatever it does: `exit`, `exec PROGRAM`, or a group with one of them. */
function endsShell(node: SyntaxNode): boolean {
  if (node.type === "BraceGroup")
    return node.body.commands.some(({ command, background }) => background !== true && endsShell(command));
  if (node.type !== "Command") return false;
  return node.name?.value === "exit" || (node.name?.value === "exec" && node.args.length > 0);
}
