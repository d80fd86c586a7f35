/**
 * Which variables can matter to the programs that rules look at: their values reach such a program, or decide whether it is
 * reached. Only these keep paths apart; any other variable that differs has alternatives on one path.
 */
import type { Statement, SyntaxNode } from "unbash";
import { DEFINES, RUNS_TEXT } from "./builtins.ts";
import { isAwsVariable, type Interest } from "./interest.ts";
import { expansions, identifiers } from "./names.ts";
import { inputsOf, originsOf } from "./origins.ts";
import type { Call, Guard, Part, Place } from "./parts.ts";
import { ASSIGNS_ANY } from "./reach.ts";
import { Runners } from "./runners.ts";
import { readersOf, sinksOf, type Sinks } from "./sinks.ts";
import { standsIn, writtenFor } from "./sourced.ts";
import { Survey } from "./survey.ts";

/** Builtins that change how the shell goes on. */
const CHANGES_SHELL: ReadonlySet<string> = new Set("set shopt trap alias unalias exec shift eval . source".split(" "));
const EXPORTS_FUNCTION = /^(?:export|declare|typeset)\s+-[A-Za-z]*f/;
/** Which variables are exported, the words that are expanded there say. */
const EXPORTS_WORDS = /^(?:export|declare|typeset)\s(?!-[fFp]+\s)(?:.*\s)?"?[$`]/;
/** Builtins that run code in the shell itself. */
const RUNS_HERE: ReadonlySet<string> = new Set(["eval", ".", "source"]);
const LEAVES: ReadonlySet<string> = new Set(["exit", "exec"]);
const LEAVES_FUNCTION_OR_LOOP: ReadonlySet<string> = new Set(["return", "break", "continue"]);

export class Relevance {
  /** Nothing in the script is of interest. */
  readonly isEmpty: boolean;
  private readonly only: boolean;
  private readonly credentials: boolean;
  private readonly survey: Survey;
  private readonly names = new Set<string>();
  private readonly marked = new Set<Statement>();
  /** Conditions under which a variable that matters is set. */
  private readonly relevantGuards = new Set<Guard>();
  /** Functions with a command that matters, and functions that end the script. */
  private readonly mattering = new Set<string>();
  /** Functions that are to be evaluated, though nothing that matters depends on their arguments. */
  private readonly evaluated = new Set<string>();
  /** Functions that are called with something that matters, and run it. */
  private readonly handed = new Set<string>();
  /** Functions that set a variable of AWS. */
  private readonly setters = new Set<string>();

  constructor(text: string, tree: SyntaxNode, interest: Interest) {
    const { credentials = true, only = false } = interest;
    this.only = only;
    this.credentials = credentials;
    const survey = new Survey(text, tree);
    this.survey = survey;
    this.close(sinksOf(survey, interest), readersOf(survey, interest));
    this.isEmpty = only && this.marked.size === 0;
  }

  has(name: string): boolean {
    return (this.credentials && isAwsVariable(name)) || this.names.has(name);
  }

  /** Whether code that is kept somewhere expands the variable: it may be read at any place. */
  isKept(name: string): boolean {
    return this.survey.kept.has(name);
  }

  /**
   * Whether anything that matters happens in the statement. One of which this is not true can be passed over where nobody
   * looks at what it prints or at its status.
   */
  matters(statement: Statement): boolean {
    return !this.only || this.marked.has(statement) || !this.survey.statements.has(statement);
  }

  /** Whether a call of the function matters. */
  functionMatters(name: string): boolean {
    return !this.only || this.evaluated.has(name) || this.isDecisive(name);
  }

  /** Whether something that matters may depend on what the function is called with, or on what it changes. */
  isDecisive(name: string): boolean {
    // One that stands in a string, an embedded script or a file has not been looked at.
    return this.mattering.has(name) || this.handed.has(name) || !this.survey.bodies.has(name);
  }

  /** Whether the function runs what it is called with, so that no call tells of the next. */
  runsWords(name: string): boolean {
    return this.handed.has(name);
  }

  /** Whether the function, or one that it calls, sets a variable of AWS. */
  setsCredentials(name: string): boolean {
    return this.setters.has(name);
  }

  /** It is to be evaluated, and what calls the function that it stands in. */
  private follow({ place, inside }: Part): void {
    this.mark(place);
    if (inside !== undefined) this.evaluated.add(inside);
  }

  private mark(place: Place | undefined): void {
    for (let one = place; one !== undefined && !this.marked.has(one.statement); one = one.outer)
      this.marked.add(one.statement);
  }

  private findSetters(): void {
    const { definitions, calls } = this.survey;
    for (const [name, all] of definitions) {
      if (!isAwsVariable(name)) continue;
      for (const { inside } of all) if (inside !== undefined) this.setters.add(inside);
    }
    let before = -1;
    while (before !== this.setters.size) {
      before = this.setters.size;
      for (const { callees, inside } of calls)
        if (inside !== undefined && callees.some((name) => this.setters.has(name))) this.setters.add(inside);
    }
  }

  /** Whether a word of the text is the name of a file that the script writes. */
  private runsWritten(text: string): boolean {
    return this.survey.texts.mentions(text, this.survey.written);
  }

  /**
   * Of the variables that decide whether the script ends: those that are set together with one that matters, under one
   * condition. Then what is known of the one tells something of the other.
   */
  private addCorrelated(guard: Guard | undefined, add: (names: readonly string[]) => void): void {
    for (let one = guard; one !== undefined; one = one.outer) {
      for (const name of one.names) {
        if (this.names.has(name)) continue;
        const all = this.survey.definitions.get(name) ?? [];
        if (all.some((definition) => definition.guard !== undefined && this.relevantGuards.has(definition.guard)))
          add([name]);
      }
    }
  }

