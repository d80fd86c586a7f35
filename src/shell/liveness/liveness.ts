/**
 * Liveness: whether the value of a variable at some position is read later. It determines which differences keep paths apart
 * and cause another iteration of a loop.
 */
import { parameterOf } from "../syntax/parameters.ts";
import { baseName } from "../syntax/base-name.ts";
import type { ParsedScript } from "unbash";
import { findComments } from "../syntax/comments.ts";
import { callPlacesIn, type CallPlaces, type Unit } from "./call-places.ts";
import { LiveVariable, Steps } from "./live-variables.ts";
import { variableEvents, type VariableEvents } from "./variable-events.ts";
import { firstFrom } from "../spans/sorted-positions.ts";
import { FileRemovals } from "../syntax/file-removals.ts";
import { NameReads } from "./name-reads.ts";
import { identifiers } from "../syntax/names.ts";
import { questionOperand } from "../syntax/machine-question.ts";
import { functionsIn, type FunctionSpans } from "../syntax/function-definitions.ts";
import type { LivenessOracle } from "../state/interfaces/liveness.ts";
import type { Region } from "../state/path/region.ts";
import type { Slice } from "../state/interfaces/slice.ts";
import type { Span } from "../spans/span.ts";

interface Code {
  readonly places: CallPlaces;
  readonly events: ReadonlyMap<string, VariableEvents>;
}

/** By the trees of scripts: several evaluations of a script use the same. */
const codes = new WeakMap<ParsedScript, Code>();

/** The calls and variables of the script, without comments. */
function codeOf(tree: ParsedScript, whole: string, clears: boolean): Code {
  const text = withoutComments(whole, tree);
  const places = callPlacesIn(tree, text);
  return { places, events: variableEvents(tree, text, places, clears) };
}

export class Liveness implements LivenessOracle {
  readonly #text: string;
  readonly #functions: FunctionSpans;
  #code: Code | undefined;
  readonly #clears: boolean;
  readonly #steps = new Steps();
  readonly #variables = new Map<string, LiveVariable>();
  #units: ReadonlyMap<number, Unit> | undefined;
  #reads: NameReads | undefined;
  #removals: FileRemovals | undefined;
  readonly #last = new Map<string, number>();
  /** By text: the first occurrence at or after `from`, of the last search. */
  readonly #inText = new Map<string, { readonly from: number; readonly next: number }>();

  /** Names in functions that code in strings defines: they are read wherever these are called. */
  readonly #embedded = new Set<string>();

  readonly #relevance: Slice;

  readonly #tree: ParsedScript;

  /** @param clears whether `local NAME` unsets the variable: in dash, it keeps the value of the caller. */
  constructor(text: string, tree: ParsedScript, relevance: Slice, clears: boolean) {
    this.#relevance = relevance;
    this.#text = text;
    this.#tree = tree;
    this.#functions = functionsIn(tree.commands);
    this.#clears = clears && !text.includes("localvar_inherit");
  }

