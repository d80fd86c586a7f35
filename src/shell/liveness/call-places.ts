/** Where the functions of a script are called, and where they may end early. */
import { addToGroup } from "../../grouping/add-to-group.ts";
import { groupBy } from "../../grouping/group-by.ts";
import type { Command, ParsedScript, Pipeline, SyntaxNode } from "unbash";
import { isLoop } from "../syntax/loops.ts";
import { trailingName } from "../syntax/names.ts";
import { Innermost } from "./innermost.ts";
import { isProcess, Processes, WHOLE, type Process } from "./processes.ts";
import { mayHoldCode } from "../syntax/parse.ts";
import { forEachChild } from "../syntax/walk.ts";
import type { Span } from "../spans/span.ts";

/** Code whose statements run one after another: the script outside of functions, or the body of one definition of a function. */
export interface Unit {
  /** `undefined` for the script. */
  readonly name: string | undefined;
  /** The definition, or the whole script. */
  readonly span: Span;
  /** Where its code begins. */
  readonly start: number;
  /** Positions from which a function may return, in ascending order. */
  readonly leaves: readonly number[];
}

export interface CallPlace {
  readonly pos: number;
  /** The end of the call: its arguments are read before it. */
  readonly end: number;
  readonly unit: Unit;
  /** Starts of the loops around it in the unit. */
  readonly loops: readonly number[];
  /** The process that makes the call. */
  readonly process: Process;
}

export interface CallPlaces {
  /** The script and all definitions of functions, in order of their starts. */
  readonly units: readonly Unit[];
  /** By the functions' names: where they are named, except in definitions; each may be a call. */
  readonly named: ReadonlyMap<string, readonly CallPlace[]>;
  /** Commands of which the text does not show what they call. */
  readonly unknown: readonly CallPlace[];
  /** The functions that these commands may call: their names, or parts of them, are words in the script, not only commands. */
  readonly stored: ReadonlySet<string>;
  /** Functions that may run at any time: in traps, or called by code that is not in the script. */
  readonly anytime: ReadonlySet<string>;
  /** Those of them after which the script may go on. */
  readonly resuming: ReadonlySet<string>;
  /** Where processes begin and end that inherit the variables. */
  readonly processes: Processes;
  /** Whether text that the script contains, or writes to files, may be run as code. */
  readonly runsText: boolean;
  /** Whether it cannot be said what calls functions. */
  readonly isUnknown: boolean;
}

const SOURCES: ReadonlySet<string> = new Set([".", "source"]);

