/** Determines whether an access key can silently be empty, so that the CLI falls back to a leftover credentials file. */
import { knownText, type AbstractString, type Fact, type OutputText, type Piece, type Run } from "../../shell/index.ts";
import {
  acceptsErrorPages,
  comesFromOneOfSeveral,
  failsWithoutResult,
  isOfOneOfSeveral,
  outputsIn,
  producers,
  TEXT_TOOLS,
} from "./provenance.ts";
import { printsStatusToo } from "../../programs/http/curl/printed-status.ts";
import { rejectsErrorPages } from "../../programs/input-judges.ts";

/**
 * masked: the status of the substitution is lost; textTool: the status is that of a tool that succeeds without output; errorPage:
 * curl without `-f` takes an error page for the answer; unchecked: the script does not check the status.
 */
export type EmptyKeyReason = "masked" | "textTool" | "errorPage" | "unchecked";

/** Whether the program is installed on every instance; `jq` and the interpreters are not. */
function isEverywhere(run: Run): boolean {
  return !/^(?:jq|yq|gron|python|perl|ruby|node|json_pp)/.test(run.invocation.program);
}

/**
 * Whether the comparison has this outcome if the program fails and prints nothing, or the HTTP status 000: `[ "$X" = null ]` is false.
 * `jq` prints `null` for a missing key, but nothing if its input is empty (jq 1.6 and 1.7).
 */
function isOutcomeOfFailure({ run, holds, ofEmpty, ofZero }: Fact): boolean {
  return holds !== undefined && (printsStatusToo(run) ? ofZero : ofEmpty) === true;
}

/** What the path to a run has established about the programs that a key comes from. */
class Knowledge {
  readonly #facts: readonly Fact[];
  /** The programs that extract the key, or its siblings, from the answer. */
  readonly #stages: ReadonlySet<Run>;

  constructor(facts: readonly Fact[], stages: ReadonlySet<Run>) {
    this.#facts = facts;
    this.#stages = stages;
  }

  #is(run: Run, ...facts: readonly Fact["is"][]): boolean {
    return this.#facts.some((fact) => fact.run === run && facts.includes(fact.is));
  }

  /** Whether the script compares the run's output with something, and continues only if the run did not fail. */
  #compared(run: Run): boolean {
    return this.#facts.some((fact) => fact.run === run && this.#isComparison(fact) && !isOutcomeOfFailure(fact));
  }

  /** Not if a stage reads the output, and ends with some status. */
  #isComparison({ is, by }: Fact): boolean {
    return is === "compared" && (by === undefined || !this.#stages.has(by));
  }

  /** Whether the script has checked what was printed. */
  looked(output: OutputText): boolean {
    return output.nonEmpty === "checked" || this.#is(output.of, "non-empty") || this.#compared(output.of);
  }

  succeeded(run: Run): boolean {
    return this.#is(run, "succeeded");
  }

  /** Whether the fact shows that the run has found something in its input. */
  #isFind({ run, is }: Fact): boolean {
    if (this.#stages.has(run)) return false;
    if (is === "succeeded" || is === "failed") return failsWithoutResult(run);
    return is === "non-empty" || (is === "compared" && this.#compared(run));
  }

  /**
   * Whether a test reads the same answer, and the script checks the test's status: `echo "$ANSWER" | grep -q AccessKeyId || exit
   * 1`; or whether it checks another part of the answer.
   */
  #tested(source: Run): boolean {
    return this.#facts.some(
      (fact) => this.#isFind(fact) && producers(fact.run.stdin ?? []).some((output) => output.of === source),
    );
  }

  /** Whether the script checks that another run of the program succeeds, or what that finds, or that `which` finds the program. */
  isInstalled({ invocation: { program } }: Run): boolean {
    return this.#facts.some((fact) => {
      const { invocation, argv } = fact.run;
      if (invocation.program === "which")
        return fact.is === "succeeded" && argv.slice(1).some(({ value }) => knownText(value) === program);
      return invocation.program === program && (fact.is === "succeeded" || this.#isFind(fact));
    });
  }

  /** Whether the script checks that the request led to an answer, if only an error page. */
  responded(output: OutputText): boolean {
    return this.succeeded(output.of) || this.looked(output);
  }

  /** Whether the program that fetched the answer is known to have received one. */
  answered(output: OutputText): boolean {
    if (this.#compared(output.of) || this.#tested(output.of)) return true;
    return !acceptsErrorPages(output.of) && this.responded(output);
  }
}

