import type { RuleTextEdit, RuleTextEditor } from "@eslint/core";
import type { ParameterDeclaration } from "../src/document/index.ts";
import { offersFor, type Offer } from "../src/analysis/injection/fixes/fixes.ts";
import type { Instead } from "../src/analysis/injection/rereading/handing-on.ts";
import type { Finding } from "../src/analysis/injection/finding.ts";
import { findingsIn } from "../src/analysis/injection/findings.ts";
import { knowsEnvVar } from "../src/analysis/injection/env-var.ts";
import { advice } from "../src/analysis/injection/fixes/advice.ts";
import { shownPlace, shownReader, shownValue } from "../src/analysis/injection/wording.ts";
import { isSearchedOut, startSearching } from "../src/analysis/injection/language/search.ts";
import { areDisjoint } from "../src/eslint/findings/disjoint-edits.ts";
import type { StepNode } from "../src/eslint/tree/nodes.ts";
import type { SsmRule, SsmSource } from "../src/eslint/rule.ts";

export interface Options {
  /** Report values too that can only be split into several words, or match file names. */
  readonly splitting?: boolean;
  /** The oldest SSM Agent version of the fleet. Agents before 3.3.2746.0 paste the value in spite of `interpolationType: ENV_VAR`. */
  readonly minimumAgent?: string;
  /** Which change is the fix; if omitted, both are suggestions. */
  readonly prefer?: "env-var" | "pattern";
}

const ANYBODY = "Anyone who can run this document can {{harm}} on its targets";
const AS_WRITTEN = "with `interpolationType: ENV_VAR`, the agent replaces `{{placeholder}}` with `$SSM_{{name}}`";

const messages = {
  command: `${ANYBODY}: \`{{placeholder}}\` accepts {{witness}}, and the agent pastes it into the script {{place}}. {{advice}}`,
  write: `${ANYBODY}: \`{{placeholder}}\` accepts {{witness}}, and the agent pastes it into the script {{place}}. {{advice}}`,
  unanchored: `${ANYBODY}: \`{{placeholder}}\` accepts {{witness}}, because its \`allowedPattern\` may match anywhere in the value. Anchor every alternative: {{anchored}}.`,
  secondParse: `${ANYBODY}: \`{{placeholder}}\` accepts {{witness}}, and {{by}} reads it as shell code a second time (line {{line}}), regardless of quotes. Pass it as an argument or in a variable, or exclude shell metacharacters with \`allowedPattern\`.`,
  computed: `${ANYBODY}: \`{{placeholder}}\` accepts {{witness}}, and bash runs the substitution when it evaluates the value as arithmetic (line {{line}}). Permit only digits with \`allowedPattern\`: \`^[0-9]+$\`.`,
  together: `${ANYBODY}: \`{{placeholder}}\` {{place}} accepts {{witness}}, and the shell then reads {{others}} as code. {{advice}}`,
  splits: `\`{{placeholder}}\` accepts {{witness}}, and without quotes the shell splits it into several words or expands it to file names. Put it in double quotes.`,
  envLiteral: `The command gets the text \`$SSM_{{name}}\` instead of the value: ${AS_WRITTEN}, which is not expanded {{place}}. Use double quotes, or an unquoted delimiter for a here-document.`,
  envNameCharacter: `The value is lost: ${AS_WRITTEN}, so the shell reads the variable \`SSM_{{name}}{{suffix}}\`. Write \`\${SSM_{{name}}}{{suffix}}\`.`,
  envTilde: `The tilde stays in the path: ${AS_WRITTEN}, and the shell does not expand a tilde before a variable. Get the home directory with \`getent passwd "{{placeholder}}" | cut -d: -f6\`.`,
  envSecondParse: `${ANYBODY}: \`{{placeholder}}\` accepts {{witness}}, and {{by}} reads the value as shell code (line {{line}}); \`interpolationType: ENV_VAR\` does not help there. Pass the value as an argument.`,
  envDropped: `The value is lost: ${AS_WRITTEN}, and the shell that {{by}} starts (line {{line}}) does not have that variable. {{keep}}`,
  envIgnored: `${ANYBODY}: \`{{placeholder}}\` accepts {{witness}}, and the agent ignores \`interpolationType: ENV_VAR\` {{where}} and pastes the value into the script {{place}}. {{advice}}`,
  envOldAgent: `${ANYBODY} if the agent there is older than 3.3.2746.0: \`{{placeholder}}\` accepts {{witness}}, and older agents paste it into the script {{place}}. Forbid \`"\`, \`$\`, the backtick and the backslash with \`allowedPattern\`.`,
  tooMuch:
    "ssmlint stops checking parameter patterns here because of the cost: further harmful values, here and in later steps, are not reported.",
  useEnvVar:
    "Declare `interpolationType: ENV_VAR`, and rewrite every use of `{{placeholder}}` so that the shell expands the variable.",
  addPattern: "Declare `allowedPattern`: {{pattern}}.",
};

function keepingAdvice(name: string, instead: Instead): string {
  switch (instead) {
    case "option":
      return `Write \`sudo --preserve-env=SSM_${name}\`, or pass the value as an argument.`;
    case "other shell":
      return `Write \`sudo --preserve-env=SSM_${name} bash -lc '…'\` without \`-i\` and \`-s\`.`;
    case "stdin":
      return "Pass the value on stdin, to `read -r`.";
    case "argument":
      return "Pass the value as an argument.";
  }
}

