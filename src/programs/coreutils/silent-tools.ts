/** Programs that print nothing, so that the output of a function is that of its other commands. */
import { type ProgramModel, knownText } from "../../shell/index.ts";
import { leadingText } from "../argv/argument.ts";
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

/** Prints nothing if only the status is requested. */
const grep: ProgramModel = ({ argv }) =>
  argv.some(({ value }) => /^-(?:\w*q|-(?:quiet|silent)$)/.test(leadingText(value))) ? SILENT : [];

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
