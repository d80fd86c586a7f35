/**
 * Evaluates a jq filter on a sample document. A real document has other values. `select` therefore lets every value pass,
 * other conditions are not simulated, and neither is access beyond the end of a list or a text, because a real one may be
 * longer.
 *
 * Throws `NotSimulated`, and `TooMuchEffort` like the simulated text tools.
 */
import { isObject, type Json } from "../../aws/json/json.ts";
import { countText, spend } from "../text/tool/effort.ts";
import { choosable, elements, everything, indexed, Refused, sliced } from "./access.ts";
import { sumOf } from "./addition.ts";
import { assigned, walked } from "./assignment.ts";
import { withoutPaths } from "./deletion.ts";
import { formatted } from "./formats.ts";
import { functionOf, onlyOf, someOf, withoutText } from "./functions.ts";
import { NotSimulated, type Filter } from "./syntax.ts";

/** The state of one call of jq. */
export interface Evaluation {
  /** The value of each `$name`. */
  variables: ReadonlyMap<string, Json>;
  /** Number of values that `select` has let pass. If there are several, it is unknown which of them a real run selects. */
  selected: number;
}

export function evaluateFilter(filter: Filter, input: Json, evaluation: Evaluation): readonly Json[] {
  spend(10);
  const of = (one: Filter, value: Json = input): readonly Json[] => evaluateFilter(one, value, evaluation);
  switch (filter.kind) {
    case "identity":
      return [input];
    case "recurse":
      return everything(input);
    case "literal":
      return [filter.value];
    case "format":
      return [formatted(filter.name, input)];
    case "variable": {
      const value = evaluation.variables.get(filter.name);
      if (value === undefined) throw new NotSimulated();
      return [value];
    }
    case "bind":
      return of(filter.value).flatMap((value) => withVariable(evaluation, filter.name, value, () => of(filter.body)));
    case "reduce":
      return [
        of(filter.of).reduce<Json>(
          (so, value) => onlyOf(withVariable(evaluation, filter.name, value, () => of(filter.update, so))),
          onlyOf(of(filter.start)),
        ),
      ];
    case "string":
      return joined(
        filter.parts.map((part) =>
          typeof part === "string" ? [part] : of(part).map((one) => formatted(filter.format, one)),
        ),
      );
    case "index":
      return of(filter.of).flatMap((value) => of(filter.key).map((key) => indexed(value, key, evaluation.selected)));
    case "slice":
      return of(filter.of).map((value) => sliced(value, filter.from, filter.to, evaluation.selected));
    case "iterate":
      return of(filter.of).flatMap(elements);
    case "try": {
      const { isStep, of: step } = filter;
      // Values that were produced before an error are kept.
      if (!isStep || !("of" in step) || step.of === undefined) return of(step);
      const last: Filter = { ...step, of: { kind: "identity" } };
      return of(step.of).flatMap((value) => unlessRefused(() => of(last, value)));
    }
    case "array": {
      const all = filter.of === undefined ? [] : of(filter.of);
      spend(all.length);
      return [all];
    }
    case "object":
      return objects(filter.members.map(({ key, value }) => [of(key), of(value)]));
    case "comma":
      return filter.parts.flatMap((part) => of(part));
    case "pipe": {
      let values: readonly Json[] = [input];
      for (const part of filter.parts) values = values.flatMap((value) => of(part, value));
      return values;
    }
    case "if": {
      if (!isDecidable(filter.test)) throw new NotSimulated();
      return of(filter.test).flatMap((is) => of(is === true ? filter.body : filter.otherwise));
    }
    case "operator":
      if (isDecidable(filter)) return [(of(filter.left)[0] === of(filter.right)[0]) === (filter.name === "==")];
      if (/^[|+]?=$/.test(filter.name)) return assigned(filter, input, of);
      return operated(filter.name, of(filter.left), filter.right, (right) => of(right));
    case "call":
      return called(filter, input, evaluation, of);
  }
}

/** Evaluates a filter in which `$name` is the value. */
function withVariable(
  evaluation: Evaluation,
  name: string,
  value: Json,
  evaluated: () => readonly Json[],
): readonly Json[] {
  const outer = evaluation.variables;
  evaluation.variables = new Map([...outer, [name, value]]);
  try {
    return evaluated();
  } finally {
    evaluation.variables = outer;
  }
}

