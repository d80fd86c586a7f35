/** Which program a word in command position names. */
import type { Span } from "../spans/span.ts";
import type { Invocation } from "./invocation.ts";
import type { Evaluation } from "./evaluation.ts";

/** The words of each evaluation that name different programs on different paths. */
const ambiguous = new WeakMap<Evaluation["invocations"], ReadonlySet<string>>();

function keyOf({ pos, end }: Span): string {
  return `${pos}:${end}`;
}

function ambiguousWords(invocations: Evaluation["invocations"]): ReadonlySet<string> {
  let words = ambiguous.get(invocations);
  if (words === undefined) {
    const programs = new Map<string, string>();
    const found = new Set<string>();
    for (const { program, programSpan } of invocations) {
      const key = keyOf(programSpan);
      const first = programs.get(key);
      if (first === undefined) programs.set(key, program);
      else if (first !== program) found.add(key);
    }
    ambiguous.set(invocations, (words = found));
  }
  return words;
}

/** Whether the word that names the program names the same program on all paths: `$GET` may be curl on one path and wget on another. */
export function isOneProgram(
  { invocations }: Pick<Evaluation, "invocations">,
  { programSpan }: Pick<Invocation, "programSpan">,
): boolean {
  return !ambiguousWords(invocations).has(keyOf(programSpan));
}
