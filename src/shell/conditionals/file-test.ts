/** Tests of files: `[ -f FILE ]` and the like. */
import { openTest } from "../refinement/comparison.ts";
import { withStatusInfo } from "../outcomes/status-info.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { SUCCESS, type Status } from "../state/path/path.ts";
import { readFile } from "../state/virtual-files.ts";
import { knownText } from "../model/value.ts";
import { NO_FILE } from "../values/file-key.ts";
import type { Operand } from "./operand.ts";

/**
 * Whether the script has written some known text to the file on this path, so that it exists and is not empty. What a program writes
 * is not known to be there: the program may fail.
 */
function hasWritten({ machine, path, context }: Frame, { value, word }: Operand): boolean {
  const name = knownText(value);
  if (name === undefined || word === undefined) return false;
  const content = readFile(machine, path, value) ?? [];
  if (content === NO_FILE || !content.some((piece) => piece.kind === "text" && piece.text !== "")) return false;
  return !machine.liveness.mayRemoveFile(name, context.region, context.source.span(word.pos, word.end).pos);
}

/** The status of a test of a file with one of the operators `-e`, `-f`, `-r`, `-s` and `-x`. */
export function fileTest(frame: Frame, operator: string, tested: Operand): Status {
  if (operator !== "-x" && hasWritten(frame, tested)) return SUCCESS;
  const { outcomes } = frame.machine;
  const { value: name } = tested;
  const tells = outcomes.writersOf(frame.path, name, operator !== "-s");
  const { success, failure } = openTest(frame, name);
  return withStatusInfo(
    {
      kind: "unknown",
      success: [...success, ...outcomes.files.found(tells)],
      failure: [...failure, ...outcomes.files.missing(tells)],
    },
    tells,
  );
}
