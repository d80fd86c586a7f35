/** Determines whether the `EXIT` trap makes its calls in a new state if a script ends earlier: before a variable is set. */
import { CREDENTIAL_VARIABLES } from "../../aws/credentials/variables.ts";
import { bindingKey, expansions, type Evaluation, type Run } from "../../shell/index.ts";

/** The calls of these programs in the `EXIT` trap of the script itself. */
export function callsAtExit({ invocations }: Evaluation, commands: readonly string[]): readonly Run[] {
  return invocations.flatMap(({ program, runs }) => (commands.includes(program) ? runs.filter(isAtExit) : []));
}

function isAtExit({ scopes }: Run): boolean {
  const outermost = scopes.find(({ kind }) => kind !== "function");
  return outermost?.kind === "trap" && outermost.name === "EXIT";
}

/** Whether a call in a trap sees the same variables as now if the script ends at `run`, or the trap is only set later. */
export function isSameAfter(run: Run, atExit: Run): boolean {
  const { pos } = run.calls[0] ?? run.invocation.programSpan;
  if (atExit.scopes.some((scope) => scope.kind === "trap" && scope.pos > pos)) return true;
  const named = atExit.argv.flatMap(({ word }) => (word === undefined ? [] : expansions(word.text)));
  return [...CREDENTIAL_VARIABLES, ...named].every((name) => {
    const seen = new Set(atExit.bindings(name).map(bindingKey));
    return run.bindings(name).every((binding) => seen.has(bindingKey(binding)));
  });
}
