/** From configuration files to what they come to: `extends` followed, checked, normalised. */
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
import { readConfig, type ReadOptions } from "./read.ts";
import { configSchema } from "./schema.ts";
import { pathText, validate } from "./validate.ts";

/**
 * Reads a configuration file and everything that it extends.
 * @throws {Failure} that names the file, the key and the nearest valid one.
 */
export async function resolveConfig(
  path: string,
  known: KnownRules,
  options: ReadOptions = { allowsCode: true },
): Promise<ResolvedConfig> {
  const schema = configSchema(known.rules);
  const follow = async (file: string, base: string, from: readonly string[]): Promise<ResolvedConfig> => {
    const chain = [...from, file];
    if (from.includes(file)) throw new Failure(`${file}: it extends itself: ${chain.join(" → ")}`);
    const config = check(file, await readConfig(file, options));
    const bases = [config.extends ?? "ssmlint:recommended"].flat();
    const below: ResolvedConfig[] = [];
    for (const name of bases) {
      const found = preset(file, name);
      if (found) below.push(found);
      else {
        const other = located(file, name);
        below.push(await follow(other, isPath(name) && base === baseOf(file) ? baseOf(other) : base, chain));
      }
    }
    return merge(file, base, config, below);
  };
  const check = (file: string, value: unknown): Config => {
    const violations = validate(value, schema);
    if (violations.length === 0) return value as Config;
    const lines = violations.map(
      ({ path: at, message }) => `${file}: ${pathText(at) || "the configuration"} ${message}`,
    );
    throw new Failure(lines.join("\n"));
  };
  const preset = (file: string, name: string): ResolvedConfig | undefined => {
    if (name === "ssmlint:recommended") return defaultConfig(known);
    if (name === "ssmlint:all") {
      const all = Object.fromEntries(Object.keys(known.rules).map((rule) => [rule, "error" as const]));
      return defaultConfig({ ...known, recommended: { ...all, ...known.recommended } });
    }
    if (!name.startsWith("ssmlint:")) return undefined;
    const presets = ["ssmlint:recommended", "ssmlint:all"];
    throw new Failure(
      `${file}: extends "${name}" is not known.${didYouMean(name, presets)} Known: ${presets.join(", ")}.`,
    );
  };
  return follow(path, baseOf(path), []);
}

/** What the globs of a file are relative to. Those of a package are about the project, so they go by the file that extends it. */
const baseOf = (file: string): string =>
  dirname(file).endsWith(`${sep}.config`) ? dirname(dirname(file)) : dirname(file);

const isPath = (name: string): boolean => name.startsWith(".") || isAbsolute(name);

function located(file: string, name: string): string {
  if (isPath(name)) return resolve(dirname(file), name);
  try {
    return createRequire(file).resolve(name);
  } catch {
    throw new Failure(`${file}: extends "${name}": there is no such package here. A file's path begins with "./".`);
  }
}

function merge(file: string, base: string, config: Config, below: readonly ResolvedConfig[]): ResolvedConfig {
  const own: RuleLayer[] = [
    ...(config.rules ? [{ rules: normalizeRules(config.rules), matches: undefined }] : []),
    ...(config.overrides ?? []).map(({ files, rules }) => {
      const globs = { base, globs: [files].flat() };
      return { rules: normalizeRules(rules), files: globs, matches: globMatcher(globs) };
    }),
  ];
  const inherited = below.findLast((other) => other.sources.length > 0)?.reportUnusedDisableDirectives ?? 1;
  return {
    sources: [file, ...below.flatMap(({ sources }) => sources)],
    layers: [...below.flatMap(({ layers }) => layers), ...own],
    ignores: [
      ...below.flatMap(({ ignores }) => ignores),
      ...(config.ignores?.length ? [{ base, patterns: config.ignores }] : []),
    ],
    reportUnusedDisableDirectives:
      config.reportUnusedDisableDirectives === undefined ? inherited : severityOf(config.reportUnusedDisableDirectives),
  };
}
