/** The ESLint plugin around a set of rules. */
import type { StepNode } from "./nodes.ts";
import type { ConfigObject, Processor, RuleDefinition, RulesConfig } from "@eslint/core";
import { watchesOf } from "../analysis/watches/watches.ts";
import { createLanguage, type SsmLanguage } from "./language.ts";
import { packageInfo } from "../package-info.ts";
import { projectUrl, rulePage } from "./links.ts";
import { alongside, PART } from "./processor.ts";
import { reportingOnce } from "./once.ts";
import type { SsmRule } from "./rule.ts";

export interface SsmPlugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: "ssm" };
  readonly languages: { readonly document: SsmLanguage };
  readonly processors: { readonly alongside: Processor };
  readonly rules: Record<string, RuleDefinition>;
  readonly configs: {
    /** The language and the rules that every document should pass, for all files that may hold one. */
    readonly recommended: ConfigObject;
    /** The same for fleets without credentials files: implicit credentials are reported only if the script shows other intent. */
    readonly relaxed: ConfigObject;
    /** The recommended configuration beside other languages' rules for these files, by the processor. */
    readonly alongside: ConfigObject[];
  };
}

// A rule's options and message ids are its own business: any will do here.
// oxlint-disable-next-line typescript/no-explicit-any
export type SsmRules = Readonly<Record<string, SsmRule<any, any>>>;

/** Files that may hold a document. In others ESLint would find none; where it finds none in these, it reports nothing. */
const FILES = ["**/*.yaml", "**/*.yml", "**/*.json", "**/*.template"];

/** Files that no other language of ESLint is for. */
const TERRAFORM = ["**/*.tf", "**/*.tofu"];

/** A rule as ESLint wants it: with the languages that it is for and the address of its page. */
function published(name: string, rule: SsmRules[string]): RuleDefinition {
  const { meta } = rule;
  const docs = {
    ...meta?.docs,
    get url() {
      return projectUrl() === undefined ? undefined : rulePage(name);
    },
  };
  // The types of core know rules for any source code only; `meta.languages` keeps this one to ours.
  return {
    ...rule,
    meta: { languages: ["ssm/*"], ...meta, docs },
    create: (context: Parameters<typeof rule.create>[0]) =>
      withoutRepeated(rule.create(reportingOnce(context, meta?.messages ?? {}))),
  } as unknown as RuleDefinition;
}

/** What would be found in a script again is not looked for. */
function withoutRepeated<Visitor extends { readonly Step?: (step: StepNode) => void }>(visitor: Visitor): Visitor {
  const { Step: visit } = visitor;
  if (visit === undefined) return visitor;
  return { ...visitor, Step: (step: StepNode) => (step.isRepeated ? undefined : visit(step)) };
}

/** Without a prototype: ESLint looks up the names that directives give, `ssm/constructor` too. */
function publishedRules(rules: SsmRules): SsmPlugin["rules"] {
  const all = Object.create(null) as SsmPlugin["rules"];
  for (const [name, rule] of Object.entries(rules)) all[name] = published(name, rule);
  return all;
}

/**
 * @param rules By their names without `ssm/`. Those with `meta.docs.recommended` are in the configurations: as warnings if it
 * is "warn", else as errors.
 */
export function createPlugin(rules: SsmRules): SsmPlugin {
  const plugin: Omit<SsmPlugin, "configs"> = {
    meta: { name: "ssmlint", version: packageInfo.version, namespace: "ssm" },
    languages: { document: createLanguage(Object.values(rules).flatMap((rule) => watchesOf(rule))) },
    processors: { alongside },
    rules: publishedRules(rules),
  };
  const plugins = { ssm: plugin };
  const recommended: RulesConfig = {};
  const relaxed: RulesConfig = {};
  for (const [name, rule] of Object.entries(rules)) {
    const docs = rule.meta?.docs;
    if (!docs?.recommended) continue;
    const level = docs.recommended === "warn" ? "warn" : "error";
    recommended[`ssm/${name}`] = level;
    relaxed[`ssm/${name}`] = docs.relaxed === undefined ? level : [level, ...docs.relaxed];
  }
  const inForce = { plugins, language: "ssm/document", rules: recommended };
  const files = [...FILES, ...TERRAFORM, `**/*_${PART}`];
  return Object.assign(plugin, {
    configs: {
      recommended: { name: "ssm/recommended", files, ...inForce },
      relaxed: { name: "ssm/relaxed", files, ...inForce, rules: relaxed },
      alongside: [
        { name: "ssm/alongside", files: FILES, plugins, processor: "ssm/alongside" },
        { name: "ssm/alongside/document", files: [`**/*_${PART}`, ...TERRAFORM], ...inForce },
      ],
    },
  });
}
