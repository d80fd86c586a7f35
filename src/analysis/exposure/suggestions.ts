/**
 * Suggests how to keep a secret out of the output. A suggestion is verified by evaluating the changed script: there must be fewer
 * exposures than before.
 */
import type { ScriptEdit } from "../../document/index.ts";
import type { TrialBudget } from "../trials/trial-budget.ts";
import { estimatedExposures, type ExposingStep, type Exposure, type ExposureOptions } from "./exposures.ts";

export interface Suggestion {
  /**
   * untrace: removes `set -x`, or its letter; quiet: removes the option that makes a program verbose, or adds `-q`; mask:
   * replaces the value by `${X:+hidden}`; discard: redirects the output to /dev/null.
   */
  readonly kind: "untrace" | "quiet" | "mask" | "discard";
  readonly changes: readonly ScriptEdit[];
}

/** Longer scripts, and further findings of one script, get no suggestions: each has to be evaluated again. */
const MAX_LENGTH = 20_000;
const MOST_FINDINGS = 8;
const MOST_TRIED = 4;

/**
 * Returns the first change that is found to help.
 * @param exposures all exposures of the script
 * @param budget the budget for trying changes in the file
 */
export function suggestionFor(
  step: ExposingStep,
  exposure: Exposure,
  exposures: readonly Exposure[],
  options: ExposureOptions,
  budget: TrialBudget,
): Suggestion | undefined {
  const { text, placeholders } = step.script;
  if (text.length > MAX_LENGTH || exposures.indexOf(exposure) >= MOST_FINDINGS) return undefined;
  // A script alone does not show what CloudFormation substitutes.
  if (placeholders.some(({ pos }) => text.startsWith("${", pos))) return undefined;
  return candidates(text, exposure)
    .slice(0, MOST_TRIED)
    .find(({ changes }) => budget.take(text.length) && isBetter(step, changes, options, budget));
}

function isBetter(
  step: ExposingStep,
  changes: readonly ScriptEdit[],
  options: ExposureOptions,
  budget: TrialBudget,
): boolean {
  const { script } = step;
  const changed = budget.parse(applied(script.text, changes), script);
  if (changed.errors.length > script.errors.length) return false;
  const { exposures, evaluation } = estimatedExposures({ ...step, script: changed }, options, step);
  // Code that was not followed may print secrets.
  if (evaluation !== undefined && !budget.spend(evaluation)) return false;
  return exposures.length < estimatedExposures(step, options).exposures.length;
}

function applied(text: string, changes: readonly ScriptEdit[]): string {
  return changes
    .toSorted((a, b) => b.pos - a.pos)
    .reduce((result, one) => result.slice(0, one.pos) + one.text + result.slice(one.end), text);
}

function candidates(text: string, exposure: Exposure): readonly Suggestion[] {
  switch (exposure.kind) {
    case "trace":
      return untraced(text, exposure);
    case "diagnostics":
      return quieted(text, exposure);
    case "printed":
      return [...masked(text, exposure), ...discarded(text, exposure)];
    case "argument":
      return [];
  }
}

/** Removes a command, with its line if it is alone there; otherwise replaces it by `:`. */
function removed(text: string, pos: number, end: number): ScriptEdit {
  const start = text.lastIndexOf("\n", pos - 1) + 1;
  const next = text.indexOf("\n", end);
  const isAlone = /^[ \t]*$/.test(text.slice(start, pos)) && next === end && /\S/.test(text.slice(next));
  return isAlone && start > 0 ? { pos: start, end: next + 1, text: "" } : { pos, end, text: ":" };
}

function untraced(text: string, { pos, end }: Exposure): readonly Suggestion[] {
  if (pos === 0 && text.startsWith("#!")) {
    const [line = ""] = text.split("\n");
    const letters = /\s-([^\Wx]*)x(\w*)(?=\s|$)/.exec(line);
    if (letters === null) return [];
    const rest = `${letters[1]!}${letters[2]!}`;
    const at = letters.index;
    return [
      { kind: "untrace", changes: [{ pos: at, end: at + letters[0].length, text: rest === "" ? "" : ` -${rest}` }] },
    ];
  }
  const command = text.slice(pos, end);
  if (/^set\s+(?:-[xv]|-o\s+(?:xtrace|verbose))$/.test(command))
    return [{ kind: "untrace", changes: [removed(text, pos, end)] }];
  return [/^(set\s+-)([^\Wx]*)x(\w*)/, /^(set\s+-)([^\Wv]*)v(\w*)/].flatMap((pattern): readonly Suggestion[] => {
    const letters = pattern.exec(command);
    if (letters === null || `${letters[2]!}${letters[3]!}` === "") return [];
    const at = pos + letters[1]!.length + letters[2]!.length;
    return [{ kind: "untrace", changes: [{ pos: at, end: at + 1, text: "" }] }];
  });
}

function quieted(text: string, { pos, end }: Exposure): readonly Suggestion[] {
  const command = text.slice(pos, end);
  const word = /\s(?:-v|--verbose|--debug)(?=\s|$)/.exec(command);
  if (word !== null)
    return [{ kind: "quiet", changes: [{ pos: pos + word.index, end: pos + word.index + word[0].length, text: "" }] }];
  const letter = /\s-[A-Za-z]{0,16}?v(?=[A-Za-z]{0,16}(?:\s|$))/.exec(command);
  if (letter !== null && /\bcurl\s/.test(command)) {
    const at = pos + letter.index + letter[0].length;
    return [{ kind: "quiet", changes: [{ pos: at - 1, end: at, text: "" }] }];
  }
  const wget = /(?:^|\s)wget(?=\s)/.exec(command);
  if (wget === null) return [];
  const at = pos + wget.index + wget[0].length;
  return [{ kind: "quiet", changes: [{ pos: at, end: at, text: " -q" }] }];
}

/** Replaces each `$X` that shows a secret by `${X:+hidden}`, as few as possible. */
function masked(text: string, { pos, end }: Exposure): readonly Suggestion[] {
  const command = text.slice(pos, end);
  if (!/^(?:echo|printf)\s/.test(command) || command.includes("'") || command.includes("`") || command.includes("$("))
    return [];
  const changes = [...command.matchAll(/\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g)].map(
    ({ 0: whole, 1: plain, 2: braced, index }): ScriptEdit => ({
      pos: pos + index,
      end: pos + index + whole.length,
      text: `\${${plain ?? braced!}:+hidden}`,
    }),
  );
  if (changes.length === 0) return [];
  const each = changes.length > 1 ? changes.slice(0, MOST_TRIED - 2).map((one) => [one]) : [];
  return [...each, changes].map((some): Suggestion => ({ kind: "mask", changes: some }));
}

/** Discards the output of a command that is run for its effect, not for its output. */
function discarded(text: string, { pos, end }: Exposure): readonly Suggestion[] {
  const command = text.slice(pos, end);
  if (!/^(?:\S*\/)?(?:aws|curl|tee)\s/.test(command) || /[<>]/.test(command)) return [];
  return [{ kind: "discard", changes: [{ pos: end, end, text: " > /dev/null" }] }];
}
