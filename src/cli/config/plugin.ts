/** The plugin as the command line uses it. */
import type { Language, RuleDefinition } from "@eslint/core";
import type { KnownRules, RuleSettings } from "./config.ts";

/** The language, which can be restricted to what some of the rules need. */
export interface DocumentLanguage extends Language {
  forRules(
    rules: readonly { readonly rule: RuleDefinition; readonly options: readonly unknown[] }[],
    isKnownRule: (id: string) => boolean,
  ): DocumentLanguage;
}

export interface Plugin {
  readonly meta: { readonly name: string; readonly version: string };
  readonly languages: { readonly document: DocumentLanguage };
  readonly rules: Record<string, RuleDefinition>;
  readonly configs: Readonly<Record<"recommended" | "relaxed", { readonly rules: RuleSettings }>>;
}

/** The rules and presets that a configuration is validated against. */
export const knownRules = ({ rules, configs }: Plugin): KnownRules => ({
  rules,
  recommended: configs.recommended.rules,
  relaxed: configs.relaxed.rules,
});

/** The plugin, loaded on first use, because a run that finds no document does not need it. */
export async function loadPlugin(): Promise<Plugin> {
  const module = (await import("../../index.ts")) as unknown as { default: Plugin };
  return module.default;
}
