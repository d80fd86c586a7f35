/** Finds credentials that are given but cannot work. */
import { isEmpty, KEY, SECRET, visibilityIn, visibilityOf, TOKEN } from "../../aws/credentials/variables.ts";
import {
  type Binding,
  type Evaluation,
  type Run,
  type Span,
  knownText,
  type AbstractString,
} from "../../shell/index.ts";
import { credentialCalls, type CredentialCall } from "./credential-call.ts";
import { eventsOf } from "./event-index.ts";
import { hasWritten } from "./profiles.ts";
import { isTemporaryKey } from "./provenance.ts";

export interface Flaw {
  readonly kind:
    | "keyWithoutSecret"
    | "temporaryWithoutToken"
    | "wrongName"
    | "profileOverridesKeys"
    | "emptyProfile"
    | "staleToken";
  readonly variable: string;
  /** The assignment that is at fault, or that the message mentions; `undefined` if the agent made it. */
  readonly span: Span | undefined;
  /** For a wrong name, the name that the CLI reads. */
  readonly right: string | undefined;
  /** The assignment of the missing variable, if the script sets it without exporting it. */
  readonly unexported: Span | undefined;
}

const LEGACY_TOKEN = "AWS_SECURITY_TOKEN";

/** Names that other tools read, but the CLI does not. */
export const WRONG_NAMES = [
  ["AWS_ACCESS_KEY", KEY],
  ["AWS_SECRET_KEY", SECRET],
  ["AWS_ACCESS_KEY_SECRET", SECRET],
  ["AWS_SECRET_ACCESS_KEY_ID", SECRET],
  ["AWS_TOKEN", TOKEN],
] as const;

type SetBinding = Extract<Binding, { state: "set" }>;

/** A binding with which the program sees the variable with a value, on some path. */
function seen(run: Run, name: string): SetBinding | undefined {
  const binding = run.environment.get(name).find((each) => visibilityOf(each) === "set");
  return binding?.state === "set" ? binding : undefined;
}

/** Whether on some path the program is certain to see no value in the variable. */
function mayLack(run: Run, name: string): boolean {
  const visibilities = run.environment.get(name).map((each) => visibilityIn(run.environment, name, each));
  return visibilities.some((each) => each === "absent" || each === "empty");
}

function flaw(kind: Flaw["kind"], variable: string, binding: SetBinding | undefined, right?: string): Flaw {
  return { kind, variable, span: binding?.span, right, unexported: undefined };
}

/** The flaw that `variable` is missing although the key is set. */
function missing(kind: Flaw["kind"], run: Run, variable: string, key: SetBinding): Flaw {
  const inShell = run.environment.get(variable).find((each) => each.state === "set" && !each.exported);
  return { ...flaw(kind, variable, key), unexported: inShell?.state === "set" ? inShell.span : undefined };
}

/** The maximum number of programs that a text is followed through to compare it with another. */
const depthLimit = 20;

/** Whether two texts are computed in the same way, so that they are equal or meant to be. */
function same(a: AbstractString, b: AbstractString, depth = 0): boolean {
  if (a.length !== b.length) return false;
  return a.every((piece, index) => {
    const other = b[index]!;
    if (piece.kind === "text") return other.kind === "text" && piece.text === other.text;
    if (piece.kind === "output") return other.kind === "output" && sameRun(piece.of, other.of, depth + 1);
    return other.kind === "unknown" && piece.reason === other.reason && piece.name === other.name;
  });
}

/** Whether two runs start the same program with the same arguments and the same text on stdin. */
function sameRun(a: Run, b: Run, depth: number): boolean {
  if (a === b) return true;
  if (depth > depthLimit || a.argv.length !== b.argv.length || a.invocation.program !== b.invocation.program)
    return false;
  return (
    a.argv.every(({ value }, index) => same(value, b.argv[index]!.value, depth)) &&
    same(a.stdin ?? [], b.stdin ?? [], depth)
  );
}

/** Whether the program can see the key without the other variable. If each is set on some paths only, these may be the same paths. */
function mayLackBeside(run: Run, name: string): boolean {
  return mayLack(run, name) && (!mayLack(run, KEY) || seen(run, name) === undefined);
}

/** Whether the command that sets the key also sets the secret, depending on what it reads: `while read -r k v; do export "$k=$v"; done`. */
function setsSecretToo({ span }: SetBinding, evaluation: Evaluation): boolean {
  return eventsOf(evaluation, SECRET).some(({ pos }) => pos === span?.pos);
}

/** Flaws of keys in the environment: these come first, whatever profile the environment names. */
function* ofKeys(run: Run, key: SetBinding, evaluation: Evaluation): Generator<Flaw> {
  // An inherited environment that has the key has the secret too, and the script's assignments to the secret stay exported.
  if (key.span !== undefined && mayLackBeside(run, SECRET) && !setsSecretToo(key, evaluation)) {
    yield missing("keyWithoutSecret", run, SECRET, key);
    // The CLI stops at this error, whatever else is missing.
    if (seen(run, SECRET) === undefined) return;
  }
  const token = seen(run, TOKEN);
  const legacy = seen(run, LEGACY_TOKEN);
  if (token === undefined && legacy === undefined && mayLack(run, TOKEN) && isTemporaryKey(key.value)) {
    yield missing("temporaryWithoutToken", run, TOKEN, key);
  }
  if (token !== undefined && legacy !== undefined && !same(token.value, legacy.value)) {
    yield flaw("staleToken", LEGACY_TOKEN, legacy);
  }
}

function* withoutKeys(run: Run): Generator<Flaw> {
  for (const [wrong, right] of WRONG_NAMES) {
    const binding = seen(run, wrong);
    if (binding?.span !== undefined && seen(run, right) === undefined && mayLack(run, right)) {
      yield flaw("wrongName", wrong, binding, right);
    }
  }
}

/** Positions where the keys that commands sign with were set. */
const usedKeys = new WeakMap<Evaluation, ReadonlySet<number | undefined>>();

/** Whether another command signs with the key that was set at the span: `--profile` is then a deliberate exception. */
function isUsed(evaluation: Evaluation, span: Span): boolean {
  let used = usedKeys.get(evaluation);
  if (used === undefined) {
    const calls = evaluation.invocations.flatMap((invocation) => credentialCalls(invocation));
    const signing = calls.filter(({ sources }) => sources.has("keys"));
    used = new Set(signing.map(({ run }) => seen(run, KEY)?.span?.pos));
    usedKeys.set(evaluation, used);
  }
  return used.has(span.pos);
}

/** Yields what is wrong with the credentials of one run of `aws`. */
export function* flaws({ run, line, sources }: CredentialCall, evaluation: Evaluation): Generator<Flaw> {
  if (line.open || line.options.has("no-sign-request")) return;
  const key = seen(run, KEY);
  const profile = line.options.get("profile");
  if (profile !== undefined && !isEmpty(profile)) {
    const overridden = key?.span !== undefined && seen(run, SECRET) !== undefined && !isUsed(evaluation, key.span);
    // A profile that the script itself wrote is intended.
    if (overridden && !hasWritten(run, knownText(profile))) yield flaw("profileOverridesKeys", KEY, key);
    return;
  }
  for (const name of ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"]) {
    const empty = run.environment.get(name).find((each) => visibilityOf(each) === "empty");
    if (empty?.state === "set" && empty.span !== undefined) yield flaw("emptyProfile", name, empty);
  }
  if (key !== undefined) yield* ofKeys(run, key, evaluation);
  if (sources.has("implicit")) yield* withoutKeys(run);
}
