/**
 * Which variables can matter to the programs that rules look at: their values reach such a program, or decide whether it is
 * reached. Only these keep paths apart; any other variable that differs has alternatives on one path.
 */
import type { Statement, SyntaxNode } from "unbash";
import { expansions, identifiers } from "./expansions.ts";
import { inputsOf, originsOf } from "./origins.ts";
import { ASSIGNS_ANY, Reach } from "./reach.ts";
import {
  DEFINES,
  RUNS_TEXT,
  Survey,
  mentions,
  type Call,
  type Definition,
  type Guard,
  type Part,
  type Place,
} from "./survey.ts";

/** What somebody wants to know of a script. */
export interface Interest {
  /** Base names of the programs whose arguments and environments are judged path by path. */
  readonly watched: readonly string[];
  /** Of these programs, some are of interest only where a text may come to them that has one of these parts. */
  readonly about?: { readonly programs: readonly string[]; readonly parts: RegExp } | undefined;
  /** Whether the AWS CLI's variables and files are of interest of themselves; they are where nothing is said. */
  readonly credentials?: boolean | undefined;
  /** Commands that are wanted though they are none of these: those with one of the parts in a word, and what reads from them. */
  readonly followed?: { readonly commands: RegExp; readonly parts: RegExp } | undefined;
  /** What has to do with none of these may be passed over. */
  readonly only?: boolean | undefined;
}

