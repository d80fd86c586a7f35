/** What the arguments and the configuration file together ask for. */
import { resolve } from "node:path";
import type { Arguments } from "../arguments/parse.ts";
import type { ResolvedConfig, RuleLayer } from "./config.ts";
import { findConfig } from "./find.ts";
import { knownRules, loadPlugin } from "./plugin.ts";
import { allRules } from "./user-plugins.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** The configuration in force; `undefined` where there is no file and the defaults hold. */
export async function configurationOf(args: Arguments, terminal: Terminal): Promise<ResolvedConfig | undefined> {
  if (args.config === false) return undefined;
  const path = args.config === undefined ? findConfig(terminal.cwd) : resolve(terminal.cwd, args.config);
  if (path === undefined) return undefined;
  const { resolveConfig } = await import("./resolve.ts");
  return resolveConfig(path, knownRules(await loadPlugin()), { allowsCode: args.configCode });
}

/** Rules that `--rule` sets. */
export async function rulesOf(args: Arguments, config: ResolvedConfig | undefined): Promise<RuleLayer["rules"]> {
  if (args.rules.length === 0) return {};
  const { parseRuleOptions } = await import("./rule-option.ts");
  return parseRuleOptions(args.rules, allRules((await loadPlugin()).rules, config?.plugins ?? []));
}
