/** An evaluation that is cut short proves neither a suggested `set -e` nor a fix. */
import { expect, test } from "vitest";
import { AWS_NAMES } from "../../../src/aws/credentials/variables.ts";
import { Verifier } from "../../../src/analysis/credentials/verify-fix.ts";
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
