/** Finds the edits that are likely to have caused new findings, so that the other edits need not be tried in ever smaller groups. */
import { LineIndex } from "../../eslint/tree/line-index.ts";
import { lowerBound } from "../../sorted/lower-bound.ts";
import { growthOf, type Edit, type LintedText } from "./edits.ts";
import type { Message } from "./result.ts";

const ruleOf = ({ ruleId, fatal }: Message): string => `${ruleId} ${fatal === true}`;

/**
 * The rules that have more findings in `after` than in `before`. The reason for a finding may change: without its pipeline, a call can
 * still fail unnoticed.
 */
export function rulesWithMore(before: readonly Message[], after: readonly Message[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const message of before) counts.set(ruleOf(message), (counts.get(ruleOf(message)) ?? 0) + 1);
  const more = new Set<string>();
  for (const message of after) {
    const left = (counts.get(ruleOf(message)) ?? 0) - 1;
    counts.set(ruleOf(message), left);
    if (left < 0) more.add(ruleOf(message));
  }
  return more;
}

/** Offsets of findings in a text, without the byte order mark. */
function offsetsIn(text: string): (message: Message) => number {
  const { starts } = new LineIndex(text.startsWith("\uFEFF") ? text.slice(1) : text);
  return ({ line, column }) => (starts[line - 1] ?? 0) + column - 1;
}

/**
 * For each finding in `after` of a rule that has more findings than before: the edit that contains it. If it is outside of all edits and no
 * finding of its rule was there before, the last edit before it. All edits if no rule has more findings.
 * @param edits the difference between the texts, sorted.
 */
export function editsToBlame(before: LintedText, after: LintedText, edits: readonly Edit[]): ReadonlySet<Edit> {
  const more = rulesWithMore(before.messages, after.messages);
  if (more.size === 0) return new Set(edits);
  const offsetBefore = offsetsIn(before.text);
  const offsetAfter = offsetsIn(after.text);
  const known = new Set(before.messages.map((message) => `${offsetBefore(message)} ${ruleOf(message)}`));
  let growth = 0;
  const inserted = edits.map((edit) => {
    const from = edit.range[0] + growth;
    growth += growthOf(edit);
    return { from, to: from + edit.text.length, growth };
  });
  const blamed = new Set<Edit>();
  for (const message of after.messages) {
    if (!more.has(ruleOf(message))) continue;
    const offset = offsetAfter(message);
    const index = lowerBound(inserted.length, (at) => inserted[at]!.from <= offset) - 1;
    const last = inserted[index];
    const isOld = offset >= (last?.to ?? 0) && known.has(`${offset - (last?.growth ?? 0)} ${ruleOf(message)}`);
    if (!isOld) blamed.add(edits[Math.max(0, index)]!);
  }
  return blamed;
}
