/** An evaluation that is cut short proves neither a suggested `set -e`, nor a fix, nor that a secret is no longer printed. */
import { describe, expect, test } from "vitest";
import { AWS_NAMES } from "../../../src/aws/credentials/variables.ts";
import { Verifier } from "../../../src/analysis/credentials/verify-fix.ts";
import { exposuresIn } from "../../../src/analysis/exposure/exposures.ts";
import { suggestionFor } from "../../../src/analysis/exposure/suggestions.ts";
import { errexitSuggestion } from "../../../src/analysis/failures/errexit-suggestion.ts";
import { TrialBudget } from "../../../src/analysis/trials/trial-budget.ts";
import { evaluate, parseShell } from "../../../src/shell/index.ts";
import { programs } from "../../../src/programs/table.ts";

const text = "aws s3 ls a\naws s3 ls b\necho done\n";

test("`set -e` is not suggested if the command limit is reached before the end of the script", () => {
  const suggested = (commandShare?: number) =>
    errexitSuggestion(parseShell(text, { commandShare }), ["aws"], [], new TrialBudget());
  expect(suggested()?.stops(text.indexOf("aws s3 ls b"))).toBe(true);
  expect(suggested(1)).toBeUndefined();
});

test("a trial ends where the command limit is reached", () => {
  const found = (endsAtCut: boolean) =>
    evaluate(parseShell(text.repeat(2), { commandShare: 1 }), { programs, interest: { watched: ["aws"] }, endsAtCut });
  expect(found(false).cuts.length).toBeGreaterThan(1);
  expect(found(true).cuts).toEqual(found(false).cuts.slice(0, 1));
  expect(found(true).commands).toBeLessThan(found(false).commands);
});

test("no trial begins that the budget does not cover", () => {
  const budget = new TrialBudget();
  expect(budget.take(200_000)).toBe(true);
  expect(budget.take(150_000)).toBe(false);
  expect(budget.hasRefused).toBe(true);
  expect(budget.take(50_000)).toBe(true);
});

test("no fix is verified if the command limit is reached before the call", () => {
  const changes = [{ pos: 0, end: 0, text: "export AWS_PROFILE=ops\n" }];
  const mends = (commandShare?: number): boolean => {
    const evaluation = evaluate(parseShell(text), { programs, interest: { watched: ["aws"], variables: AWS_NAMES } });
    const verifier = new Verifier(parseShell(text, { commandShare }), evaluation, []);
    return verifier.makesExplicit(evaluation.invocations[1]!, changes);
  };
  expect(mends()).toBe(true);
  expect(mends(2)).toBe(false);
});

describe("a change that keeps a secret out of the output", () => {
  const commands = 40;
  const secret = `${"echo go\n".repeat(commands)}X=$(aws ssm get-parameter --name p --with-decryption)\necho "$X"\n`;
  const options = { commandLine: false, metadataToken: false };
  const step = {
    script: parseShell(secret),
    document: { declarations: new Map(), schema: "command-2" } as const,
    environment: [],
  };
  const { exposures } = exposuresIn(step, options);
  const suggested = (budget: TrialBudget) => suggestionFor(step, exposures[0]!, exposures, options, budget);
  /** How many commands the budget still allows in a long script. */
  const commandsLeft = (budget: TrialBudget): number => budget.parse("", parseShell("#".repeat(60_000))).commandShare!;

  test("is not suggested if the trial reaches the command limit", () => {
    expect(suggested(new TrialBudget())?.kind).toBe("mask");
    const almostSpent = new TrialBudget();
    almostSpent.spend({ commands: commandsLeft(almostSpent) - commands, cuts: [] });
    expect(suggested(almostSpent)).toBeUndefined();
  });

  test("uses the budget for the commands that the trial evaluates", () => {
    const budget = new TrialBudget();
    const before = commandsLeft(budget);
    budget.take(secret.length);
    const known = before - commandsLeft(budget);
    suggested(budget);
    expect(before - commandsLeft(budget)).toBeGreaterThan(2 * known + commands);
  });
});
