/** The evaluator's entry point: evaluates a script on every path to the programs that it starts. */
import { isExhausted } from "./state/budget.ts";
import { keepProvenance } from "./values/provenance.ts";
import type { AbstractString } from "./model/value.ts";
import { effort, startEffort, weigh } from "./limits/effort.ts";
import { startCounting } from "./limits/work.ts";
import type { ParsedScript, Statement } from "unbash";
import { dispatch } from "./commands/simple-command.ts";
import { runSignalHandlers } from "./commands/signal-handlers.ts";
import { callTheUncalled } from "./commands/uncalled-functions.ts";
import type { Cut, Evaluation } from "./model/evaluation.ts";
import { cheapEffort, mostCommands, mostWithEffort } from "./limits/command-shares.ts";
import { codeLength } from "./syntax/code-length.ts";
import { LIMITS } from "./limits/limits.ts";
import { Liveness } from "./liveness/liveness.ts";
import type { Decisions } from "./state/path/decisions.ts";
import type { Machine } from "./state/interfaces/evaluator.ts";
import { outermost } from "./state/path/context.ts";
import { skippedCode } from "./syntax/nested-scripts.ts";
import type { ProgramTable } from "./model/program-model.ts";
import { successOf } from "./refinement/exit-status.ts";
import { CutShort, Recorder } from "./results/recorder.ts";
import type { Interest } from "./slice/criterion/criterion.ts";
import { Relevance } from "./slice/slice.ts";
import { surveyOf } from "./slice/survey/script-survey.ts";
import type { ShellScript } from "./syntax/script.ts";
import { SlotNumbers } from "./paths/value-numbering.ts";
import { scriptSource } from "./values/source.ts";
import { Outcomes } from "./outcomes/outcomes.ts";
import { OPTION } from "./state/path/path.ts";
import { evaluateStatements } from "./commands/statements.ts";
import type { EventSink } from "./state/interfaces/event-sink.ts";
import type { Slice } from "./state/interfaces/slice.ts";
import { SignalHandlers } from "./state/path/signal-handlers.ts";
import { Symbols } from "./state/path/symbols.ts";
import { dropTraps, setTrap } from "./state/path/traps.ts";
import { atExit, keepHandlers } from "./embedded/run-traps.ts";
import { NO_FILES, type LastingFiles } from "./model/lasting-file.ts";
import { lastingFiles } from "./state/lasting-files.ts";
import { startPath } from "./state/start-path.ts";
import { option } from "./state/options.ts";

export interface EvaluateOptions {
  readonly programs: ProgramTable;
  /** Names of variables that the agent exports to the script (`inputs.environment`). */
  readonly environment?: readonly string[] | undefined;
  /** Watched files that earlier steps left, by their keys; see `Evaluation.left`. */
  readonly files?: LastingFiles | undefined;
  /** Maps an inherited variable to the variable that is set if it is, unless `environment` names that variable. */
  readonly together?: ReadonlyMap<string, string> | undefined;
  /**
   * What keeps paths apart; all else may be joined. Without an interest, everything is followed and nothing keeps paths apart.
   */
  readonly interest?: Interest | undefined;
  /** Records the conditions that the evaluation meets, and may decide one of them. */
  readonly decisions?: Decisions | undefined;
  /** Whether the evaluation ends where it stops following the script, because a result that is cut off is not used. */
  readonly endsAtCut?: boolean | undefined;
  /** Also records what the script prints, in `Evaluation.printed`, and what unknown text is derived from. */
  readonly printing?:
    | {
        /** Variables whose values always carry the variable's name. */
        readonly labelled: readonly string[];
        /** Whether the program prints the text that it reads, or text derived from it. */
        readonly handsOn: (program: string) => boolean;
        /** Variables of the agent's environment, with their values. */
        readonly given: ReadonlyMap<string, AbstractString>;
      }
    | undefined;
}

const NO_PROGRAM: Interest = { watched: [] };

const NOTHING: Evaluation = {
  invocations: [],
  events: [],
  cuts: [],
  commands: 0,
  embedded: [],
  interpreted: [],
  printed: [],
  unnoticed: new Map(),
  isOverruled: false,
  examined: new Set(),
  tolerated: new Set(),
  found: NO_FILES,
  left: NO_FILES,
};

/**
 * Evaluates a script on every path and returns which programs it starts, with what arguments and environments, and which
 * variables it changes. Never throws; `cuts` lists what a limit in `LIMITS` cut off.
 */
export function evaluate(script: ShellScript, options: EvaluateOptions): Evaluation {
  const { tree } = script;
  const { interest = NO_PROGRAM, files = NO_FILES } = options;
  if (tree === undefined || isNothing(interest))
    return files.size === 0 ? NOTHING : { ...NOTHING, found: files, left: files };
  const watched = new Set(interest.watched);
  const record = new Recorder((program) => program === "" || watched.has(program), options.endsAtCut === true, files);
  let machine: Machine | undefined;
  try {
    const survey = surveyOf(script.text, tree);
    for (const pos of skippedCode(tree, script.text)) record.cut("nesting", { pos, end: script.text.length });
    if (survey.isTooNested) {
      record.cut("nestedText", { pos: 0, end: script.text.length });
      return record.result();
    }
    const relevance = new Relevance(survey, interest);
    if (relevance.isEmpty) return record.result();
    machine = createMachine(script, tree, options, relevance, record);
    const left = follow(machine, script, tree, options);
    return record.result({ outcomes: machine.outcomes, spent: spentOf(machine), left });
  } catch (error) {
    if (error instanceof CutShort)
      return record.result(machine && { outcomes: machine.outcomes, spent: spentOf(machine) });
    // Code nested so deeply that the stack overflows.
    if (!(error instanceof RangeError)) throw error;
    const cut: Cut = { limit: "depth", pos: 0, end: script.text.length };
    const found = record.result(machine);
    return { ...found, cuts: [...found.cuts, cut] };
  }
}

