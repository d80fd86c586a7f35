/** Finds where a step's script prints secrets: on its stdout or stderr, which the agent stores, or on the command lines of programs. */
import type { SsmDocument, Step } from "../../document/index.ts";
import { GIVEN_TOGETHER } from "../../aws/credentials/variables.ts";
import { SECRET_VARIABLES } from "../../aws/json/secret-keys.ts";
import {
  evaluate,
  type Evaluation,
  type PrintedText,
  type AbstractString,
  type ShellScript,
  type Span,
  type Interest,
} from "../../shell/index.ts";
import { lineEnd } from "../../lines/line-end.ts";
import { isEnvVar } from "../injection/language/declared-values.ts";
import { readsEnvVar } from "../injection/env-var.ts";
import { mayExpose, PRINTERS, SECRET_PARTS } from "./may-expose.ts";
import { isSecretParameter, isSecretName } from "./secrets/parameter-names.ts";
import { withoutFailed } from "./taint/failed-programs.ts";
import { DatabaseFields } from "./taint/database-fields.ts";
import { Revealer } from "./taint/revealed.ts";
import { passesOnInput } from "./printing/passing-programs.ts";
import { onCommandLines } from "./command-lines.ts";
import { Secrets, type Secret } from "./secrets/secret.ts";
import { placeholdersRead } from "./printing/lines-read.ts";
import { printingPrograms } from "./printing/printing-programs.ts";

export interface Exposure extends Span {
  /**
   * printed: the command prints the secret; trace: `set -x` or `set -v` shows it; diagnostics: the program's own messages show it; argument:
   * it is on the command line of a program.
   */
  readonly kind: "printed" | "trace" | "diagnostics" | "argument";
  readonly stream: "stdout" | "stderr" | undefined;
  /** The first secret that is shown. */
  readonly secret: Secret;
  /** For "trace": the first command that is shown with a secret. */
  readonly first: Span | undefined;
  /** The function call with which the command shows it; `undefined` if the call expands nothing. */
  readonly call: Span | undefined;
}

export interface ExposureOptions {
  /** Whether secrets on command lines, which `ps` shows, count too. */
  readonly commandLine: boolean;
  /** Whether the session token of IMDSv2 counts. */
  readonly metadataToken: boolean;
}

/** A script of a document, and what its exposures depend on. */
export interface ExposingStep {
  readonly script: ShellScript;
  readonly document: Pick<SsmDocument, "declarations" | "schema">;
  readonly environment: Step["environment"];
}

/** A script that is no longer than this, in characters, has few paths. */
const SHORT = 1_000;

/** What one evaluation of a script shows. */
export interface EvaluatedExposures {
  /** In order of the text. */
  readonly exposures: readonly Exposure[];
  /** `undefined` if the text shows that there is no exposure. */
  readonly evaluation: Evaluation | undefined;
}

/** How a script is evaluated; see `INTERESTS`. */
type How = "roughly" | "apart";

/** Returns the exposures: one for each command, and one for each command that enables tracing. */
export function exposuresIn(step: ExposingStep, options: ExposureOptions): EvaluatedExposures {
  const shown = exposuresBy(step, options);
  const how = estimating(step);
  const found = shown(how);
  // In a long script, paths are kept apart only if one prints a secret: that is slower, but shows whether the path is possible.
  return how === "roughly" && found.exposures.length > 0 ? shown("apart") : found;
}

/**
 * The exposures in a short script. In a long one, some of them may be on paths that are impossible.
 * @param original the script whose length decides: exposures before and after a change are found in the same way
 */
export function estimatedExposures(
  step: ExposingStep,
  options: ExposureOptions,
  original: ExposingStep = step,
): EvaluatedExposures {
  return exposuresBy(step, options)(estimating(original));
}

function estimating({ script }: ExposingStep): How {
  return script.text.length > SHORT ? "roughly" : "apart";
}

/** What is examined once for all evaluations of a script. */
function exposuresBy(step: ExposingStep, options: ExposureOptions): (how: How) => EvaluatedExposures {
  const parameters = secretParameters(step);
  const given = givenVariables(step, parameters);
  if (!mayExpose(step.script, parameters, given.size > 0, options))
    return () => ({ exposures: [], evaluation: undefined });
  return (how) => {
    const evaluation = evaluated(step, given, how);
    return { exposures: exposedBy(step, evaluation, parameters, options), evaluation };
  };
}

