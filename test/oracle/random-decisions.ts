/** Random assignments for scripts with too many assignments to run all of them. */
import type { Decisions, Execution } from "./harness.ts";

/** A generator of random numbers. The same text gives the same numbers. */
function* numbersFor(text: string): Generator<number, never> {
  let state = 0;
  for (let index = 0; index < text.length; index++) state = (Math.imul(state, 31) + text.charCodeAt(index)) | 0;
  for (;;) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    yield (mixed ^ (mixed >>> 14)) >>> 0;
  }
}

/** `count` random assignments of all decisions that came up, with at most `calls` bits for each decision. */
export function randomDecisions(
  script: string,
  executions: Iterable<Execution>,
  count: number,
  calls: number,
): Decisions[] {
  const asked = new Map<string, number>();
  for (const { decisions } of executions)
    for (const [name, bits] of Object.entries(decisions))
      asked.set(name, Math.min(calls, Math.max(asked.get(name) ?? 0, bits.length)));
  const numbers = numbersFor(script);
  return Array.from({ length: count }, () =>
    Object.fromEntries(
      Array.from(asked, ([name, length]) => [
        name,
        Array.from({ length }, () => String(numbers.next().value & 1)).join(""),
      ]),
    ),
  );
}
