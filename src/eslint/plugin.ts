/** Builds the ESLint plugin from a set of rules. */
import type { StepNode } from "./tree/nodes.ts";
import type { ConfigObject, Processor, RuleDefinition, RulesConfig } from "@eslint/core";
import { watchesOf } from "../analysis/watches/watches.ts";
import { createLanguage, type SsmLanguage } from "./language.ts";
import { packageInfo } from "../package-info.ts";
import { projectUrl, rulePage } from "./links.ts";
import { alongside, PART } from "./processor.ts";
import { firstFindings } from "./findings/finding-limit.ts";
import { reportingOnce } from "./findings/duplicate-findings.ts";
import type { SsmRule } from "./rule.ts";

export interface SsmPlugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: "ssm" };
  readonly languages: { readonly document: SsmLanguage };
  readonly processors: { readonly alongside: Processor };
  readonly rules: Record<string, RuleDefinition>;
  readonly configs: {
    /** The language and the recommended rules, for all files that may contain a document. */
    readonly recommended: ConfigObject;
    /** The same for fleets without credentials files: implicit credentials are only reported if the script shows a different intent. */
    readonly relaxed: ConfigObject;
    /** The recommended configuration in combination with rules of other languages for these files, through the processor. */
    readonly alongside: ConfigObject[];
  };
}

// Rules differ in their options and message ids, so any type is accepted here.
// oxlint-disable-next-line typescript/no-explicit-any
export type SsmRules = Readonly<Record<string, SsmRule<any, any>>>;

/** Files that may contain a document. ESLint would find none in other files. In these files, ESLint reports nothing if there is none. */
const SHARED = ["**/*.yaml", "**/*.yml", "**/*.json"];

/** The same, for which ESLint has no other language: it would read their outer part as JavaScript. */
const OWN = ["**/*.template", "**/*.tf", "**/*.tofu"];

/** A rule in the form that ESLint requires, with its languages and the URL of its page. */
function published(name: string, rule: SsmRules[string]): RuleDefinition {
  const { meta } = rule;
  const docs = {
    ...meta?.docs,
    get url() {
      return projectUrl() === undefined ? undefined : rulePage(name);
    },
  };
  // The types of `@eslint/core` only describe rules for arbitrary source code. `meta.languages` restricts this one to
  // ssmlint's language.
  return {
    ...rule,
    meta: { languages: ["ssm/*"], ...meta, docs },
    create: (context: Parameters<typeof rule.create>[0]) => {
      const visitorIn = (given: typeof context) =>
        withoutRepeated(rule.create(reportingOnce(given, meta?.messages ?? {})));
      return context.languageOptions.allFindings === true ? visitorIn(context) : firstFindings(context, visitorIn);
    },
  } as unknown as RuleDefinition;
}

/** Skips steps whose script was already visited in another step. */
function withoutRepeated<Visitor extends { readonly Step?: (step: StepNode) => void }>(visitor: Visitor): Visitor {
  const { Step: visit } = visitor;
  if (visit === undefined) return visitor;
  return { ...visitor, Step: (step: StepNode) => (step.isRepeated ? undefined : visit(step)) };
}

/** An object without a prototype, because ESLint looks up any name in a directive, including `ssm/constructor`. */
function publishedRules(rules: SsmRules): SsmPlugin["rules"] {
  const all = Object.create(null) as SsmPlugin["rules"];
  for (const [name, rule] of Object.entries(rules)) all[name] = published(name, rule);
  return all;
}

/**
 * @param rules by name without `ssm/`. Rules with `meta.docs.recommended` are part of the configurations: as warnings if it
 * is "warn", otherwise as errors.
 */
export function createPlugin(rules: SsmRules): SsmPlugin {
  const watches = Object.values(rules).flatMap((rule) => watchesOf(rule));
  // Rules of other namespaces may be those of other plugins for this language.
  const isKnownRule = (id: string): boolean => !id.startsWith("ssm/") || Object.hasOwn(rules, id.slice("ssm/".length));
  const plugin: Omit<SsmPlugin, "configs"> = {
    meta: { name: "ssmlint", version: packageInfo.version, namespace: "ssm" },
    languages: { document: createLanguage(watches, isKnownRule) },
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
  const files = [...SHARED, ...OWN, `**/*_${PART}`];
  return Object.assign(plugin, {
    configs: {
      recommended: { name: "ssm/recommended", files, ...inForce },
      relaxed: { name: "ssm/relaxed", files, ...inForce, rules: relaxed },
      alongside: [
        { name: "ssm/alongside", files: SHARED, plugins, processor: "ssm/alongside" },
        { name: "ssm/alongside/document", files: [`**/*_${PART}`, ...OWN], ...inForce },
      ],
    },
  });
}
