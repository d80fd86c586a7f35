/**
 * The AWS CLI's credential provider chain for a single call.
 *
 * The order is botocore's, the same in CLI v1 and v2 (`create_credential_resolver` and
 * `ProfileProviderBuilder.providers` in credentials.py); the names are those that `aws configure list` prints as TYPE.
 * The first provider that has credentials answers.
 */
import { homesOf } from "../../aws/credentials/source.ts";
import { isEmpty } from "../../aws/credentials/variables.ts";
import type { AwsCommandLine } from "../../programs/aws/command-line.ts";
import { type Run, knownText, shownText } from "../../shell/index.ts";
import { seenVariable, type SeenVariable } from "./variable.ts";
import {
  PROVIDERS,
  VARIABLES,
  writesProfile,
  type FileChoice,
  type ProviderStep,
  type Seen,
  type Variable,
} from "./providers.ts";

/** The result of one walk through the chain. */
export interface Chain {
  readonly steps: readonly ProviderStep[];
  /** How CLI v1 and v2 differ, if they do. */
  readonly difference: string | undefined;
  readonly files: FileChoice;
}

/** The maximum number of different chains for one call. */
const MAX_CHAINS = 8;

/** Returns the chains for the paths that a run represents, at most {@link MAX_CHAINS}. */
export function providerChains(run: Run, line: AwsCommandLine): readonly Chain[] {
  const homes = homesSeen(run);
  return combinations(run)
    .flatMap((seen) => homes.map((home) => chainOf(run, line, seen, home)))
    .slice(0, MAX_CHAINS);
}

/** The home directories on the paths of a run. */
function homesSeen(run: Run): readonly string[] {
  const bindings = run.environment.get("HOME");
  if (bindings.length < 2) return [homesOf(run)[0] ?? "~"];
  return [
    ...new Set(bindings.map((one) => (one.state === "set" && one.exported ? (knownText(one.value) ?? "~") : "~"))),
  ];
}

function combinations(run: Run): Seen[] {
  let found: Partial<Record<Variable, SeenVariable>>[] = [{}];
  for (const name of VARIABLES) {
    const alternatives = seenVariable(run, name);
    const several = found.length * alternatives.length <= MAX_CHAINS ? alternatives : alternatives.slice(0, 1);
    found = found.flatMap((so) => several.map((seen) => ({ ...so, [name]: seen })));
  }
  return found as Seen[];
}

function chainOf(run: Run, line: AwsCommandLine, seen: Seen, home: string): Chain {
  const option = line.options.get("profile");
  const explicit = option !== undefined && !isEmpty(option);
  // v2's order. An empty variable counts: the CLI then looks for a profile without a name.
  const variable = [seen["AWS_PROFILE"], seen["AWS_DEFAULT_PROFILE"]].find(({ is }) => is === "set" || is === "empty");
  const profile = explicit ? shownText(option) : variable && (variable.text ?? "…");
  const credentials = seen["AWS_SHARED_CREDENTIALS_FILE"];
  const choice: FileChoice = {
    credentials: credentials.is === "set" ? (credentials.text ?? "…") : credentials.is === "empty" ? "" : undefined,
    home,
    profile,
    profileWritten: false,
    agentVariables: credentials.is === "absent" && credentials.because === "is not set",
    ifGiven: credentials.is === "absent" ? credentials.ifGiven : undefined,
  };
  const files = { ...choice, profileWritten: writesProfile(run, choice) };
  const steps: ProviderStep[] = [];
  let ended = false;
  for (const ask of PROVIDERS) {
    const asked = ask({ run, seen, files, explicit });
    steps.push(
      ended ? { ...asked, outcome: "not asked", because: "an earlier source answers", span: undefined } : asked,
    );
    ended ||= asked.outcome === "answers" || asked.outcome === "fails";
  }
  const [first, second] = [seen["AWS_PROFILE"], seen["AWS_DEFAULT_PROFILE"]];
  const differ = !explicit && first.is === "set" && second.is === "set" && first.text !== second.text;
  const difference = differ ? "CLI v2 uses AWS_PROFILE, CLI v1 uses AWS_DEFAULT_PROFILE" : undefined;
  return { steps, files, difference };
}
