/** Evaluates loops: word by word if the words are known, otherwise iteration by iteration up to a fixpoint. */
import type { For, Select, While } from "unbash";
import { explore } from "../state/path/choices.ts";
import type { Field } from "../values/field-splitting.ts";
import { fixpoint, loopContext, sorted, isBudgetSpent } from "../paths/fixpoint.ts";
import { LIMITS } from "../limits/limits.ts";
import type { Frame, Machine } from "../state/interfaces/evaluator.ts";
import { asTested, type Context } from "../state/path/context.ts";
import { conditionAt } from "../state/path/decisions.ts";
import { anyOf, listed, type Listed } from "./loop-words.ts";
import { LISTED_JOBS, unknownPiece } from "../values/pieces.ts";
import { nextAnswer } from "./select.ts";
import { joinPaths } from "../paths/join.ts";
import { isBash, refuseAssignment } from "../state/shell-errors.ts";
import type { Span } from "../spans/span.ts";
import { FAILURE, OPTION, SUCCESS, type Path } from "../state/path/path.ts";
import { applyConsequences, printing } from "../refinement/emptiness.ts";
import { unionOfSlots } from "../outcomes/status-info.ts";
import { partition, callsOfStatuses } from "../refinement/exit-status.ts";
import { assign, isReadonly, referencedName } from "../state/variables.ts";
import { option } from "../state/options.ts";
import type { AbstractString } from "../model/value.ts";
import { looksAtStatus } from "./statements.ts";
import { isEndless, decideBeginning } from "./loop-conditions.ts";

export function whileLoop(machine: Machine, node: While, path: Path, context: Context): readonly Path[] {
  const inner = loopContext(context, node);
  const tested = { ...asTested(inner), ofLoop: true };
  return fixpoint(
    {
      machine,
      context,
      inner,
      node,
      head(one, first) {
        const ends = machine.run(node.clause.commands, [one], tested);
        let told = callsOfStatuses(machine, ends);
        const { success, failure, ended } = partition(machine, ends);
        // The condition of an outer loop may test how an inner loop ended.
        if (machine.outcomes.isOn)
          for (const each of [...success, ...failure])
            told = unionOfSlots(told, machine.outcomes.attempts.ask(each, node.clause));
        for (const each of node.kind === "while" ? success : failure)
          machine.outcomes.attempts.fail(each, told, 1, inner);
        const [body, done] = decideBeginning(
          machine,
          first && success.length > 0 && failure.length > 0,
          node.kind === "while" ? [success, failure] : [failure, success],
          () => conditionAt(context, "loop", node.clause),
          { node, context },
        );
        const left = sorted(ended);
        return { body, done, ended: [...left.left, ...left.ended] };
      },
      body: (paths) => machine.run(node.body.commands, paths, inner),
      readsStatus: looksAtStatus(context, node.clause.commands[0]),
      endless: isEndless(context, node.clause, node.body),
    },
    [path],
  );
}

export function forLoop(machine: Machine, node: For | Select, path: Path, context: Context): readonly Path[] {
  return explore(
    path,
    (start, choices) => {
      const frame: Frame = { machine, context, choices, path: start };
      const fields = listed(frame, node);
      if (start.flow !== undefined) return [start];
      // Otherwise, the first command of the body can read the status before the loop.
      if (fields.length === 0) start.status = SUCCESS;
      if (fields.length > 0 && isReadonly(machine, start, referencedName(machine, start, node.name.text))) {
        if (!isBash(frame) || option(start, OPTION.errexit)) refuseAssignment(frame);
        start.status = FAILURE;
        return [start];
      }
      if (node.type === "Select") return fields.length === 0 ? [start] : menu(frame, node, fields);
      const exact = fields.every((field) => !field.split);
      const known = machine.relevance.hasValues(node.name.value) ? LIMITS.unrolled : LIMITS.unrolledAside;
      const nested = LIMITS.unrolledNested / (context.iterations ?? 1);
      return exact && fields.length <= Math.min(known, nested)
        ? unrolled(frame, node, fields)
        : repeated(frame, node, fields);
    },
    () => machine.record.cut("ways", context.source.span(node.pos, node.end)),
  );
}