  /** What a condition looks at that is set once, to a text that is written there: that decides it, and keeps no paths apart. */
  private followConstants(guard: Guard | undefined): void {
    for (let one = guard; one !== undefined; one = one.outer) {
      for (const name of one.names) {
        const [only, ...others] = this.survey.definitions.get(name) ?? [];
        if (only !== undefined && others.length === 0 && !only.reads && !/[$`]/.test(only.text)) this.follow(only);
      }
    }
  }

  /** Goes from the sinks to all that they depend on. */
  private close({ sinks, printed }: Sinks, readers: readonly Call[]): void {
    const { survey } = this;
    const open: string[] = [];
    const add = (names: readonly string[]): void => {
      for (const name of names) {
        if (this.names.has(name)) continue;
        this.names.add(name);
        open.push(name);
      }
    };
    const guards = new Set<Guard>();
    const addGuard = (guard: Guard | undefined): void => {
      for (let one = guard; one !== undefined && !guards.has(one); one = one.outer) {
        guards.add(one);
        add(one.names);
      }
    };
    const writers = new Set<Statement>();
    const addWriters = (text: string): void => {
      for (const statement of writtenFor(text, survey)) writers.add(statement);
    };
    const read = new Set<Place>();
    const addInputs = (of: Place | undefined): void => {
      for (let one = of; one !== undefined && !read.has(one); one = one.outer) {
        read.add(one);
        for (const text of inputsOf(one)) {
          add(expansions(text));
          addWriters(text);
        }
      }
    };
    const take = (call: Call): void => {
      addWriters(call.text);
      add(call.uses);
      add(expansions(call.bodies));
      // Code may give a variable another's name.
      if (call.bodies.includes("${!") || call.text.includes("${!")) add(identifiers(call.text + call.bodies));
      addInputs(call.place);
      addGuard(call.guard);
      this.mark(call.place);
      if (call.inside !== undefined) this.mattering.add(call.inside);
    };
    for (const [name] of survey.definitions) if (this.credentials && isAwsVariable(name)) add([name]);
    this.findSetters();
    const holds = ({ uses }: Call): boolean => uses.some((name) => printed.has(name));
    for (const origin of originsOf(readers, survey)) this.follow(origin);
    const leaving: Call[] = [];
    const returning: Call[] = [];
    /** They give positional parameters values of variables. */
    const setting: Call[] = [];
    const calls: Call[] = [];
    const side: Call[] = [];
    for (const call of survey.calls) {
      const { callee, named } = call;
      if (sinks.has(call)) take(call);
      else if (LEAVES.has(callee)) leaving.push(call);
      else if (LEAVES_FUNCTION_OR_LOOP.has(callee)) returning.push(call);
      else if (holds(call)) take(call);
      else if (callee === "set" && call.uses.length > 0) setting.push(call);
      else {
        calls.push(call);
        const runsText = RUNS_TEXT.has(callee) || (DEFINES.has(callee) && call.text.includes("$"));
        if (runsText || named === "@" || this.runsWritten(call.text)) side.push(call);
      }
      if (CHANGES_SHELL.has(callee) || EXPORTS_FUNCTION.test(call.text)) side.push(call);
    }
    if (this.marked.size === 0 && this.names.size === 0) return;
    for (const place of survey.functionPlaces) this.mark(place);
    for (const call of [...side, ...leaving]) this.follow(call);
    for (const { guard } of leaving) this.followConstants(guard);
    for (const call of side) {
      const runsText = RUNS_TEXT.has(call.callee) && ASSIGNS_ANY.test(call.text);
      // After code that is not known, nothing is known any more.
      if (RUNS_HERE.has(call.callee)) add(call.uses);
      if (runsText || (this.credentials && EXPORTS_WORDS.test(call.text))) take(call);
    }
    // All words and lines are divided by it.
    add(["IFS", ...survey.references]);
    const runners = new Runners(survey);
    const hand = (call: Call): void => {
      take(call);
      this.handed.add(call.callee);
      for (const one of runners.within(call.callee)) {
        add(one.uses);
        addGuard(one.guard);
        this.follow(one);
      }
    };
    let before = -1;
    const written = new Set<Call>();
    const size = (): number =>
      this.names.size + this.mattering.size + this.evaluated.size + this.handed.size + written.size;
    while (before !== size()) {
      before = size();
      for (const call of runners.calls) {
        const { inside } = call;
        const handsOn = inside !== undefined && this.handed.has(inside) && runners.handsOn(call);
        if (sinks.has(call) || handsOn || runners.names(call, this.mattering)) hand(call);
      }
      for (let name = open.pop(); name !== undefined; name = open.pop()) {
        for (const { text, uses, guard, inside, place } of survey.definitions.get(name) ?? []) {
          this.mark(place);
          if (guard !== undefined) this.relevantGuards.add(guard);
          if (inside !== undefined) this.mattering.add(inside);
          add(uses);
          addWriters(text);
          addInputs(place);
          addGuard(guard);
          if (survey.indirect.has(name)) add(identifiers(text));
        }
      }
      for (const call of calls) {
        if (call.callees.some((name) => this.mattering.has(name))) take(call);
        else if (call.callees.some((name) => this.evaluated.has(name))) this.follow(call);
      }
      for (const call of returning) {
        if (call.inside === undefined || this.mattering.has(call.inside)) take(call);
        else if (this.evaluated.has(call.inside)) this.follow(call);
      }
      if (writers.size > 0)
        for (const call of survey.calls) {
          if (written.has(call) || !standsIn(call.place, writers)) continue;
          written.add(call);
          take(call);
        }
      for (const call of setting) if (call.inside === undefined || this.mattering.has(call.inside)) take(call);
      for (const { guard } of leaving) this.addCorrelated(guard, add);
    }
  }
}