/** Whether the filter only compares the type of its input, which a real document shares. */
function isDecidable(filter: Filter): boolean {
  return (
    filter.kind === "operator" &&
    /^[!=]=$/.test(filter.name) &&
    filter.left.kind === "call" &&
    filter.left.name === "type" &&
    filter.right.kind === "literal"
  );
}

function unlessRefused(values: () => readonly Json[]): readonly Json[] {
  try {
    return values();
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
}

/** Every combination of the parts. In jq the first part varies fastest. */
function joined(parts: readonly (readonly string[])[]): readonly string[] {
  let texts: readonly string[] = [""];
  for (const part of parts)
    texts = part.flatMap((after) =>
      texts.map((before) => {
        spend(10);
        return countText(before + after);
      }),
    );
  return texts;
}

function objects(members: readonly (readonly [keys: readonly Json[], values: readonly Json[]])[]): readonly Json[] {
  let all: readonly (readonly (readonly [string, Json])[])[] = [[]];
  for (const [keys, values] of members)
    all = all.flatMap((before) =>
      keys.flatMap((key) => {
        if (typeof key !== "string") throw new Refused();
        return values.map((value) => {
          spend(10 + before.length);
          return [...before, [key, value] as const];
        });
      }),
    );
  return all.map((entries) => Object.fromEntries(entries));
}

function operated(
  name: string,
  left: readonly Json[],
  right: Filter,
  of: (right: Filter) => readonly Json[],
): readonly Json[] {
  if (name === "//") {
    // In another response the left side may be absent, so that the right side is printed.
    if (right.kind !== "literal" && !(right.kind === "call" && right.name === "empty")) throw new NotSimulated();
    const there = left.filter((value) => value !== null && value !== false);
    return there.length > 0 ? there : of(right);
  }
  if (name !== "+") throw new NotSimulated();
  return of(right).flatMap((b) => left.map((a) => sumOf(a, b)));
}

const CHOOSES = new Set(["first", "last"]);

function called(
  { args, name }: Extract<Filter, { kind: "call" }>,
  input: Json,
  evaluation: Evaluation,
  of: (one: Filter, value?: Json) => readonly Json[],
): readonly Json[] {
  const [first] = args;
  if (first === undefined) {
    const make = functionOf(name);
    if (make === undefined) throw new NotSimulated();
    if (CHOOSES.has(name) && Array.isArray(input)) choosable(input, evaluation.selected);
    return make(input);
  }
  if (args.length > 1) throw new NotSimulated();
  switch (name) {
    case "select":
      evaluation.selected++;
      return [input];
    case "map":
      return [elements(input).flatMap((one) => of(first, one))];
    case "map_values": {
      if (!isObject(input)) throw new NotSimulated();
      return [
        Object.fromEntries(
          Object.entries(input).flatMap(([key, value]) =>
            of(first, value)
              .slice(0, 1)
              .map((one) => [key, one]),
          ),
        ),
      ];
    }
    case "with_entries": {
      const entries = functionOf("to_entries")!(input)
        .flatMap(elements)
        .flatMap((one) => of(first, one));
      return functionOf("from_entries")!(entries);
    }
    case "walk":
      return walked(input, (one) => of(first, one));
    case "split":
    case "ltrimstr":
    case "rtrimstr":
      return of(first).map((sought) => withoutText(name, input, sought));
    case "first":
      return choosable(someOf(of(first)), evaluation.selected).slice(0, 1);
    case "last":
      return choosable(someOf(of(first)), evaluation.selected).slice(-1);
    case "sort_by":
    case "unique_by":
      return functionOf("sort")!(input);
    case "del":
      return [withoutPaths(input, first)];
    case "join":
      return of(first).map((between) => {
        if (typeof between !== "string") throw new NotSimulated();
        return countText(
          elements(input)
            .map((one) => {
              if (typeof one === "object" && one !== null) throw new NotSimulated();
              return one === null ? "" : formatted("text", one);
            })
            .join(between),
        );
      });
    case "has":
      if (!isObject(input)) throw new NotSimulated();
      return of(first).map((key) => typeof key === "string" && Object.hasOwn(input, key));
    default:
      throw new NotSimulated();
  }
}
