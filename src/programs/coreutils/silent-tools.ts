/** Programs that print nothing, so that what a function prints is what its other commands print. */
import type { ProgramModel } from "../../shell/index.ts";
import { leadingText } from "../argv/argument.ts";

const SILENT: readonly ReturnType<ProgramModel>[number][] = [{ kind: "output", value: [] }];

/** Nothing, unless an option asks them to tell what they do. */
const quiet: ProgramModel = ({ argv }) =>
  argv.some(({ value }) => /^-(?:\w*[vc]|-(?:verbose|changes|help|version))/.test(leadingText(value))) ? [] : SILENT;

/** Nothing where only the status is asked for. */
const grep: ProgramModel = ({ argv }) =>
  argv.some(({ value }) => /^-(?:\w*q|-(?:quiet|silent)$)/.test(leadingText(value))) ? SILENT : [];

/** By base name. */
export const silentPrograms: Readonly<Record<string, ProgramModel>> = {
  ...Object.fromEntries("chmod chown ln mkdir rm rmdir sleep touch".split(" ").map((name) => [name, quiet])),
  egrep: grep,
  fgrep: grep,
  grep,
};
