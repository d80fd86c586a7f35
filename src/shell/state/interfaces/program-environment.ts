/** The environment that a program starts with: a path's variables, and the changes by the wrappers that start it. */
import { baseName } from "../../syntax/base-name.ts";
import { SLOT, type Symbols } from "../path/symbols.ts";
import type { Binding, Environment } from "../../model/environment.ts";
import { bindingKey, sameBinding, sameString, stringKey } from "../../values/equality.ts";
import { weigh } from "../../limits/effort.ts";
import { fileKey } from "../../values/file-key.ts";
import type { Slice } from "./slice.ts";
import type { Memory } from "../path/store.ts";
import { EMPTY_STRING } from "../../values/pieces.ts";
import type { EnvironmentChange } from "../../model/program-model.ts";
import type { Span } from "../../spans/span.ts";
import { INHERITED } from "../path/path.ts";
import { isVisible } from "../../values/visibility.ts";
import type { AbstractString } from "../../model/value.ts";

interface Change {
  readonly change: EnvironmentChange;
  /** The word that names the program that makes the change. */
  readonly span: Span;
}

export class ProgramEnvironment implements Environment {
  readonly symbols: Symbols;
  readonly memory: Memory;
  readonly changes: readonly Change[];

  constructor(symbols: Symbols, memory: Memory, changes: readonly Change[] = []) {
    this.symbols = symbols;
    this.memory = memory;
    this.changes = changes;
  }

  changed(change: EnvironmentChange, span: Span): ProgramEnvironment {
    return new ProgramEnvironment(this.symbols, this.memory, [...this.changes, { change, span }]);
  }

  /** The same changes applied to another path's variables. */
  of(memory: Memory): ProgramEnvironment {
    return new ProgramEnvironment(this.symbols, memory, this.changes);
  }

  get(name: string): readonly Binding[] {
    let all =
      (this.memory.get(this.symbols.slot(name)) as readonly Binding[] | undefined) ??
      (this.memory.get(SLOT.others) as readonly Binding[] | undefined) ??
      INHERITED;
    if (all.some(hides)) all = all.map((one) => (hides(one) ? one.behind : one));
    for (const one of this.changes) all = afterChange(all, name, one);
    return all;
  }

  others(): readonly Binding[] {
    return (this.memory.get(SLOT.others) ?? INHERITED) as readonly Binding[];
  }

  *names(): Iterable<string> {
    const names = new Set<string>();
    this.memory.forEach((slot) => {
      const name = this.symbols.variable(slot);
      // A name that starts with a digit is a positional parameter of the script that a test has examined.
      if (name !== undefined && !/^\d/.test(name)) names.add(name);
    });
    for (const { change } of this.changes) for (const { name } of change.set ?? []) names.add(name);
    yield* names;
  }

  file(key: string): AbstractString | undefined {
    const slot = this.symbols.existing("file", key);
    return slot === undefined ? undefined : (this.memory.get(slot) as AbstractString | undefined);
  }
}

/** Whether two environments of one script agree on the files that the words of a command name. */
export function filesAgree(
  a: ProgramEnvironment,
  b: ProgramEnvironment,
  argv: readonly { readonly value: AbstractString }[],
): boolean {
  if (a.memory.version === b.memory.version || !a.symbols.hasAny("file")) return true;
  return argv.slice(1).every(({ value }) => {
    if (isOption(value)) return true;
    const key = fileKey(value);
    return sameString(a.file(key), b.file(key));
  });
}

function isOption([first]: AbstractString): boolean {
  return first === undefined || (first.kind === "text" && first.text.startsWith("-"));
}

type Hiding = Binding & { readonly behind: Binding };

function hides(binding: Binding): binding is Hiding {
  const { state, exported } = binding;
  return (state === "unset" || (state === "set" && !exported)) && binding.behind !== undefined;
}

function afterChange(all: readonly Binding[], name: string, { change, span }: Change): readonly Binding[] {
  const set = change.set?.find((one) => one.name === name);
  if (set !== undefined) return [{ state: "set", exported: true, value: set.value, span }];
  const kept = change.keepOnly === undefined || change.keepOnly.includes(name);
  if (kept && !(change.unset?.includes(name) ?? false)) return all;
  return all.map((was): Binding => {
    if (was.state === "set" && was.ifGiven === true) return { ...was, ifGiven: undefined };
    if (!was.exported) return was;
    return { state: "unset", exported: false, removal: { by: change.by, span, was } };
  });
}

