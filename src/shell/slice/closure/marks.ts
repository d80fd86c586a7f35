/** The set of everything in a script that matters, and what each part that matters adds to it. */
import type { Statement } from "unbash";
import type { WatchedNames } from "../criterion/criterion.ts";
import { ComputedNames } from "./computed-names.ts";
import { FilesRead } from "./files-read.ts";
import type { Call, Definition, Guard, Part, Place } from "../survey/fragments.ts";
import { inputsOf } from "../flow/origins.ts";
import { repeatedQuestions } from "./repeated-questions.ts";
import { expansions } from "../../syntax/names.ts";
import type { Survey } from "../survey/survey.ts";

export class Marks {
  /** Variables on which the results depend. */
  readonly names = new Set<string>();
  /** Variables whose values are needed, though no path needs to be kept apart for them. */
  readonly values = new Set<string>();
  /** Statements that must be evaluated. */
  readonly marked = new Set<Statement>();
  /** Functions that contain a command that matters, and functions that end the script. */
  readonly mattering = new Set<string>();
  /** Functions that must be evaluated, though nothing that matters depends on their arguments. */
  readonly evaluated = new Set<string>();
  readonly files: FilesRead;

  protected readonly survey: Survey;
  protected readonly variables: WatchedNames | undefined;
  /** Variables that matter and whose definitions have not been examined. */
  protected readonly open: string[] = [];
  /** Functions that matter or must be evaluated, and whose calls have not been examined. */
  protected readonly openFunctions: string[] = [];
  /** Guards of definitions of variables that matter. */
  protected readonly relevantGuards = new Set<Guard>();
  readonly #guards = new Set<Guard>();
  readonly #observedGuards = new Set<Guard>();
  readonly #observedLoops = new Set<Place>();
  /** The questions to the machine that the script asks again, and whose answer does not change. */
  readonly repeated: ReadonlySet<string>;
  readonly computed: ComputedNames;
  /** How many guards of commands and definitions that matter ask each question to the machine. */
  readonly #asking = new Map<string, number>();
  /** Places whose inputs matter, whose inputs name files that are run, and whose inputs name files that may be read. */
  readonly #read = new Set<Place>();
  readonly #run = new Set<Place>();
  readonly #observed = new Set<Place>();
  /** Lists of variables that have all been added: a command that assigns many variables has one list of uses for all. */
  readonly #added = new Set<readonly string[]>();
  /** Lists of variables whose values have all been examined, or are about to be. */
  readonly #used = new Set<readonly string[]>();

  constructor(survey: Survey, variables: WatchedNames | undefined) {
    this.survey = survey;
    this.variables = variables;
    this.files = new FilesRead(survey);
    this.repeated = repeatedQuestions(survey);
    this.computed = new ComputedNames(survey);
  }

  protected matters(name: string): boolean {
    return this.names.has(name) || (this.variables?.has(name) ?? false);
  }

  protected add(names: readonly string[]): void {
    if (this.#added.has(names)) return;
    this.#added.add(names);
    for (const name of names) {
      if (this.names.has(name)) continue;
      this.names.add(name);
      this.open.push(name);
    }
  }

  protected addGuard(guard: Guard | undefined): void {
    for (let one = guard; one !== undefined && !this.#guards.has(one); one = one.outer) {
      this.#guards.add(one);
      this.add(one.names);
      for (const question of one.questions ?? []) this.#asking.set(question, (this.#asking.get(question) ?? 0) + 1);
    }
  }

  /** Whether what matters depends on the answer to the question more than once. */
  isAskedAgain(question: string): boolean {
    return (this.#asking.get(question) ?? 0) > 1 && this.repeated.has(question);
  }

  /** Adds the inputs of the commands at a place. */
  protected addInputs(of: Place | undefined): void {
    eachInput(of, this.#read, (text) => {
      this.add(this.survey.texts.expansions(text));
      this.files.add(text);
    });
  }

  protected mark(place: Place | undefined): void {
    for (let one = place; one !== undefined && !this.marked.has(one.statement); one = one.outer)
      this.marked.add(one.statement);
  }

  /** Marks the function for evaluation. */
  protected evaluate(name: string): void {
    if (this.evaluated.has(name)) return;
    this.evaluated.add(name);
    this.openFunctions.push(name);
  }

  #addMattering(name: string): void {
    if (this.mattering.has(name)) return;
    this.mattering.add(name);
    this.openFunctions.push(name);
  }

