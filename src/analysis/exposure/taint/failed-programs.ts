/**
 * Programs that print no secret if they fail: `X=$(aws … 2>&1) || echo "failed: $X"` prints a message of `aws`. So does
 * `echo "$X" | grep -q AccessDenied && echo "$X"`.
 */
import {
  type AbstractString,
  type Fact,
  type Run,
  findsFailure,
  isOtherNumber,
  isPartOf,
} from "../../../shell/index.ts";
import { printsStatusToo } from "../../../programs/http/curl/printed-status.ts";
import { runTextTool } from "../../../programs/text/index.ts";
import { toolInput } from "../../extraction/pipeline.ts";

const PRINTS_NOTHING = /^(?:aws|curl|wget|jq|[ef]?grep)$/;

/** Returns the text without the outputs of such programs that have failed according to the facts. */
export function withoutFailed(value: AbstractString, facts: readonly Fact[]): AbstractString {
  return value.filter(
    (piece) =>
      piece.kind !== "output" ||
      !PRINTS_NOTHING.test(piece.of.invocation.program) ||
      !facts.some((fact) => (fact.run === piece.of && isFailure(fact)) || isOtherStatus(fact, piece.of)),
  );
}

/**
 * Whether the HTTP status that curl prints is not that of a success: `R=$(curl -w '%{http_code}' …)`, `C=$(echo "$R" | tail -n 1)`,
 * `[ "$C" != 200 ]`.
 */
function isOtherStatus(fact: Fact, printer: Run): boolean {
  const { run, text = "" } = fact;
  return isOtherNumber(fact) && text.startsWith("2") && printsStatusToo(printer) && isPartOf(run, new Set([printer]));
}

function isFailure({ by, holds, is }: Fact): boolean {
  return is === "failed" || (is === "compared" && holds === true && by !== undefined && findsMessage(by));
}

/** Whether it is a search for the message of a failure: `grep -q AccessDenied`. */
function findsMessage(search: Run): boolean {
  const { program } = search.invocation;
  const words = program.endsWith("grep") ? toolInput(search)?.argv : undefined;
  return words !== undefined && findsFailure(words.join(" "), (text) => runTextTool(program, words, text)?.success);
}