/** The span of `for NAME in WORDS`. */
function headOf({ name, pos, wordlist }: For): Span {
  return { pos, end: wordlist?.at(-1)?.end ?? name.end };
}

function unrolled(frame: Frame, node: For, fields: readonly Listed[]): readonly Path[] {
  const { machine, context } = frame;
  const inner = { ...loopContext(context, node), iterations: (context.iterations ?? 1) * fields.length };
  const results: Path[] = [];
  const end = context.source.span(node.end, node.end).pos;
  const round = (paths: readonly Path[], { value }: Field): readonly Path[] => {
    for (const path of paths) {
      machine.outcomes.attempts.repeat(path, inner);
      setLoopVariable(machine, path, inner, node, value);
    }
    const after = sorted(machine.run(node.body.commands, paths, inner));
    results.push(...after.left, ...after.ended);
    return joinPaths(machine, after.again, inner, end);
  };
  let current: readonly Path[] = [frame.path];
  for (const field of fields) {
    if (isBudgetSpent(machine, context, node, current)) break;
    const before = field.isPattern === true ? current.map((path) => path.clone()) : [];
    current = round(current, field);
    // A pattern may match several files: the next iteration's call may hide the failure of this one, or print what this one has set.
    if (field.isPattern === true && (machine.printing !== undefined || machine.outcomes.hasNews(current, before)))
      current = joinPaths(machine, [...current.map((path) => path.clone()), ...round(current, field)], inner, end);
    if (current.length === 0) break;
  }
  return joinPaths(machine, [...results, ...current], context, end);
}

function setLoopVariable(
  machine: Machine,
  path: Path,
  context: Context,
  node: For | Select,
  value: AbstractString,
): void {
  const span: Span = context.source.span(node.name.pos, node.name.end);
  assign(machine, path, context, node.name.text, { value, span });
}

/** `select`: repeats until its input ends, and then fails. */
function menu(frame: Frame, node: Select, fields: readonly Field[]): readonly Path[] {
  const { machine, context } = frame;
  const inner = loopContext(context, node);
  const span: Span = context.source.span(node.name.pos, node.name.end);
  return fixpoint(
    {
      machine,
      context,
      inner,
      node,
      head(path) {
        const answer = nextAnswer(path, fields);
        if (answer === "none") return { body: [], done: [], ended: [Object.assign(path, { status: FAILURE })] };
        const ended = answer === undefined ? [Object.assign(path.clone(), { status: FAILURE })] : [];
        assign(machine, path, inner, "REPLY", { value: answer?.reply ?? [unknownPiece("input")], span });
        setLoopVariable(machine, path, inner, node, answer?.chosen ?? anyOf(fields));
        return { body: [path], done: [], ended };
      },
      body: (paths) => machine.run(node.body.commands, paths, inner),
      readsStatus: looksAtStatus(context, node.body.commands[0]),
      endless: false,
    },
    [frame.path],
  );
}

/** A loop over unknown words, or too many: any of them, any number of times. */
function repeated(frame: Frame, node: For, fields: readonly Field[]): readonly Path[] {
  const { machine, context } = frame;
  const mayBeNone = fields.every(({ split }) => split);
  const inner = loopContext(context, node);
  const value = anyOf(fields);
  return fixpoint(
    {
      machine,
      context,
      inner,
      node,
      head(path, first) {
        const none = first && !mayBeNone ? [] : [path.clone()];
        if (first) for (const one of none) one.status = SUCCESS;
        // The body only runs if there is a word. After it, widening may have forgotten that.
        if (fields.length === 1 && mayBeNone)
          for (const one of first ? [path] : [path, ...none])
            applyConsequences({ machine, path: one }, printing(value));
        setLoopVariable(machine, path, inner, node, value);
        const [body, done] = decideBeginning(
          machine,
          first && mayBeNone,
          [[path], none],
          () => conditionAt(context, "loop", headOf(node)),
          fields.some((field) => field.value.includes(LISTED_JOBS)) ? undefined : { node, context },
        );
        return { body, done, ended: [] };
      },
      body: (paths) => machine.run(node.body.commands, paths, inner),
      endless: false,
    },
    [frame.path],
  );
}
