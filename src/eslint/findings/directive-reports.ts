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
  const [ofOwn, ofOurs] = [groupBy(own.filter(isShared), key), groupBy(ours.filter(isShared), key)];
  const merged = [...shared].flatMap(([position, comment]) =>
    reportsOn(comment, text, ofOwn.get(position) ?? [], ofOurs.get(position) ?? []),
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

/** What one language reports on a directive. */
interface Verdicts {
  /** The rules that it does not know. */
  readonly unknown: ReadonlySet<string>;
  /** The rules of which the directive suppresses nothing, each with the message that says so. */
  readonly unused: ReadonlyMap<string, LintMessage>;
}

function verdictsIn(messages: readonly LintMessage[]): Verdicts {
  const unknown = new Set<string>();
  const unused = new Map<string, LintMessage>();
  for (const message of messages) {
    if (isUnknown(message)) unknown.add(message.ruleId!);
    else for (const name of namesIn(message)) unused.set(name, message);
  }
  return { unknown, unused };
}

/** The rules that the message about an unused directive names. */
function namesIn({ message }: LintMessage): string[] {
  const names = [...message.matchAll(/'([^']+)'/g)].map(([, name]) => name!);
  return names.length === 0 ? [ALL] : names;
}

/** What both report on a directive. */
function reportsOn(
  { directive: { rules }, range }: CommentNode,
  text: string,
  own: readonly LintMessage[],
  ours: readonly LintMessage[],
): LintMessage[] {
  const verdicts = [verdictsIn(own), verdictsIn(ours)] as const;
  const [, { unknown }] = verdicts;
  const reports = own.filter((message) => isUnknown(message) && unknown.has(message.ruleId!));
  const unusedIn = (name: string): LintMessage | undefined =>
    verdicts[0].unused.get(name) ?? verdicts[1].unused.get(name);
  const isNeedless = (name: string): boolean =>
    unusedIn(name) !== undefined && verdicts.every((of) => of.unknown.has(name) || of.unused.has(name));
  const report = (names: readonly string[], [start, end]: readonly [number, number]): LintMessage => {
    const original = unusedIn(names[0]!)!;
    const message = original.message.replace(/'.*'/, () => listOf(names));
    return { ...original, message, ...(original.fix && { fix: { range: [start, end], text: " " } }) };
  };
  const names = rules.length === 0 ? [ALL] : rules.map(({ id }) => id);
  if (names.every(isNeedless)) return [...reports, report(names, range)];
  for (const [index, name] of names.entries()) {
    if (isNeedless(name)) reports.push(report([name], entryRange(rules, index, text)));
  }
  return reports;
}

/** The names as ESLint lists them: `'a', 'b', or 'c'`. */
function listOf(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  return quoted.length <= 2 ? quoted.join(" or ") : `${quoted.slice(0, -1).join(", ")}, or ${quoted.at(-1)}`;
}
