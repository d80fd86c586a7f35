import { JSON_READERS } from "../src/analysis/watches/json-readers.ts";
import type { StepNode } from "../src/eslint/tree/nodes.ts";
import type { SsmRule } from "../src/eslint/rule.ts";
import { extractionOf, simulationEffort } from "../src/analysis/extraction/extraction.ts";
import { repairs, type Extractor } from "../src/analysis/extraction/repair.ts";
import { messageFor } from "../src/analysis/extraction/message-data.ts";

export interface Options {
  /** The extractor to use: its replacement is then a fix instead of a suggestion. */
  readonly extractor?: Extractor;
}

const messages = {
  noSuchKey:
    "`{{command}}` never finds anything: {{document}} does not contain {{key}}.{{instead}} The result is silently empty.",
  spacing:
    "`{{command}}` finds nothing: {{document}} is printed with {{colon}}, which the pattern does not match. {{key}} is not found, and the result is empty.",
  firstLine:
    "`{{command}}` finds nothing: {{document}} is printed on several lines, and `read` only reads the first. {{key}} is not found, and the result is empty.",
  severalKeys:
    "`{{command}}` returns several values: `{{pattern}}` matches {{keys}} in {{document}}. Extract the key with a JSON parser.",
  optionalKey:
    "`{{command}}` extracts {{key}} only if no other key in {{document}} matches: with {{others}}, it {{takes}}. Extract the key with a JSON parser.",
  wrongKey: "`{{command}}` extracts the value of {{key}} instead of {{wanted}} from {{document}}.",
  partialValue: "`{{command}}` extracts only {{result}} from {{key}}: a typical value is {{value}}.",
  innerJson:
    "`{{command}}` extracts {{key}} only if its value is not JSON: for {{value}}, it returns {{result}}. Extract the key with a JSON parser.",
  leftover: "`{{command}}` returns {{result}}, which is more than {{part}} in {{document}}.",
  wrongText: "`{{command}}` returns {{result}}, which is not a value in {{document}}.",
  layout:
    "`{{command}}` extracts {{key}} only as long as the JSON keeps its current layout: {{when}}, it {{takes}}. Extract the key with a JSON parser.",
  unknownLayout:
    "`{{command}}` extracts {{key}} only from JSON in one layout: {{when}}, it {{takes}}. Extract the key with a JSON parser.",
  elements:
    "`{{command}}` extracts {{elements}} from {{document}} only as long as the JSON keeps its current layout: {{when}}, it {{takes}}. Print the list with `--output text`, or use a JSON parser.",
  leftoverElements:
    "`{{command}}` returns {{result}}, which is more than {{elements}} in {{document}}. Print the list with `--output text`, or use a JSON parser.",
  order:
    "`{{command}}` extracts {{key}} only as long as the JSON keeps the order of its keys, which has no meaning (RFC 8259): {{when}}, it {{takes}}. Extract the key with a JSON parser.",
  similarKey:
    "`{{command}}` extracts {{key}} only as long as no other key is similar: with {{added}}, it {{takes}}. Extract the key with a JSON parser.",
  tooMuch:
    "ssmlint stops simulating the pipelines of this script here because of the cost: this pipeline and later ones are not checked.",
  replaceWith: "Replace it with `{{replacement}}`.",
};

/** Messages about extractions that are right today: a fix for these keeps the result. */
const KEEP_VALUE: readonly (keyof typeof messages)[] = ["layout", "unknownLayout", "elements", "order", "similarKey"];

export const noFragileJsonParsing: SsmRule<[Options?], keyof typeof messages> = {
  meta: {
    type: "problem",
    watches: JSON_READERS,
    fixable: "code",
    hasSuggestions: true,
    docs: {
      description: "Disallow extracting JSON fields with text tools that can return the wrong value",
      recommended: true,
      suggestionOptions: [{ option: "extractor: jq", suggestion: "replaceWith", findings: KEEP_VALUE }],
    },
    schema: [
      {
        type: "object",
        properties: {
          extractor: {
            description: "The tool that extracts the value instead. This turns the suggestion into a fix.",
            enum: ["jq", "sed"],
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{}],
    messages,
  },
  create({ sourceCode, options, report }) {
    const wanted = options[0]?.extractor;
    const effort = simulationEffort();
    /** Steps whose pipelines are no longer simulated. */
    const over = new Set<StepNode>();
    return {
      Invocation(node) {
        const step = sourceCode.stepOf(node);
        const { text } = step.shell;
        const extraction = extractionOf(node, step.evaluation, step.shell, effort);
        if (effort.isExhausted && !over.has(step)) {
          over.add(step);
          report({ loc: sourceCode.locate(step, node), messageId: "tooMuch" });
        }
        if (extraction === undefined || extraction.verdict.kind === "sound") return;
        const { messageId, data } = messageFor(extraction, text);
        const offers = repairs(extraction, step.evaluation, text).flatMap((repair) => {
          const fix = sourceCode.edit(step, repair.changes);
          return fix === undefined ? [] : [{ ...repair, fix }];
        });
        const keepsValue = extraction.verdict.kind === "layout";
        const chosen =
          keepsValue && wanted !== undefined
            ? (offers.find(({ extractor }) => extractor === "query") ??
              offers.find(({ extractor }) => extractor === wanted))
            : undefined;
        report({
          loc: sourceCode.locate(step, extraction.span),
          messageId: messageId as keyof typeof messages,
          data,
          fix: chosen?.fix ?? null,
          suggest: offers
            .filter((offer) => offer !== chosen)
            .map(({ command, fix }) => ({ messageId: "replaceWith" as const, data: { replacement: command }, fix })),
        });
      },
    };
  },
};
