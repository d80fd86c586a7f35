/** Resolves configuration files: follows `extends`, validates, normalizes and merges. */
import { createRequire } from "node:module";
import { dirname, isAbsolute, resolve, sep } from "node:path";
import { Failure } from "../support/failure.ts";
import { didYouMean } from "../../spelling/did-you-mean.ts";
import {
  defaultConfig,
  normalizeRules,
  severityOf,
  type Config,
  type KnownRules,
  type ResolvedConfig,
  type RuleLayer,
} from "./config.ts";
import { globMatcher } from "./globs.ts";
import { placeOf, placesIn } from "./locate.ts";
import { isCode, moduleFailure } from "./loaders.ts";
import { readConfig, type ReadOptions } from "./read.ts";
import { configSchema, type RuleForSchema } from "./schema.ts";
import { allRules, userPlugins, type UserPlugin } from "./user-plugins.ts";
import { pathText, validateValue } from "./validate.ts";

/**
 * Reads a configuration file and everything that it extends.
 * @throws {Failure} that names the file, the key and the nearest valid one.
 */
export async function resolveConfig(
  path: string,
  known: KnownRules,
  options: ReadOptions = { allowsCode: true },
): Promise<ResolvedConfig> {
  /** By file and base. Without this, files that extend each other twice would be read 2, 4, 8 … times. */
  const resolved = new Map<string, ResolvedConfig>();
  const follow = async (file: string, base: string, from: readonly string[]): Promise<ResolvedConfig> => {
    const key = `${file}\0${base}`;
    try {
      const config = resolved.get(key) ?? (await resolveFile(file, base, from));
      resolved.set(key, config);
      return config;
    } catch (error) {
      // A property of a value from a module may be a getter that throws.
      throw error instanceof Failure || !isCode(file) ? error : moduleFailure(file, error);
    }
  };
  const resolveFile = async (file: string, base: string, from: readonly string[]): Promise<ResolvedConfig> => {
    const chain = [...from, file];
    if (from.includes(file)) throw new Failure(`${file}: it extends itself: ${chain.join(" → ")}`);
    const read = await readConfig(file, options);
    const own = await userPlugins(file, (read as Config).plugins, options);
    const config = check(file, read, { ...permissive(read), ...allRules({}, own) });
    const bases = [config.extends ?? "ssmlint:recommended"].flat();
    const below: ResolvedConfig[] = [];
    for (const [index, name] of bases.entries()) {
      const found = preset(file, name, index);
      if (found) below.push(found);
      else {
        const other = located(file, name, index);
        below.push(await follow(other, isPath(name) && base === baseOf(file) ? baseOf(other) : base, chain));
      }
    }
    const plugins = [...below.flatMap((other) => other.plugins), ...own];
    // Now that the plugins of extended configurations are known, their rules can be validated too.
    check(file, read, allRules({}, plugins));
    return merge(file, base, config, below, plugins);
  };
  const check = (file: string, value: unknown, further: Readonly<Record<string, RuleForSchema>>): Config => {
    const violations = validateValue(value, configSchema({ ...known.rules, ...further }));
    if (violations.length === 0) return value as Config;
    const place = placesIn(file);
    const lines = violations
      .slice(0, MOST_SHOWN)
      .map(({ path: at, message }) => `${place(at)}: ${pathText(at) || "the configuration"} ${message}`);
    const more = violations.length - lines.length;
    throw new Failure([...lines, ...(more > 0 ? [`${file}: ${more} more errors`] : [])].join("\n"));
  };
  const preset = (file: string, name: string, index: number): ResolvedConfig | undefined => {
    if (name === "ssmlint:recommended") return defaultConfig(known);
    if (name === "ssmlint:all") {
      const all = Object.fromEntries(Object.keys(known.rules).map((rule) => [rule, "error" as const]));
      return defaultConfig({ ...known, recommended: { ...all, ...known.recommended } });
    }
    if (name === "ssmlint:relaxed") return defaultConfig({ ...known, recommended: known.relaxed ?? known.recommended });
    if (!name.startsWith("ssmlint:")) return undefined;
    const presets = ["ssmlint:recommended", "ssmlint:relaxed", "ssmlint:all"];
    throw new Failure(
      `${placeOf(file, ["extends", index])}: extends "${name}" is not known.${didYouMean(name, presets)} Known: ${presets.join(", ")}.`,
    );
  };
  return follow(path, baseOf(path), []);
}

/**
 * The directory that the globs of a file are relative to. Globs of an extended package apply to the project, so they are
 * relative to the file that extends it.
 */
const baseOf = (file: string): string =>
  dirname(file).endsWith(`${sep}.config`) ? dirname(dirname(file)) : dirname(file);

const isPath = (name: string): boolean => name.startsWith(".") || isAbsolute(name);

function located(file: string, name: string, index: number): string {
  if (isPath(name)) return resolve(dirname(file), name);
  try {
    return createRequire(file).resolve(name);
  } catch {
    throw new Failure(
      `${placeOf(file, ["extends", index])}: extends "${name}": there is no such package here. A file's path begins with "./".`,
    );
  }
}

/** Maximum number of errors in one file that are reported one by one. */
const MOST_SHOWN = 20;

/** Placeholder schemas that accept any options, for the namespaced rules that the configuration names. */
function permissive(config: unknown): Record<string, RuleForSchema> {
  const { rules, overrides } = config as { rules?: unknown; overrides?: unknown };
  const settings = [rules, ...[overrides ?? []].flat().map((one) => (one as { rules?: unknown } | null)?.rules)];
  const names = settings.flatMap((one) => (typeof one === "object" && one !== null ? Object.keys(one) : []));
  return Object.fromEntries(
    names.filter((name) => name.includes("/") && !name.startsWith("ssm/")).map((name) => [name, ANY_OPTIONS]),
  );
}

const ANY_OPTIONS: RuleForSchema = { meta: { schema: Array.from({ length: 8 }, () => ({})) } };

/** The list without the items that occur again later in it, which a later item overrides as a whole. */
const lastOfEach = <Item>(items: readonly Item[]): Item[] => [...new Set(items.toReversed())].toReversed();

function merge(
  file: string,
  base: string,
  config: Config,
  below: readonly ResolvedConfig[],
  plugins: readonly UserPlugin[],
): ResolvedConfig {
  const own: RuleLayer[] = [
    ...(config.rules ? [{ rules: normalizeRules(config.rules), matches: undefined }] : []),
    ...(config.overrides ?? []).map(({ files, rules }) => {
      const globs = { base, globs: [files].flat() };
      return { rules: normalizeRules(rules), files: globs, matches: globMatcher(globs) };
    }),
  ];
  const inherited = below.findLast((other) => other.sources.length > 0)?.reportUnusedDisableDirectives ?? 1;
  return {
    sources: [...new Set([file, ...below.flatMap(({ sources }) => sources)])],
    plugins: [...new Map(plugins.map((one) => [one.namespace, one])).values()],
    layers: [...lastOfEach(below.flatMap(({ layers }) => layers)), ...own],
    ignores: [
      ...lastOfEach(below.flatMap(({ ignores }) => ignores)),
      ...(config.ignores?.length ? [{ base, patterns: config.ignores }] : []),
    ],
    reportUnusedDisableDirectives:
      config.reportUnusedDisableDirectives === undefined ? inherited : severityOf(config.reportUnusedDisableDirectives),
  };
}
