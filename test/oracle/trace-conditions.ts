/** Random conditions, each of which tests one variable of the agent's environment. */
import fc from "fast-check";
import type { PathCondition } from "../../src/analysis/trace/conditions.ts";
import { lines } from "./trace-scripts.ts";

export const VARIABLES = ["C1", "C2", "C3"] as const;
const UNRELATED = ["U1", "U2"] as const;

/** The variables of an environment: each bit states whether a variable is set. */
export function given(bits: number): Record<string, string> {
  return Object.fromEntries(VARIABLES.flatMap((name, bit) => ((bits >> bit) & 1 ? [[name, "yes"]] : [])));
}

/** Whether a condition is true in this environment, which means that it holds, runs or matches. */
export function held({ text, word }: Pick<PathCondition, "text" | "word">, bits: number): boolean {
  const name = /\bC\d/.exec(word ?? text)?.[0];
  const bit = VARIABLES.indexOf(name as (typeof VARIABLES)[number]);
  if (bit === -1) throw new Error(`A condition that decides nothing: ${text}`);
  if (word !== undefined && text === "no") return false;
  const isSet = ((bits >> bit) & 1) === 1;
  return /^(?:\[ -z |"")/.test(text) ? !isSet : isSet;
}

const tests: readonly ((name: string) => string)[] = [
  (name) => `[ -n "$${name}" ]`,
  (name) => `[ "$${name}" = yes ]`,
  (name) => `test -n "$${name}"`,
  (name) => `[[ -n $${name} ]]`,
  (name) => `grep -q y <<< "$${name}"`,
  (name) => `[ -z "$${name}" ]`,
];

type Form = (test: string, name: string, line: string) => string;

const FORMS: readonly Form[] = [
  (test, _, line) => `if ${test}; then ${line}; fi`,
  (test, _, line) => `if ${test}\nthen :\nelse\n${line}\nfi`,
  (test, _, line) => `if false; then :; elif ${test}; then ${line}; fi`,
  (test, _, line) => `${test} && { ${line}; }`,
  (test, _, line) => `${test} || { ${line}; }`,
  (_, name, line) => `case "$${name}" in\n  no) : ;;\n  y*|x) ${line} ;;\nesac`,
  (_, name, line) => `case "$${name}" in "") : ;; *) ${line} ;; esac`,
  (_, name, line) => `for z in $${name}; do ${line}; done`,
  (test, _, line) => `while ${test}; do ${line}; break; done`,
  (test, name, line) => `g${name}() { ${line}; }; if ${test}; then g${name}; fi`,
  (test, name, line) => `g${name}() { ${test} || return 0; ${line}; }; g${name}`,
];

const part = (names: readonly string[], line: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...FORMS), fc.constantFrom(...tests), fc.constantFrom(...names), line)
    .map(([form, test, name, text]) => form(test(name), name, text));

/** A line that changes the credentials, but runs only on some paths. */
export const guarded: fc.Arbitrary<string> = part(
  VARIABLES,
  // Three alternatives of HOME would become one unknown value.
  lines.filter((line) => !line.includes("unset HOME")),
);

/** The same with a line that does not affect the credentials. */
export const unrelated: fc.Arbitrary<string> = part(
  UNRELATED,
  fc.constantFrom("echo hi > /dev/null", "Y=1", "export PS4=x", "true", "mkdir -p /tmp/none/none || true"),
);
