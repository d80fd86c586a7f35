import { documentProblems } from "../src/analysis/validity/problems.ts";
import { reportProblems } from "../src/eslint/report-problems.ts";
import type { SsmRule } from "../src/eslint/rule.ts";

export const noIgnoredSetting: SsmRule<[], "ignored"> = {
  meta: {
    type: "problem",
    fixable: "code",
    watches: {},
    docs: {
      description: "Disallow settings that AWS accepts but the agent ignores or reads differently",
      recommended: "warn",
    },
    schema: [],
    messages: { ignored: "{{problem}}" },
  },
  create(context) {
    return {
      Document({ file }) {
        reportProblems(context, context.sourceCode, documentProblems(file), { kind: "ignored", messageId: "ignored" });
      },
    };
  },
};
