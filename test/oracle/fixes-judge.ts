/** Whether a fix or a suggestion, with any options, leads to a finding that no rule reported before. */
import type { Linter, Rule } from "eslint";
import { expect } from "vitest";
import { groupBy } from "../../src/grouping/group-by.ts";
import plugin from "../../src/index.ts";
import { DocumentFindings } from "../support/document-findings.ts";

const EXPLICIT = "ssm/explicit-aws-credentials";
const EXTRACTION = "ssm/no-fragile-json-parsing";
const REQUESTS = "ssm/require-imdsv2";

/** Options that change the fixes. Suggestions are only tested with the first of them. */
const OPTIONS: readonly Linter.RulesRecord[] = [
  {},
  { [EXPLICIT]: ["error", { credentials: "instance-role" }], [EXTRACTION]: ["error", { extractor: "jq" }] },
  {
    [EXPLICIT]: ["error", { credentials: { profile: "ops" } }],
    [EXTRACTION]: ["error", { extractor: "sed" }],
    [REQUESTS]: ["error", { allowFallback: false }],
  },
  { [EXPLICIT]: ["error", { credentials: { profile: "ops" }, trustSourced: false }] },
];

const configurations = OPTIONS.map((options): Linter.RulesRecord => ({
  ...(plugin.configs.recommended.rules as Linter.RulesRecord),
  ...options,
}));

const UNNOTICED = "ssm/no-unnoticed-failure";

interface Found {
  readonly message: Linter.LintMessage;
  /** Offsets in the file. */
  readonly start: number;
  readonly end: number;
}

function find(text: string, messages: readonly Linter.LintMessage[]): Found[] {
  const lines = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return messages.map((message) => {
    const { line, column, endLine = line, endColumn = column } = message;
    return { message, start: lines[line - 1]! + column - 1, end: lines[endLine - 1]! + endColumn - 1 };
  });
}

interface New {
  readonly by: { readonly rule: string | null; readonly message: string };
  readonly rule: string | null;
  readonly message: string;
  readonly after: string;
}

/** One change of a document, under one configuration. */
interface Judged {
  readonly rules: Linter.RulesRecord;
  readonly before: readonly Found[];
  readonly by: Found;
  readonly change: Rule.Fix;
}

const changed = (text: string, { range: [from, to], text: inserted }: Rule.Fix): string =>
  text.slice(0, from) + inserted + text.slice(to);

/** The findings after one change at whose position the same rule had no finding before. */
function news({ rules, before, by, change }: Judged, after: string, findings: DocumentFindings): readonly New[] {
  const [from, to] = change.range;
  const end = from + change.text.length;
  return find(after, findings.of(rules)).flatMap(({ message, start }) => {
    const inside = from <= start && start < end;
    const old = start < from ? start : start - end + to;
    const known = before.some(
      (one) =>
        one !== by &&
        one.message.ruleId === message.ruleId &&
        (inside ? one.start < Math.max(to, from + 1) && one.end >= from : one.start === old),
    );
    return known
      ? []
      : [
          {
            by: { rule: by.message.ruleId, message: by.message.message },
            rule: message.ruleId,
            message: message.message,
            after,
          },
        ];
  });
}

interface Offered {
  readonly by: Found;
  readonly change: Rule.Fix;
  /** The same for changes of the same kind. */
  readonly kind: string;
}

function offeredBy(before: readonly Found[], withSuggestions: boolean): readonly Offered[] {
  return before.flatMap((by): Offered[] => {
    const { ruleId, messageId, fix, suggestions = [] } = by.message;
    const kind = `${ruleId} ${messageId}`;
    const own = fix === undefined ? [] : [{ by, change: fix, kind }];
    if (!withSuggestions) return own;
    return [...own, ...suggestions.map((one) => ({ by, change: one.fix, kind: `${kind} ${one.messageId}` }))];
  });
}

/** At most `most` changes of each kind, spread over the document. */
function spread(offered: readonly Offered[], most: number): readonly Offered[] {
  return [...groupBy(offered, ({ kind }) => kind).values()].flatMap((some) => {
    const stride = Math.max(1, some.length / most);
    return some.filter((_, index) => Math.floor(index / stride) !== Math.floor((index - 1) / stride));
  });
}

/** @param most the maximum number of changes of each kind that are judged. */
function violations(
  { filename, findings, text }: DocumentToJudge,
  most: number,
): { readonly fixes: number; readonly wrong: readonly New[] } {
  const seen = new Set<string>();
  const judged = configurations.flatMap((rules, index): readonly Judged[] => {
    const before = find(text, findings.of(rules));
    const places = before.map(({ message, start }) => [message.ruleId, message.messageId, start]);
    return spread(offeredBy(before, index === 0), most).flatMap(({ by, change }) => {
      // Where options change neither the findings nor this change, they are not judged again.
      const key = JSON.stringify([places, by.start, by.message.ruleId, change]);
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ rules, before, by, change }];
    });
  });
  // The same change under several configurations leads to the same document.
  const wrong = [...groupBy(judged, ({ change }) => changed(text, change))].flatMap(([after, same]) => {
    const findingsAfter = new DocumentFindings(after, filename);
    return same.flatMap((one) => news(one, after, findingsAfter));
  });
  return { fixes: judged.length, wrong };
}

interface DocumentToJudge {
  readonly text: string;
  readonly filename: string;
  readonly findings: DocumentFindings;
}

/** What the fixes and suggestions of some documents lead to. */
export class FixesJudge {
  readonly #most: number;
  #documents = 0;
  #fixes = 0;
  readonly #wrong: New[] = [];

  /** @param most the maximum number of changes of each kind that are judged in a document. */
  constructor(most = Number.POSITIVE_INFINITY) {
    this.#most = most;
  }

  add(text: string, filename: string, findings = new DocumentFindings(text, filename)): void {
    const { fixes, wrong } = violations({ text, filename, findings }, this.#most);
    this.#documents++;
    this.#fixes += fixes;
    this.#wrong.push(...wrong);
  }

  /** Expects no new finding, and some fixes. */
  expectNoNewFinding(hint?: string): void {
    const fixes = this.#fixes;
    const wrong = this.#wrong;
    // In nested loops, one more command can exceed the limit on paths.
    const borderline = wrong.filter(({ by, rule }) => rule === UNNOTICED && by.rule === UNNOTICED).length;
    console.log(`${this.#documents} documents, ${fixes} fixes and suggestions, ${wrong.length} new findings`);
    if (wrong.length > borderline || borderline > fixes / 100) expect(wrong.slice(0, 3), hint).toEqual([]);
    expect(fixes).toBeGreaterThan(this.#documents / 10);
  }
}