function wording(finding: Finding, step: StepNode, source: SsmSource) {
  const { again, context, harm, others = new Map<string, string>(), pasted, reread, suffix, witness } = finding;
  const { name } = pasted.placeholder;
  return {
    name,
    suffix,
    placeholder: `{{ ${name} }}`,
    harm: harm === "write" ? "overwrite files" : "run any command",
    witness: witness === undefined ? "" : shownValue(witness),
    others: Array.from(others, ([other, value]) => `${shownValue(value)} in \`{{ ${other} }}\``).join(" and "),
    place: context === undefined ? "" : shownPlace(context),
    by: again === undefined ? "" : shownReader(again.by),
    keep: keepingAdvice(name, again?.instead ?? "argument"),
    line: again === undefined ? "" : source.lineOf(step, again.span),
    where: step.document.schema === "automation" ? "in an Automation document" : "in schema 1.2",
    anchored: shownValue(`^(?:${pasted.declaration.allowedPattern?.text ?? ""})$`),
    advice: advice(pasted, step.document.schema, reread),
  };
}

/** Findings about harm that the value itself does. */
const PASTED: ReadonlySet<string> = new Set(["command", "write", "unanchored", "secondParse", "computed", "together"]);

/**
 * One change fixes all uses of a parameter. It is offered for the parameter's first findings only, and not in documents with very
 * many parameters.
 */
const MOST_OFFERED = 20;
const MOST_PARAMETERS = 300;

const FIXES: ReadonlyMap<Options["prefer"], Offer<StepNode>["kind"]> = new Map([
  ["env-var", "useEnvVar"],
  ["pattern", "addPattern"],
]);

interface Edit {
  readonly kind: Offer<StepNode>["kind"];
  readonly pattern: string | undefined;
  readonly fix: (fixer: RuleTextEditor) => RuleTextEdit[];
}

/** The change of the file: of the declaration and of all scripts together, or none. */
function editOf({ edits, kind, pattern, scripts }: Offer<StepNode>, source: SsmSource): readonly Edit[] {
  const parts = scripts.map(({ changes, step }) => source.edit(step, changes));
  if (parts.includes(undefined)) return [];
  const fix = (fixer: RuleTextEditor): RuleTextEdit[] => {
    const all = [
      ...edits.map(({ range, text }) => fixer.replaceTextRange([range[0], range[1]], text)),
      ...parts.flatMap((part) => part!(fixer)),
    ];
    return areDisjoint(all) && source.affords(all) ? all : [];
  };
  return [{ kind, pattern, fix }];
}

export const noParameterInjection: SsmRule<[Options?], keyof typeof messages> = {
  meta: {
    type: "problem",
    docs: {
      description: "Disallow parameters whose permitted values run commands in the script that uses them",
      recommended: true,
      suggestionOptions: [
        { option: "prefer: env-var", suggestion: "useEnvVar" },
        { option: "prefer: pattern", suggestion: "addPattern" },
      ],
    },
    fixable: "code",
    hasSuggestions: true,
    schema: [
      {
        type: "object",
        properties: {
          splitting: {
            description: "Also report values that can only be split into several words or match file names.",
            type: "boolean",
          },
          minimumAgent: {
            description: "The oldest SSM Agent of the fleet. Agents before 3.3.2746.0 do not support ENV_VAR.",
            type: "string",
            pattern: "^\\d+(\\.\\d+){0,3}$",
          },
          prefer: {
            description:
              "The change that is the fix: the environment variable or a pattern. If omitted, both are suggestions.",
            enum: ["env-var", "pattern"],
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ splitting: false }],
    messages,
    // The rule evaluates scripts itself, and only those with values that can do harm.
    watches: [],
  },
  create(context) {
    const [{ minimumAgent, prefer, splitting = false } = {}] = context.options;
    const { sourceCode } = context;
    const agentsKnowEnvVar = minimumAgent === undefined ? undefined : knowsEnvVar(minimumAgent);
    startSearching();
    let isTold = false;
    const reported = new WeakMap<ParameterDeclaration, number>();
    const made = new WeakMap<ParameterDeclaration, readonly Edit[]>();
    /** The same for every finding of the parameter. */
    const offersOf = ({ kind, pasted: { declaration } }: Finding, step: StepNode): readonly Edit[] => {
      const count = (reported.get(declaration) ?? 0) + 1;
      reported.set(declaration, count);
      if (!PASTED.has(kind) || count > MOST_OFFERED || step.document.declarations.size > MOST_PARAMETERS) return [];
      let edits = made.get(declaration);
      if (edits === undefined) {
        const { document, siblings } = step;
        const offers = offersFor(document, siblings, declaration, sourceCode.text, agentsKnowEnvVar);
        made.set(declaration, (edits = offers.flatMap((offer) => editOf(offer, sourceCode))));
      }
      // A pattern is verified for each parameter alone.
      return kind === "together" ? edits.filter((one) => one.kind !== "addPattern") : edits;
    };
    return {
      Step(step) {
        const { document, shell: script, step: own } = step;
        const pasting = { script, document, instanceIds: own.instanceIds };
        const { findings, evaluation } = findingsIn(pasting, { splitting, agentsKnowEnvVar });
        sourceCode.noteCut(step, context.id, evaluation);
        if (isSearchedOut() && !isTold) {
          isTold = true;
          context.report({ loc: sourceCode.locate(step, { pos: 0, end: 0 }), messageId: "tooMuch" });
        }
        for (const finding of findings) {
          const data = wording(finding, step, sourceCode);
          const offers = offersOf(finding, step);
          const preferred = offers.find(({ kind }) => kind === FIXES.get(prefer));
          context.report({
            loc: sourceCode.locate(step, finding.pasted.placeholder),
            messageId: finding.kind,
            data,
            fix: preferred?.fix ?? null,
            suggest: offers
              .filter((offer) => offer !== preferred)
              .map(({ fix, kind, pattern = "" }) => ({
                messageId: kind,
                data: { ...data, pattern: shownValue(pattern) },
                fix,
              })),
          });
        }
      },
    };
  },
};
