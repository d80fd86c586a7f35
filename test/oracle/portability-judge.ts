/** Compares what shells did with a construct to what is reported about it. */
import { CONSTRUCTS, type FailureClass, type FoundConstruct } from "../../src/analysis/portability/construct.ts";
import type { Outcome, Outcomes } from "./portability-laboratory.ts";

/** A line that the shell itself wrote on stderr. */
const DASH_MESSAGE = /^(?:[^\s:]+: )?(?:\d+: .*|(?:trap|alias|hash): .*|.*bad trap|.*: cannot run .*)$/gm;
const BASH_MESSAGE = /: line \d+: /;

function messages({ stderr }: Outcome): readonly string[] {
  return [...stderr.matchAll(DASH_MESSAGE)].map(([line]) => line.replace(/^\S+: (?=\d+: )/, "").replace(/^\d+: /, ""));
}

function isSame(dash: Outcome, bash: Outcome): boolean {
  return (
    dash.stdout === bash.stdout &&
    dash.status === bash.status &&
    dash.files === bash.files &&
    (messages(dash).length > 0 || BASH_MESSAGE.test(dash.stderr)) === BASH_MESSAGE.test(bash.stderr)
  );
}

/** Whether dash did something else than bash, under some assignment. */
export function differs({ dash, bash }: Outcomes): boolean {
  return dash.some((one, index) => !isSame(one, bash[index]!));
}

function isReached(active: Outcomes, plain: Outcomes): boolean {
  return active.dash.some((one, index) => {
    const other = plain.dash[index]!;
    return (
      one.stdout !== other.stdout ||
      one.status !== other.status ||
      one.files !== other.files ||
      messages(one).join("\n").replaceAll(/^\d+/gm, "") !== messages(other).join("\n").replaceAll(/^\d+/gm, "")
    );
  });
}

/** Whether dash does something else than bash because of the construct. */
export function isBashism(active: Outcomes, plain: Outcomes): boolean {
  return differs(active) && isReached(active, plain);
}

const CLASSES: readonly (readonly [FailureClass, RegExp])[] = [
  ["parse", /Syntax error(?!: Bad fd number)/],
  ["expansion", /Bad substitution|arithmetic expression|parameter not set|Bad fd number/],
  ["builtin", /^(?:set|export|readonly|unset|local|exec|exit|return): /],
  ["command", /./],
];

/** How the construct failed, by what dash wrote on stderr. */
export function seenClass(active: Outcomes, plain: Outcomes): FailureClass {
  const before = new Set(plain.dash.flatMap(messages));
  const lines = active.dash.flatMap(messages).filter((line) => !before.has(line));
  return CLASSES.find(([, pattern]) => lines.some((line) => pattern.test(line)))?.[0] ?? "meaning";
}

/** What is wrong with what is reported about a construct; `undefined` if it is right. */
export function disagreement(found: readonly FoundConstruct[], active: Outcomes, plain: Outcomes): string | undefined {
  const names = found.map(({ name }) => name).join(" ");
  if (!isBashism(active, plain)) return found.length === 0 ? undefined : `false alarm: ${names}`;
  if (found.length === 0) return `missed: ${seenClass(active, plain)}`;
  const claimed = new Set(found.map(({ name }) => CONSTRUCTS[name].fails));
  const seen = seenClass(active, plain);
  // What stops the script hides the rest.
  const [stronger] = CLASSES.find(([one]) => claimed.has(one)) ?? ["meaning" as const];
  const isRight = seen === stronger || (claimed.has(seen) && stronger !== "parse");
  return isRight ? undefined : `reported as ${[...claimed].join(" and ")} (${names}), seen as ${seen}`;
}
