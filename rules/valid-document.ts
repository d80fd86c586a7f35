import { documentProblems } from "../src/analysis/validity/problems.ts";
import { reportProblems } from "../src/eslint/report-problems.ts";
import type { SsmRule } from "../src/eslint/rule.ts";
import { firstNotFollowed } from "../src/shell/index.ts";

export const validDocument: SsmRule<[], "schema" | "noDocument" | "cut" | "dropped"> = {
  meta: {
    type: "problem",
    fixable: "code",
    watches: {},
    docs: {
      description: "Disallow documents that AWS or the agent rejects",
      recommended: true,
    },
    schema: [],
    messages: {
      schema: "{{problem}}",
      noDocument: "This file contains no SSM document: nothing is checked.",
      cut: "ssmlint stops following the script here (limit: {{limit}}): findings{{of}} for later commands may be incomplete.",
      dropped:
        "ssmlint does not offer all fixes and suggestions from here on: together, those of this file cost too much to compute.",
    },
  },
  create(context) {
    const { languageOptions, sourceCode } = context;
    return {
      Document({ file, loc }) {
        reportProblems(context, sourceCode, documentProblems(file), { kind: "invalid", messageId: "schema" });
        if (languageOptions.allowNoDocument === false && file.documents.length === 0) {
          context.report({ loc, messageId: "noDocument" });
        }
      },
      // After the other rules, because some of them follow scripts themselves.
      "Document:exit"({ steps }) {
        for (const step of steps.filter(({ isRepeated }) => !isRepeated)) {
          const own = firstNotFollowed(step.evaluation);
          const byRules = sourceCode.cutsIn(step);
          const [cut] = [...(own ? [own] : []), ...byRules].toSorted((a, b) => a.pos - b.pos);
          if (cut === undefined) continue;
          const of = own
            ? ""
            : ` of ${byRules
                .map(({ rule }) => rule)
                .toSorted()
                .join(" and ")}`;
          context.report({ loc: sourceCode.locate(step, cut), messageId: "cut", data: { limit: cut.limit, of } });
        }
        const { firstDropped: at } = sourceCode;
        if (at !== undefined) context.report({ loc: sourceCode.getLocFromIndex(at), messageId: "dropped" });
      },
    };
  },
};
