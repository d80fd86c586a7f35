/** Programs that print nothing, so that the output of a function is that of its other commands. */
import { COMPUTED, hasOptional, knownText, type Effect, type ProgramModel, type Run } from "../../shell/index.ts";
import { leadingText } from "../argv/argument.ts";
import { Effort } from "../text/tool/effort.ts";
import { runTextTool } from "../text/index.ts";
import { fileOperands } from "../text/file-operands.ts";

const SILENT: readonly ReturnType<ProgramModel>[number][] = [{ kind: "output", value: [] }];

/** Prints nothing, unless an option requests messages. */
const quiet: ProgramModel = ({ argv }) =>
  argv.some(({ value }) => /^-(?:\w*[vc]|-(?:verbose|changes|help|version))/.test(leadingText(value))) ? [] : SILENT;

/** Prints nothing if its input is empty, as after a loop over no lines, unless it reads a file. */
const filter: ProgramModel = ({ argv, invocation: { program }, stdin }) => {
  if (stdin?.length !== 0) return [];
  const words = argv.map(({ value }) => knownText(value));
  return fileOperands(program, words)?.files.length === 0 ? SILENT : [];
};

/** How much a search may cost. */
const MOST_EFFORT = 100_000;

/** The status of a search in known text on stdin. */
function statusOf({ argv, invocation: { program }, stdin }: Run): readonly Effect[] {
  const values = [...argv.map(({ value }) => value), stdin ?? [COMPUTED]];
  const words = values.map((value) => (hasOptional(value) ? undefined : knownText(value)));
  if (!words.every((word) => word !== undefined)) return [];
  const found = runTextTool(program, words.slice(0, -1), words.at(-1)!, new Effort(MOST_EFFORT));
  return found === undefined ? [] : [{ kind: "status", success: found.success }, { kind: "read" }];
}

/** Prints nothing if only the status is requested. */
const grep: ProgramModel = (start) =>
  start.argv.some(({ value }) => /^-(?:\w*q|-(?:quiet|silent)$)/.test(leadingText(value)))
    ? [...SILENT, ...statusOf(start)]
    : statusOf(start);

const DURATION = /^(?:\d+(?:\.\d*)?|\.\d+|infinity)[smhd]?$/;

/** Fails only if an argument is not a duration. */
const sleep: ProgramModel = (start, run) => {
  const times = start.argv.slice(1).map(({ value }) => knownText(value));
  const isValid = times.length > 0 && times.every((text) => text !== undefined && DURATION.test(text));
  return isValid ? [...SILENT, { kind: "status", success: true }] : quiet(start, run);
};

/** Models by base name. */
export const silentPrograms: Readonly<Record<string, ProgramModel>> = {
  ...Object.fromEntries("chmod chown ln mkdir rm rmdir touch".split(" ").map((name) => [name, quiet])),
  ...Object.fromEntries("cut head sed sort tail tr uniq".split(" ").map((name) => [name, filter])),
  egrep: grep,
  fgrep: grep,
  grep,
  sleep,
};