function spentOf({ spent, spentAside }: Machine): number {
  return spent + spentAside + effort();
}

function isNothing(interest: Interest): boolean {
  if (interest.only !== true || interest.outcomes !== undefined) return false;
  return (
    interest.watched.length === 0 &&
    interest.followed === undefined &&
    interest.readers === undefined &&
    interest.variables === undefined
  );
}

function follow(machine: Machine, script: ShellScript, tree: ParsedScript, options: EvaluateOptions): LastingFiles {
  const context = outermost(scriptSource(script));
  machine.wholes.add(tree.commands);
  const ends = atExit(
    machine,
    evaluateStatements(machine, tree.commands, [startPath(machine, script, options)], context),
    context,
  );
  for (const end of ends) machine.outcomes.finish(successOf(machine, end));
  // A function that nothing calls prints nothing.
  const left = lastingFiles(machine, ends);
  if (machine.printing !== undefined) return left;
  // Without any end, a signal ends a loop of the script, and may call a function.
  const reached = ends.length > 0 ? ends : machine.last.unending;
  if (ends.length === 0) keepHandlers(machine, reached, context);
  runSignalHandlers(machine);
  callTheUncalled(machine, reached, context);
  return left;
}

function createMachine(
  script: ShellScript,
  tree: ParsedScript,
  options: EvaluateOptions,
  relevance: Slice,
  record: EventSink,
): Machine {
  const { interest = NO_PROGRAM } = options;
  const { affordable, allowed } = budgetOf(script, interest);
  startCounting(allowed / LIMITS.documentCommands);
  startEffort(cheapEffort(script.text.length));
  keepProvenance(options.printing?.handsOn);
  let hurried = false;
  const symbols = new Symbols(interest.variables);
  const similar = similarIn(interest);
  const precise = LIMITS.precise + codeLength(script) / 18;
  const machine: Machine = {
    programs: options.programs,
    environment: new Set(options.environment),
    permitted: script.permitted ?? new Map(),
    together: options.together ?? new Map(),
    interpreter: script.interpreter.kind,
    symbols,
    numbers: new SlotNumbers(symbols, (name) => relevance.has(name)),
    relevance,
    printing: options.printing && { labelled: new Set(options.printing.labelled) },
    record,
    handlers: new SignalHandlers(),
    decisions: options.decisions,
    keepsFacts: interest.facts === "all",
    outcomes: new Outcomes(interest.outcomes, symbols),
    liveness: new Liveness(script.text, tree, relevance, script.interpreter.kind === "bash"),
    called: new Set(),
    definitions: new Map(),
    decisiveFiles: new Set(),
    newFiles: new Set(),
    extendedFiles: new Set(),
    followedFiles: new Set(),
    wholes: new WeakSet(),
    last: { of: tree.commands, ends: [], unending: [] },
    spent: 0,
    spentAside: 0,
    worldsLeft: interest.roughly === true ? LIMITS.worldsApart / 4 : LIMITS.worldsApart,
    allowed,
    affordable,
    reserved: 0,
    similar() {
      if (isExhausted(machine, interest.only === false)) return 0;
      if (machine.spent >= 2 * precise || effort() > allowed / 4) return 1;
      return machine.spent < precise && !hurried ? similar : LIMITS.similarLater;
    },
    hurry: () => {
      hurried = true;
    },
    dispatch,
    run: (statements: readonly Statement[], paths, context) => evaluateStatements(machine, statements, paths, context),
    subshell(statements, path, context) {
      const { flow } = path;
      weigh("shell");
      // A subshell does not inherit traps.
      dropTraps(machine, path);
      if (!option(path, OPTION.errtrace)) setTrap(machine, path, "ERR", undefined);
      const ends = atExit(machine, evaluateStatements(machine, statements, [path], context), context);
      for (const end of ends) end.flow = flow;
      return ends;
    },
  };
  return machine;
}

/**
 * How many commands of a script may be evaluated (`allowed`), and how many it may cost including the effort that counts as commands
 * (`affordable`, see `effort.ts`). Half as many if a result that was cut off is not used.
 */
function budgetOf({ text, commandShare }: ShellScript, { roughly }: Interest): Pick<Machine, "affordable" | "allowed"> {
  const part = roughly === true ? 1 / 2 : 1;
  return {
    allowed: part * (commandShare ?? mostCommands(text.length)),
    affordable: part * mostWithEffort(text.length, commandShare),
  };
}

function similarIn({ roughly, watched }: Interest): number {
  if (roughly === true) return LIMITS.similarLater;
  return watched.length > 0 ? LIMITS.similar : LIMITS.similarText;
}