/** The state of the variables that the script does not name: unknown after unknown code. */
function stateOfOthers(environment: ProgramEnvironment): string {
  return environment
    .others()
    .map((one) => bindingKey(one))
    .join();
}

/**
 * Which exported variables are compared besides watched ones: all, those that the words name, or those on which something of
 * interest depends.
 */
export type Compared = "all" | "named" | "relevant";

/**
 * Whether two environments agree on what a program sees, on watched variables (for messages), and on the files that its
 * arguments name.
 */
export function environmentsAgree(
  a: ProgramEnvironment,
  b: ProgramEnvironment,
  argv: readonly { readonly value: AbstractString }[],
  slice: Slice,
  variables: Compared = "all",
): boolean {
  if (a.changes.length !== b.changes.length) return false;
  if (!a.changes.every((one, index) => sameChange(one, b.changes[index]!))) return false;
  if (a.memory.version === b.memory.version) return true;
  return a.memory.agrees(b.memory, (slot) => slotAgrees(a, b, slot, argv, slice, variables));
}

function slotAgrees(
  a: ProgramEnvironment,
  b: ProgramEnvironment,
  slot: number,
  argv: readonly { readonly value: AbstractString }[],
  slice: Slice,
  variables: Compared,
): boolean {
  weigh("differed");
  const { symbols } = a;
  const name = symbols.variable(slot);
  if (slot === SLOT.others) return stateOfOthers(a) === stateOfOthers(b);
  if (name === undefined) {
    const { kind, name: file } = symbols.entry(slot);
    if (kind !== "file" || !(slice.isWatchedFile(file) || concerns(file, argv))) return true;
    const mine = (a.memory.get(slot) ?? EMPTY_STRING) as AbstractString;
    return sameString(mine, (b.memory.get(slot) ?? EMPTY_STRING) as AbstractString);
  }
  const isWatched = slice.isWatched(name);
  if (variables === "named" && !isWatched && !isNamedIn(argv, name)) return true;
  if (variables === "relevant" && !slice.has(name)) return true;
  const mine = a.get(name);
  const theirs = b.get(name);
  if (mine === theirs) return true;
  if (!isWatched && !mine.some(isVisible) && !theirs.some(isVisible)) return true;
  const [one] = mine;
  const [other] = theirs;
  const areSingle = mine.length === 1 && theirs.length === 1 && (isWatched || isVisible(one!));
  if (areSingle && isVisible(one!) === isVisible(other!)) return sameBinding(one!, other!);
  return visibleKey(mine, isWatched) === visibleKey(theirs, isWatched);
}

type Arguments = readonly { readonly value: AbstractString }[];

function isNamedIn(argv: Arguments, name: string): boolean {
  return argv.some(({ value }) => value.some((piece) => piece.kind === "text" && piece.text.includes(name)));
}

/** Whether the program may read the file because its arguments name it. */
function concerns(file: string, argv: Arguments): boolean {
  return file.startsWith("? ") || isNamedIn(argv.filter(isLocal), baseName(file));
}

/** Whether the word may name a file: `curl -O https://host/file` does not read that file. */
function isLocal({ value: [first] }: Arguments[number]): boolean {
  return first?.kind !== "text" || !/^(?!file)\w+:\/\//.test(first.text);
}

function sameChange(a: Change, b: Change): boolean {
  return a === b || (a.span.pos === b.span.pos && changeKey(a.change) === changeKey(b.change));
}

function changeKey({ by, keepOnly, set, unset }: EnvironmentChange): string {
  const values = set?.map(({ name, value }) => `${name}=${stringKey(value)}`);
  return [by, keepOnly?.join(), values?.join(), unset?.join()].join("|");
}

/** What programs see of a variable in these states, by the list of states, which the runs of a loop share. */
const KEYS = new WeakMap<readonly Binding[], string>();
const WATCHED_KEYS = new WeakMap<readonly Binding[], string>();

function visibleKey(all: readonly Binding[], isWatched: boolean): string {
  const keys = isWatched ? WATCHED_KEYS : KEYS;
  let key = keys.get(all);
  if (key === undefined) {
    weigh("compared");
    const each = new Set(all.map((one) => (isWatched || isVisible(one) ? bindingKey(one) : "hidden")));
    keys.set(all, (key = [...each].toSorted().join("|")));
  }
  return key;
}
