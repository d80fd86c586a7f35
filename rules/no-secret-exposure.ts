import { exposuresIn } from "../src/analysis/exposure/exposures.ts";
import { suggestionFor } from "../src/analysis/exposure/suggestions.ts";
import { TrialBudget } from "../src/analysis/trials/trial-budget.ts";
import { called, shownSecret } from "../src/analysis/exposure/wording.ts";
import type { SsmRule } from "../src/eslint/rule.ts";

export interface Options {
  /** Also report secrets on the command lines of programs: every user of the instance sees these in `ps`. */
  readonly commandLine?: boolean;
  /** Whether the session token of IMDSv2 is a secret. */
  readonly metadataToken?: boolean;
}

const KEPT = "Everybody who may read the command's output (console, S3, CloudWatch Logs) reads it.";

const messages = {
  printed: `\`{{command}}\` prints {{secret}} on the step's {{stream}}. ${KEPT}`,
  trace: `With \`{{command}}\` the shell prints every command with its values on stderr, and on line {{line}} {{secret}}. ${KEPT}`,
  diagnostics: `\`{{command}}\` shows {{secret}} in its messages on stderr. ${KEPT}`,
  argument: `\`{{command}}\` has {{secret}} on its command line, where every user of the instance sees it in \`ps\`. Hand it over on stdin, in a file or in a variable.`,
  untrace: "Remove the `x` of `{{command}}`.",
  quiet: "Keep the program from showing it.",
  mask: "Show only whether there is a value.",
  discard: "Send what it prints to /dev/null.",
};

export const noSecretExposure: SsmRule<[Options?], keyof typeof messages> = {
  meta: {
    type: "problem",
    hasSuggestions: true,
    docs: {
      description: "Disallow secrets in the output of a step, which the console, S3 and CloudWatch Logs keep",
      recommended: true,
    },
    schema: [
      {
        type: "object",
        properties: {
          commandLine: {
            description: "Also report secrets on the command lines of programs, where `ps` shows them.",
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
  create({ options, report, sourceCode }) {
    const [{ commandLine = false, metadataToken = true } = {}] = options;
    const budget = new TrialBudget();
    return {
      Step(step) {
        const exposing = { script: step.shell, document: step.document, environment: step.step.environment };
        const wanted = { commandLine, metadataToken };
        const exposures = exposuresIn(exposing, wanted);
        for (const exposure of exposures) {
          const { first, kind, secret, stream } = exposure;
          const data = {
            command: called(step.shell.text, exposure),
            secret: shownSecret(secret),
            stream: stream ?? "",
            line: first === undefined ? "" : String(sourceCode.lineOf(step, first)),
          };
          const offer = suggestionFor(exposing, exposure, exposures, wanted, budget);
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
