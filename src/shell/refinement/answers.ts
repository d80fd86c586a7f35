/**
 * Questions about a variable of which only the answer is known (`[[ $X =~ ^a ]]`, `[ "$X" -gt 5 ]`): who asks again, before the
 * variable is given another value, gets the same answer.
 */
import { refinable } from "./comparison.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import type { Answer, RefinedOutput, RefinedText } from "../values/pieces.ts";
import { FAILURE, SUCCESS, type Consequence, type Status } from "../state/path/path.ts";
import { printersOf, type AbstractString } from "../model/value.ts";
import { bindings, inheritedBut, referencedName } from "../state/variables.ts";

/** So many answers are kept of one value. */
const MOST = 8;

/**
 * @param name the variable whose value it is, if it is one's.
 * @param question with all that it depends on; `undefined` if that is not known.
 * @param open the status where nothing is known of the answer.
 */
export function asked(
  { machine, path }: Frame,
  { name, value }: { readonly name: string | undefined; readonly value: AbstractString },
  question: string | undefined,
  open: Status,
): Status {
  const only = refinable(value);
  if (name === undefined || question === undefined || only === undefined || open.kind !== "unknown") return open;
  const before = only.answers?.find((one) => one.question === question);
  if (before !== undefined) {
    for (const run of printersOf(value)) machine.outcomes.learn(path, { run, is: "compared" });
    return before.is ? SUCCESS : FAILURE;
  }
  const variable = referencedName(machine, path, name);
  const [binding, ...others] = bindings(machine, path, variable);
  if (binding === undefined || others.length > 0 || binding.state === "unset") return open;
  if (binding.state === "set" && binding.array !== undefined) return open;
  const learnt = (is: boolean): readonly Consequence[] => {
    const answers: readonly Answer[] = [...(only.answers ?? []), { question, is }].slice(-MOST);
    if (binding.state === "inherited")
      return [{ kind: "variable", name: variable, binding: inheritedBut(binding, { not: only.not, answers }) }];
    const now = [{ ...only, answers } as RefinedText | RefinedOutput];
    if (binding.state === "set") return [{ kind: "variable", name: variable, binding: { ...binding, value: now } }];
    // What was sourced may have given it no value; if it answers so, it has one.
    if (!is || machine.relevance.isWatched(variable)) return [];
    return [
      {
        kind: "variable",
        name: variable,
        binding: { state: "set", exported: binding.exported, value: now, span: undefined },
      },
    ];
  };
  return { ...open, success: [...open.success, ...learnt(true)], failure: [...open.failure, ...learnt(false)] };
}
