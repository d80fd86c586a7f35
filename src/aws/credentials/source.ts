/**
 * The credential provider that answers when the CLI looks for credentials, as far as the script determines it.
 *
 * botocore's order: keys in the environment (unless `--profile` is given), a role or single sign-on of the profile, the
 * shared credentials file, keys of the config file, a container's endpoint, the instance metadata service. The first
 * provider with credentials wins; if they are rejected, no other is tried. Source: `create_credential_resolver` and
 * `ProfileProviderBuilder.providers` in botocore's credentials.py, and test/differential/aws-cli/credential-chain.test.ts.
 */
import { type Binding, type Run, homeKey, knownText, type AbstractString } from "../../shell/index.ts";
import { CONFIG_FILE, CREDENTIALS_FILE, givesDefaultKeys, givesDefaultRole } from "./files.ts";
import {
  CREDENTIAL_VARIABLES,
  exportedValue,
  isEmpty,
  KEY,
  SECRET,
  visibilityIn,
  type CredentialVariable,
  type VariableVisibility,
} from "./variables.ts";

/** What a command line specifies about credentials; see `src/programs/aws.ts`. */
export interface CredentialOptions {
  readonly profile: AbstractString | undefined;
  readonly noSignRequest: boolean;
  /** Whether an argument of unknown text may stand for options. */
  readonly open: boolean;
}

/** Where credentials come from. `implicit`: from whatever the instance happens to have. */
export type CredentialSource =
  | "option"
  | "profile variable"
  | "keys"
  | "web identity"
  | "file variable"
  | "written file"
  | "unknown"
  | "implicit";

export interface CredentialTrust {
  /** Whether variables count as set after an unknown file was sourced. */
  readonly trustSourced: boolean;
}

type Sights = Readonly<Record<CredentialVariable, VariableVisibility>>;

/** Maximum number of combinations of variable values that are considered. */
const ALTERNATIVES = 64;

function alternatives(run: Run): readonly (readonly [CredentialVariable, readonly Binding[]])[] {
  let count = 1;
  return CREDENTIAL_VARIABLES.map((name) => {
    let bindings = run.environment.get(name);
    if (count * bindings.length > ALTERNATIVES) bindings = bindings.slice(0, 1);
    count *= Math.max(1, bindings.length);
    return [name, bindings] as const;
  });
}

/** Every combination of what the program may see in the variables; a single one if no paths were joined. */
function* combinations(run: Run): Generator<Sights> {
  const open = alternatives(run).map(([name, bindings]) => {
    const sights = bindings.map((binding) => visibilityIn(run.environment, name, binding));
    return [name, [...new Set(sights)]] as const;
  });
  const go = function* (index: number, so: Partial<Record<CredentialVariable, VariableVisibility>>): Generator<Sights> {
    const entry = open[index];
    if (entry === undefined) {
      yield so as Sights;
      return;
    }
    const [name, sights] = entry;
    for (const each of sights.length === 0 ? (["absent"] as const) : sights)
      yield* go(index + 1, { ...so, [name]: each });
  };
  yield* go(0, {});
}

/** The possible home directories of the user who runs the program. The agent runs scripts as root, without `HOME`. */
export function homesOf(run: Run): string[] {
  const home = exportedValue(run.environment, "HOME");
  const user = home && homeKey(home);
  if (user !== undefined && user !== "~") return [user, `/home/${user.slice(1)}`];
  const known = home === undefined ? undefined : knownText(home)?.replace(/\/$/, "");
  return known === undefined ? ["~", ""] : [known, known.replace(/^\/home\//, "~")];
}

/**
 * What the script has written to one of the CLI's files, in each place where that may be.
 * @param usual its name, if no variable names another file
 * @param variable the variable that may name another file
 */
export function writtenTo(run: Run, usual: string, variable?: string): readonly AbstractString[] {
  const named = variable === undefined ? undefined : exportedValue(run.environment, variable);
  const paths = named === undefined ? homesOf(run).map((home) => usual.replace("~", home)) : [knownText(named)];
  return paths.flatMap((path) => {
    const content = path === undefined ? undefined : run.file(path);
    return content === undefined ? [] : [content];
  });
}

function written(run: Run): CredentialSource | undefined {
  const isGiven =
    writtenTo(run, CREDENTIALS_FILE).some(givesDefaultKeys) ||
    writtenTo(run, CONFIG_FILE, "AWS_CONFIG_FILE").some(givesDefaultRole);
  return isGiven ? "written file" : undefined;
}

/** The source for one combination of what the program sees in the variables. */
function sourceFor(sights: Sights, run: Run, { trustSourced }: CredentialTrust): CredentialSource {
  const has = (name: CredentialVariable) => sights[name] === "set" || (sights[name] === "unknown" && trustSourced);
  if (CREDENTIAL_VARIABLES.some((name) => sights[name] === "unknown") && trustSourced) return "unknown";
  if (has("AWS_PROFILE") || has("AWS_DEFAULT_PROFILE")) return "profile variable";
  if (has(KEY) && has(SECRET)) return "keys";
  if (has(KEY)) return "implicit";
  if (has("AWS_WEB_IDENTITY_TOKEN_FILE") && has("AWS_ROLE_ARN")) return "web identity";
  if (has("AWS_SHARED_CREDENTIALS_FILE")) return "file variable";
  return written(run) ?? "implicit";
}

/** Whether the value of `--profile` names a profile. An empty value counts as none. */
function namesProfile(profile: AbstractString | undefined): boolean {
  return profile !== undefined && !isEmpty(profile);
}

/** The sources that may provide the credentials of this run; a single one unless paths were joined before it. */
export function credentialSources(
  run: Run,
  options: CredentialOptions,
  trust: CredentialTrust = { trustSourced: true },
): ReadonlySet<CredentialSource> {
  if (options.noSignRequest || options.open || namesProfile(options.profile)) return new Set(["option"]);
  const sources = new Set<CredentialSource>();
  for (const sights of combinations(run)) sources.add(sourceFor(sights, run, trust));
  return sources;
}