/** Aliases may name functions; child processes may call exported functions. */
const HIDES_CALLS =
  /(?<![-\w])alias\s+["'$\w.-]+=|\bexport\s+-\w*f|\b(?:declare|typeset)\s+-\w*(?:fx|xf)|\bcommand_not_found_handle\b/;

const EXPANDS = /[$`*?[{]/;
/** In the code of a trap, a command whose name the text does not show. */
const RUNS_UNKNOWN = /(?:\btrap\s+(?:--\s+)?["']?|[;&|({]\s*|\b(?:do|else|then)\s+)["']?[$`]|\beval\b/;
/** The signals of traps that are evaluated and after which the script goes on; or one that is not known. */
const RESUMES = /^(?:DEBUG|ERR|RETURN)$|^["']?\$/i;
/** Words in any text that may be the names of functions. */
const WORDS = /[^\s;&|()<>{}"'`$=,\\]+/g;

interface OpenUnit {
  readonly unit: Unit & { readonly leaves: number[] };
  readonly loops: readonly number[];
  readonly process: Process;
}

export function callPlacesIn(tree: ParsedScript, text: string): CallPlaces {
  const places = new Places(tree, text);
  return {
    units: places.units,
    named: places.named,
    unknown: places.unknown,
    stored: places.stored,
    anytime: places.anytime,
    resuming: places.resuming,
    processes: places.processes,
    runsText: places.runsText || /\beval\b/.test(text),
    isUnknown: HIDES_CALLS.test(text),
  };
}

class Places {
  readonly units: (Unit & { readonly leaves: number[] })[] = [];
  readonly named = new Map<string, CallPlace[]>();
  readonly unknown: CallPlace[] = [];
  readonly stored = new Set<string>();
  readonly anytime = new Set<string>();
  readonly resuming = new Set<string>();
  runsText = false;
  readonly processes = new Processes();
  readonly #text: string;
  /** Whether the last command of a pipeline may run in the shell itself. */
  readonly #mayStay: boolean;
  /** The loops around each position of a name: those of the innermost node that was visited. */
  readonly #loops: { readonly span: Span; readonly loops: readonly number[] }[] = [];
  readonly #sources: { readonly place: CallPlace; readonly file: string | undefined }[] = [];
  readonly #trapped: { readonly span: Span; readonly isLast: boolean }[] = [];
  /** By the positions of their names: the ends of the commands. */
  readonly #ends = new Map<number, number>();
  readonly #definitions = new Set<number>();

  constructor(tree: ParsedScript, text: string) {
    this.#text = text;
    this.#mayStay = text.includes("lastpipe");
    const script = { name: undefined, span: { pos: 0, end: text.length }, start: 0, leaves: [] };
    this.units.push(script);
    this.#visit(tree, { unit: script, loops: [], process: WHOLE });
    this.#addSources();
    this.units.sort((a, b) => a.span.pos - b.span.pos);
    this.#findNames();
  }

  #visit(node: SyntaxNode, around: OpenUnit): void {
    let inside = around;
    if (node.type === "Word" && !mayHoldCode(node)) return;
    if (node.type === "Script" && node.source !== undefined) return;
    if (node.type === "Function") {
      const unit = { name: node.name.text, span: node, start: node.body.pos, leaves: [] };
      this.units.push(unit);
      this.#definitions.add(node.name.pos);
      inside = { unit, loops: [], process: { pos: node.pos, end: Number.POSITIVE_INFINITY } };
      this.processes.add(node, inside.process);
    } else if (isLoop(node)) {
      inside = { ...around, loops: [...around.loops, node.pos] };
      this.#loops.push({ span: node, loops: inside.loops });
    } else if (node.type === "Command") this.#command(node, around);
    else if (isProcess(node)) {
      inside = { ...around, process: node };
      this.processes.add(node, node);
    }
    if (node.type === "Pipeline" && node.commands.length > 1) this.#pipeline(node, inside);
    else forEachChild(node, (child) => this.#visit(child, inside));
  }

  /** Each command is a process of its own. The variables that a join after the first command compares are those of the others. */
  #pipeline({ commands }: Pipeline, around: OpenUnit): void {
    for (const [index, command] of commands.entries()) {
      const isLast = index === commands.length - 1;
      const own = { pos: index === 0 ? command.pos : commands[index - 1]!.end, end: command.end };
      const process = isLast && this.#mayStay ? around.process : own;
      this.processes.add(own, process);
      this.#visit(command, { ...around, process });
    }
  }

  #command({ name, args, pos, end }: Command, { unit, loops, process }: OpenUnit): void {
    if (name === undefined) return;
    this.#ends.set(name.pos, end);
    const place = { pos, end, unit, loops, process };
    if (SOURCES.has(name.value)) this.#sources.push({ place, file: trailingName(args[0]?.text ?? "") });
    else if (EXPANDS.test(name.text) || name.value === "eval") this.unknown.push(place);
    switch (name.value) {
      case "return":
        unit.leaves.push(pos);
        break;
      case "break":
      case "continue":
        if (loops.length === 0) unit.leaves.push(pos);
        break;
      case "trap":
        this.#trapped.push({ span: { pos, end }, isLast: !args.slice(1).some(({ text }) => RESUMES.test(text)) });
        break;
      default:
    }
  }

  /** Sourced files whose content may be known: something else names them too. */
  #addSources(): void {
    if (this.#sources.length === 0) return;
    const counts = new Map<string, number>();
    for (const [word] of this.#text.matchAll(/[\w.-]+/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const [file, all] of groupBy(this.#sources, (one) => one.file))
      if (file === undefined || (counts.get(file) ?? 0) > all.length) {
        this.unknown.push(...all.map(({ place }) => place));
        this.runsText = true;
      }
  }

  /** Finds the names of functions in the text. */
  #findNames(): void {
    const names = new Set(this.units.flatMap(({ name }) => name ?? []));
    if (names.size === 0) return;
    const units = new Innermost(this.units);
    const loops = new Innermost(this.#loops.toSorted((a, b) => a.span.pos - b.span.pos));
    const traps = new Innermost(this.#trapped);
    const composed = { starts: new Set<string>(), ends: new Set<string>() };
    for (const { 0: word, index: pos } of this.#text.matchAll(WORDS)) {
      if (/^"?\$/.test(this.#text.slice(pos + word.length, pos + word.length + 2))) composed.starts.add(word);
      if (this.#text[pos - 1] === "}") composed.ends.add(word);
      const [unit, loop, trap] = [units.at(pos), loops.at(pos), traps.at(pos)];
      if (!names.has(word) || this.#definitions.has(pos)) continue;
      if (trap !== undefined) {
        this.anytime.add(word);
        if (!trap.isLast) this.resuming.add(word);
        continue;
      }
      if (!this.#ends.has(pos)) this.stored.add(word);
      const inUnit = loop !== undefined && unit !== undefined && loop.span.pos >= unit.span.pos;
      const end = this.#ends.get(pos) ?? pos + word.length;
      const process = this.processes.around(pos);
      const place = { pos, end, process, unit: unit ?? this.units[0]!, loops: inUnit ? loop.loops : [] };
      addToGroup(this.named, word, place);
    }
    for (const name of names) {
      if (!this.named.has(name)) this.anytime.add(name);
      if (isComposed(name, composed)) this.stored.add(name);
    }
    for (const { isLast, span } of this.#trapped) {
      if (!RUNS_UNKNOWN.test(this.#text.slice(span.pos, span.end))) continue;
      for (const name of names) this.anytime.add(name);
      if (!isLast) for (const name of names) this.resuming.add(name);
    }
  }
}

/** Longer names of functions are assumed to be composed. */
const MOST_COMPARED = 200;

/** Whether the name begins or ends with one of these words. */
function isComposed(
  name: string,
  { starts, ends }: { starts: ReadonlySet<string>; ends: ReadonlySet<string> },
): boolean {
  if (name.length > MOST_COMPARED) return true;
  for (let at = 1; at <= name.length; at++)
    if (starts.has(name.slice(0, at)) || ends.has(name.slice(name.length - at))) return true;
  return false;
}
