import { JSON_READERS } from "../src/analysis/watches/json-readers.ts";
import type { StepNode } from "../src/eslint/nodes.ts";
import type { SsmRule } from "../src/eslint/rule.ts";
import { extractionOf, simulationEffort } from "../src/analysis/extraction/extraction.ts";
import { repairs, type Extractor } from "../src/analysis/extraction/repair.ts";
import { wording } from "../src/analysis/extraction/message-data.ts";

export interface Options {
  /** The extractor to use: its replacement is then a fix instead of a suggestion. */
  readonly extractor?: Extractor;
}

const messages = {
  noSuchKey:
    "`{{command}}` always gives nothing: there is no {{key}} in {{document}}.{{instead}} The variable is silently empty.",
  spacing:
    "`{{command}}` finds nothing: {{document}} is printed with {{colon}}, and the pattern does not match that. {{key}} comes out empty.",
  severalKeys:
    "`{{command}}` gives several values: `{{pattern}}` matches {{keys}} in {{document}}. Extract the key with a JSON parser.",
  optionalKey:
    "`{{command}}` takes {{key}} only if {{document}} prints no other key that matches: with {{others}} it {{takes}}. Extract the key with a JSON parser.",
  wrongKey: "`{{command}}` gives the value of {{key}} and not of {{wanted}}, out of {{document}}.",
  partialValue:
    "`{{command}}` gives only {{result}} of {{key}}: its value is like {{value}}, and the rest is cut away.",
  innerJson:
    "`{{command}}` takes {{key}} only if that is no JSON itself: of {{value}} it gives {{result}}. Extract the key with a JSON parser.",
  leftover: "`{{command}}` gives {{result}}: more than the value of {{key}} in {{document}}.",
  wrongText: "`{{command}}` gives {{result}}, which is no value of {{document}}.",
  layout:
    "`{{command}}` takes {{key}} only while the JSON is printed as today: {{when}} it {{takes}}. Extract the key with a JSON parser.",
  unknownLayout:
    "`{{command}}` takes {{key}} only out of JSON in one layout: {{when}} it {{takes}}. Extract the key with a JSON parser.",
  order:
    "`{{command}}` takes {{key}} only while the JSON lists its keys as today, and their order has no meaning (RFC 8259): {{when}} it {{takes}}. Extract the key with a JSON parser.",
  similarKey:
    "`{{command}}` takes {{key}} only while no other key looks like it: beside {{added}} it {{takes}}. Extract the key with a JSON parser.",
  tooMuch:
    "ssmlint stops simulating the pipelines of this script here, because they cost too much: whether this and later ones take the right key is not checked.",
  replaceWith: "Replace it with `{{replacement}}`.",
};

/** Messages about extractions that are right today: a fix for these keeps the result. */
const KEEP_VALUE: readonly (keyof typeof messages)[] = ["layout", "unknownLayout", "order", "similarKey"];

export const noFragileJsonParsing: SsmRule<[Options?], keyof typeof messages> = {
  meta: {
    type: "problem",
    watches: JSON_READERS,
    fixable: "code",
    hasSuggestions: true,
    docs: {
      description: "Disallow text tools that take a field out of JSON and can take the wrong one",
      recommended: true,
      suggestionOptions: [{ option: "extractor: jq", suggestion: "replaceWith", findings: KEEP_VALUE }],
    },
    schema: [
      {
        type: "object",
        properties: {
          extractor: {
            description: "What takes the value out instead: turns the suggestion into a fix.",
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
        const { messageId, data } = wording(extraction, text);
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
