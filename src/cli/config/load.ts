/** Loads the configurations of a run, as the arguments and the configuration files determine them. */
import { resolve } from "node:path";
import type { Arguments } from "../arguments/arguments.ts";
import type { ResolvedConfig, RuleLayer } from "./config.ts";
import { findConfig } from "./find.ts";
import { nestedConfigs, type NestedConfig } from "./nested.ts";
import { knownRules, loadPlugin } from "./plugin.ts";
import { allRules } from "./user-plugins.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** The configuration that applies to a directory, by default the current one; `undefined` if there is no file and the defaults apply. */
export async function configurationOf(
  args: Arguments,
  terminal: Terminal,
  directory: string = terminal.cwd,
): Promise<ResolvedConfig | undefined> {
  if (args.config === false) return undefined;
  const named = args.config === undefined ? undefined : resolve(terminal.cwd, args.config);
  const path = named ?? findConfig(directory);
  if (path === undefined) return undefined;
  const { resolveConfig } = await import("./resolve.ts");
  return resolveConfig(path, knownRules(await loadPlugin()), { allowsCode: args.configCode, named });
}

/**
 * The configurations that apply to some of the files in place of the run's own. None with `--config` or `--no-config`.
 * @param own the run's own configuration.
 */
export async function nestedConfigsOf(
  paths: Iterable<string>,
  args: Arguments,
  own: ResolvedConfig | undefined,
): Promise<readonly NestedConfig[]> {
  if (args.config !== undefined) return [];
  return nestedConfigs(paths, own, async (file) => {
    const { resolveConfig } = await import("./resolve.ts");
    return resolveConfig(file, knownRules(await loadPlugin()), { allowsCode: args.configCode });
  });
}

/** The rule settings of `--rule`. */
export async function rulesOf(args: Arguments, config: ResolvedConfig | undefined): Promise<RuleLayer["rules"]> {
  if (args.rules.length === 0) return {};
  const { parseRuleOptions } = await import("./rule-option.ts");
  return parseRuleOptions(args.rules, allRules((await loadPlugin()).rules, config?.plugins ?? []));
}
