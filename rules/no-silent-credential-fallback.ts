import { AWS_CALLS } from "../src/analysis/watches/aws-calls.ts";
import type { SsmRule } from "../src/eslint/rule.ts";
import { checkAfter } from "../src/analysis/credentials/key-check.ts";
import { commandName, commandSpan, credentialCalls } from "../src/analysis/credentials/credential-call.ts";
import { silentFallbacks } from "../src/analysis/credentials/silent-fallback.ts";

const THEN = "`{{command}}` on line {{at}} then silently falls back to a leftover ~/.aws/credentials.";
const CHECK = '{{first}}: `[ -n "${{variable}}" ] || exit 1`.';

const messages = {
  masked: `If \`{{program}}\` fails, {{variable}} is empty and the failure is hidden, because the command that sets it still succeeds. ${THEN} ${CHECK}`,
  textTool: `If the input is empty, {{variable}} is empty, and \`{{program}}\` still succeeds. ${THEN} ${CHECK}`,
  errorPage: `\`{{program}}\` without -f treats an error page as the answer, and {{variable}} is empty. ${THEN} ${CHECK}`,
  unchecked: `If \`{{program}}\` fails, {{variable}} is empty and the script continues. ${THEN} ${CHECK}`,
};

export const noSilentCredentialFallback: SsmRule<[], keyof typeof messages> = {
  meta: {
    type: "problem",
    watches: AWS_CALLS,
    docs: {
      description: "Disallow credentials that can silently be empty, so that the AWS CLI uses a leftover file",
      recommended: true,
    },
    fixable: "code",
    schema: [],
    messages,
  },
  create(context) {
    const { sourceCode } = context;
    const reported = new Set<string>();
    return {
      Invocation(node) {
        const step = sourceCode.stepOf(node);
        for (const call of credentialCalls(node)) {
          for (const fallback of silentFallbacks(call, step.evaluation)) {
            const { doubt, isKept, program, variable, span } = fallback;
            const loc = sourceCode.locate(step, span);
            const key = `${loc.start.line}:${loc.start.column}`;
            if (reported.has(key)) continue;
            reported.add(key);
            const at = String(sourceCode.lineOf(step, commandSpan(node, call.line)));
            const first = isKept ? "Check it first" : "Set it in a separate command, and check it there";
            const data = { command: commandName(call.line), program, variable, at, first };
            const { text, tree } = step.shell;
            const check = tree && checkAfter(text, tree, fallback, node);
            context.report({ loc, messageId: doubt, data, fix: (check && sourceCode.edit(step, check)) ?? null });
          }
        }
      },
    };
  },
};