  #analysed(): Code {
    let code = (this.#code ??= codes.get(this.#tree));
    if (code === undefined) codes.set(this.#tree, (code = this.#code = codeOf(this.#tree, this.#text, this.#clears)));
    return code;
  }

  /** Whether the variable may be read at or after `pos` before it is assigned again. */
  isLive(name: string, region: Region, pos: number): boolean {
    if (!this.#relevance.has(name)) return false;
    if (this.#relevance.isWatched(name) || this.#relevance.isKept(name)) return true;
    const parameter = parameterOf(name);
    if (parameter !== undefined) return this.isFileLive(parameter, region, pos);
    const operand = this.#relevance.isRepeated(name) ? questionOperand(name) : undefined;
    if (operand !== undefined) return operand === "" || this.isFileLive(operand, region, pos);
    return this.isReadLater(name, region, pos);
  }

  isReadLater(name: string, { anywhere, body, loops }: Region, pos: number): boolean {
    if (this.#relevance.isWatched(name) || this.#relevance.isKept(name)) return true;
    const { events: all, places } = this.#analysed();
    const events = all.get(name);
    if (events === undefined) return false;
    if (anywhere || this.#embedded.has(name)) return true;
    const unit = body === undefined ? places.units[0] : this.#unitAt(body.pos);
    if (unit === undefined) return true;
    let variable = this.#variables.get(name);
    if (variable === undefined) this.#variables.set(name, (variable = new LiveVariable(places, events, this.#steps)));
    return variable.isLive(unit, pos, loops);
  }

  #unitAt(pos: number): Unit | undefined {
    this.#units ??= new Map(
      this.#analysed()
        .places.units.slice(1)
        .map((unit) => [unit.span.pos, unit]),
    );
    return this.#units.get(pos);
  }

  addEmbedded(text: string, tree: ParsedScript): void {
    for (const { pos, end } of functionsIn(tree.commands).outer)
      for (const name of identifiers(text.slice(pos, end))) this.#embedded.add(name);
  }

  get readsUnnamed(): boolean {
    return (this.#reads ??= new NameReads(this.#text)).runsOtherCode;
  }

  isExported(name: string): boolean {
    return (this.#reads ??= new NameReads(this.#text)).isExported(name);
  }

  isReadBeside(name: string, own: Span, range: Span | undefined): boolean {
    const reads = (this.#reads ??= new NameReads(this.#text));
    const { pos, end } = range ?? { pos: 0, end: this.#text.length };
    if (range === undefined && reads.runsOtherCode) return true;
    const bodies = this.#functions.outer.filter((one) => one.end <= pos || end <= one.pos);
    const parts = [{ pos, end: own.pos }, { pos: own.end, end }, ...bodies];
    return reads.isDeclared(name) || parts.some((part) => reads.isIn(name, part));
  }

  /** The last occurrence of the text. */
  #lastPlace(name: string): number {
    let last = this.#last.get(name);
    if (last === undefined) this.#last.set(name, (last = this.#text.lastIndexOf(name)));
    return last;
  }

  /** The distance from `pos` to the next occurrence of the name. */
  distance(name: string, pos: number): number {
    const positions = this.#analysed().events.get(name)?.positions ?? [];
    const next = positions[firstFrom(positions, pos)];
    return next === undefined ? this.#text.length : next - pos;
  }

  /** The distance from `pos` to the next occurrence of the text. */
  distanceInText(name: string, pos: number): number {
    let last = this.#inText.get(name);
    if (last === undefined || pos < last.from || pos > last.next) {
      const next = this.#text.indexOf(name, pos);
      last = { from: pos, next: next === -1 ? Number.POSITIVE_INFINITY : next };
      this.#inText.set(name, last);
    }
    return last.next === Number.POSITIVE_INFINITY ? this.#text.length : last.next - pos;
  }

  mayRemoveFile(name: string, { anywhere, body, loops }: Region, pos: number): boolean {
    const isInOrder = !anywhere && body === undefined && loops.length === 0;
    return (this.#removals ??= new FileRemovals(this.#text)).mayRemove(name, isInOrder ? pos : undefined);
  }

  /** Whether the file's name occurs in the script after `pos`. */
  isFileLive(key: string, region: Region, pos: number): boolean {
    if (region.anywhere || region.body !== undefined) return true;
    if (this.#functions.outer.length > 0 || this.#embedded.size > 0) return true;
    const name = baseName(key);
    if (this.#relevance.isWatchedFile(key)) return true; // A program reads it whose command does not name it.
    if (name === "" || key.startsWith("? ") || key.startsWith("/dev/fd/")) return true;
    return this.#lastPlace(name) >= Math.min(pos, ...region.loops);
  }
}

/** The text with spaces in place of comments. */
function withoutComments(text: string, tree: ParsedScript): string {
  let code = "";
  for (const { pos, end } of findComments(text, text, tree))
    code += text.slice(code.length, pos) + " ".repeat(end - pos);
  return code + text.slice(code.length);
}
