/** Programs that print no secret if they fail: `X=$(aws … 2>&1) || echo "failed: $X"` prints a message of `aws`. */
import type { AbstractString, Run } from "../../../shell/index.ts";

const PRINTS_NOTHING = /^(?:aws|curl|wget|jq|[ef]?grep)$/;

/** Returns the text without the outputs of such programs that have failed. */
export function withoutFailed(value: AbstractString, hasFailed: (run: Run) => boolean): AbstractString {
  return value.filter(
    (piece) => piece.kind !== "output" || !PRINTS_NOTHING.test(piece.of.invocation.program) || !hasFailed(piece.of),
  );
}
