/** Finds what is wrong with the parameters that a step's script pastes. */
import { groupBy } from "../../grouping/group-by.ts";
import type { SsmDocument } from "../../document/index.ts";
import type { Evaluation, ShellScript } from "../../shell/index.ts";
import { charactersLost } from "./rereading/characters-lost.ts";
import { anchored, isEnvVar, permittedValues, type DeclaredValues } from "./language/declared-values.ts";
import { envVarFaults, expandsText, isFallback, readsEnvVar } from "./env-var.ts";
import type { Finding } from "./finding.ts";
import { isMatchedBy } from "./language/matching.ts";
import { pastedValues, type Pasted } from "./places/pasted-values.ts";
import { secondParses, type SecondParse } from "./rereading/second-parses.ts";
import { harmTogether } from "./values-together.ts";
import { splittingValue } from "./splitting.ts";
import { witnessOf, type Witness } from "./verdict.ts";

export interface FindingOptions {
  /** Whether to report values too that can only be split into several words, or match file names. */
  readonly splitting: boolean;
  /** Whether the oldest agent of the fleet supports `interpolationType`; `undefined` if that is not configured. */
  readonly agentsKnowEnvVar: boolean | undefined;
}

/** A script of a document, and what its findings depend on. */
export interface PastingStep {
  readonly script: ShellScript;
  readonly document: Pick<SsmDocument, "declarations" | "schema">;
  /** Parameters whose values are instance ids. */
  readonly instanceIds?: ReadonlySet<string> | undefined;
}

export interface StepFindings {
  /** In order of the text, at most one for each placeholder. */
  readonly findings: readonly Finding[];
  /** `undefined` if the script was not evaluated. */
  readonly evaluation: Evaluation | undefined;
}

export function findingsIn({ script, document, instanceIds }: PastingStep, options: FindingOptions): StepFindings {
  const all = pastedValues(script, document.declarations);
  const pasted = instanceIds === undefined ? all : all.filter(({ placeholder: { name } }) => !instanceIds.has(name));
  if (pasted.length === 0) return { findings: [], evaluation: undefined };
  let known: ReturnType<typeof rereadingOf> | undefined;
  const rereading = () => (known ??= rereadingOf(script, pasted));
  const rereads = (one: Pasted): readonly SecondParse[] => rereading().parses.get(one) ?? [];
  const isRead = (parameter: string): boolean => rereading().expanded.has(parameter);
  const alone = pasted.map((one) => findingOf(one, script, document.schema, options, rereads, isRead));
  const reported = new Set(alone.flatMap((one) => (one === undefined ? [] : [one.pasted.placeholder.name])));
  const silent = pasted.filter((one) => isPastedRaw(one, document.schema) && !reported.has(one.placeholder.name));
  const mayHarm = silent.length > 1 && silent.some(({ declaration }) => permittedValues(declaration) !== undefined);
  const together = mayHarm ? harmTogether(silent, rereads) : undefined;
  const findings = pasted.flatMap((one, at): readonly Finding[] => {
    const found = alone[at] ?? together?.get(one);
    return found === undefined ? [] : [found];
  });
  return { findings, evaluation: known?.evaluation };
}

/** Where values are parsed a second time, and the parameters whose variable code expands that is parsed again. */
function rereadingOf(script: ShellScript, pasted: readonly Pasted[]) {
  const { evaluation, parses } = secondParses(script, pasted);
  return {
    evaluation,
    parses: groupBy(parses, (each) => each.pasted),
    // Of several placeholders of one parameter in a file, the code does not show which one a text comes from.
    expanded: new Set(parses.filter(expandsText).map((each) => each.pasted.placeholder.name)),
  };
}

/** Whether every agent version pastes the value. */
function isPastedRaw({ declaration }: Pasted, schema: SsmDocument["schema"]): boolean {
  return !isEnvVar(declaration) || !readsEnvVar(schema);
}

type Rereads = (one: Pasted) => readonly SecondParse[];

function findingOf(
  one: Pasted,
  script: ShellScript,
  schema: SsmDocument["schema"],
  { splitting, agentsKnowEnvVar }: FindingOptions,
  rereads: Rereads,
  isRead: (parameter: string) => boolean,
): Finding | undefined {
  const values = permittedValues(one.declaration);
  const raw = (): Finding | undefined => values && rawFinding(one, values, rereads);
  if (!isEnvVar(one.declaration)) return raw() ?? (splitting ? splits(one, values) : undefined);
  if (!readsEnvVar(schema)) {
    const found = raw();
    return found && { ...found, kind: "envIgnored" };
  }
  const pastedRaw = agentsKnowEnvVar === undefined ? isFallback(one, script.text) : !agentsKnowEnvVar;
  const old = pastedRaw ? raw() : undefined;
  if (old !== undefined) return { ...old, kind: "envOldAgent" };
  return (
    envVarFaults(one, script.text, rereads, isRead, (context) => values && witnessOf(values, context)) ??
    (splitting && one.context?.quoting === "word" ? splits(one, values) : undefined)
  );
}

function rawFinding(one: Pasted, values: DeclaredValues, rereads: Rereads): Finding | undefined {
  const { context } = one;
  if (one.isCommandByIntent) return undefined;
  const direct = context && witnessOf(values, context);
  if (direct !== undefined) {
    const reread = rereads(one).find(({ as }) => as === "script");
    return { ...directKind(one, direct), pasted: one, reread, again: undefined };
  }
  for (const { as, by, context: inner, span } of rereads(one)) {
    const witness = witnessOf(values, inner, charactersLost(context, by));
    if (witness === undefined) continue;
    const kind = as === "script" ? "secondParse" : "computed";
    return { kind, pasted: one, harm: witness.harm, witness: witness.value, context: inner, again: { by, span } };
  }
  return undefined;
}

function directKind(
  { context, declaration }: Pasted,
  { harm, value }: Witness,
): Pick<Finding, "kind" | "harm" | "witness" | "context"> {
  const isAnchoredSafe = (): boolean => {
    const whole = anchored(declaration);
    // The search for a value in several places may give up, although one is known.
    return whole === undefined || (!isMatchedBy(whole.automaton, value) && witnessOf(whole, context!) === undefined);
  };
  const kind = declaration.allowedPattern !== undefined && isAnchoredSafe() ? "unanchored" : harm;
  return { kind, harm, witness: value, context };
}

function splits(one: Pasted, values: DeclaredValues | undefined): Finding | undefined {
  const { context } = one;
  if (values === undefined || context === undefined || one.isCommandByIntent) return undefined;
  const witness = splittingValue(values, context);
  return witness === undefined ? undefined : { kind: "splits", pasted: one, witness, context, again: undefined };
}
