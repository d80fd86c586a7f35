/** The results of a subshell for the shell that started it: what was printed, the status, facts and files. */
import { groupBy } from "../../grouping/group-by.ts";
import { madeFrom } from "../values/provenance.ts";
import { oneOfEqual, stringKey } from "../values/equality.ts";
import { LIMITS } from "../limits/limits.ts";
import { decisiveFilesKey, leftByOne, leftCalls, leftFiles } from "./file-effects.ts";
import { inheritedFacts, inheritedFactsByStatus } from "../refinement/inherited-facts.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import { joinAllPaths } from "./joined-path.ts";
import { asOneStatus, common, withStatusInfo } from "../outcomes/status-info.ts";
import { EITHER, type Consequence, type Path, type Status } from "../state/path/path.ts";
import type { Facts } from "../state/path/facts.ts";
import { emptiness, type AbstractString } from "../model/value.ts";

export interface Result {
  readonly value: AbstractString;
  readonly status: Status;
  /** The facts that it has found out, if any; `undefined` if unknown. */
  readonly facts: { readonly all: Facts | undefined } | undefined;
  /** What it has found out about variables that the parent has not touched, and the files that it has written. */
  readonly learnt: readonly Consequence[];
  /** The calls to whose failure nothing in it was a response: see `Path.failing`. */
  readonly failing: Path["failing"];
}

/**
 * What a subshell learns about variables applies to the parent only if the subshell has not changed them; facts always apply.
 */
function factsOnly(given: Status): Status {
  const status = asOneStatus(given);
  if (status.kind !== "unknown") return status;
  return { ...status, success: facts(status.success), failure: facts(status.failure) };
}

function withLearnt(machine: Machine, parent: Path, end: Path): Status {
  const status = factsOnly(end.status);
  if (status.kind !== "unknown") return status;
  const { success, failure } = inheritedFactsByStatus(machine, parent, [end]);
  return { ...status, success: [...status.success, ...success], failure: [...status.failure, ...failure] };
}

function facts(all: readonly Consequence[]): readonly Consequence[] {
  return all.filter((one) => one.kind === "fact");
}

/**
 * The distinct results of the paths on which a subshell ended; at most `LIMITS.alternatives`. `parent` is the path on which it
 * was started, if what the subshell found out is used there.
 */
export function subshellResults(
  machine: Machine,
  paths: readonly Path[],
  value: (path: Path) => AbstractString,
  parent?: Path,
): readonly Result[] {
  const files = (path: Path): string => (parent === undefined ? "" : decisiveFilesKey(machine, parent, path));
  let groups = grouped(machine, paths, value, files);
  if (groups.length > LIMITS.alternatives) groups = grouped(machine, paths, value, () => "");
  const all = groups.map((one) => ({
    value: one.value,
    status: parent === undefined ? factsOnly(one.path.status) : withLearnt(machine, parent, one.path),
    facts: { all: one.path.facts },
    learnt: [
      ...(parent === undefined
        ? []
        : [...inheritedFacts(machine, parent, one.path), ...leftFiles(machine, parent, one.path)]),
      ...leftCalls(machine, one.path, parent),
    ],
    failing: one.path.failing,
  }));
  return all.length > LIMITS.alternatives ? [joinedResult(all)] : all;
}

interface Group {
  readonly path: Path;
  readonly value: AbstractString;
}

function grouped(
  machine: Machine,
  paths: readonly Path[],
  value: (path: Path) => AbstractString,
  files: (path: Path) => string,
): readonly Group[] {
  const all = paths.map((path): Group => ({ path, value: value(path) }));
  const groups = groupBy(all, (one) => `${one.path.status.kind} ${stringKey(one.value)} ${files(one.path)}`);
  return [...groups.values()].map((same) => ({
    path: joinAllPaths(
      machine,
      same.map((one) => one.path),
    ),
    value: oneOfEqual(same.map((one) => one.value))!,
  }));
}

/** A string for any of these. The text that all end with is kept: with it, a test whether the output is empty checks no call. */
function joinedValue(all: readonly AbstractString[]): AbstractString {
  const last = all[0]!.at(-1);
  const isCommon =
    last?.kind === "text" && all.every((one) => one.length > 0 && stringKey(one.slice(-1)) === stringKey([last]));
  const values = isCommon ? all.map((one) => one.slice(0, -1)) : all;
  const nonEmpty = values.every((one) => emptiness(one) === "non-empty");
  return [madeFrom(values, "cut", nonEmpty), ...(isCommon ? [last] : [])];
}

/** One result that represents several. */
export function joinedResult(all: readonly Result[]): Result {
  const kind = all[0]!.status.kind;
  const same = kind !== "unknown" && all.every((one) => one.status.kind === kind) ? all[0]!.status : EITHER;
  const status = all.reduce((sum, one) => withStatusInfo(sum, one.status), same);
  return {
    value: joinedValue(all.map((one) => one.value)),
    status,
    facts: undefined,
    learnt: leftByOne(all.map((one) => one.learnt)),
    failing: common(all.map((one) => one.failing)),
  };
}
