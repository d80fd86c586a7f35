/** What `set -v` prints: each line of the script as the shell reads it, with the values that the agent has pasted. */
import { lineEnd } from "../../../lines/line-end.ts";
import type { ShellScript, Span } from "../../../shell/index.ts";

/** A placeholder that the shell prints, and the command that has enabled this. */
export interface PrintedPlaceholder {
  readonly name: string;
  readonly span: Span;
  readonly by: Span;
}

const VERBOSE = /\s([-+])(?:[^\Wv]*v|[^\Wo]*o\s+verbose\b)/;

/** Returns the placeholders on lines after `set -v`. A shell reads a compound command before it runs any part of it. */
export function placeholdersRead({
  interpreter,
  placeholders,
  text,
  tree,
}: ShellScript): readonly PrintedPlaceholder[] {
  let by: Span | undefined = interpreter.options.includes("-v") ? { pos: 0, end: lineEnd(text, 0) } : undefined;
  let from = 0;
  const found: PrintedPlaceholder[] = [];
  const endAt = (end: number): void => {
    if (by === undefined) return;
    for (const span of placeholders) if (span.pos >= from && span.end <= end) found.push({ name: span.name, span, by });
    by = undefined;
  };
  for (const { command } of tree?.commands ?? []) {
    if (command.type !== "Command") continue;
    const name = command.name?.text;
    const [, sign] = (name === "set" && VERBOSE.exec(text.slice(command.pos, command.end))) || [];
    // Where stderr goes after exec is unknown here.
    if (sign === "+" || name === "exit" || name === "exec") endAt(lineEnd(text, command.end));
    if (sign !== "-" || by !== undefined) continue;
    by = { pos: command.pos, end: command.end };
    from = lineEnd(text, command.end);
  }
  endAt(text.length);
  return found;
}
