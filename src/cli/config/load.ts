/** What the arguments and the configuration file together ask for. */
import { resolve } from "node:path";
import type { Arguments } from "../arguments/parse.ts";
import type { ResolvedConfig, RuleLayer } from "./config.ts";
import { findConfig } from "./find.ts";
import { nestedConfigs, type NestedConfig } from "./nested.ts";
import { knownRules, loadPlugin } from "./plugin.ts";
import { allRules } from "./user-plugins.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** The configuration of a directory, by default the current one; `undefined` where there is no file and the defaults hold. */
export async function configurationOf(
  args: Arguments,
  terminal: Terminal,
  directory: string = terminal.cwd,
): Promise<ResolvedConfig | undefined> {
  if (args.config === false) return undefined;
  const path = args.config === undefined ? findConfig(directory) : resolve(terminal.cwd, args.config);
  if (path === undefined) return undefined;
  const { resolveConfig } = await import("./resolve.ts");
  return resolveConfig(path, knownRules(await loadPlugin()), { allowsCode: args.configCode });
}

/**
 * The configurations that apply to some of the files instead. With `--config` and `--no-config` there are none.
 * @param own the run's own.
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

/** Rules that `--rule` sets. */
export async function rulesOf(args: Arguments, config: ResolvedConfig | undefined): Promise<RuleLayer["rules"]> {
  if (args.rules.length === 0) return {};
  const { parseRuleOptions } = await import("./rule-option.ts");
  return parseRuleOptions(args.rules, allRules((await loadPlugin()).rules, config?.plugins ?? []));
}
