/** The profiles of the CLI that a document names. */
import { CREDENTIALS_FILE, mayName } from "../../aws/credentials/files.ts";
import { readAwsCommandLine } from "../../programs/aws/command-line.ts";
import { knownText, type Evaluation, type Run } from "../../shell/index.ts";

/** The name of a parameter for a profile of the CLI: not `InstanceProfile`, `ProfileBucket` or `TunedProfile`. */
const PROFILE_NAME = /^(?:aws)?_?(?:cli)?_?profile_?(?:name)?$/i;

/** Operations of `aws configure` that only read. */
const READING = /^(?:get|list|list-profiles|export-credentials)$/;

export interface NamedProfiles {
  /** The profiles of other commands, and a parameter, in the order of preference. */
  readonly names: readonly string[];
  /** The profiles that the script itself creates: they may not exist before. */
  readonly created: ReadonlySet<string>;
}

/** Returns the profiles that commands and parameters name. */
export function namedProfiles(step: {
  readonly evaluation: Evaluation;
  readonly parameters: readonly string[];
}): NamedProfiles {
  const names = new Set<string>();
  const created = new Set<string>();
  for (const { program, runs } of step.evaluation.invocations) {
    if (program !== "aws") continue;
    const { command, operation, options } = readAwsCommandLine(runs[0]!.argv);
    const value = options.get("profile");
    const name = value === undefined ? undefined : knownText(value);
    if (!name) continue;
    names.add(name);
    if (command === "configure" && !READING.test(operation ?? "")) created.add(name);
  }
  const parameter = step.parameters.find((name) => PROFILE_NAME.test(name));
  if (parameter !== undefined) names.add(`{{ ${parameter} }}`);
  return { names: [...names], created };
}

/** Whether the script has written the profile before this run, by `aws configure` or into the file. */
export function hasWritten(run: Run, profile: string | undefined): boolean {
  const content = run.file(CREDENTIALS_FILE);
  return content !== undefined && (profile === undefined || mayName(content, profile));
}
