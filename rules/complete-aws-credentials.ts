import { rejectionCode } from "../src/aws/credentials/rejections.ts";
import { AWS_CALLS } from "../src/analysis/watches/aws-calls.ts";
import type { StepNode } from "../src/eslint/tree/nodes.ts";
import type { SsmRule } from "../src/eslint/rule.ts";
import { completion } from "../src/analysis/credentials/completion.ts";
import {
  commandName,
  commandSpan,
  credentialCalls,
  type CredentialCall,
} from "../src/analysis/credentials/credential-call.ts";
import { useKeyWithoutToken } from "../src/analysis/credentials/file-flaws.ts";
import { flaws, type Flaw } from "../src/analysis/credentials/flaws.ts";
import { TrialBudget } from "../src/analysis/trials/trial-budget.ts";
import { Verifier } from "../src/analysis/credentials/verify-fix.ts";

const messages = {
  keyWithoutSecret:
    '`{{command}}` gets AWS_ACCESS_KEY_ID{{from}} without AWS_SECRET_ACCESS_KEY{{where}}: the CLI stops with "Partial credentials found in env". Export both.',
  temporaryWithoutToken:
    "`{{command}}` gets a temporary key{{from}} without AWS_SESSION_TOKEN{{where}}: AWS rejects it{{code}}. Export the session token too.",
  fileWithoutToken:
    "`{{command}}` uses a temporary key that the script wrote to the credentials file without aws_session_token: AWS rejects it{{code}}. Write the session token too.",
  wrongName:
    "The AWS CLI reads {{right}}, not {{variable}}: `{{command}}` on line {{at}} falls back to other credentials. Rename the variable.",
  profileOverridesKeys:
    "`{{command}}` ignores the keys{{from}}: with --profile, the CLI uses only that profile. Remove --profile or the keys.",
  emptyProfile:
    '{{variable}} is exported with an empty value: `{{command}}` on line {{at}} stops with "The config profile () could not be found", even if keys are exported. Unset it instead.',
  staleToken:
    "`{{command}}` signs with AWS_SECURITY_TOKEN{{from}}, which takes precedence over AWS_SESSION_TOKEN and does not match the key. Unset AWS_SECURITY_TOKEN.",
};

/** Flaws of an assignment are reported once, at the assignment; flaws of a combination of variables are reported at the command. */
const AT_THE_ASSIGNMENT: ReadonlySet<Flaw["kind"]> = new Set(["wrongName", "emptyProfile"]);

function codeOf({ line }: CredentialCall): string {
  const code = rejectionCode(line.command);
  return code === undefined ? "" : ` with ${code}`;
}

export const completeAwsCredentials: SsmRule<[], keyof typeof messages> = {
  meta: {
    type: "problem",
    watches: AWS_CALLS,
    docs: {
      description:
        "Disallow credentials that cannot work: half of a key, a temporary key without its token, wrong names",
      recommended: true,
    },
    fixable: "code",
    schema: [],
    messages,
  },
  create(context) {
    const { sourceCode } = context;
    const reported = new Set<string>();
    const budget = new TrialBudget();
    const verifiers = new WeakMap<StepNode, Verifier>();
    const verifierOf = (step: StepNode): Verifier => {
      const known =
        verifiers.get(step) ?? new Verifier(step.shell, step.evaluation, step.step.environment, undefined, budget);
      verifiers.set(step, known);
      return known;
    };
    return {
      Invocation(node) {
        const step = sourceCode.stepOf(node);
        const calls = credentialCalls(node);
        const [first] = calls;
        if (first !== undefined && useKeyWithoutToken(calls, step.evaluation, step.shell.tree)) {
          const code = codeOf(first);
          const loc = sourceCode.locate(step, commandSpan(node, first.line));
          context.report({ loc, messageId: "fileWithoutToken", data: { command: commandName(first.line), code } });
        }
        for (const call of calls) {
          for (const flaw of flaws(call, step.evaluation)) {
            const { kind, variable, right, unexported, span } = flaw;
            const command = commandSpan(node, call.line);
            const place = AT_THE_ASSIGNMENT.has(kind) && span !== undefined ? span : command;
            const loc = sourceCode.locate(step, place);
            const key = `${kind} ${variable} ${loc.start.line}:${loc.start.column}`;
            if (reported.has(key)) continue;
            reported.add(key);
            const { text, tree } = step.shell;
            const changes = tree && completion(text, tree, flaw);
            const isFixed = changes && verifierOf(step).makesExplicit(node, changes);
            if (budget.hasRefused) sourceCode.noteDropped(step, place);
            context.report({
              loc,
              messageId: kind,
              fix: (isFixed && sourceCode.edit(step, changes)) || null,
              data: {
                command: commandName(call.line),
                code: codeOf(call),
                variable,
                right: right ?? "",
                from: span === undefined ? "" : ` from line ${sourceCode.lineOf(step, span)}`,
                where:
                  unexported === undefined
                    ? ""
                    : ` (line ${sourceCode.lineOf(step, unexported)} sets it, but does not export it)`,
                at: String(sourceCode.lineOf(step, command)),
              },
            });
          }
        }
      },
    };
  },
};
