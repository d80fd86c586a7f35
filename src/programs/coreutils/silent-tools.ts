/** Programs that print nothing, so that what a function prints is what its other commands print. */
import { type ProgramModel, knownText } from "../../shell/index.ts";
import { leadingText } from "../argv/argument.ts";

const SILENT: readonly ReturnType<ProgramModel>[number][] = [{ kind: "output", value: [] }];

/** Nothing, unless an option asks them to tell what they do. */
const quiet: ProgramModel = ({ argv }) =>
  argv.some(({ value }) => /^-(?:\w*[vc]|-(?:verbose|changes|help|version))/.test(leadingText(value))) ? [] : SILENT;

/** Nothing where only the status is asked for. */
const grep: ProgramModel = ({ argv }) =>
  argv.some(({ value }) => /^-(?:\w*q|-(?:quiet|silent)$)/.test(leadingText(value))) ? SILENT : [];

const DURATION = /^(?:\d+(?:\.\d*)?|\.\d+|infinity)[smhd]?$/;

/** Fails only if it is given what is no time. */
const sleep: ProgramModel = (start, run) => {
  const times = start.argv.slice(1).map(({ value }) => knownText(value));
  const isValid = times.length > 0 && times.every((text) => text !== undefined && DURATION.test(text));
  return isValid ? [...SILENT, { kind: "status", success: true }] : quiet(start, run);
};

/** By base name. */
export const silentPrograms: Readonly<Record<string, ProgramModel>> = {
  ...Object.fromEntries("chmod chown ln mkdir rm rmdir touch".split(" ").map((name) => [name, quiet])),
  egrep: grep,
  fgrep: grep,
  grep,
  sleep,
};
