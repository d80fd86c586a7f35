/**
 * Lost flags: variables that a script sets because of a failure, and that nothing reads, or that end with their process, as in
 * `cat list | while read -r F; do aws s3 cp "$F" s3://b || FAILED=1; done; exit "$FAILED"`.
 */
import type { SyntaxNode } from "unbash";
import { assignedNames } from "../syntax/variable-uses.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Context } from "../state/path/context.ts";
import type { Path } from "../state/path/path.ts";

/** The paths respond to a failure with this code. If all that it does is set a variable that is lost, that is no response. */
export function ignoreLostFlags(
  { outcomes, liveness }: Machine,
  response: SyntaxNode | undefined,
  paths: readonly Path[],
  { scopes, source }: Context,
): void {
  if (!outcomes.isOn || response === undefined) return;
  if (paths.every(({ failing }) => failing === undefined) || !onlyAssigns(response)) return;
  const span = source.span(response.pos, response.end);
  const [name, ...others] = assignedNames(response);
  if (name === undefined || others.length > 0) return;
  const last = scopes.at(-1);
  const scope = last?.kind === "function" ? undefined : last;
  if (liveness.isReadBeside(name, span, scope)) return;
  for (const path of paths) outcomes.ignore(path, { name, scope });
}

/** Whether the code assigns variables and starts no program. */
function onlyAssigns(node: SyntaxNode): boolean {
  switch (node.type) {
    case "CompoundList":
      return node.commands.every((one) => one.background !== true && onlyAssigns(one.command));
    case "BraceGroup":
      return onlyAssigns(node.body);
    case "ArithmeticCommand":
      return !/\$\(|`/.test(node.body);
    case "Command":
      if (node.name !== undefined) return /^(?::|true|continue|let)$/.test(node.name.text);
      return (
        node.redirects.length === 0 &&
        node.prefix.every((one) => one.type === "Assignment" && !/[$<>]\((?!\()|`/.test(one.text))
      );
    default:
      return false;
  }
}
