/** `case`: items by known text, or any of them. */
import type { Case, CaseItem } from "unbash";
import { explore } from "./choices.ts";
import { certainEmptiness, emptinessConsequences } from "./emptiness.ts";
import { compile, matches } from "./glob.ts";
import { comparison } from "./comparison.ts";
import type { Context, Frame, Machine } from "./machine.ts";
import { patternOf } from "./patterns.ts";
import { EITHER, FAILURE, SUCCESS, type Path, type Status } from "./state.ts";
import { split } from "./statuses.ts";
import { knownText, type AbstractString } from "./value.ts";
import { testedVariable } from "./tested-variable.ts";
import { expandString } from "./words.ts";

/** Whether one pattern matches. */
function matchStatus(
  frame: Frame,
  value: AbstractString,
  name: string | undefined,
  pattern: CaseItem["pattern"][number],
): Status {
  const parts = patternOf(frame, pattern);
  const compiled = parts === undefined ? undefined : compile(parts);
  if (compiled === undefined) return EITHER;
  if (compiled.length === 1 && compiled[0]!.kind === "any") return SUCCESS;
  const text = knownText(value);
  if (text !== undefined) return matches(compiled, text) ? SUCCESS : FAILURE;
  if (compiled.length === 0) {
    const empty = certainEmptiness(frame.path, value);
    if (empty !== "either") return empty === "empty" ? SUCCESS : FAILURE;
    const consequences = emptinessConsequences(frame, value, name);
    return { kind: "unknown", success: consequences.empty, failure: consequences.nonEmpty };
  }
  if (
    compiled.length === 2 &&
    compiled.some((one) => one.kind === "one") &&
    compiled.some((one) => one.kind === "any")
  ) {
    const empty = certainEmptiness(frame.path, value);
    if (empty !== "either") return empty === "empty" ? FAILURE : SUCCESS;
    const consequences = emptinessConsequences(frame, value, name);
    return { kind: "unknown", success: consequences.nonEmpty, failure: consequences.empty };
  }
  if (compiled.every((one) => one.kind === "character")) {
    const literal = String.fromCharCode(...compiled.map((one) => one.code));
    return comparison(frame, value, name, [{ kind: "text", text: literal }], undefined);
  }
  return comparison(frame, value, undefined, undefined, undefined);
}

export function evaluateCase(machine: Machine, node: Case, path: Path, context: Context): readonly Path[] {
  return explore(
    path,
    (start, choices) => {
      const frame: Frame = { machine, context, choices, path: start };
      const value = expandString(frame, node.word);
      if (start.flow !== undefined) return [start];
      const name = testedVariable(node.word);
      return items(frame, node, value, name);
    },
    () => machine.record.cut("ways", context.source.span(node.pos, node.end)),
  );
}

function items(frame: Frame, node: Case, value: AbstractString, name: string | undefined): readonly Path[] {
  const { machine, context } = frame;
  const done: Path[] = [];
  let waiting: Path | undefined = frame.path;
  let falling: readonly Path[] = [];
  /** Where no item is taken, or none after one that ends in `;;&`. */
  let status: Status = SUCCESS;
  for (const item of node.items) {
    const matched: Path[] = [...falling];
    falling = [];
    for (const pattern of item.pattern) {
      if (waiting === undefined) break;
      const inner: Frame = { ...frame, path: waiting };
      waiting.status = matchStatus(inner, value, name, pattern);
      const { success, failure }: ReturnType<typeof split> = split(machine, waiting);
      if (success !== undefined) matched.push(success);
      waiting = failure;
    }
    if (matched.length === 0) continue;
    for (const one of matched) one.status = SUCCESS;
    const ends = machine.run(item.body.commands, matched, context);
    if (item.terminator === ";&") {
      falling = ends.filter((one) => one.flow === undefined);
      done.push(...ends.filter((one) => one.flow !== undefined));
    } else if (item.terminator === ";;&" && waiting === undefined && matched.length > 0) {
      // The items after it are tried, too.
      const [first, ...rest] = ends.filter((one) => one.flow === undefined);
      waiting = first;
      status = first?.status ?? SUCCESS;
      done.push(...rest, ...ends.filter((one) => one.flow !== undefined));
    } else done.push(...ends);
  }
  done.push(...falling);
  if (waiting !== undefined) {
    waiting.status = status;
    done.push(waiting);
  }
  return done;
}
