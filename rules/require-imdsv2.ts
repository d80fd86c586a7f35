import type { StepNode } from "../src/eslint/nodes.ts";
import { METADATA_REQUESTS } from "../src/analysis/watches/metadata-requests.ts";
import type { SsmRule } from "../src/eslint/rule.ts";
import { surroundings, type Place } from "../src/analysis/metadata/statements.ts";
import { tokenFix } from "../src/analysis/metadata/token-fix.ts";
import { faultWording, metadataFault } from "../src/analysis/metadata/verdict.ts";

export interface Options {
  /** Accept a request without a token if no token could be obtained, or if the script asked which version is available. */
  readonly allowFallback?: boolean;
}

const REFUSED = "An instance with HttpTokens=required answers 401{{unnoticed}}.";
const ASKS = "`{{program}}` asks the metadata service for {{path}}";

const messages = {
  absent: `${ASKS} without a session token (IMDSv1). ${REFUSED} Get a token with PUT /latest/api/token and send it as X-aws-ec2-metadata-token.`,
  somePaths: `${ASKS} without a session token on some paths. ${REFUSED} Get the token on every path that leads here.`,
  neverSet: `\${{variable}} is never set in this script: ${ASKS} with an empty token, which is IMDSv1. ${REFUSED} Get a token first.`,
  empty: `${ASKS} with an empty X-aws-ec2-metadata-token, which is IMDSv1. ${REFUSED} Get a token first.`,
  split: `The header is not in quotes: the shell cuts it after "X-aws-ec2-metadata-token:", and ${ASKS} without token (IMDSv1), then takes the token for a URL. ${REFUSED} Put it in double quotes.`,
  literal: `In single quotes {{text}} is not expanded: the metadata service gets those characters for a token and answers 401{{unnoticed}}. Use double quotes.`,
  misnamed: `The service knows no header {{name}}: ${ASKS} without token (IMDSv1). ${REFUSED} It is called X-aws-ec2-metadata-token.`,
  folded: `The header begins with a blank, so that it is sent as the rest of the header before it: ${ASKS} without token (IMDSv1). ${REFUSED} Give -H and the header as two words, and let the header begin with its name.`,
  spanHosts: `wget's -H is --span-hosts and takes no header: ${ASKS} without token (IMDSv1). ${REFUSED} Write --header.`,
  method: `Only PUT gives a token: \`{{program}}\` sends {{method}} to /latest/api/token, without a token of its own, and gets none. Use -X PUT (wget: --method=PUT).`,
  equals: `curl does not know \`{{option}}=…\` and stops with status 2 before it sends anything: that is wget's spelling. Put a space for the "=".`,
  fallback: `${ASKS} without a session token where none could be had: the script falls back to IMDSv1. ${REFUSED} Stop with an error instead.`,
};

export const requireImdsv2: SsmRule<[Options?], keyof typeof messages> = {
  meta: {
    type: "problem",
    watches: METADATA_REQUESTS,
    fixable: "code",
    docs: {
      description: "Require requests to the instance metadata service to carry a session token",
      recommended: true,
    },
    schema: [
      {
        type: "object",
        properties: {
          allowFallback: {
            description: "Accept version 1 where a script has found out that it gets no token.",
            type: "boolean",
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ allowFallback: true }],
    messages,
  },
  create(context) {
    const { sourceCode, options } = context;
    const allowFallback = options[0]?.allowFallback ?? true;
    const planned = new Map<StepNode, Place[]>();
    return {
      Invocation(node) {
        const step = sourceCode.stepOf(node);
        const { evaluation } = step;
        const fault = metadataFault(node, evaluation, allowFallback);
        if (fault === undefined) return;
        const { text, items } = step.step.script;
        const around = surroundings(sourceCode.getAncestors(node), text, evaluation.embedded);
        if (!planned.has(step)) planned.set(step, []);
        const places = planned.get(step)!;
        const changes =
          around &&
          tokenFix(node, fault, {
            text,
            items,
            evaluation,
            surroundings: around,
            planned: places,
            mayFail: allowFallback,
          });
        context.report({
          loc: sourceCode.locate(step, fault.span),
          messageId: fault.kind,
          data: faultWording(fault),
          fix: (changes && sourceCode.edit(step, changes)) ?? null,
        });
      },
    };
  },
};
