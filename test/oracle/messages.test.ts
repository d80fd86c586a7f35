/** Each fact that the messages of `explicit-aws-credentials` state about a script is true in a real bash. */
import { describe, expect, test } from "vitest";
import { seed as suiteSeed } from "../support/seed.ts";
import { explore } from "./harness.ts";
import { statementsOn, untruth, type Statement } from "./messages-judge.ts";
import { messagesLaboratory, withProbes } from "./messages-laboratory.ts";
import { describeUntruth, judgeMessages, shrink } from "./messages-oracle.ts";

/** The number of messages. `npm run oracle` judges more. */
const count = Number(process.env["ORACLE_COUNT"] ?? 80);
const seed = Number(
  process.env["ORACLE_SEED"] ?? (process.env["ORACLE_COUNT"] === undefined ? suiteSeed : Date.now() % 1_000_000_000),
);
const MOST_SHOWN = Number(process.env["ORACLE_SHOWN"] ?? 8);

describe("generated scripts", () => {
  test(
    "the statements in messages are true",
    async () => {
      const report =
        count > 500
          ? (done: number, untrue: number): void => console.log(`${done} of ${count}, ${untrue} untrue`)
          : undefined;
      const { untrue, ...outcome } = await judgeMessages(count, seed, report);
      console.log(JSON.stringify({ ...outcome, untrue: untrue.length }));
      const kinds = new Map(
        untrue
          .toSorted((a, b) => b.text.length - a.text.length)
          .map((one) => [`${one.statement.kind} ${one.why}`, one]),
      );
      let shown = "";
      for (const one of [...kinds.values()].slice(0, MOST_SHOWN)) shown += `${describeUntruth(await shrink(one))}\n\n`;
      expect(shown, `${untrue.length} of ${outcome.statements} are untrue (ORACLE_SEED=${seed})`).toBe("");
      expect(outcome.probed / outcome.lines).toBeGreaterThan(0.6);
    },
    60_000 + count * 2_000,
  );
});

describe("the judge", () => {
  /** Judges a statement about the call in a script. The statement refers to the words at the ends of the first two lines. */
  async function judged(
    script: string,
    said: Partial<Statement> & Pick<Statement, "kind">,
  ): Promise<string | undefined> {
    const line = script.indexOf("\n");
    const until = script.indexOf("\n", line + 1);
    const [exploration] = await explore([withProbes(script, [line, until])], messagesLaboratory);
    const statement: Statement = { place: "1", variable: "AWS_PROFILE", line, until, by: "", ...said };
    return untruth(statement, { line: 0, until: 1 }, exploration!);
  }

  test.each<[string, Statement["kind"], Statement["kind"][]]>([
    [
      "export AWS_PROFILE=p\nunset AWS_PROFILE\naws s3 ls s3://b/1\n",
      "removed",
      ["otherBranch", "later", "uncalled", "lost", "empty"],
    ],
    [
      "AWS_PROFILE=p\ntrue\naws s3 ls s3://b/1\n",
      "notExported",
      ["otherBranch", "lost", "somePaths", "uncalled", "empty"],
    ],
    ["(export AWS_PROFILE=p\ntrue\n)\naws s3 ls s3://b/1\n", "lost", ["otherBranch", "notExported", "uncalled"]],
    ["export AWS_PROFILE=\ntrue\naws s3 ls s3://b/1\n", "empty", ["otherBranch", "lost", "somePaths"]],
    [
      "cond 1 && export AWS_PROFILE=p\ntrue\naws s3 ls s3://b/1\n",
      "somePaths",
      ["nothing", "otherBranch", "later", "lost"],
    ],
    [
      "cond 1 || aws s3 ls s3://b/1; export AWS_PROFILE=p\ntrue\ntrue\n",
      "later",
      ["removed", "notExported", "lost", "somePaths"],
    ],
    [
      "for i in 1 2; do bash -c 'aws s3 ls s3://b/1; export AWS_PROFILE=p\ntrue\n'; done\n",
      "later",
      ["otherBranch", "notExported", "somePaths"],
    ],
    ["for i in 1 2; do aws s3 ls s3://b/1; export AWS_PROFILE=p\ntrue\ndone\n", "somePaths", ["otherBranch", "later"]],
  ])("for %j, accepts only the statement %s", async (script, kind, others) => {
    expect(await judged(script, { kind })).toBeUndefined();
    for (const other of others) expect(await judged(script, { kind: other }), other).toBeDefined();
  });

  test("gets statements with the offsets of the words they mention", () => {
    const script = "export AWS_PROFILE=p\nunset AWS_PROFILE\naws s3 ls s3://b/1\n";
    const [statement] = statementsOn(script);
    expect(statement).toMatchObject({ place: "1", kind: "removed", variable: "AWS_PROFILE", by: "unset" });
    expect(script.slice(0, statement!.line)).toMatch(/=p$/);
    expect(script.slice(0, statement!.until)).toMatch(/unset AWS_PROFILE$/);
  });
});
