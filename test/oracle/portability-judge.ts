/** Compares how shells behave on a construct with the findings about it. */
import { CONSTRUCTS, type FailureClass } from "../../src/analysis/portability/construct.ts";
import type { ScriptConstruct, OtherShell } from "../../src/analysis/portability/script-constructs.ts";
import type { Outcome, Outcomes } from "./portability-laboratory.ts";

/** Matches a line that the shell itself writes to stderr. */
const DASH_MESSAGE = /^(?:[^\s:]+: )?(?:\d+: .*|(?:trap|alias|hash): .*|.*bad trap|.*: cannot run .*)$/gm;
const BUSYBOX_MESSAGE =
  /^(?:(?:\S+: )?(?:\S+\/\S+: )?(?:([\w.]+): )?line \d+: |sh: |(?=(?:trap|alias|hash|time): ))(.*)$/gm;
/**
 * The same for bash, apart from what only bash prints: about `shift` of too many arguments, and `local` in the redirections of a command.
 */
const BASH_MESSAGE = /: line \d+: (?!shift: |local: can only)/;
/** A script that starts bash for itself prints this in the other shells too. */
const OF_BASH = /^.*: local: can only be used in a function$/gm;

function messages(shell: OtherShell, { stderr: all }: Outcome): readonly string[] {
  const stderr = all.replaceAll(OF_BASH, "");
  if (shell === "busybox")
    return [...stderr.matchAll(BUSYBOX_MESSAGE)].map(([, by, text]) => (by === undefined ? text! : `${by}: ${text}`));
  return [...stderr.matchAll(DASH_MESSAGE)].map(([line]) => line.replace(/^\S+: (?=\d+: )/, "").replace(/^\d+: /, ""));
}

function isSame(shell: OtherShell, other: Outcome, bash: Outcome): boolean {
  return (
    other.stdout === bash.stdout &&
    other.status === bash.status &&
    other.files === bash.files &&
    (messages(shell, other).length > 0 || BASH_MESSAGE.test(other.stderr)) === BASH_MESSAGE.test(bash.stderr)
  );
}

/** Whether the shell behaves differently from bash under some assignment. */
export function differs(outcomes: Outcomes, shell: OtherShell): boolean {
  return outcomes[shell].some((one, index) => !isSame(shell, one, outcomes.bash[index]!));
}

function isReached(active: Outcomes, plain: Outcomes, shell: OtherShell): boolean {
  const told = (one: Outcome): string => messages(shell, one).join("\n").replaceAll(/^\d+/gm, "");
  return active[shell].some((one, index) => {
    const other = plain[shell][index]!;
    return (
      one.stdout !== other.stdout ||
      one.status !== other.status ||
      one.files !== other.files ||
      told(one) !== told(other)
    );
  });
}

/** Whether the shell behaves differently from bash because of the construct. */
export function isBashism(active: Outcomes, plain: Outcomes, shell: OtherShell): boolean {
  return differs(active, shell) && isReached(active, plain, shell);
}

const CLASSES: readonly (readonly [FailureClass, RegExp])[] = [
  ["parse", /Syntax error(?!: Bad fd number)|syntax error: (?!bad substitution)/],
  ["expansion", /Bad substitution|bad substitution|arithmetic|parameter not set|[Bb]ad fd number|redir error/],
  ["builtin", /^(?!set: illegal option -o)(?:set|export|readonly|unset|local|exec|exit|return|shift): /],
  ["command", /./],
];

/** How the construct failed, according to the shell's messages on stderr. */
export function seenClass(active: Outcomes, plain: Outcomes, shell: OtherShell): FailureClass {
  const before = new Set(plain[shell].flatMap((one) => messages(shell, one)));
  const lines = active[shell].flatMap((one) => messages(shell, one)).filter((line) => !before.has(line));
  return CLASSES.find(([, pattern]) => lines.some((line) => pattern.test(line)))?.[0] ?? "meaning";
}

/** The error in the findings about a construct; `undefined` if they are correct. */
export function disagreement(
  all: readonly ScriptConstruct[],
  active: Outcomes,
  plain: Outcomes,
  shell: OtherShell,
): string | undefined {
  const found = all.filter(({ shells }) => shells.includes(shell));
  const names = found.map(({ name }) => name).join(" ");
  if (!isBashism(active, plain, shell)) return found.length === 0 ? undefined : `${shell}: false alarm: ${names}`;
  const seen = seenClass(active, plain, shell);
  if (found.length === 0) return `${shell}: missed: ${seen}`;
  const claimed = new Set(found.map(({ name }) => CONSTRUCTS[name].fails));
  const wrong = `${shell}: reported as ${[...claimed].join(" and ")} (${names}), seen as ${seen}`;
  // The end of the block may not be reached, because of `set -e` or an `exit` in the block.
  if (claimed.has("early")) return seen === "parse" || seen === "command" ? undefined : wrong;
  // A failure that stops the script hides all others.
  const [stronger] = CLASSES.find(([one]) => claimed.has(one)) ?? ["meaning" as const];
  return seen === stronger || (claimed.has(seen) && stronger !== "parse") ? undefined : wrong;
}
