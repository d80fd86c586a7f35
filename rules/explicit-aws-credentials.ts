import { StepExports } from "../src/analysis/credentials/earlier-steps.ts";
import type { Reason } from "../src/analysis/credentials/reason.ts";
import type { StepNode } from "../src/eslint/nodes.ts";
import { AWS_CALLS } from "../src/analysis/watches/aws-calls.ts";
import type { SsmRule, SsmSource } from "../src/eslint/rule.ts";
import { Offers, type Wanted } from "../src/analysis/credentials/suggestions.ts";
import { byPlace } from "../src/analysis/credentials/call-site.ts";
import { commandName, credentialCalls, credentialFault } from "../src/analysis/credentials/credential-call.ts";

export interface Options {
  /** Report only where the script shows that it means to be explicit, and misses. */
  readonly allowImplicit?: boolean;
  /** The credentials that are wanted: turns the suggestion into a fix. */
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

const FALLS_BACK =
  "The CLI takes what it finds first, and a leftover ~/.aws/credentials comes before the instance role.";
const UNSEEN = "`{{command}}` does not see {{variable}}:";

const messages = {
  nothing: `\`{{command}}\` does not say which credentials to use. ${FALLS_BACK} Name a profile, or export credentials before this line.`,
  somePaths: `\`{{command}}\` gets {{variable}}{{from}} on some paths only. On the others the CLI takes what it finds first, a leftover ~/.aws/credentials before the instance role.`,
  inherited: `\`{{command}}\` gets {{variable}} only where the script is started with it: it is looked at before, but set nowhere. ${FALLS_BACK} Set it where it is missing, or stop there.`,
  unseen: `\`{{command}}\` can have credentials from line {{line}} at most, which runs what ssmlint does not see, and not on every path. ${FALLS_BACK}`,
  downloaded: `\`{{command}}\` does not specify which credentials to use: line {{line}} may set some, but it runs code that the script has just downloaded. ${FALLS_BACK}`,
  notExported: `${UNSEEN} line {{line}} sets it, but does not export it. ${FALLS_BACK}`,
  lost: `${UNSEEN} it is exported on line {{line}}, but inside {{by}} that ended on line {{until}}. ${FALLS_BACK}`,
  uncalled: `${UNSEEN} it is exported on line {{line}}, but in a function that has not been called before ({{by}}). ${FALLS_BACK}`,
  otherBranch: `${UNSEEN} the export on line {{line}} is on a path that does not lead here. ${FALLS_BACK}`,
  later: `${UNSEEN} it is exported only later, on line {{line}}. ${FALLS_BACK}`,
  oneCommand: `${UNSEEN} line {{line}} sets it for that one command only. ${FALLS_BACK}`,
  otherStep: `${UNSEEN} it is exported in step "{{step}}" (line {{line}}), and each step is a process of its own. ${FALLS_BACK}`,
  dropped: `${UNSEEN} it is exported on line {{line}}, but \`{{by}}\` drops it on line {{until}}. ${FALLS_BACK}`,
  removed: `${UNSEEN} it is exported on line {{line}}, but gone after line {{until}} ({{by}}). ${FALLS_BACK}`,
  empty: `\`{{command}}\` gets an empty {{variable}} from line {{line}}, which is as good as none. ${FALLS_BACK}`,
  keyWithoutSecret:
    '`{{command}}` gets AWS_ACCESS_KEY_ID without AWS_SECRET_ACCESS_KEY: the CLI stops with "Partial credentials found in env". Export the secret too.',
  secretWithoutKey: `\`{{command}}\` gets AWS_SECRET_ACCESS_KEY without AWS_ACCESS_KEY_ID, which is as good as none. ${FALLS_BACK}`,
  takeInstanceRole: "Take the credentials of the instance's role by IMDSv2, and stop where there are none.",
  leaveFilesOut:
    "Leave the CLI's own files out, so that the instance's role is what is left. This hides the region and profiles of ~/.aws/config too, and breaks hybrid nodes and nodes under Default Host Management.",
  nameProfile: "Use the profile {{profile}}.",
};

/** What shows no intent to be explicit. */
const IMPLICIT: ReadonlySet<Reason["kind"]> = new Set(["nothing", "inherited", "unseen", "downloaded"]);

/** The names and lines that a message speaks of. */
function wording({ variable, span, by, until, step: earlier }: Reason, step: StepNode, source: SsmSource) {
  const home = earlier === undefined ? step : step.siblings[earlier]!;
  const line = span === undefined ? "" : source.lineOf(home, span);
  const from = span === undefined ? "" : ` from line ${line}`;
  return { variable, line, from, by, until: until === undefined ? "" : source.lineOf(step, until), step: home.name };
}

export const explicitAwsCredentials: SsmRule<[Options?], keyof typeof messages> = {
  meta: {
    type: "problem",
    watches: AWS_CALLS,
    docs: {
      description: "Require commands of the AWS CLI to say which credentials they use",
      recommended: true,
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
    const made = new WeakMap<StepNode, Offers>();
    const trust = { trustSourced };
    const offers = (step: StepNode) => {
      const { parameters } = step.document;
      const { environment } = step.step;
      const { shell, evaluation } = step;
      const offered = made.get(step) ?? new Offers({ shell, evaluation, environment, parameters, trust });
      made.set(step, offered);
      return offered;
    };
    const exported = new WeakMap<StepNode["siblings"], StepExports>();
    const exportsOf = ({ siblings }: StepNode) => {
      const known = exported.get(siblings) ?? new StepExports((index) => siblings[index]!.evaluation);
      exported.set(siblings, known);
      return known;
    };
    return {
      Invocation(node) {
        const calls = credentialCalls(node, trust);
        if (calls.length === 0) return;
        const step = sourceCode.stepOf(node);
        for (const one of byPlace(node, calls, step.evaluation, step.shell.text)) {
          const fault = credentialFault(one.calls, step.evaluation, (name) => exportsOf(step).before(step.index, name));
          if (fault === undefined || (allowImplicit && IMPLICIT.has(fault.reason.kind))) continue;
          const { call, reason } = fault;
          const { fix, suggestions } = offers(step).for(fault, credentials);
          context.report({
            loc: sourceCode.locate(step, one.place),
            messageId: reason.kind,
            data: { command: commandName(call.line), ...wording(reason, step, sourceCode) },
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
