import { exposuresIn } from "../src/analysis/exposure/exposures.ts";
import { suggestionFor } from "../src/analysis/exposure/suggestions.ts";
import { TrialBudget } from "../src/analysis/trials/trial-budget.ts";
import { quotedCommand, shownSecret } from "../src/analysis/exposure/wording.ts";
import type { SsmRule } from "../src/eslint/rule.ts";

export interface Options {
  /** Also report secrets on the command lines of programs: every user of the instance sees these in `ps`. */
  readonly commandLine?: boolean;
  /** Whether the session token of IMDSv2 is a secret. */
  readonly metadataToken?: boolean;
}

const KEPT = "Everyone who can read the command's output (console, S3, CloudWatch Logs) can read it.";

const messages = {
  printed: `\`{{command}}\` prints {{secret}} to the step's {{stream}}{{called}}. ${KEPT}`,
  trace: `With \`{{command}}\`, the shell prints every command with its values to stderr. On line {{line}}, this includes {{secret}}. ${KEPT}`,
  diagnostics: `\`{{command}}\` includes {{secret}} in its messages on stderr{{called}}. ${KEPT}`,
  argument: `\`{{command}}\` passes {{secret}} on its command line, where every user of the instance can see it in \`ps\`. Pass it on stdin, in a file or in a variable.`,
  untrace: "Remove the tracing option from `{{command}}`.",
  quiet: "Make the program print less.",
  mask: "Print only whether a value is set.",
  discard: "Redirect its output to /dev/null.",
};

export const noSecretExposure: SsmRule<[Options?], keyof typeof messages> = {
  meta: {
    type: "problem",
    hasSuggestions: true,
    docs: {
      description: "Disallow secrets in the output of a step, which the console, S3 and CloudWatch Logs store",
      recommended: true,
    },
    schema: [
      {
        type: "object",
        properties: {
          commandLine: {
            description: "Also report secrets on the command lines of programs, which `ps` shows.",
            type: "boolean",
          },
          metadataToken: {
            description: "Whether the session token of IMDSv2 is a secret.",
            type: "boolean",
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ commandLine: false, metadataToken: true }],
    messages,
    // The rule evaluates scripts itself, and only those that contain secrets.
    watches: [],
  },
  create({ id, options, report, sourceCode }) {
    const [{ commandLine = false, metadataToken = true } = {}] = options;
    const budget = new TrialBudget();
    return {
      Step(step) {
        const exposing = { script: step.shell, document: step.document, environment: step.step.environment };
        const wanted = { commandLine, metadataToken };
        const { exposures, evaluation } = exposuresIn(exposing, wanted);
        sourceCode.noteCut(step, id, evaluation);
        for (const exposure of exposures) {
          const { call, first, kind, secret, stream } = exposure;
          const data = {
            command: quotedCommand(step.shell.text, exposure),
            secret: shownSecret(secret),
            stream: stream ?? "",
            line: first === undefined ? "" : String(sourceCode.lineOf(step, first)),
            called: call === undefined ? "" : ` in the call on line ${sourceCode.lineOf(step, call)}`,
          };
          const offer = suggestionFor(exposing, exposure, exposures, wanted, budget);
          if (budget.hasRefused) sourceCode.noteDropped(step, exposure);
          const fix = offer && sourceCode.edit(step, offer.changes);
          report({
            loc: sourceCode.locate(step, exposure),
            messageId: kind,
            data,
            suggest: fix === undefined ? [] : [{ messageId: offer!.kind, data, fix }],
          });
        }
      },
    };
  },
};
