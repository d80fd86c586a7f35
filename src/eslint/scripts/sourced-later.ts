/** The files that steps of a document write and later steps source. */
import { outline, type AbstractString } from "../../shell/index.ts";

interface StepWithText {
  readonly step: { readonly script: { readonly text: string } };
}

/** `. /path`, `source /path`, and `export $(… /path …)`. */
const SOURCED =
  /(?:^|[\s;&|({])(?:\.|source)[ \t]{1,9}["']?(\/[\w./-]{1,200})|\bexport[ \t]{1,9}"?\$\([^)\n]{0,200}?[ \t<](\/[\w./-]{1,200})/gm;

/** Maximum number of files of a step that are followed; those that the next steps source come first. */
const MOST_FILES = 20;

/** Keyed by the steps of a document: the names that the steps after each step source. */
const known = new WeakMap<readonly StepWithText[], readonly (readonly string[])[]>();

function namesIn(text: string): Set<string> {
  return new Set([...text.matchAll(SOURCED)].slice(0, MOST_FILES).flatMap(([, one, other]) => one ?? other ?? []));
}

function namesAfterEach(steps: readonly StepWithText[]): readonly (readonly string[])[] {
  const names: (readonly string[])[] = [];
  let later: readonly string[] = [];
  for (const { step } of steps.toReversed()) {
    names.unshift(later);
    later = [...new Set([...namesIn(step.script.text), ...later])].slice(0, MOST_FILES);
  }
  return names;
}

/** Returns a regular expression for the names of the files in the step's script that later steps source, if there are any. */
export function sourcedLater(steps: readonly StepWithText[], index: number): RegExp | undefined {
  let names = known.get(steps);
  // While the nodes of the steps are created, the list is not complete.
  if (names?.length !== steps.length) known.set(steps, (names = namesAfterEach(steps)));
  const { text } = steps[index]!.step.script;
  const written = names[index]!.filter((name) => text.includes(name));
  if (written.length === 0) return undefined;
  const sources = written.map((name) => name.replace(/[.]/g, "\\.").replace(/^\/root(?=\/)/, "(?:/root|~)"));
  return new RegExp(`(?:${sources.join("|")})(?![\\w./-])`);
}

const VALUE = String.raw`(?:"[^"\x60$]*"|'[^']*'|[^\s;&|<>()"'\x60$]*)`;
const SETTINGS = new RegExp(
  String.raw`^(?:|#.*|set [-+]a;?|export(?:\s+\w+)+;?|(?:export\s+)?\w+=${VALUE}(?:\s+\w+=${VALUE})*;?)$`,
);
/** Whether a file of this content only sets variables: nothing in it starts a program. */
export function onlySets(content: AbstractString): boolean {
  return outline(content)
    .split("\n")
    .every((line) => SETTINGS.test(line.trim()));
}
