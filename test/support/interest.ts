/** The slicing criterion of a run with all of ssmlint's own rules. */
import { rules } from "../../rules/index.ts";
import { AWS_NAMES } from "../../src/aws/credentials/variables.ts";
import { Criterion } from "../../src/analysis/interest.ts";
import { watchesOf } from "../../src/analysis/watches/watches.ts";
import type { Interest } from "../../src/shell/slice/criterion/criterion.ts";

/** The default interest in tests of the evaluator. */
export const USUAL: Interest = { watched: ["aws", "curl", "wget"], variables: AWS_NAMES, facts: "all" };

const criterion = new Criterion(Object.values(rules).flatMap((rule) => watchesOf(rule)));

export const interestIn = (text: string): Interest => criterion.interestIn(text);
