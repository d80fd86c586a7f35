import type { StepNode } from "../src/eslint/tree/nodes.ts";
import { METADATA_REQUESTS } from "../src/analysis/watches/metadata-requests.ts";
import type { SsmRule } from "../src/eslint/rule.ts";
import { requestSurroundings } from "../src/analysis/metadata/statements.ts";
import { TokenRequests } from "../src/analysis/metadata/token-request.ts";
import { tokenFix } from "../src/analysis/metadata/token-fix.ts";
import { faultWording, metadataFaults } from "../src/analysis/metadata/verdict.ts";

export interface Options {
  /** Accept a request without a token if no token could be obtained, or if the script asked which version is available. */
  readonly allowFallback?: boolean;
}

const REFUSED = "With HttpTokens=required, the service answers 401{{unnoticed}}.";
const ASKS = "`{{program}}` asks the metadata service for {{path}}";

const messages = {
  absent: `${ASKS} without a session token (IMDSv1). ${REFUSED} Get a token with PUT /latest/api/token and send it as X-aws-ec2-metadata-token.`,
  somePaths: `${ASKS} without a session token on some paths. ${REFUSED} Get a token on every path to this command.`,
  neverSet: `\${{variable}} is not set before this command: ${ASKS} with an empty token, which is IMDSv1. ${REFUSED} Get a token first.`,
  empty: `${ASKS} with an empty X-aws-ec2-metadata-token, which is IMDSv1. ${REFUSED} Get a token first.`,
  split: `The header is not in quotes: the shell splits it after "X-aws-ec2-metadata-token:", and ${ASKS} without a token (IMDSv1), then uses the token as a URL. ${REFUSED} Put the header in double quotes.`,
  literal: `In single quotes {{text}} is not expanded: the metadata service receives these characters as the token and answers 401{{unnoticed}}. Use double quotes.`,
  misnamed: `The metadata service does not know the header {{name}}: ${ASKS} without a token (IMDSv1). ${REFUSED} Use X-aws-ec2-metadata-token.`,
  folded: `The header begins with a space, so it is sent as a continuation of the header before it: ${ASKS} without a token (IMDSv1). ${REFUSED} Pass -H and the header as two words, and start the header with its name.`,
  spanHosts: `wget's -H means --span-hosts and does not add a header: ${ASKS} without a token (IMDSv1). ${REFUSED} Use --header.`,
  method: `Only PUT returns a token: \`{{program}}\` sends {{method}} to /latest/api/token without a token and does not get one. Use -X PUT (wget: --method=PUT).`,
  ttl: `\`{{program}}\` gets no token: X-aws-ec2-metadata-token-ttl-seconds is {{ttl}}, so the metadata service answers 400{{unnoticed}}. Send a number from 1 to 21600.`,
  equals: `curl does not know \`{{option}}=…\` and stops with status 2 before it sends anything: only wget supports this syntax. Replace the "=" with a space.`,
  fallback: `${ASKS} without a session token after no token could be obtained: the script falls back to IMDSv1. ${REFUSED} Stop with an error instead.`,
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
            description: "Accept IMDSv1 if a script has determined that it cannot get a token.",
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
    const requestsIn = new Map<StepNode, TokenRequests>();
    return {
      Invocation(node) {
        const step = sourceCode.stepOf(node);
        const { evaluation } = step;
        const { text, items } = step.step.script;
        const faults = metadataFaults(node, evaluation, allowFallback, text);
        if (faults.length === 0) return;
        const around = requestSurroundings(sourceCode.getAncestors(node), text, evaluation.embedded);
        const requests = requestsIn.get(step) ?? new TokenRequests(step.shell);
        requestsIn.set(step, requests);
        for (const fault of faults) {
          const changes =
            around &&
            tokenFix(node, fault, {
              text,
              items,
              evaluation,
              surroundings: around,
              requests,
              mayFail: allowFallback,
            });
          context.report({
            loc: sourceCode.locate(step, fault.span),
            messageId: fault.kind,
            data: faultWording(fault),
            fix: (changes && sourceCode.edit(step, changes)) ?? null,
          });
        }
      },
    };
  },
};
