/**
 * A survey of a script: what its commands use and define, where they are, and their guards. It is based on the text of words
 * and conditions and ignores order. Each answer is a superset of the truth. `survey-walk.ts` builds it.
 */
import type { Statement } from "unbash";
import { DefinedNames } from "./defined-functions.ts";
import { trailingName, nameLikeWords } from "../../syntax/names.ts";
import type { Call, Definition, Part, Surroundings } from "./fragments.ts";
import { Edges } from "./reachable.ts";
import { Texts } from "./text-search.ts";

/** Code that may read any variable: `eval` of a literal reads only what the script's text expands. */
const READS_ANY = /\$\{!|\beval\b(?!\s+'[^']*'\s*(?:$|[\n;&|)]))|\bset\s+-\w*a/;

/** Builtins that run code in the current shell. */
export const RUNS_HERE: ReadonlySet<string> = new Set(["eval", ".", "source"]);
const DEFINES_FUNCTION = /(?<![\w.:-])([\w.:-]+) ?\(\)|\bfunction +([\w.:-]+)/g;

export class Survey {
  /** All statements of the script itself, without those of code in strings. */
  readonly statements = new Map<Statement, Part>();
  readonly definitions = new Map<string, Definition[]>();
  /** All definitions in one list. */
  readonly allDefinitions: Definition[] = [];
  readonly calls: Call[] = [];
  /** Functions whose bodies are in the script. */
  readonly bodies = new Set<string>();
  /** Function definitions, each with the function that contains it. */
  readonly functions: (Surroundings & { readonly name: string; readonly place: NonNullable<Part["place"]> })[] = [];
  /** Commands that fail whenever they run, if `set -e` may end the script for that reason. */
  readonly failing: Part[] = [];
  /** Names in commands that make one variable a reference to another. */
  readonly references = new Set<string>();
  /** Variables that are made read-only: another assignment ends the script, or discards the line. */
  readonly fixed = new Set<string>();
  /** Variables whose values are used as names: `${!NAME}`, `eval "X=\\$$NAME"`, `declare -n NAME`. */
  readonly indirect = new Set<string>();
  /** Functions that read variables whose names they compute: `${!1}`, `local -n X=$1`, `eval "X=\\$$1"`. */
  readonly naming = new Set<string>();
  readonly aliases = new Set<string>();
  /** Names that are expanded by stored text, which may run as code anywhere. */
  readonly kept = new Set<string>();
  /** The parts that write a file, by the last component of its name. */
  readonly written = new Map<string, Part[]>();
  /** The same names by the statement that writes the file. */
  readonly writtenIn = new Edges<Statement, string>();
  /** Commands that end the shell if a variable is not set, and tests and arithmetic that `set -e` checks. */
  readonly demanding: (Part & {
    /** Whether it may end the shell even if nothing else depends on its variables: `${NAME:?}`, `((N++))`. */
    readonly ends: boolean;
  })[] = [];
  /** Here-documents and targets of redirections that do not belong to a simple command. */
  readonly redirected: { readonly text: string; readonly statement: Statement | undefined }[] = [];
  /** How often the script asks each question to the machine. */
  readonly asked = new Map<string, number>();
  /** The questions that a loop asks until the answer changes. */
  readonly awaited = new Set<string>();
  readonly texts = new Texts();
  /** Whether `LIMITS.nestedText` cut the survey off. */
  isTooNested = false;

  readonly #script: string;
  #defined: DefinedNames | undefined;
  /** The variables that the script expands or exports; "any" if it may expand others. */
  #read: ReadonlySet<string> | "any" | undefined;
  #callers: Edges<string, Call> | undefined;

  constructor(script: string) {
    this.#script = script;
  }

  /** Whether code may read any variable. */
  get readsAny(): boolean {
    return (this.#read ??= this.#readNames()) === "any";
  }

  /** Whether the script may read the variable anywhere, or passes it on to a program. */
  isRead(name: string): boolean {
    this.#read ??= this.#readNames();
    return this.#read === "any" || this.#read.has(name);
  }

  #readNames(): ReadonlySet<string> | "any" {
    const { texts } = this;
    const script = this.#script;
    if (READS_ANY.test(script)) return "any";
    const exported = Array.from(script.matchAll(/\bexport\s([^\n;]*)/g), ([, words = ""]) => words.match(/\w+/g) ?? []);
    return new Set([...texts.expansions(script), ...exported.flat()]);
  }

  /** @param text of the part */
  partAt(text: string, { guard, inside, place }: Surroundings): Part {
    return { text, uses: this.texts.expansions(text), guard, inside, place };
  }

  /** Adds a question to the machine. @param isAwaited whether a loop asks it until the answer changes */
  ask(question: string, isAwaited: boolean = false): void {
    this.asked.set(question, (this.asked.get(question) ?? 0) + 1);
    if (isAwaited) this.awaited.add(question);
  }

  /** The calls that may call the function. */
  callsTo(name: string): readonly Call[] {
    if (this.#callers === undefined) {
      this.#callers = new Edges();
      for (const call of this.calls) for (const callee of call.callees) this.#callers.add(callee, call);
    }
    return this.#callers.from(name);
  }

  /** Whether a function of this name may be defined, also in a string or a file that the script writes. */
  mayBeFunction(name: string): boolean {
    return this.bodies.has(name) || (this.#defined ??= new DefinedNames(this.#script)).has(name);
  }

  /** Names of functions that the script defines only in strings, or in files that it writes. */
  importedFunctions(): ReadonlySet<string> {
    if (!this.calls.some(({ callee }) => RUNS_HERE.has(callee))) return new Set();
    const names = Array.from(this.#script.matchAll(DEFINES_FUNCTION), ([, bare, named]) => (bare ?? named)!);
    return new Set(names.filter((name) => !this.bodies.has(name)));
  }

  /** Adds a definition. */
  define(definition: Definition): void {
    const all = this.definitions.get(definition.name);
    // `${X:=a} ${X:=b} …`: all that counts is that the command assigns the variable more than once.
    if (all !== undefined && isAgain(all.at(-2), definition)) return;
    if (all === undefined) this.definitions.set(definition.name, [definition]);
    else all.push(definition);
    this.allDefinitions.push(definition);
  }

  /** Adds names that stored text expands. */
  keep(names: readonly string[]): void {
    for (const name of names) this.kept.add(name);
  }

  /** Adds a part that writes a file. @param file the file's name as the script spells it */
  writes(file: string, by: Part): void {
    const name = trailingName(file);
    // `"${LOG:-/tmp/log}"`: any of these words may be its name.
    for (const one of name === undefined ? nameLikeWords(file) : [name]) {
      if (one === "null" || !/[A-Za-z_]/.test(one)) continue;
      const all = this.written.get(one);
      if (all === undefined) this.written.set(one, [by]);
      else all.push(by);
      if (by.place !== undefined) this.writtenIn.add(by.place.statement, one);
    }
  }
}

function isAgain(before: Definition | undefined, { text, place, uses }: Definition): boolean {
  return before?.text === text && before.place === place && before.uses.length === uses.length;
}
