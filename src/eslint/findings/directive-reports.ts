/**
 * Merges what ESLint reports on directives when it lints a file in two languages. Each language finds the comments of the YAML,
 * and knows only its own rules: to one, a directive for a rule of the other is unused or names an unknown rule. Both have to agree.
 */
import type { LintMessage } from "@eslint/core";
import type { CommentNode } from "../comments/comments.ts";
import { entryRange } from "../comments/removed-text.ts";
import { groupBy } from "../../grouping/group-by.ts";
import { LineIndex } from "../tree/line-index.ts";

/** The file's text, and the directives that both languages find. */
interface SharedDirectives {
  readonly text: string;
  readonly directives: readonly CommentNode[];
}

const UNUSED = /^Unused eslint-(?:dis|en)able directive/;
const UNKNOWN = /^Definition for rule '.+' (?:was )?not found\.$/;
const UNSUPPORTED = /^Inline configuration for rule .+ is invalid:\s+Rule does not support the language /;

const isUnused = ({ message, ruleId }: LintMessage): boolean => ruleId === null && UNUSED.test(message);
const isUnknown = ({ message, ruleId }: LintMessage): boolean =>
  ruleId !== null && (UNKNOWN.test(message) || UNSUPPORTED.test(message));
const isOnDirective = (message: LintMessage): boolean => isUnused(message) || isUnknown(message);

/** @param read is called only if there are reports on directives. */
export function mergeDirectiveReports(
  own: readonly LintMessage[],
  ours: readonly LintMessage[],
  read: () => SharedDirectives,
): LintMessage[] {
  const all = withoutRepeated(own, ours);
  if (!all.some(isOnDirective)) return all;
  // A language that did not parse the file has no findings that a directive could suppress.
  if (all.some(({ fatal }) => fatal)) return all.filter((message) => !isOnDirective(message));
  const { directives, text } = read();
  const lines = new LineIndex(text);
  const shared = new Map(directives.map((comment) => [key(lines.position(comment.range[0])), comment]));
  const isShared = (message: LintMessage): boolean => isOnDirective(message) && shared.has(key(message));
  const verdicts = [groupBy(own.filter(isShared), key), groupBy(ours.filter(isShared), key)] as const;
  const merged = [...shared].flatMap(([position, comment]) =>
    reportsOn(comment, text, [verdicts[0].get(position) ?? [], verdicts[1].get(position) ?? []]),
  );
  return [...all.filter((message) => !isShared(message)), ...merged];
}

const identity = ({ column, line, message, ruleId }: LintMessage): string =>
  JSON.stringify([line, column, ruleId, message]);

/** The messages of both. If both cannot parse the file, this is reported once, and so is what they report in the same words. */
function withoutRepeated(own: readonly LintMessage[], ours: readonly LintMessage[]): LintMessage[] {
  const isBroken = own.some(({ fatal }) => fatal);
  const known = new Set(own.map(identity));
  return [...own, ...ours.filter((message) => !known.has(identity(message)) && !(isBroken && message.fatal))];
}

const key = ({ column, line }: { readonly column: number; readonly line: number }): string => `${line}:${column}`;

/** Represents all rules in a list of names. */
const ALL = "";

/** What both report on a directive. */
function reportsOn(
  { directive, range }: CommentNode,
  text: string,
  parts: readonly [readonly LintMessage[], readonly LintMessage[]],
): LintMessage[] {
  const [own, ours] = parts.map((messages) => messages.filter(isUnknown)) as [LintMessage[], LintMessage[]];
  const unknown = own.filter(({ ruleId }) => ours.some((other) => other.ruleId === ruleId));
  const unused = parts.flatMap((messages) => messages.filter(isUnused));
  const names = directive.rules.length === 0 ? [ALL] : directive.rules.map(({ id }) => id);
  const isNeeded = (name: string): boolean =>
    parts.some((messages) => !messages.some((message) => isWithout(message, name))) ||
    !unused.some((message) => isWithout(message, name));
  const needless = names.filter((name) => !isNeeded(name));
  const report = (those: readonly string[], at: readonly [number, number]): LintMessage => {
    const original = unused.find((message) => isWithout(message, those[0]!))!;
    const message = original.message.replace(/'.*'/, () => listOf(those));
    const fix = original.fix && { range: [at[0], at[1]] as [number, number], text: " " };
    return { ...original, message, ...(fix && { fix }) };
  };
  if (needless.length === names.length) return [...unknown, report(needless, range)];
  return [
    ...unknown,
    ...needless.map((name) => report([name], entryRange(directive.rules, names.indexOf(name), text))),
  ];
}

/** Whether the message says that a directive suppresses nothing of this rule. */
function isWithout(message: LintMessage, name: string): boolean {
  if (isUnknown(message)) return message.ruleId === name;
  const rules = [...message.message.matchAll(/'([^']+)'/g)].map(([, rule]) => rule);
  return name === ALL ? rules.length === 0 : rules.includes(name);
}

/** The names as ESLint lists them: `'a', 'b', or 'c'`. */
function listOf(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  return quoted.length <= 2 ? quoted.join(" or ") : `${quoted.slice(0, -1).join(", ")}, or ${quoted.at(-1)}`;
}
