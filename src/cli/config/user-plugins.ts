/** User-defined rules: loads the ESLint plugins that `plugins` names. */
import { createRequire } from "node:module";
import { dirname, isAbsolute, resolve } from "node:path";
import type { RuleDefinition } from "@eslint/core";
import { Failure } from "../support/failure.ts";
import { isCode, loaderFor } from "./loaders.ts";
import { placeOf } from "./locate.ts";
import type { ReadOptions } from "./read.ts";

/** Where a plugin comes from. Only data, so that it can be passed to a thread. */
export interface PluginSource {
  /** The prefix of its rules' names: `acme` for `acme/no-docker-login`. */
  readonly namespace: string;
  /** The module's file; `undefined` if the configuration contains the plugin object. */
  readonly file: string | undefined;
}

export interface UserPlugin extends PluginSource {
  readonly rules: Readonly<Record<string, RuleDefinition>>;
}

const NAMESPACE = /^@?[\w.-]+(?:\/[\w.-]+)?$/;

/**
 * The plugins that a configuration names.
 * @param file the configuration file. Paths are relative to it, and packages are resolved from it.
 * @throws {Failure} that names the key, if a module does not exist or is not a plugin.
 */
export async function userPlugins(
  file: string,
  plugins: unknown,
  { allowsCode }: ReadOptions,
): Promise<readonly UserPlugin[]> {
  if (typeof plugins !== "object" || plugins === null) return [];
  if (!allowsCode && Object.keys(plugins).length > 0)
    throw new Failure(`${placeOf(file, ["plugins"])}: plugins are code, which --no-config-code refuses to run.`);
  return Promise.all(
    Object.entries(plugins).map(async ([namespace, value]: [string, unknown]) => {
      const key = `${placeOf(file, ["plugins", namespace])}: plugins.${namespace}`;
      if (namespace === "ssm") throw new Failure(`${key}: ssm is the name of ssmlint's own rules. Choose another.`);
      if (!NAMESPACE.test(namespace))
        throw new Failure(`${key}: a plugin's name has no spaces, as in "acme" or "@acme/ssm".`);
      if (typeof value !== "string") return { namespace, file: undefined, rules: rulesOf(key, value) };
      const module = located(key, file, value);
      return { namespace, file: module, rules: rulesOf(key, await moduleOf(key, module)) };
    }),
  );
}

/** Loads the same plugins in another thread. */
export async function reloadedPlugins(sources: readonly PluginSource[]): Promise<readonly UserPlugin[]> {
  return Promise.all(
    sources.flatMap(({ namespace, file }) =>
      file === undefined
        ? []
        : moduleOf(namespace, file).then((module) => ({ namespace, file, rules: rulesOf(namespace, module) })),
    ),
  );
}

function located(key: string, file: string, name: string): string {
  if (name.startsWith(".") || isAbsolute(name)) return resolve(dirname(file), name);
  try {
    return createRequire(file).resolve(name);
  } catch {
    throw new Failure(`${key}: there is no package "${name}" here. A file's path begins with "./".`);
  }
}

async function moduleOf(key: string, file: string): Promise<unknown> {
  if (!isCode(file)) throw new Failure(`${key}: ${file} is not a JavaScript or TypeScript module.`);
  try {
    return await loaderFor(file)(file, "");
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.message.replace("the configuration cannot be read", "the plugin cannot be loaded"));
  }
}

function rulesOf(key: string, plugin: unknown): UserPlugin["rules"] {
  const rules = typeof plugin === "object" && plugin !== null && "rules" in plugin ? plugin.rules : undefined;
  if (typeof rules !== "object" || rules === null)
    throw new Failure(
      `${key}: it is not an ESLint plugin. Its default export needs "rules", an object of rules by name.`,
    );
  for (const [name, rule] of Object.entries(rules)) {
    const isRule = typeof rule === "object" && rule !== null && "create" in rule && typeof rule.create === "function";
    if (!isRule) throw new Failure(`${key}: rules.${name} is not a rule: it needs a function "create".`);
  }
  return rules as UserPlugin["rules"];
}

/** All rules by name: ssmlint's own by bare name, those of plugins with their namespace. */
export function allRules(
  own: Readonly<Record<string, RuleDefinition>>,
  plugins: readonly UserPlugin[],
): Record<string, RuleDefinition> {
  const all = Object.assign(Object.create(null), own) as Record<string, RuleDefinition>;
  for (const { namespace, rules } of plugins)
    for (const [name, rule] of Object.entries(rules)) all[`${namespace}/${name}`] = rule;
  return all;
}
