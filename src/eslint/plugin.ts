/** The ESLint plugin around a set of rules. */
import type { ConfigObject, Processor, RuleDefinition, RulesConfig } from "@eslint/core";
import { watchesOf } from "../analysis/watches.ts";
import { createLanguage, type SsmLanguage } from "./language.ts";
import { packageInfo, rulePage } from "./links.ts";
import { alongside } from "./processor.ts";
import { reportingOnce } from "./once.ts";
import type { SsmRule } from "./rule.ts";

export interface SsmPlugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: "ssm" };
  readonly languages: { readonly document: SsmLanguage };
  readonly processors: { readonly alongside: Processor };
  readonly rules: Record<string, RuleDefinition>;
  readonly configs: {
    /** The language and the rules that every document should pass, for the `files` that it is given. */
    readonly recommended: ConfigObject;
  };
}

// A rule's options and message ids are its own business: any will do here.
// oxlint-disable-next-line typescript/no-explicit-any
export type SsmRules = Readonly<Record<string, SsmRule<any, any>>>;

/** A rule as ESLint wants it: with the languages that it is for and the address of its page. */
function published(name: string, rule: SsmRules[string]): RuleDefinition {
  const { meta } = rule;
  const docs = {
    ...meta?.docs,
    get url() {
      return rulePage(name);
    },
  };
  // The types of core know rules for any source code only; `meta.languages` keeps this one to ours.
  return {
    ...rule,
    meta: { languages: ["ssm/*"], ...meta, docs },
    create: (context: Parameters<typeof rule.create>[0]) => rule.create(reportingOnce(context, meta?.messages ?? {})),
  } as unknown as RuleDefinition;
}

/** @param rules By their names without `ssm/`. Those with `meta.docs.recommended` are in `configs.recommended`. */
export function createPlugin(rules: SsmRules): SsmPlugin {
  const recommended: RulesConfig = {};
  for (const [name, rule] of Object.entries(rules)) {
    if (rule.meta?.docs?.recommended === true) recommended[`ssm/${name}`] = "error";
  }
  const plugin: SsmPlugin = {
    meta: {
      name: "ssmlint",
      get version() {
        return packageInfo().version;
      },
      namespace: "ssm",
    },
    languages: { document: createLanguage(Object.values(rules).flatMap((rule) => watchesOf(rule))) },
    processors: { alongside },
    rules: Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, published(name, rule)])),
    configs: {
      recommended: {
        name: "ssm/recommended",
        get plugins() {
          return { ssm: plugin };
        },
        language: "ssm/document",
        rules: recommended,
      },
    },
  };
  return plugin;
}
