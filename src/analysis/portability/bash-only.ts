/** Code that only bash reaches: after a command that starts the script again by bash, or where $BASH_VERSION has been tested. */
import type { Statement, SyntaxNode } from "unbash";
import type { Span } from "../../shell/syntax/span.ts";

const HAS_BASH = /^(?:\[|test|\[\[)\s+(?:-n\s+)?"?\$\{?BASH(?:_VERSION)?(?::?-)?\}?"?\s*\]{0,2}$/;
const NO_BASH = /^(?:\[|test|\[\[)\s+-z\s+"?\$\{?BASH(?:_VERSION)?(?::?-)?\}?"?\s*\]{0,2}$/;
const RESTART = /^exec\s+(?:\S*\/)?(?:env\s+)?bash\b/;

/** Where only bash gets to: from the end of a top-level command that restarts the script, and branches that test for bash. */
export function bashOnly(statements: readonly Statement[], text: string): (span: Span) => boolean {
  const end = statements.find((statement) => restarts(statement, text))?.end ?? Infinity;
  return ({ pos }) => pos >= end;
}

/** Whether a branch is entered by bash alone. The shell still parses it, so only what fails when it runs is excused. */
export function testsForBash(node: SyntaxNode, text: string): boolean {
  return HAS_BASH.test(text.slice(node.pos, node.end).trim().replace(/;$/, "").trim());
}

function restarts({ command }: Statement, text: string): boolean {
  const written = (node: { pos: number; end: number }): string =>
    text.slice(node.pos, node.end).trim().replace(/;$/, "").trim();
  if (command.type === "AndOr" && command.commands.length === 2) {
    const [test, restart] = command.commands.map(written);
    const expected = command.operators[0] === "||" ? HAS_BASH : NO_BASH;
    return expected.test(test!) && RESTART.test(restart!);
  }
  if (command.type !== "If" || command.elif.length > 0) return false;
  return NO_BASH.test(written(command.clause)) && command.then.commands.some((inner) => RESTART.test(written(inner)));
}
