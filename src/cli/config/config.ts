/** What a configuration file says, and what several of them come to. */
import type { UserPlugin } from "./user-plugins.ts";
import type { Globs } from "./globs.ts";
import type { RuleForSchema } from "./schema.ts";

export type Level = "off" | "warn" | "error" | 0 | 1 | 2;

/** A rule's level, with options after it where it has any: `"error"`, `["warn", { … }]`. */
export type RuleSetting = Level | readonly [Level, ...unknown[]];

export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** A configuration file as it is written. A key without a value, which YAML reads as null, is as good as none. */
export interface Config {
  readonly $schema?: string;
  /** Configurations that this one builds on, the later over the earlier; `ssmlint:recommended` where it is left out. */
  readonly extends?: string | readonly string[] | null;
  /** Files to leave out, in `.gitignore`'s syntax, relative to the configuration file. */
  readonly ignores?: readonly string[] | null;
  /** ESLint plugins with further rules, by the namespace of the rules: a module's path, a package, or the plugin itself. */
  readonly plugins?: Readonly<Record<string, unknown>> | null;
  readonly rules?: RuleSettings | null;
  readonly overrides?: readonly Override[] | null;
  /** How to report a directive that suppresses nothing. */
  readonly reportUnusedDisableDirectives?: Level;
}

/** Settings for some of the files. */
export interface Override {
  /** Globs, relative to the configuration file; one without a `/` matches at any depth. */
  readonly files: string | readonly string[];
  readonly rules: RuleSettings | null;
}

/** Rules for the files that `matches` accepts; later layers win. */
export interface RuleLayer {
  readonly rules: Readonly<Record<string, readonly [0 | 1 | 2, ...unknown[]]>>;
  /** What `matches` was made of. */
  readonly files?: Globs | undefined;
  /** `undefined` for all files. */
  readonly matches: ((path: string) => boolean) | undefined;
}

/** Everything that the configuration comes to. Rule names carry no prefix. */
export interface ResolvedConfig {
  /** The files that it was read from, the one that was found first. */
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

/** Settings with bare names and numbers. A bare level over an earlier setting keeps the earlier one's options, as in ESLint. */
export function normalizeRules(rules: RuleSettings | null): RuleLayer["rules"] {
  return Object.fromEntries(
    Object.entries(rules ?? {}).map(([name, setting]) => {
      const [level, ...options] = typeof setting === "object" ? setting : ([setting] as const);
      return [bareRuleName(name), [severityOf(level), ...options] as const];
    }),
  );
}

/** The rules in force for one file, by bare name. `over` is what the command line sets, over the configuration. */
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

/** A rule's name as ESLint knows it: ssmlint's own have the namespace `ssm`. */
export const fullRuleName = (name: string): string => (name.includes("/") ? name : `ssm/${name}`);

/** What resolving needs to know of the plugin. */
export interface KnownRules {
  readonly rules: Readonly<Record<string, RuleForSchema>>;
  /** The settings of `ssmlint:recommended`, with or without prefix. */
  readonly recommended: Config["rules"] & object;
  /** The settings of `ssmlint:relaxed`. */
  readonly relaxed?: Config["rules"] & object;
}

/** The configuration where there is no file. */
export function defaultConfig(known: KnownRules): ResolvedConfig {
  return {
    sources: [],
    plugins: [],
    layers: [{ rules: normalizeRules(known.recommended), matches: undefined }],
    ignores: [],
    reportUnusedDisableDirectives: 1,
  };
}
