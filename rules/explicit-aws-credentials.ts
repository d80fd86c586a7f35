import { exportBefore } from "../src/analysis/credentials/earlier-steps.ts";
import { showsIntent } from "../src/analysis/credentials/reason-kinds.ts";
import { messageData, messages } from "../src/analysis/credentials/messages.ts";
import { earlyStopOf } from "../src/analysis/credentials/reason.ts";
import type { StepNode } from "../src/eslint/tree/nodes.ts";
import { AWS_CALLS } from "../src/analysis/watches/aws-calls.ts";
import type { Span } from "../src/shell/index.ts";
import type { SsmRule } from "../src/eslint/rule.ts";
import { TrialBudget } from "../src/analysis/trials/trial-budget.ts";
import { Offers, type Wanted } from "../src/analysis/credentials/suggestions.ts";
import { byPlace } from "../src/analysis/credentials/call-site.ts";
import { commandName, credentialCalls, credentialFault } from "../src/analysis/credentials/credential-call.ts";

export interface Options {
  /** Report only scripts that try to specify their credentials, and fail. */
  readonly allowImplicit?: boolean;
  /** The credentials to use: turns the suggestion into a fix. */
  readonly credentials?: Wanted;
  /** After an unknown file was sourced, its variables count as set. */
  readonly trustSourced?: boolean;
}

const schema = {
  type: "object",
  properties: {
    allowImplicit: { type: "boolean" },
    credentials: {
      oneOf: [
        { const: "instance-role" },
        {
          type: "object",
          properties: { profile: { type: "string", minLength: 1 } },
          required: ["profile"],
          additionalProperties: false,
        },
      ],
    },
    trustSourced: { type: "boolean" },
  },
  additionalProperties: false,
} as const;

export const explicitAwsCredentials: SsmRule<[Options?], keyof typeof messages> = {
  meta: {
    type: "problem",
    watches: AWS_CALLS,
    docs: {
      description: "Require AWS CLI commands to specify their credentials",
      recommended: true,
      relaxed: [{ allowImplicit: true }],
      suggestionOptions: [
        { option: "credentials: instance-role", suggestion: "takeInstanceRole" },
        { option: "credentials: { profile: NAME }", suggestion: "nameProfile" },
      ],
    },
    fixable: "code",
    hasSuggestions: true,
    schema: [schema],
    defaultOptions: [{ allowImplicit: false, trustSourced: true }],
    messages,
  },
  create(context) {
    const [{ allowImplicit = false, credentials, trustSourced = true } = {}] = context.options;
    const { sourceCode } = context;
    const trust = { trustSourced };
    const budget = new TrialBudget();
    const made = new WeakMap<StepNode, Offers>();
    const offers = (step: StepNode) => {
      const { shell, evaluation, document, step: own } = step;
      const { environment } = own;
      const offered =
        made.get(step) ??
        new Offers({ shell, evaluation, environment, parameters: document.parameters, trust, budget });
      made.set(step, offered);
      return offered;
    };
    const lineIn = (step: StepNode) => (span: Span, index?: number) =>
      sourceCode.lineOf(index === undefined ? step : step.siblings[index]!, span);
    return {
      Invocation(node) {
        const calls = credentialCalls(node, trust);
        if (calls.length === 0) return;
        const step = sourceCode.stepOf(node);
        for (const one of byPlace(node, calls, step.evaluation, step.shell.text)) {
          const { tree, text } = step.shell;
          const fault = tree && credentialFault(one.calls, step.evaluation, (name) => exportBefore(step, name), tree);
          if (fault === undefined || (allowImplicit && !showsIntent(fault.reason))) continue;
          const { call, reason } = fault;
          const { fix, suggestions } = offers(step).for(fault, credentials);
          if (budget.hasRefused) sourceCode.noteDropped(step, one.place);
          context.report({
            loc: sourceCode.locate(step, one.place),
            messageId: reason.kind,
            data: {
              command: commandName(call.line),
              ...messageData(reason, earlyStopOf(call.run), {
                text,
                lineOf: lineIn(step),
                nameOf: (index) => step.siblings[index]!.name,
              }),
            },
            fix: (fix && sourceCode.edit(step, fix)) ?? null,
            suggest: suggestions.flatMap(({ kind, profile, changes }) => {
              const edit = sourceCode.edit(step, changes);
              return edit === undefined ? [] : [{ messageId: kind, data: { profile }, fix: edit }];
            }),
          });
        }
      },
    };
  },
};
