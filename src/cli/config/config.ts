/** The types of a configuration file and of the resolved configuration, and the rules in force for a file. */
import type { UserPlugin } from "./user-plugins.ts";
import type { Globs } from "./globs.ts";
import type { RuleForSchema } from "./schema.ts";

export type Level = "off" | "warn" | "error" | 0 | 1 | 2;

/** A rule's level, optionally with its options: `"error"`, `["warn", { … }]`. */
export type RuleSetting = Level | readonly [Level, ...unknown[]];

export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** A configuration file as written. A key without a value, which YAML reads as null, is the same as an absent key. */
export interface Config {
  readonly $schema?: string;
  /** Configurations that this one extends; a later one overrides an earlier one. The default is `ssmlint:recommended`. */
  readonly extends?: string | readonly string[] | null;
  /** Files to ignore, in `.gitignore`'s syntax, relative to the configuration file. */
  readonly ignores?: readonly string[] | null;
  /**
   * ESLint plugins with further rules, keyed by the namespace of their rules. A value is a module's path, a package, or a
   * plugin object.
   */
  readonly plugins?: Readonly<Record<string, unknown>> | null;
  readonly rules?: RuleSettings | null;
  readonly overrides?: readonly Override[] | null;
  /** How to report a directive that suppresses nothing. */
  readonly reportUnusedDisableDirectives?: Level;
}

/** Rule settings for some of the files. */
export interface Override {
  /** Globs, relative to the configuration file. A glob without a `/` matches at any depth. */
  readonly files: string | readonly string[];
  readonly rules: RuleSettings | null;
}

/** Rules for the files that `matches` accepts. Later layers override earlier ones. */
export interface RuleLayer {
  readonly rules: Readonly<Record<string, readonly [0 | 1 | 2, ...unknown[]]>>;
  /** The globs that `matches` was compiled from. */
  readonly files?: Globs | undefined;
  /** `undefined` for all files. */
  readonly matches: ((path: string) => boolean) | undefined;
}

/** The resolved configuration. Rule names have no prefix. */
export interface ResolvedConfig {
  /** The files that it was read from, starting with the file that the search found. */
  readonly sources: readonly string[];
  readonly plugins: readonly UserPlugin[];
  readonly layers: readonly RuleLayer[];
  readonly ignores: readonly { readonly base: string; readonly patterns: readonly string[] }[];
  readonly reportUnusedDisableDirectives: 0 | 1 | 2;
}

const severities = { off: 0, warn: 1, error: 2, 0: 0, 1: 1, 2: 2 } as const;

/** A level as ESLint's number. */
export const severityOf = (level: Level): 0 | 1 | 2 => severities[level];

/** A rule's name without the plugin's prefix. */
export const bareRuleName = (name: string): string => (name.startsWith("ssm/") ? name.slice(4) : name);

/**
 * Normalizes settings to bare names and numeric levels. A bare level that overrides an earlier setting keeps its options,
 * as in ESLint.
 */
export function normalizeRules(rules: RuleSettings | null): RuleLayer["rules"] {
  return Object.fromEntries(
    Object.entries(rules ?? {}).map(([name, setting]) => {
      const [level, ...options] = typeof setting === "object" ? setting : ([setting] as const);
      return [bareRuleName(name), [severityOf(level), ...options] as const];
    }),
  );
}

/** The rules in force for one file, by bare name. `over` contains the settings of the command line, which override the configuration. */
export function rulesFor(config: ResolvedConfig, path: string, over: RuleLayer["rules"] = {}): RuleLayer["rules"] {
  const result: Record<string, readonly [0 | 1 | 2, ...unknown[]]> = {};
  for (const { rules, matches } of [...config.layers, { rules: over, matches: undefined }]) {
    if (matches !== undefined && !matches(path)) continue;
    for (const [name, setting] of Object.entries(rules)) {
      const before = result[name];
      result[name] = before !== undefined && setting.length === 1 ? [setting[0], ...before.slice(1)] : setting;
    }
  }
  return result;
}

/** A rule's full name in ESLint. The namespace of ssmlint's own rules is `ssm`. */
export const fullRuleName = (name: string): string => (name.includes("/") ? name : `ssm/${name}`);

/** What the resolution of a configuration needs to know about the plugin. */
export interface KnownRules {
  readonly rules: Readonly<Record<string, RuleForSchema>>;
  /** The settings of `ssmlint:recommended`; names may have the prefix. */
  readonly recommended: Config["rules"] & object;
  /** The settings of `ssmlint:relaxed`. */
  readonly relaxed?: Config["rules"] & object;
}

/** The configuration if there is no configuration file. */
export function defaultConfig(known: KnownRules): ResolvedConfig {
  return {
    sources: [],
    plugins: [],
    layers: [{ rules: normalizeRules(known.recommended), matches: undefined }],
    ignores: [],
    reportUnusedDisableDirectives: 1,
  };
}
