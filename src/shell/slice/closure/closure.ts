/** The closure of the slice: from the commands of interest to everything that they depend on. */
import type { Statement } from "unbash";
import { RUNS_TEXT } from "../survey/definers.ts";
import type { Interest, WatchedNames } from "../criterion/criterion.ts";
import { originsOf } from "../flow/origins.ts";
import type { Call, Part } from "../survey/fragments.ts";
import { Correlations } from "./correlations.ts";
import { OutcomeMarks } from "./outcome-marks.ts";
import { Edges } from "../survey/reachable.ts";
import { ASSIGNS_ANY } from "../flow/reach.ts";
import { mayRunAgain } from "../functions/repetition.ts";
import { readersIn } from "../functions/text-readers.ts";
import { Roles } from "./classification.ts";
import { Runners } from "../functions/forwarders.ts";
import { settersIn } from "../functions/credential-setters.ts";
import type { Sinks } from "./sinks.ts";
import { RUNS_HERE, type Survey } from "../survey/survey.ts";

/** Matches exports whose expanded words determine which variables are exported. */
const EXPORTS_WORDS = /^(?:export|declare|typeset)\s(?!-[fFp]+\s)(?:.*\s)?"?[$`]/;

export class Closure extends OutcomeMarks {
  /** Functions that are called with arguments that matter, and that run them as a command. */
  readonly handed = new Set<string>();
  /** Functions with text tools that are of interest and that use the functions' arguments. */
  readonly reading: ReadonlySet<string>;
  /** Functions with calls for which it is followed whether their failure is noticed. */
  readonly calling: ReadonlySet<string>;
  /** Functions that set a watched variable. */
  readonly setters: ReadonlySet<string>;

  readonly #sinks: ReadonlySet<Call>;
  readonly #outcomes: ReadonlySet<Call>;
  readonly #roles: Roles;
  readonly #runners: Runners;
  /** Calls by the functions that they may call, and calls by the enclosing statements that write files. */
  readonly #callsTo = new Edges<string, Call>();
  readonly #callsWithin = new Edges<Statement, Call>();
  readonly #correlations: Correlations;

  /**
   * @param readers text tools that are of interest.
   * @param outcomes calls for which it is followed whether their failure is noticed.
   */
  constructor(survey: Survey, found: Sinks, readers: readonly Part[], outcomes: Sinks, interest: Interest) {
    const { variables } = interest;
    super(survey, variables);
    this.#sinks = found.sinks;
    this.#outcomes = outcomes.sinks;
    this.calling = outcomes.producers;
    this.#roles = new Roles(survey, found, interest);
    this.setters = settersIn(survey, variables);
    this.#runners = new Runners(survey);
    this.#correlations = new Correlations(survey, this.names, this.relevantGuards, this.calling);
    for (const call of this.#roles.others) for (const name of call.callees) this.#callsTo.add(name, call);
    for (const call of this.files.isEmpty ? [] : survey.calls)
      for (let one = call.place; one !== undefined; one = one.outer)
        if (this.files.mayWrite(one.statement)) this.#callsWithin.add(one.statement, call);
    if (variables !== undefined) this.#addWatched(variables);
    for (const origin of originsOf(readers, survey)) this.followReader(origin);
    this.reading = readersIn(survey, readers, this.#roles.others);
    for (const call of this.#roles.taken) this.take(call);
    for (const call of this.#roles.observed) this.observe(call);
    // Fixes look for a variable that contains the output of a program of interest, and all its other possible values count too.
    this.observeValues([...found.printed]);
    if (interest.outcomes !== undefined) this.followOutcomes(outcomes, interest.outcomes.judging, this.#roles.leaving);
    if (this.marked.size === 0 && this.names.size === 0) return;
    this.#followAside();
    for (let before = -1; before !== this.#size;) {
      before = this.#size;
      this.#goOn();
    }
  }

  /** Adds the watched variables, and the writers of the files that they name. */
  #addWatched(variables: WatchedNames): void {
    for (const [name, definitions] of this.survey.definitions) {
      if (!variables.has(name)) continue;
      this.add([name]);
      for (const { text } of definitions) this.files.addSourced(text);
    }
  }

  get #size(): number {
    const { names, values, mattering, evaluated, handed, files } = this;
    return names.size + values.size + mattering.size + evaluated.size + handed.size + files.size;
  }

  /** Takes a call with arguments that matter, to a function that runs them. */
  #hand(call: Call): void {
    this.take(call);
    this.handed.add(call.callee);
    for (const one of this.#runners.within(call.callee)) {
      this.add(one.uses);
      this.addGuard(one.guard);
      this.observeLoops(one.place);
      this.follow(one);
    }
  }

  /** Marks what must be evaluated for its effects on the shell. */
  #followAside(): void {
    const { survey } = this;
    const { side, leaving } = this.#roles;
    for (const { place } of survey.functions) this.mark(place);
    for (const part of [...side, ...leaving, ...survey.failing]) this.follow(part);
    for (const { callee, text } of side)
      if (callee === "." || callee === "source") this.files.addSourced(text);
      else if (callee !== "exec" || text.includes("<")) this.files.addRun(text);
    for (const { callee, uses, guard } of leaving) {
      this.observeGuard(guard);
      if (callee === "kill") this.observeValues(uses);
    }
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
      // After unknown code, all variables are unknown.
      if (RUNS_HERE.has(call.callee)) this.observeValues([...call.uses, ...this.computed.ofCall(call)]);
      // The file may use the words that it gets.
      const hasArguments = call.args.some((word) => word.includes("$")) && this.#roles.runsWritten(call);
      if (hasArguments || runsText || (this.variables !== undefined && EXPORTS_WORDS.test(call.text))) this.take(call);
    }
    this.add([...survey.references]);
    // It splits all words and lines.
    this.observeValues(["IFS"]);
  }

