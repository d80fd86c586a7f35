/** From the commands of interest to all that they depend on. */
import type { Statement } from "unbash";
import { RUNS_TEXT } from "./definers.ts";
import { FilesRead, readPart } from "./files-read.ts";
import { answerFiles } from "./output-files.ts";
import type { Interest, WatchedNames } from "./criterion.ts";
import { expansions, identifiers } from "../syntax/names.ts";
import { inputsOf, originsOf } from "./origins.ts";
import type { Call, Definition, Guard, Part, Place } from "./fragments.ts";
import { ASSIGNS_ANY } from "./reach.ts";
import { readersIn } from "./text-readers.ts";
import { Roles } from "./classification.ts";
import { Runners } from "./forwarders.ts";
import { settersIn } from "./credential-setters.ts";
import type { Sinks } from "./sinks.ts";
import type { Survey } from "./survey.ts";

/** Which variables are exported, the words that are expanded there say. */
const EXPORTS_WORDS = /^(?:export|declare|typeset)\s(?!-[fFp]+\s)(?:.*\s)?"?[$`]/;
const STATUS = /\$\{?(?:\?|PIPESTATUS)/;
const TESTS_FILE = /(?:\[|\btest)\s+(?:!\s+)?-[efrsx]\s/;
/** Builtins that run code in the shell itself. */
const RUNS_HERE: ReadonlySet<string> = new Set(["eval", ".", "source"]);

export class Closure {
  /** Variables on which it depends what is found. */
  readonly names = new Set<string>();
  /** Variables whose values are wanted, though no path needs to be kept apart for them. */
  readonly values = new Set<string>();
  /** Statements that are to be evaluated. */
  readonly marked = new Set<Statement>();
  /** Functions with a command that matters, and functions that end the script. */
  readonly mattering = new Set<string>();
  /** Functions that are to be evaluated, though nothing that matters depends on their arguments. */
  readonly evaluated = new Set<string>();
  /** Functions that are called with something that matters, and run it. */
  readonly handed = new Set<string>();
  /** Functions with text tools that are of interest, by words that the functions are called with. */
  readonly reading: ReadonlySet<string>;
  /** Functions with calls of which it is followed whether somebody notices that they failed. */
  readonly calling: ReadonlySet<string>;
  /** Functions that set a watched variable. */
  readonly setters: ReadonlySet<string>;

  private readonly survey: Survey;
  private readonly sinks: ReadonlySet<Call>;
  private readonly outcomes: ReadonlySet<Call>;
  private readonly variables: WatchedNames | undefined;
  private readonly roles: Roles;
  private readonly runners: Runners;
  readonly files: FilesRead;
  private readonly guards = new Set<Guard>();
  /** Conditions under which a variable that matters is set. */
  private readonly relevantGuards = new Set<Guard>();
  /** Places whose inputs matter. */
  private readonly read = new Set<Place>();
  private readonly written = new Set<Call>();
  private readonly open: string[] = [];
  /** Lists of variables all of which have been looked at for their values, or are about to be. */
  private readonly used = new Set<readonly string[]>();

  /**
   * @param readers text tools that are of interest.
   * @param outcomes calls of which it is followed whether somebody notices that they failed.
   */
  constructor(survey: Survey, found: Sinks, readers: readonly Part[], outcomes: Sinks, interest: Interest) {
    const { variables } = interest;
    this.survey = survey;
    this.sinks = found.sinks;
    this.outcomes = outcomes.sinks;
    this.calling = outcomes.producers;
    this.variables = variables;
    this.roles = new Roles(survey, found, interest);
    this.setters = settersIn(survey, variables);
    this.files = new FilesRead(survey);
    this.runners = new Runners(survey);
    if (variables !== undefined) this.add([...survey.definitions.keys()].filter((name) => variables.has(name)));
    for (const origin of originsOf(readers, survey)) this.followReader(origin);
    this.reading = readersIn(survey, readers, this.roles.others);
    for (const call of this.roles.taken) this.take(call);
    for (const call of this.roles.observed) this.observe(call);
    // Fixes look for a variable that holds what a program of interest has printed: whatever else it may hold counts.
    this.observeValues([...found.printed]);
    if (interest.outcomes !== undefined) this.followOutcomes(outcomes, interest.outcomes.judging);
    if (this.marked.size === 0 && this.names.size === 0) return;
    this.followAside();
    for (let before = -1; before !== this.size;) {
      before = this.size;
      this.goOn();
    }
  }

  private get size(): number {
    const { names, mattering, evaluated, handed, written, files } = this;
    return names.size + mattering.size + evaluated.size + handed.size + written.size + files.size;
  }

  private matters(name: string): boolean {
    return this.names.has(name) || (this.variables?.has(name) ?? false);
  }

  private add(names: readonly string[]): void {
    for (const name of names) {
      if (this.names.has(name)) continue;
      this.names.add(name);
      this.open.push(name);
    }
  }

  private addGuard(guard: Guard | undefined): void {
    for (let one = guard; one !== undefined && !this.guards.has(one); one = one.outer) {
      this.guards.add(one);
      this.add(one.names);
    }
  }

  /** What the commands of a place read matters. */
  private addInputs(of: Place | undefined): void {
    for (let one = of; one !== undefined && !this.read.has(one); one = one.outer) {
      this.read.add(one);
      for (const text of inputsOf(one)) {
        this.add(expansions(text));
        this.files.add(text);
      }
    }
  }

  private mark(place: Place | undefined): void {
    for (let one = place; one !== undefined && !this.marked.has(one.statement); one = one.outer)
      this.marked.add(one.statement);
  }

  /** It is to be evaluated, and what calls the function that it stands in. */
  private follow({ place, inside }: Part): void {
    this.mark(place);
    if (inside !== undefined) this.evaluated.add(inside);
  }

  /** The same, and all files that it names. */
  private followReader(part: Part): void {
    this.follow(part);
    this.files.addRun(part.text);
    for (let one = part.place; one !== undefined; one = one.outer)
      for (const text of inputsOf(one)) this.files.addRun(text);
  }

  /** The same, and what it may read. */
  private observe(part: Part): void {
    this.follow(part);
    this.files.addLoosely(part.text);
    for (let one = part.place; one !== undefined; one = one.outer)
      for (const text of inputsOf(one)) this.files.addLoosely(text);
  }

  /** What gives the variables values, from first to last. */
  private observeValues(names: readonly string[]): void {
    this.eachDefinition(names, (definition) => {
      this.observe(definition);
      this.files.addRun(definition.text);
    });
  }

  /** The same, without what is in files. */
  private followValues(names: readonly string[]): void {
    this.eachDefinition(names, (definition) => this.follow(definition));
  }

  /** Visits what gives the variables values, and what gives values to the variables used there, if it has not been visited. */
  private eachDefinition(names: readonly string[], visit: (definition: Definition) => void): void {
    const open = new Set(names);
    for (const name of open) {
      if (this.values.has(name)) continue;
      this.values.add(name);
      for (const definition of this.survey.definitions.get(name) ?? []) {
        visit(definition);
        const { uses } = definition;
        // A command that gives values to many variables has one list for all.
        if (this.used.has(uses)) continue;
        this.used.add(uses);
        for (const use of uses) open.add(use);
      }
    }
  }

  /** It matters, with all that it depends on. */
  private take(call: Call): void {
    const { text, uses, bodies, place, guard, inside } = call;
    this.files.addFor(call);
    // A shell may run them.
    if (bodies !== "") this.files.add(bodies);
    this.add(uses);
    this.add(expansions(bodies));
    // Code may give a variable another's name.
    if (bodies.includes("${!") || text.includes("${!")) this.add(identifiers(text + bodies));
    this.addInputs(place);
    this.addGuard(guard);
    this.mark(place);
    if (inside !== undefined) this.mattering.add(inside);
  }

  /** It gives a variable a value that matters. */
  private takeDefinition({ name, text, uses, guard, inside, place }: Definition): void {
    this.mark(place);
    if (guard !== undefined) this.relevantGuards.add(guard);
    if (inside !== undefined) this.mattering.add(inside);
    this.add(uses);
    this.files.add(text);
    this.addInputs(place);
    this.addGuard(guard);
    if (this.survey.indirect.has(name)) this.add(identifiers(text));
  }

  /** It is called with something that matters, and the function that it calls runs that. */
  private hand(call: Call): void {
    this.take(call);
    this.handed.add(call.callee);
    for (const one of this.runners.within(call.callee)) {
      this.add(one.uses);
      this.addGuard(one.guard);
      this.follow(one);
    }
  }

  /** The calls of which it is followed whether somebody notices that they failed, and all that may look at that. */
  private followOutcomes(found: Sinks, judging: RegExp): void {
    const { sinks, printed } = found;
    if (sinks.size === 0) return;
    const { survey } = this;
    const files = answerFiles(survey, found);
    for (const call of survey.calls) if (survey.texts.mentions(readPart(call.text), files)) this.observe(call);
    const holding = this.withReaders(printed, files);
    this.followValues([...holding]);
    // On which paths they hold an output tells on which the call was made.
    this.add([...printed]);
    for (const call of sinks) {
      this.follow(call);
      this.followValues([...call.uses, ...expansions(call.bodies)]);
      this.addGuard(call.guard);
    }
    for (const call of survey.calls) {
      if (call.callee !== "wait") continue;
      this.follow(call);
      this.followValues(call.uses);
    }
    for (const [statement, part] of survey.statements) {
      const text = lookedAtIn(statement, part.place!);
      if (text === "") continue;
      const looks = STATUS.test(text) || TESTS_FILE.test(text) || judging.test(text);
      if (looks || survey.texts.expansions(text).some((name) => holding.has(name))) this.follow(part);
    }
  }

  /** The variables, and those that are made of what stands in one of the files. */
  private withReaders(names: ReadonlySet<string>, files: ReadonlySet<string>): ReadonlySet<string> {
    if (files.size === 0) return names;
    const { texts, definitions } = this.survey;
    const all = new Set(names);
    for (const definition of this.survey.allDefinitions) {
      if (!texts.mentions(definition.text, files)) continue;
      this.observe(definition);
      this.files.addRun(definition.text);
    }
    for (let before = -1; before !== all.size;) {
      before = all.size;
      for (const [name, given] of definitions)
        if (
          !all.has(name) &&
          given.some(({ text, uses }) => texts.mentions(text, files) || uses.some((use) => all.has(use)))
        )
          all.add(name);
    }
    return all;
  }

  /** What has to be evaluated for its effects on the shell. */
  private followAside(): void {
    const { survey } = this;
    const { side, leaving } = this.roles;
    for (const { place } of survey.functions) this.mark(place);
    for (const part of [...side, ...leaving, ...survey.failing]) this.follow(part);
    for (const { callee, text } of side)
      if (callee === "." || callee === "source") this.files.addSourced(text);
      else if (callee !== "exec" || text.includes("<")) this.files.addRun(text);
    for (const { guard } of leaving)
      for (let one = guard; one !== undefined; one = one.outer) this.observeValues(one.names);
    for (const part of survey.demanding)
      if (part.ends) {
        this.follow(part);
        this.observeValues(part.uses);
      }
    for (const name of survey.fixed) {
      const all = survey.definitions.get(name) ?? [];
      if (all.length > 1 || all.some((one) => mayRunAgain(one, survey)))
        for (const definition of all) this.follow(definition);
    }
    for (const call of side) {
      const runsText = RUNS_TEXT.has(call.callee) && ASSIGNS_ANY.test(call.text);
      // After code that is not known, nothing is known any more.
      if (RUNS_HERE.has(call.callee)) this.observeValues(call.uses);
      if (runsText || (this.variables !== undefined && EXPORTS_WORDS.test(call.text))) this.take(call);
    }
    this.add([...survey.references]);
    // All words and lines are divided by it.
    this.observeValues(["IFS"]);
  }

  /**
   * Of the variables that decide whether the script ends: those that hold a status, which tells of the command before, and those
   * that are set together with one that matters, under one condition. Then what is known of the one tells something of the other;
   * but where the condition holds anyway.
   */
  private addCorrelated(guard: Guard | undefined): void {
    const around = new Set<Guard | undefined>([undefined]);
    for (let one = guard; one !== undefined; one = one.outer) around.add(one);
    for (let one = guard; one !== undefined; one = one.outer) {
      for (const name of one.names) {
        if (this.names.has(name)) continue;
        const all = this.survey.definitions.get(name) ?? [];
        if (all.some(({ text }) => STATUS.test(text))) this.add([name]);
        else if (all.some((definition) => !around.has(definition.guard) && this.relevantGuards.has(definition.guard!)))
          this.add([name]);
      }
    }
  }

  private goOn(): void {
    const { survey, runners, mattering, evaluated, files, open, roles } = this;
    for (const call of runners.calls) {
      const { inside } = call;
      const handsOn = inside !== undefined && this.handed.has(inside) && runners.handsOn(call);
      if (this.sinks.has(call) || this.outcomes.has(call) || handsOn || runners.names(call, mattering)) this.hand(call);
    }
    for (let name = open.pop(); name !== undefined; name = open.pop())
      for (const definition of survey.definitions.get(name) ?? []) this.takeDefinition(definition);
    for (const call of roles.others) {
      if (call.callees.some((name) => mattering.has(name))) this.take(call);
      else if (call.callees.some((name) => evaluated.has(name))) this.follow(call);
    }
    for (const part of survey.demanding) if (part.uses.some((name) => this.matters(name))) this.follow(part);
    for (const call of roles.returning) {
      if (call.inside === undefined || mattering.has(call.inside)) this.take(call);
      else if (evaluated.has(call.inside)) this.follow(call);
    }
    if (files.size > 0)
      for (const call of survey.calls) {
        if (!this.written.has(call) && files.isWriter(call)) {
          this.written.add(call);
          this.take(call);
        } else if (files.isLooseWriter(call)) this.follow(call);
      }
    for (const call of roles.setting) if (call.inside === undefined || mattering.has(call.inside)) this.take(call);
    for (const { guard } of roles.leaving) this.addCorrelated(guard);
    for (const { name, inside, guard } of survey.functions) {
      if (!mattering.has(name) && !evaluated.has(name)) continue;
      if (inside !== undefined) evaluated.add(inside);
      for (let one = guard; one !== undefined; one = one.outer) this.followValues(one.names);
    }
  }
}

const LOOPS: ReadonlySet<string> = new Set(["While", "For", "Select", "ArithmeticFor"]);

/** Whether it may run more than once: in a loop, or in a function that is called several times or in a loop. */
function mayRunAgain({ inside, place }: Part, { calls }: Survey): boolean {
  if (isInLoop(place)) return true;
  if (inside === undefined) return false;
  const own = calls.filter(({ callees }) => callees.includes(inside));
  return own.length > 1 || own.some((call) => isInLoop(call.place));
}

function isInLoop(place: Place | undefined): boolean {
  for (let one = place; one !== undefined; one = one.outer) if (LOOPS.has(one.statement.command.type)) return true;
  return false;
}

/** What is written in the statement itself, and not in statements within it. */
function lookedAtIn({ command }: Statement, { text }: Place): string {
  switch (command.type) {
    case "Command":
    case "TestCommand":
    case "ArithmeticCommand":
    case "Pipeline":
    case "AndOr":
      return text;
    case "Case":
      return command.word.text;
    default:
      return "";
  }
}
