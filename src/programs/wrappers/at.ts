/**
 * `at` and `batch`: run code later with `/bin/sh`, in the environment of now (at(1), at 3.2). What the job prints is sent by mail.
 */
import { type Effect, type ProgramModel, type Run, knownText } from "../../shell/index.ts";
import { madeWord } from "../argv/argument.ts";
import { hasOption, lastValue, parseOptions, type OptionSyntax } from "../argv/getopt.ts";
import { shellEffects } from "../shells/shell.ts";

export const atSyntax: OptionSyntax = { short: "q:f:MmbvlrdhVct:u:", long: {}, permute: true };

/** Options that list, show or delete jobs. */
const INSTEAD = ["l", "r", "d", "c", "V", "h"];

/** The variables that a job does not get: these, and those whose names are the beginning of one of these. */
const NOT_EXPORTED = ["TERM", "DISPLAY", "_", "SHELLOPTS", "BASH_VERSINFO", "EUID", "GROUPS", "PPID", "UID"];
const DROPPED = NOT_EXPORTED.flatMap((name) => Array.from(name, (_, index) => name.slice(0, index + 1)));

function job(run: Run, needsTime: boolean): readonly Effect[] {
  const [self] = run.argv;
  const parsed = parseOptions(run.argv.slice(1), atSyntax);
  if (self === undefined || parsed === undefined || hasOption(parsed, ...INSTEAD)) return [];
  if (needsTime && parsed.operands.length === 0 && !hasOption(parsed, "t")) return [];
  const file = lastValue(parsed, "f");
  const named = file === undefined || knownText(file.value) === "-" ? [] : [file];
  const sh = madeWord(self, "sh");
  const effects = shellEffects([sh, ...named], run, { unset: DROPPED, by: "other" });
  return [
    ...effects.map((effect) => (effect.kind === "shell" ? { ...effect, interpreter: "sh", isDetached: true } : effect)),
    { kind: "output", value: [] },
    { kind: "status", success: true },
  ];
}

export const at: ProgramModel = (run) => job(run, true);

export const batch: ProgramModel = (run) => job(run, false);
