/**
 * What the commands of a script use and define, where they stand and what guards them: by the text of words and conditions,
 * without regard to order. Each answer is a superset of the truth. `survey-walk.ts` fills it.
 */
import type { Statement } from "unbash";
import { DefinedNames } from "./defined-functions.ts";
import { lastPart, words } from "../syntax/names.ts";
import type { Call, Definition, Part, Surroundings } from "./fragments.ts";
import { Edges } from "./reachable.ts";
import { Texts } from "./text-search.ts";

export class Survey {
  /** All statements of the script itself; those of code in strings are not among them. */
  readonly statements = new Map<Statement, Part>();
  readonly definitions = new Map<string, Definition[]>();
  /** The same in one list. */
  readonly allDefinitions: Definition[] = [];
  readonly calls: Call[] = [];
  /** Functions whose bodies stand in the script. */
  readonly bodies = new Set<string>();
  /** Where functions are defined, and the function that this is done in. */
  readonly functions: (Surroundings & { readonly name: string; readonly place: NonNullable<Part["place"]> })[] = [];
  /** Commands that fail whenever they run, if `set -e` may end the script because of that. */
  readonly failing: Part[] = [];
  /** Names in commands that make one variable another's name. */
  readonly references = new Set<string>();
  /** Variables that are made read-only: another assignment ends the script, or the line. */
  readonly fixed = new Set<string>();
  /** Variables the values of which are used as names: `${!NAME}`. */
  readonly indirect = new Set<string>();
  readonly aliases = new Set<string>();
  /** Names that text expands which is kept, and may be run as code at any place. */
  readonly kept = new Set<string>();
  /** What writes a file, by the last part of its name. */
  readonly written = new Map<string, Part[]>();
  /** Commands that end the shell where a variable is not set. */
  readonly demanding: (Part & {
    /** It says so itself (`${NAME:?}`); else an option does. */
    readonly ends: boolean;
  })[] = [];
  /** Here-documents and targets of redirections that belong to no simple command. */
  readonly redirected: string[] = [];
  readonly texts = new Texts();

  private readonly script: string;
  private defined: DefinedNames | undefined;
  private callers: Edges<string, Call> | undefined;

  constructor(script: string) {
    this.script = script;
  }

  /** The calls that may call the function. */
  callsTo(name: string): readonly Call[] {
    if (this.callers === undefined) {
      this.callers = new Edges();
      for (const call of this.calls) for (const callee of new Set(call.callees)) this.callers.add(callee, call);
    }
    return this.callers.from(name);
  }

  /** Whether a function of this name is defined, be it in a string or a file that the script writes. */
  mayBeFunction(name: string): boolean {
    return this.bodies.has(name) || (this.defined ??= new DefinedNames(this.script)).has(name);
  }

  /** Adds a definition. */
  define(definition: Definition): void {
    const all = this.definitions.get(definition.name);
    // `${X:=a} ${X:=b} …`: that a command gives it a value more than once is all that counts.
    if (all !== undefined && isAgain(all.at(-2), definition)) return;
    if (all === undefined) this.definitions.set(definition.name, [definition]);
    else all.push(definition);
    this.allDefinitions.push(definition);
  }

  /** Adds names that kept text expands. */
  keep(names: readonly string[]): void {
    for (const name of names) this.kept.add(name);
  }

  /** Adds what writes a file. @param file as it is written */
  writes(file: string, by: Part): void {
    const name = lastPart(file);
    // "${LOG:-/tmp/log}": any of these may be its name.
    for (const one of new Set(name === undefined ? words(file) : [name])) {
      if (one === "null" || !/[A-Za-z_]/.test(one)) continue;
      const all = this.written.get(one);
      if (all === undefined) this.written.set(one, [by]);
      else all.push(by);
    }
  }
}

function isAgain(before: Definition | undefined, { text, place, uses }: Definition): boolean {
  return before?.text === text && before.place === place && before.uses.length === uses.length;
}