/** The start of a name of the AWS CLI's variables, but for those that say nothing of credentials or output. */
const AWS_VARIABLE = /AWS_(?!REGION\b|DEFAULT_REGION\b|SSM_)/;
/** Builtins that change how the shell goes on. */
const CHANGES_SHELL: ReadonlySet<string> = new Set("set shopt trap alias unalias exec shift eval . source".split(" "));
const EXPORTS_FUNCTION = /^(?:export|declare|typeset)\s+-[A-Za-z]*f/;
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
  /** Functions that set a variable of AWS. */
  private readonly setters = new Set<string>();

  constructor(
    text: string,
    tree: SyntaxNode,
    { watched, about, credentials = true, followed, only = false }: Interest,
  ) {
    this.only = only;
    this.credentials = credentials;
    const survey = new Survey(text, tree);
    this.survey = survey;
    const reach = about === undefined ? undefined : new Reach(survey, about.parts, about.programs);
    const rest = about === undefined ? watched : watched.filter((name) => !about.programs.includes(name));
    const certain = programPattern(rest, credentials);
    const pattern = programPattern(watched, credentials);
    const comesTo = (call: Call): boolean => reach === undefined || reach.comesTo(call);
    const sinks = new Set(
      survey.calls.filter((call) => {
        const written = call.text + call.bodies;
        return certain.test(written) || (pattern.test(written) && comesTo(call));
      }),
    );
    const programs = this.holding(new Set(), ({ text: written }) => pattern.test(written));
    for (const call of survey.calls) {
      const names = survey.aliases.has(call.callee) ? [...call.uses, call.callee] : call.uses;
      if (names.some((name) => programs.has(name)) && comesTo(call)) sinks.add(call);
    }
    const printed = this.holding(sinks, (one) => {
      if (certain.test(one.text)) return true;
      return pattern.test(one.text) && (reach === undefined || reach.isIn(one));
    });
    this.close(sinks, printed, followed);
    this.isEmpty = only && this.marked.size === 0;
  }

  has(name: string): boolean {
    return (this.credentials && isAwsVariable(name)) || this.names.has(name);
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
    return !this.only || this.mattering.has(name) || this.evaluated.has(name);
  }

  /** Whether something that matters may depend on what the function is called with, or on what it changes. */
  isDecisive(name: string): boolean {
    // One that stands in a string, an embedded script or a file has not been looked at.
    return this.mattering.has(name) || !this.survey.bodies.has(name);
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
    return mentions(text, this.survey.written);
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

  /** Variables that are given what `first` tells of, what one of the commands prints, or another's value. */
  private holding(sinks: ReadonlySet<Call>, first: (one: Definition) => boolean): ReadonlySet<string> {
    const { definitions, calls } = this.survey;
    const producers = new Set<string>();
    for (const { inside } of sinks) if (inside !== undefined) producers.add(inside);
    const holding = new Set<string>();
    for (const [name, all] of definitions) if (all.some((one) => first(one))) holding.add(name);
    let before = -1;
    while (before !== holding.size + producers.size) {
      before = holding.size + producers.size;
      for (const { callee, inside } of calls) if (inside !== undefined && producers.has(callee)) producers.add(inside);
      for (const [name, all] of definitions) {
        if (holding.has(name)) continue;
        if (all.some(({ uses, text }) => uses.some((use) => holding.has(use)) || mentions(text, producers)))
          holding.add(name);
      }
    }
    return holding;
  }

  /** Goes from the sinks to all that they depend on. */
  private close(sinks: ReadonlySet<Call>, printed: ReadonlySet<string>, followed: Interest["followed"]): void {
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
    const read = new Set<Place>();
    const addInputs = (of: Place | undefined): void => {
      for (let one = of; one !== undefined && !read.has(one); one = one.outer) {
        read.add(one);
        add(inputsOf(one));
      }
    };
    const take = (call: Call): void => {
      add(call.uses);
      add(expansions(call.bodies));
      addInputs(call.place);
      addGuard(call.guard);
      this.mark(call.place);
      if (call.inside !== undefined) this.mattering.add(call.inside);
    };
    for (const [name] of survey.definitions) if (this.credentials && isAwsVariable(name)) add([name]);
    this.findSetters();
    const holds = ({ uses }: Call): boolean => uses.some((name) => printed.has(name));
    if (followed !== undefined) {
      const shown = new Reach(survey, followed.parts);
      const commands = survey.calls.filter(({ text }) => followed.commands.test(text));
      const seeds = commands.filter((call) => shown.isInWords(call)).map(({ text }) => text);
      const reach = new Reach(survey, { test: (text) => seeds.some((seed) => text.includes(seed)) });
      const readers = seeds.length === 0 ? [] : commands.filter((call) => reach.comesTo(call));
      for (const origin of originsOf(readers, survey)) this.follow(origin);
    }
    const leaving: Call[] = [];
    const returning: Call[] = [];
    const calls: Call[] = [];
    const side: Call[] = [];
    for (const call of survey.calls) {
      const { callee, named } = call;
      if (sinks.has(call)) take(call);
      else if (LEAVES.has(callee)) leaving.push(call);
      else if (LEAVES_FUNCTION_OR_LOOP.has(callee)) returning.push(call);
      else if (holds(call)) take(call);
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
    for (const call of side) if (RUNS_TEXT.has(call.callee) && ASSIGNS_ANY.test(call.text)) take(call);
    add([...survey.references]);
    let before = -1;
    const size = (): number => this.names.size + this.mattering.size + this.evaluated.size;
    while (before !== size()) {
      before = size();
      for (let name = open.pop(); name !== undefined; name = open.pop()) {
        for (const { text, uses, guard, inside, place } of survey.definitions.get(name) ?? []) {
          this.mark(place);
          if (guard !== undefined) this.relevantGuards.add(guard);
          if (inside !== undefined) this.mattering.add(inside);
          add(uses);
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
      for (const { guard } of leaving) this.addCorrelated(guard, add);
    }
  }
}

/** A program's name where it may be one, and what names AWS's variables and files. */
function programPattern(names: readonly string[], credentials: boolean): RegExp {
  const programs = names.length === 0 ? [] : [`(?<![\\w.-])(?:${names.join("|")})(?![\\w./-])`];
  return new RegExp([...programs, ...(credentials ? [AWS_VARIABLE.source, "\\.aws/"] : [])].join("|") || "(?!)");
}

function isAwsVariable(name: string): boolean {
  return name.startsWith("AWS_") && AWS_VARIABLE.test(name);
}