  /**
   * Takes the definitions of the variables that matter, the calls of the functions, the writers of the files, and whatever
   * these add.
   */
  #drain(): void {
    const { survey, mattering, files, open, openFunctions } = this;
    for (;;) {
      const name = open.pop();
      const called = name === undefined ? openFunctions.pop() : undefined;
      const file = name === undefined && called === undefined ? files.openWriters.pop() : undefined;
      if (name !== undefined) for (const one of survey.definitions.get(name) ?? []) this.takeDefinition(one);
      else if (called !== undefined)
        for (const call of this.#callsTo.from(called))
          if (mattering.has(called)) this.take(call);
          else this.follow(call);
      else if (file !== undefined)
        for (const call of this.#callsWithin.from(file.statement))
          if (file.isLoose) this.follow(call);
          else this.take(call);
      else return;
    }
  }

  #goOn(): void {
    const { survey, mattering, evaluated } = this;
    const runners = this.#runners;
    const roles = this.#roles;
    for (const call of runners.calls) {
      const { inside } = call;
      const handsOn = inside !== undefined && this.handed.has(inside) && runners.handsOn(call);
      if (this.#sinks.has(call) || this.#outcomes.has(call) || handsOn || runners.names(call, mattering))
        this.#hand(call);
    }
    this.#drain();
    for (const part of survey.demanding) if (part.uses.some((name) => this.matters(name))) this.follow(part);
    for (const call of roles.returning) {
      if (call.inside === undefined || mattering.has(call.inside)) this.take(call);
      else if (evaluated.has(call.inside)) {
        this.follow(call);
        // How a loop in the function ends: `[ $n -ge 5 ] && break`.
        this.observeGuard(call.guard);
      }
    }
    for (const call of roles.setting) if (call.inside === undefined || mattering.has(call.inside)) this.take(call);
    for (const { guard } of roles.leaving) for (const name of this.#correlations.decidersOf(guard)) this.add([name]);
    for (const { name, inside, guard } of survey.functions) {
      if (!mattering.has(name) && !evaluated.has(name)) continue;
      if (inside !== undefined) this.evaluate(inside);
      for (let one = guard; one !== undefined; one = one.outer) this.followValues(one.names);
    }
    this.#followPartlyMarked();
  }

  /** Marks all definitions of a variable if one is marked: with `X=1 N=3`, which is evaluated for X, N would keep 3 after `N=$((N-1))`. */
  #followPartlyMarked(): void {
    for (const [name, all] of this.survey.definitions) {
      if (all.length < 2 || this.values.has(name) || this.names.has(name)) continue;
      const skipped = all.filter(({ place }) => place !== undefined && !this.marked.has(place.statement));
      if (skipped.length > 0 && skipped.length < all.length) this.followValues([name]);
    }
  }
}
