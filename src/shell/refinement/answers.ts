/**
 * Answers to questions about a variable whose value is unknown (`[[ $X =~ ^a ]]`, `[ "$X" -gt 5 ]`): until the variable gets another
 * value, the same question has the same answer.
 */
import { refinable } from "./comparison.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import type { Answer, RefinedOutput, RefinedText } from "../values/pieces.ts";
import { FAILURE, SUCCESS, type Consequence, type Status } from "../state/path/path.ts";
import { printersOf, type AbstractString } from "../model/value.ts";
import { bindings, referencedName } from "../state/variables.ts";
import { openBut } from "../values/bindings.ts";

/** How many answers are kept for one value: the latest. */
const MOST = 8;

/**
 * Returns the known answer as a status; otherwise `open`, whose consequences record the answer.
 * @param name the variable that has the value, if any
 * @param question a key that contains everything the answer depends on; `undefined` if this is unknown
 * @param open the status if the answer is unknown
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
    // A sourced file may not have set the variable. If the answer is yes, the variable is set.
    if (
      binding.state === "inherited" ||
      (binding.state === "unknown" && (!is || machine.relevance.isWatched(variable)))
    )
      return [{ kind: "variable", name: variable, binding: openBut(binding, { not: only.not, answers }) }];
    const now = [{ ...only, answers } as RefinedText | RefinedOutput];
    if (binding.state === "set") return [{ kind: "variable", name: variable, binding: { ...binding, value: now } }];
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
