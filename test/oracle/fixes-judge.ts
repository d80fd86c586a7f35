/** Whether a fix or a suggestion, with any options, leads to a finding that no rule reported before. */
import { Linter, type Rule } from "eslint";
import { expect } from "vitest";
import { groupBy } from "../../src/grouping/group-by.ts";
import plugin from "../../src/index.ts";

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

const configurations = OPTIONS.map((options): Linter.Config[] => [
  {
    files: ["**/*.{yaml,json}"],
    plugins: { ssm: plugin as never },
    language: "ssm/document",
    languageOptions: { complete: false } as never,
    rules: { ...(plugin.configs.recommended.rules as Linter.RulesRecord), ...options },
  },
]);

const UNNOTICED = "ssm/no-unnoticed-failure";

const linter = new Linter();

interface Found {
  readonly message: Linter.LintMessage;
  /** Offsets in the file. */
  readonly start: number;
  readonly end: number;
}

function find(text: string, config: Linter.Config[], filename: string): Found[] {
  const lines = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return linter.verify(text, config, { filename }).map((message) => {
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

/** The findings after one change at whose position the same rule had no finding before. */
function news(
  text: string,
  before: readonly Found[],
  by: Found,
  change: Rule.Fix,
  config: Linter.Config[],
  filename: string,
) {
  const [from, to] = change.range;
  const after = text.slice(0, from) + change.text + text.slice(to);
  const end = from + change.text.length;
  return find(after, config, filename).flatMap(({ message, start }) => {
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
function violations(text: string, filename: string, most: number): { fixes: number; wrong: New[] } {
  const judged = new Set<string>();
  const wrong: New[] = [];
  for (const [index, config] of configurations.entries()) {
    const before = find(text, config, filename);
    const findings = before.map(({ message, start }) => [message.ruleId, message.messageId, start]);
    for (const { by, change } of spread(offeredBy(before, index === 0), most)) {
      // Where options change neither the findings nor this change, they are not judged again.
      const key = JSON.stringify([findings, by.start, by.message.ruleId, change]);
      if (judged.has(key)) continue;
      judged.add(key);
      wrong.push(...news(text, before, by, change, config, filename));
    }
  }
  return { fixes: judged.size, wrong };
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

  add(text: string, filename: string): void {
    const { fixes, wrong } = violations(text, filename, this.#most);
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
