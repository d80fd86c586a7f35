/** Commands that print the output of earlier programs as a message: `echo "$CODE"`, `log "got $CODE"`, `cat` of a here-document. */
import type { Command, SyntaxNode } from "unbash";
import { COPIERS, MESSAGES } from "../outcomes/attempt-messages.ts";
import { functionNamed } from "../state/functions.ts";
import type { Argument } from "../model/invocation.ts";
import { knownText, type AbstractString } from "../model/value.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import type { FunctionDefinition } from "../state/path/path.ts";
import { forEachChild } from "../syntax/walk.ts";

/** Reports the message that the command is about to print, if any, unless the script itself captures or discards it. */
export function showWords(
  frame: Frame,
  definition: FunctionDefinition | undefined,
  argv: readonly Argument[],
  stdoutFile: AbstractString | undefined,
): void {
  const { machine, path, context } = frame;
  const { messages } = machine.outcomes;
  if (!messages.canShow || argv.length === 0) return;
  const isCaptured = path.output !== undefined && context.scopes.some(({ kind }) => kind === "substitution");
  if (isCaptured || (stdoutFile !== undefined && knownText(stdoutFile) === "/dev/null")) return;
  const name = knownText(argv[0]!.value) ?? "";
  if (definition === undefined ? MESSAGES.has(name) : isMessage(frame, definition.node, new Set()))
    for (const { value } of argv.slice(1)) messages.show(path, value);
  if (definition === undefined && COPIERS.has(name) && path.input !== undefined) messages.show(path, path.input);
}

/** Whether the function, or a function that it calls, prints text with expansions, which may be its arguments. */
function isMessage(frame: Frame, node: SyntaxNode, seen: Set<SyntaxNode>): boolean {
  let is = false;
  if (node.type === "Command" && expands(node)) {
    const name = node.name?.value ?? "";
    const called = functionNamed(frame.machine, frame.path, name)?.node;
    if (called === undefined) is = MESSAGES.has(name) || COPIERS.has(name);
    else if (!seen.has(called)) is = isMessage(frame, called, seen.add(called));
  }
  forEachChild(node, (child) => (is ||= isMessage(frame, child, seen)));
  return is;
}

function expands({ args, redirects }: Command): boolean {
  const inputs = redirects.some((one) =>
    one.type === "HereDoc" ? one.body.parts !== undefined : one.target?.text.includes("$") === true,
  );
  return inputs || args.some(({ text }) => text.includes("$"));
}
