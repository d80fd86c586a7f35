/** Answers to questions to the machine: a path that has asked once knows the answer when the script asks again. */
import type { Binding } from "../model/environment.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { withStatusInfo } from "../outcomes/status-info.ts";
import { FAILURE, SUCCESS, type Consequence, type Path } from "../state/path/path.ts";
import { resolveBinding } from "../state/variables.ts";
import { machineQuestion } from "../syntax/machine-question.ts";
import { EMPTY_STRING, stringOf } from "../values/pieces.ts";
import { applyConsequences } from "./emptiness.ts";

/**
 * Replaces the unknown status of a question that the path has already asked by the known answer; otherwise the path learns
 * the answer from the status. The answer is the value of a hidden variable whose name is the question.
 * @param text the command that asks
 */
export function answerFromMachine(frame: Frame, text: () => string, ends: readonly Path[]): readonly Path[] {
  const { machine } = frame;
  if (!machine.relevance.repeatsQuestions || ends.length !== 1) return ends;
  const path = ends[0]!;
  const { flow, status } = path;
  if (flow !== undefined || status.kind !== "unknown") return ends;
  const question = machineQuestion(text());
  if (question === undefined || !machine.relevance.isRepeated(question.key)) return ends;
  const { key, isNegated } = question;
  const known = resolveBinding({ ...frame, path }, key);
  if (known.state === "set") {
    const succeeds = known.value.length > 0 !== isNegated;
    applyConsequences({ machine, path }, succeeds ? status.success : status.failure);
    path.status = withStatusInfo(succeeds ? SUCCESS : FAILURE, status);
    return ends;
  }
  const learnt = (is: boolean): Consequence => ({ kind: "variable", name: key, binding: is ? YES : NO });
  path.status = {
    ...status,
    success: [...status.success, learnt(!isNegated)],
    failure: [...status.failure, learnt(isNegated)],
  };
  return ends;
}

const YES: Binding = { state: "set", exported: false, value: stringOf("yes"), span: undefined };
const NO: Binding = { state: "set", exported: false, value: EMPTY_STRING, span: undefined };