function exposedBy(
  { script }: ExposingStep,
  evaluation: Evaluation,
  parameters: ReadonlySet<string>,
  { commandLine, metadataToken }: ExposureOptions,
): readonly Exposure[] {
  const revealer = new Revealer(new Secrets(), parameters);
  const fields = new DatabaseFields(evaluation, parameters);
  const secretsIn = (value: AbstractString): readonly Secret[] => {
    const all = revealer.in(value);
    // What does not reveal a secret may be unknown text.
    const revealing = value.filter((piece) => revealer.in([piece]).length > 0);
    return fields.areIn(revealing, all) ? [] : all;
  };
  // AWS returns a secret as a string or as a binary value. Scripts that never name the latter expect a string.
  const isBinary = script.text.includes("SecretBinary");
  const secretIn = (value: AbstractString): Secret | undefined =>
    telling(
      secretsIn(value).filter(
        ({ kind, name }) => (metadataToken || kind !== "token") && (isBinary || name !== "SecretBinary"),
      ),
    );
  const found = new Map<string, Exposure>();
  const add = (one: Exposure): void => {
    const key =
      one.kind === "trace"
        ? `trace ${one.pos}`
        : `${one.kind === "argument" ? "argument" : "output"} ${one.pos} ${one.end}`;
    if (!found.has(key)) found.set(key, one);
  };
  for (const printed of evaluation.printed) {
    const secret = secretIn(withoutFailed(printed.value, printed.facts));
    if (secret !== undefined) add(exposureOf(printed, secret, script));
  }
  for (const { by, name, span } of placeholdersRead(script)) {
    const secret = secretIn(pasted(name));
    if (secret !== undefined)
      add({ kind: "trace", stream: "stderr", secret, first: span, call: undefined, pos: by.pos, end: by.end });
  }
  if (commandLine)
    for (const one of onCommandLines(evaluation, secretsIn))
      add({ kind: "argument", stream: undefined, first: undefined, call: undefined, ...one });
  return [...found.values()].toSorted((a, b) => a.pos - b.pos || a.end - b.end);
}

/** The secret that messages name: a whole secret if there is one. Most secrets are text, not binary. */
function telling(secrets: readonly Secret[]): Secret | undefined {
  const whole = secrets.filter(({ isPart }) => isPart !== true);
  const all = whole.length > 0 ? whole : secrets;
  return all.find(({ name }) => name !== "SecretBinary") ?? all[0];
}

/** Matches a call whose words contain variables or substitutions, not only arguments that its own caller passed. */
const PASSES_VALUES = /^[^;&|]*(?:\$[{(]*[A-Za-z_]|`)/;

function exposureOf({ by, calls, pos, end, stream }: PrintedText, secret: Secret, { text }: ShellScript): Exposure {
  const call = calls.find((one) => PASSES_VALUES.test(text.slice(one.pos, lineEnd(text, one.pos))));
  if (typeof by !== "string")
    return {
      kind: "trace",
      stream,
      secret,
      first: { pos, end },
      call,
      ...(by.span ?? { pos: 0, end: text.split("\n", 1)[0]!.length }),
    };
  return { kind: by === "stdout" ? "printed" : "diagnostics", stream, secret, first: undefined, call, pos, end };
}

/** Names of the parameters that contain secrets, including those that CloudFormation substitutes. */
function secretParameters({ document: { declarations }, script }: ExposingStep): ReadonlySet<string> {
  const names = new Set<string>();
  for (const declaration of declarations.values()) if (isSecretParameter(declaration)) names.add(declaration.name);
  for (const { name, pos } of script.placeholders)
    if (script.text.startsWith("${", pos) && isSecretName(name)) names.add(name);
  for (const { name, pos } of script.placeholders)
    if (STORED_UNDER.test(script.text.slice(Math.max(0, pos - 40), pos))) names.delete(name);
  return names;
}

/** Matches if the following text is the name of a secret in Parameter Store or Secrets Manager. */
const STORED_UNDER = /\s--(?:names?|secret-id)[\s=]+["']?$/;

/** With `interpolationType: ENV_VAR` the agent passes the value in a variable. */
function givenVariables(
  { document: { declarations, schema } }: ExposingStep,
  parameters: ReadonlySet<string>,
): ReadonlyMap<string, AbstractString> {
  const given = new Map<string, AbstractString>();
  if (!readsEnvVar(schema)) return given;
  for (const declaration of declarations.values())
    if (parameters.has(declaration.name) && isEnvVar(declaration))
      given.set(`SSM_${declaration.name}`, pasted(declaration.name));
  return given;
}

function pasted(name: string): AbstractString {
  return [{ kind: "unknown", reason: "placeholder", name, nonEmpty: false }];
}

/** Both follow every command. */
const INTERESTS: Readonly<Record<How, Interest>> = {
  roughly: { watched: [], only: false, roughly: true },
  /** Keeps paths apart by the variables that may contain secrets. */
  apart: {
    watched: PRINTERS,
    about: { programs: PRINTERS, parts: SECRET_PARTS, isPrinted: true },
    only: false,
  },
};

/** The last evaluation of a script, which several documents may share, and the variables that it was given. */
interface Known {
  readonly variables: string;
  readonly evaluation: Evaluation;
}

const evaluations = { roughly: new WeakMap<ShellScript, Known>(), apart: new WeakMap<ShellScript, Known>() };

/** Evaluates the script separately from the step's own evaluation, which follows only what other rules watch. */
function evaluated(
  { script, environment }: ExposingStep,
  given: ReadonlyMap<string, AbstractString>,
  how: How,
): Evaluation {
  const variables = [...given.keys()].join(" ");
  const known = evaluations[how].get(script);
  if (known?.variables === variables) return known.evaluation;
  const evaluation = evaluate(script, {
    programs: printingPrograms,
    environment,
    together: GIVEN_TOGETHER,
    interest: INTERESTS[how],
    printing: { labelled: SECRET_VARIABLES, handsOn: passesOnInput, given },
  });
  evaluations[how].set(script, { variables, evaluation });
  return evaluation;
}
