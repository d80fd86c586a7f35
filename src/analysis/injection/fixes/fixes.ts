/** The fixes for a parameter that is pasted unsafely: the environment variable, or a pattern. */
import type { SsmDocument, Step, ParameterDeclaration, FileEdit, ScriptEdit } from "../../../document/index.ts";
import type { ShellScript } from "../../../shell/index.ts";
import { readsEnvVar } from "../env-var.ts";
import { envVarEdits, type Rewriting } from "./env-var-fix.ts";
import { plainPlace, type PasteContext } from "../scanner/paste-context.ts";
import { pastedValues, type Pasted } from "../places/pasted-values.ts";
import { safePattern } from "./pattern-fix.ts";
import { secondParses } from "../rereading/second-parses.ts";

/** A step of the document, with its parsed script. */
export interface FixableStep {
  readonly step: Step;
  readonly shell: ShellScript;
}

export interface Offer<Of extends FixableStep> {
  readonly kind: "useEnvVar" | "addPattern";
  readonly scripts: readonly { readonly step: Of; readonly changes: readonly ScriptEdit[] }[];
  /** Edits of the declaration. */
  readonly edits: readonly FileEdit[];
  /** The pattern that is added, if any. */
  readonly pattern: string | undefined;
}

interface Use<Of> {
  readonly step: Of;
  /** All placeholders of the step. */
  readonly all: readonly Pasted[];
  /** The placeholders of the parameter. */
  readonly pasted: readonly Pasted[];
}

/** The context in which older agents paste a value: between double quotes. */
const IN_DOUBLE_QUOTES: PasteContext = { ...plainPlace("double", "command"), processSubstitution: true };

/** Returns the possible offers for one parameter of a document. */
export function offersFor<Of extends FixableStep>(
  document: SsmDocument,
  steps: readonly Of[],
  declaration: ParameterDeclaration,
  fileText: string,
  agentsKnowEnvVar: boolean | undefined,
): readonly Offer<Of>[] {
  const isOf = ({ placeholder }: Pasted): boolean => placeholder.name === declaration.name;
  const uses = steps.map((step): Use<Of> => {
    const all = pastedValues(step.shell, document.declarations);
    return { step, all, pasted: all.filter(isOf) };
  });
  const again = uses
    .filter(({ pasted }) => pasted.length > 0)
    .flatMap(({ all, step }) => secondParses(step.shell, all).parses)
    .filter(({ pasted }) => isOf(pasted));
  const offers: Offer<Of>[] = [];
  const rewriting = { again, forOldAgents: agentsKnowEnvVar === false };
  offers.push(...envVarOffer(document, uses, declaration, fileText, rewriting));
  const direct = uses.flatMap(({ pasted }) => pasted.filter(({ isCommandByIntent }) => !isCommandByIntent));
  const places = [...direct.map(({ context }) => context), ...again.map(({ context }) => context)];
  const pattern = safePattern(declaration, places);
  const edits = pattern === undefined ? undefined : declaration.set("allowedPattern", pattern);
  if (edits !== undefined) offers.push({ kind: "addPattern", scripts: [], edits, pattern });
  return offers;
}

function envVarOffer<Of extends FixableStep>(
  document: SsmDocument,
  uses: readonly Use<Of>[],
  declaration: ParameterDeclaration,
  fileText: string,
  rewriting: Omit<Rewriting, "all">,
): readonly Offer<Of>[] {
  const isText = declaration.type === undefined || declaration.type === "String";
  if (!readsEnvVar(document.schema) || !isText || declaration.open) return [];
  const declared = declaration.set("interpolationType", "ENV_VAR");
  if (declared === undefined || !isOnlyInScripts(document, uses, declaration.name, fileText)) return [];
  const scripts: { step: Of; changes: readonly ScriptEdit[] }[] = [];
  for (const { all, pasted, step } of uses) {
    const changes = pasted.length === 0 ? [] : envVarEdits(step.shell, pasted, { ...rewriting, all });
    if (changes === undefined) return [];
    if (changes.length > 0) scripts.push({ step, changes });
  }
  if (!rewriting.forOldAgents) return [{ kind: "useEnvVar", scripts, edits: declared, pattern: undefined }];
  const pattern = safePattern(declaration, [IN_DOUBLE_QUOTES]);
  const limited = pattern === undefined ? undefined : declaration.set("allowedPattern", pattern);
  if (limited === undefined) return [];
  return [{ kind: "useEnvVar", scripts, edits: joined(declared, limited), pattern }];
}

/** Joins insertions at the same position into one edit. */
function joined(first: readonly FileEdit[], second: readonly FileEdit[]): readonly FileEdit[] {
  const [a] = first;
  const [b] = second;
  if (first.length !== 1 || second.length !== 1 || a === undefined || b === undefined) return [...first, ...second];
  const isOnePlace = a.range[0] === b.range[0] && a.range[1] === b.range[1] && a.range[0] === a.range[1];
  return isOnePlace ? [{ range: a.range, text: a.text + b.text }] : [a, b];
}

/**
 * Whether the agent replaces the placeholder by a variable's name in shell scripts only. Its other inputs (`workingDirectory`)
 * would get that name as text, and PowerShell and Python read it differently. A script in a separate file cannot be rewritten
 * from here.
 */
function isOnlyInScripts<Of extends FixableStep>(
  { range }: SsmDocument,
  uses: readonly Use<Of>[],
  name: string,
  fileText: string,
): boolean {
  const placeholder = new RegExp(`\\{\\{\\s*${name.replaceAll(/\W/g, "\\$&")}\\s*\\}\\}`, "g");
  const countIn = (text: string): number => Array.from(text.matchAll(placeholder)).length;
  const whole = fileText.slice(range[0], range[1]);
  if (/\b(?:template)?file\(/.test(whole)) return false;
  const inScripts = uses.reduce((sum, { pasted }) => sum + pasted.length, 0);
  if (countIn(whole) !== inScripts && /aws:runPowerShellScript|aws:psModule/.test(whole)) return false;
  return uses.every(({ pasted, step }) => {
    const [start, end] = step.step.range;
    return countIn(fileText.slice(start, end)) === pasted.length;
  });
}
