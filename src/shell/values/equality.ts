/** Equality of the values on a path, by keys. Positions do not count: the same value from two positions is one value. */
import type { Binding } from "../model/environment.ts";
import type { Run } from "../model/invocation.ts";
import type { RefinedOutput, RefinedText } from "./pieces.ts";
import {
  printersOfAny,
  type AbstractString,
  type MatchPlace,
  type Piece,
  type UnknownText,
  type WordPlace,
} from "../model/value.ts";
import { anyOfWorlds, withWorlds, worldsOf } from "./worlds.ts";

const runs = new WeakMap<Run, number>();
let lastRun = 0;

export function runKey(run: Run): number {
  let key = runs.get(run);
  if (key === undefined) {
    key = ++lastRun;
    runs.set(run, key);
  }
  return key;
}

/** Longer keys are built again each time, because one for each of a thousand values takes much memory. */
const MAX_KEPT = 10_000;

const strings = new WeakMap<AbstractString, string>();

export function stringKey(value: AbstractString): string {
  if (value.length === 0) return "";
  let key = strings.get(value);
  if (key !== undefined) return key;
  key = "";
  let text = "";
  for (const piece of value) {
    if (piece.kind === "text" && !piece.isOptional) {
      text += piece.text;
      continue;
    }
    if (text !== "") key += `t${text.length}:${text}`;
    text = "";
    if (piece.kind === "text") key += `c${piece.text.length}:${piece.text}`;
    else if (piece.kind === "output") {
      const refined: RefinedOutput = piece;
      key += `o${runKey(piece.of)}${piece.nonEmpty === "checked" ? "!" : ""}${piece.form ?? ""}${learnt(refined)};`;
    } else {
      const refined: RefinedText = piece;
      key += `u${piece.reason} ${piece.name ?? ""}${piece.nonEmpty ? "!" : ""}${refined.nonZero ? "#" : ""}${piece.given ? "+" : ""}${piece.isLabelled ? "=" : ""}`;
      key += `${learnt(refined)}${piece.from === undefined ? "" : `<${stringKey(piece.from)}>${piece.word === undefined ? "" : placeKey(piece.word)}${matchKey(piece.match)}`};`;
    }
  }
  if (text !== "") key += `t${text.length}:${text}`;
  if (key.length <= MAX_KEPT) strings.set(value, key);
  return key;
}

function placeKey({ index, separators, toEnd }: WordPlace): string {
  return `${index}${toEnd ? "…" : ""}${separators === undefined ? "" : `/${separators.length}:${separators}`}`;
}

function matchKey(match: MatchPlace | undefined): string {
  return match === undefined ? "" : `~${match.group}/${match.pattern.length}:${match.pattern}`;
}

type Learnt = Pick<RefinedText, "answers" | "not">;

function learnt({ not = [], answers = [] }: Learnt): string {
  const is = answers.map((one) => `${one.is ? "?" : "/"}${one.question.length}:${one.question}`);
  return [...not.map((one) => `-${one.length}:${one}`), ...is].join("");
}

/** Whether two strings have the same key; mostly without building the keys. */
export function sameString(a: AbstractString | undefined, b: AbstractString | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  const [mine] = a;
  const [theirs] = b;
  if (a.length === 1 && b.length === 1 && mine!.kind === "text" && theirs!.kind === "text")
    return mine!.text === theirs!.text && mine!.isOptional === theirs!.isOptional;
  return stringKey(a) === stringKey(b);
}

export function bindingKey(binding: Binding): string {
  const exported = binding.exported ? "x" : binding.state === "set" && binding.ifGiven === true ? "g" : "";
  switch (binding.state) {
    case "inherited":
      return `i${binding.marked === true ? "x" : ""}${binding.removal?.by ?? ""}${learnt(binding as Learnt)}`;
    case "unset":
      return `n${exported}${binding.removal?.by ?? ""}${behindKey(binding)}`;
    case "unknown":
      return `?${exported}${binding.downloaded === true ? "d" : ""}${optionalKey(binding.words)}~${optionalKey(binding.was)}${learnt(binding as Learnt)}`;
    case "set":
      return binding.array === undefined
        ? `s${exported}${behindKey(binding)}${stringKey(binding.value)}`
        : `a${exported}${binding.front ?? ""}:${binding.array.map((one) => `${stringKey(one)},`).join("")}`;
  }
}

function optionalKey(value: AbstractString | undefined): string {
  return value === undefined ? "" : `(${stringKey(value)})`;
}

function behindKey({ behind }: { readonly behind?: Binding | undefined }): string {
  return behind === undefined ? "" : `(${bindingKey(behind)})`;
}

/** Whether two bindings have the same key; mostly without building the keys. */
export function sameBinding(a: Binding, b: Binding): boolean {
  if (a === b) return true;
  if (a.state !== b.state || a.exported !== b.exported) return false;
  if (
    a.state === "set" &&
    b.state === "set" &&
    a.ifGiven === b.ifGiven &&
    a.behind === b.behind &&
    a.array === undefined &&
    b.array === undefined
  )
    return sameString(a.value, b.value);
  return bindingKey(a) === bindingKey(b);
}

/** The bindings without duplicates; a binding of several paths gets the worlds of all of them. */
export function distinctBindings(all: readonly Binding[]): readonly Binding[] {
  if (all.length < 2) return all;
  if (all.length === 2) return sameBinding(all[0]!, all[1]!) ? [heldByAny(all)] : all;
  const groups = new Map<string, Binding[]>();
  for (const one of all) {
    const key = bindingKey(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups.size === all.length ? all : [...groups.values()].map(heldByAny);
}

function heldByAny(same: readonly Binding[]): Binding {
  return same.length === 1 ? same[0]! : withWorlds(printedByAny(same), anyOfWorlds(same.map(worldsOf)));
}

function printedByAny(same: readonly Binding[]): Binding {
  const values = same.flatMap((one) => (one.state === "set" && one.array === undefined ? [one.value] : []));
  const first = same[0]!;
  const value = oneOfEqual(values);
  return first.state !== "set" || value === undefined || value === first.value ? first : { ...first, value };
}

/**
 * One of several strings with the same key. Each unknown text in it may contain the outputs of the programs that are known for the text
 * in any of them, which the key does not say; `undefined` if there are no strings.
 */
export function oneOfEqual([first, ...others]: readonly AbstractString[]): AbstractString | undefined {
  const different = others.filter((one) => one !== first);
  if (first === undefined || different.length === 0) return first;
  const unknown = different.map((value) => value.filter(({ kind }) => kind === "unknown"));
  let index = 0;
  let isSame = true;
  const united = first.map((piece): Piece => {
    if (piece.kind !== "unknown") return piece;
    const at = index++;
    const printedBy = printersOfAny([[piece], ...unknown.map((all) => all.slice(at, at + 1))]);
    const isStart: true | undefined =
      piece.isStart && unknown.every((all) => (all[at] as UnknownText).isStart) ? true : undefined;
    if (printedBy.length === (piece.printedBy?.length ?? 0) && isStart === piece.isStart) return piece;
    isSame = false;
    return { ...piece, printedBy, isStart };
  });
  return isSame ? first : united;
}
