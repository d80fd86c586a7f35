/** Reports the problems of a document on behalf of a rule. */
import type { DocumentProblem } from "../document/index.ts";
import type { SsmRule, SsmSource } from "./rule.ts";

type Context = Parameters<SsmRule["create"]>[0];

/** Reports each problem of a kind, with its fix. The rule's message `messageId` must be `{{problem}}`. */
export function reportProblems(
  context: Context,
  sourceCode: SsmSource,
  problems: readonly DocumentProblem[],
  { kind, messageId }: { readonly kind: DocumentProblem["kind"]; readonly messageId: string },
): void {
  for (const problem of problems) {
    if (problem.kind !== kind) continue;
    const { edits, message, range } = problem;
    context.report({
      loc: { start: sourceCode.getLocFromIndex(range[0]), end: sourceCode.getLocFromIndex(range[1]) },
      messageId,
      data: { problem: message },
      fix: edits ? (fixer) => edits.map((edit) => fixer.replaceTextRange([...edit.range], edit.text)) : null,
    });
  }
}