  /** Marks a part and the function around it for evaluation. */
  protected follow({ place, inside }: Part): void {
    this.mark(place);
    if (inside !== undefined) this.evaluate(inside);
  }

  /** The same, and the writers of all files that it names. */
  protected followReader(part: Part): void {
    this.follow(part);
    this.files.addRun(part.text);
    eachInput(part.place, this.#run, (text) => this.files.addRun(text));
  }

  /** The same, and the writers of the files that it may read. */
  protected observe(part: Part): void {
    this.follow(part);
    this.files.addLoosely(part.text);
    eachInput(part.place, this.#observed, (text) => this.files.addLoosely(text));
  }

  /** Marks all definitions on which the values of the variables depend. */
  protected observeValues(names: readonly string[]): void {
    this.#eachDefinition(names, (definition) => {
      this.observe(definition);
      this.files.addRun(definition.text);
    });
  }

  /** The same for the variables of a condition, and of those around it. */
  protected observeGuard(guard: Guard | undefined): void {
    for (let one = guard; one !== undefined && !this.#observedGuards.has(one); one = one.outer) {
      this.#observedGuards.add(one);
      this.observeValues(one.names);
    }
  }

  /** The same for the variables in the conditions of the loops around a place. */
  protected observeLoops(place: Place | undefined): void {
    for (let one = place; one !== undefined && !this.#observedLoops.has(one); one = one.outer) {
      this.#observedLoops.add(one);
      const { command } = one.statement;
      if (command.type !== "While") continue;
      this.observeValues(this.survey.texts.expansions(one.source.slice(command.clause.pos, command.clause.end)));
    }
  }

  /** Marks all definitions on which the values of the variables depend, without the content of files. */
  protected followValues(names: readonly string[]): void {
    this.#eachDefinition(names, (definition) => this.follow(definition));
  }

  /** Visits the definitions of the variables, and of the variables used there, if they have not been visited. */
  #eachDefinition(names: readonly string[], visit: (definition: Definition) => void): void {
    const open = new Set(names);
    for (const name of open) {
      if (this.values.has(name)) continue;
      this.values.add(name);
      for (const definition of this.survey.definitions.get(name) ?? []) {
        visit(definition);
        for (const uses of [definition.uses, this.computed.ofDefinition(name, definition)]) {
          // A command that assigns many variables has one list of uses for all.
          if (this.#used.has(uses)) continue;
          this.#used.add(uses);
          for (const use of uses) open.add(use);
        }
      }
    }
  }

  /** Adds a call that matters and everything that it depends on. */
  protected take(call: Call): void {
    const { uses, bodies, place, guard, inside } = call;
    this.files.addFor(call);
    // A shell may run the here-documents.
    if (bodies !== "") this.files.add(bodies);
    this.add(uses);
    this.add(expansions(bodies));
    this.add(this.computed.ofCall(call));
    this.addInputs(place);
    this.addGuard(guard);
    this.mark(place);
    if (inside !== undefined) this.#addMattering(inside);
  }

  /** Adds a definition whose value matters. */
  protected takeDefinition(definition: Definition): void {
    const { name, text, uses, guard, inside, place } = definition;
    this.mark(place);
    if (guard !== undefined) this.relevantGuards.add(guard);
    if (inside !== undefined) this.#addMattering(inside);
    this.add(uses);
    this.files.add(text);
    this.addInputs(place);
    this.addGuard(guard);
    this.add(this.computed.ofDefinition(name, definition));
  }
}

/** Visits the inputs of the commands at a place, and of those around it, unless the place has been visited before. */
function eachInput(place: Place | undefined, visited: Set<Place>, visit: (text: string) => void): void {
  for (let one = place; one !== undefined && !visited.has(one); one = one.outer) {
    visited.add(one);
    inputsOf(one).forEach(visit);
  }
}