export interface DoubtfulKey {
  readonly doubt: EmptyKeyReason;
  /** The program whose failure goes unnoticed. */
  readonly program: string;
  /** The program that prints the key. */
  readonly last: string;
}

/** Whether the text is a part of an output that is known not to be empty. */
function isChecked(piece: Piece): boolean {
  return piece.kind === "unknown" && piece.nonEmpty;
}

/**
 * Returns why `key`, as seen by `run`, may silently be empty; `undefined` if it cannot be empty, or the script checks.
 * @param siblings the other credentials: a checked value that was extracted from the same answer vouches for the key too
 */
export function emptyKeyReason(
  key: AbstractString,
  siblings: readonly AbstractString[],
  run: Run,
  masked: boolean,
): DoubtfulKey | undefined {
  const outputs = outputsIn(key);
  const [last] = outputs;
  if (last === undefined || key.some((piece) => isChecked(piece) || outputsIn([piece]).length === 0)) return undefined;
  // Of which of several starts a word is, is not known.
  if (isOfOneOfSeveral(key)) return undefined;
  const stages = producers(key);
  const all = [key, ...siblings].flatMap((value) => producers(value).map((output) => output.of));
  const knowledge = new Knowledge(run.facts, new Set(all));
  const vouches = (value: AbstractString) =>
    value.some((piece) => isChecked(piece) || (piece.kind === "output" && knowledge.looked(piece))) &&
    producers(value).some((output) => stages.some((stage) => stage.of === output.of));
  if (outputs.some((output) => knowledge.looked(output)) || siblings.some(vouches)) return undefined;
  const sources = stages.filter((output) => !TEXT_TOOLS.has(output.of.invocation.program));
  const answered = sources.length > 0 && sources.every((output) => knowledge.answered(output));
  if (!answered && sources.length > 1 && comesFromOneOfSeveral(key)) return undefined;
  const { program } = last.of.invocation;
  const errorPage = stages.find((output) => acceptsErrorPages(output.of));
  if (knowledge.succeeded(last.of)) {
    const rejects = rejectsErrorPages(last.of);
    const isRejected = (output: OutputText) => rejects?.(output.of) === true && knowledge.responded(output);
    if (sources.length > 0 && sources.every((output) => knowledge.answered(output) || isRejected(output)))
      return undefined;
    if (TEXT_TOOLS.has(program) && failsWithoutResult(last.of)) return undefined;
    if (errorPage !== undefined) return { doubt: "errorPage", program: errorPage.of.invocation.program, last: program };
    return TEXT_TOOLS.has(program) ? { doubt: "textTool", program, last: program } : undefined;
  }
  const isInstalled = isEverywhere(last.of) || knowledge.isInstalled(last.of);
  if (answered && TEXT_TOOLS.has(program) && isInstalled) return undefined;
  const fetching = masked && !answered ? sources.at(-1) : undefined;
  // A tool whose input is known not to be empty can only fail, for example because it is not installed.
  const isSilent = TEXT_TOOLS.has(program) && !answered && !failsWithoutResult(last.of);
  if (masked && (fetching !== undefined || !isSilent))
    return { doubt: "masked", program: fetching?.of.invocation.program ?? program, last: program };
  return { doubt: isSilent ? "textTool" : "unchecked", program, last: program };
}
