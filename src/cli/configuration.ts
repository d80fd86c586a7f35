/** What the arguments and the configuration file together ask for. */
import { resolve } from "node:path";
import type { Arguments } from "./arguments/parse.ts";
import type { ResolvedConfig, RuleLayer } from "./config/config.ts";
import { findConfig } from "./config/find.ts";
import { knownRules, loadPlugin } from "./lint/plugin.ts";
import type { Terminal } from "./terminal.ts";

/** The configuration in force; `undefined` where there is no file and the defaults hold. */
export async function configurationOf(args: Arguments, terminal: Terminal): Promise<ResolvedConfig | undefined> {
  if (args.config === false) return undefined;
  const path = args.config === undefined ? findConfig(terminal.cwd) : resolve(terminal.cwd, args.config);
  if (path === undefined) return undefined;
  const { resolveConfig } = await import("./config/resolve.ts");
  return resolveConfig(path, knownRules(await loadPlugin()));
}

/** Rules that `--rule` sets. */
export async function rulesOf(args: Arguments): Promise<RuleLayer["rules"]> {
  if (args.rules.length === 0) return {};
  const { parseRuleOptions } = await import("./config/rule-option.ts");
  return parseRuleOptions(args.rules, (await loadPlugin()).rules);
}
