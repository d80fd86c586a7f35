import type { ScriptEdit } from "../src/document/index.ts";
import type { ErrexitSuggestion } from "../src/analysis/failures/errexit-suggestion.ts";
import { isInCondition } from "../src/analysis/failures/lost-status.ts";
import { messages, messageFor, type MessageId } from "../src/analysis/failures/messages.ts";
import { discardsAnswer, takesErrorPage } from "../src/analysis/failures/http-error.ts";
import { httpErrorFix, statusFix } from "../src/analysis/failures/status-fix.ts";
import { StepFailures } from "../src/analysis/failures/step-failures.ts";
import { TrialBudget } from "../src/analysis/trials/trial-budget.ts";
import { uncheckedHttpError, unnoticedCalls } from "../src/analysis/failures/unnoticed-calls.ts";
import { isInBroken, isOneProgram } from "../src/shell/index.ts";
import type { StepNode } from "../src/eslint/tree/nodes.ts";
import type { SsmRule, SsmSource } from "../src/eslint/rule.ts";

export interface Options {
  /** Base names of the programs whose failure must be noticed. */
  readonly commands?: readonly string[];
  /** Whether curl must treat an HTTP error as a failure. */
  readonly httpErrors?: boolean;
}

type Fix = NonNullable<ReturnType<SsmSource["edit"]>>;

const COMMANDS: readonly string[] = ["aws", "curl", "wget"];

export const noUnnoticedFailure: SsmRule<[Options?], MessageId> = {
  meta: {
    type: "problem",
    watches: ([{ commands = COMMANDS } = {}]) => ({ outcomes: commands }),
    docs: {
      description: "Disallow calls whose failure is not noticed, in a step that then reports Success",
      recommended: "warn",
    },
    fixable: "code",
    hasSuggestions: true,
    schema: [
      {
        type: "object",
        properties: {
          commands: {
            description: "Programs whose failure must be noticed.",
            type: "array",
            items: { type: "string", pattern: "^[^/\\s]+$" },
            uniqueItems: true,
          },
          httpErrors: {
            description:
              "Also report curl without -f if its status or output is checked: curl succeeds on an HTTP error.",
            type: "boolean",
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ commands: [...COMMANDS], httpErrors: true }],
    messages,
  },
  create({ sourceCode, options, report }) {
    const { commands = COMMANDS, httpErrors = true } = options[0] ?? {};
    const budget = new TrialBudget();
    const known = new WeakMap<StepNode, StepFailures>();
    const failuresIn = (step: StepNode): StepFailures => {
      const { shell, evaluation, step: own } = step;
      const failures =
        known.get(step) ?? new StepFailures(shell, evaluation, { budget, commands, environment: own.environment });
      known.set(step, failures);
      return failures;
    };
    const errexitFixes = new WeakMap<ErrexitSuggestion, Fix>();
    return {
      Invocation(node) {
        if (!commands.includes(node.program)) return;
        const step = sourceCode.stepOf(node);
        // The shell does not run it, and stops with status 2.
        if (isInBroken(step.shell, node.programSpan)) return;
        const failures = failuresIn(step);
        const { text } = step.shell;
        const fixOf = (changes: readonly ScriptEdit[] | undefined): Fix | null => {
          if (!isOneProgram(step.evaluation, node)) return null;
          const afforded = failures.afforded(changes);
          return (afforded && sourceCode.edit(step, afforded)) ?? null;
        };
        const unnoticed = failures.unnoticed.get(node);
        if (unnoticed === undefined) {
          const blind = httpErrors
            ? uncheckedHttpError(node, step.evaluation, sourceCode.getAncestors(node), step.shell)
            : undefined;
          if (blind === undefined) return;
          const loc = sourceCode.locate(step, blind.place);
          const data = { command: node.program };
          const messageId = blind.runs.every(discardsAnswer) ? "refused" : "httpError";
          report({ loc, messageId, data, fix: fixOf(httpErrorFix(blind, text)) });
          if (failures.hasRefused) sourceCode.noteDropped(step, blind.place);
          return;
        }
        for (const call of unnoticedCalls(node, unnoticed, sourceCode.getAncestors(node), text)) {
          const { errexit } = failures;
          // If the script tests for one status, it would end before this test.
          const stops =
            call.circumstances.only === undefined &&
            !isInCondition(sourceCode.getAncestors(node)) &&
            errexit?.stops(node.programSpan.pos) === true &&
            !call.runs.some(takesErrorPage);
          const everywhere = stops ? (errexitFixes.get(errexit) ?? sourceCode.edit(step, errexit.changes)) : undefined;
          if (stops && everywhere !== undefined) errexitFixes.set(errexit, everywhere);
          const message = messageFor(call, step.evaluation, step.shell.tree);
          const stop = failures.mayEndAt(call.runs) ? fixOf(statusFix(call, text)) : null;
          if (failures.hasRefused) sourceCode.noteDropped(step, call.place);
          const suggested = stop === null ? undefined : failures.suggestedStop(call);
          report({
            loc: sourceCode.locate(step, call.place),
            ...message,
            fix: suggested === undefined ? stop : null,
            suggest: [
              ...(suggested === undefined ? [] : [{ messageId: suggested, data: message.data, fix: stop! }]),
              ...(everywhere === undefined ? [] : [{ messageId: "errexit" as const, fix: everywhere }]),
            ],
          });
        }
      },
    };
  },
};
