/** `--print-config`: prints the resolved configuration. */
import { dirname, resolve } from "node:path";
import type { Arguments } from "../arguments/arguments.ts";
import { configurationOf, rulesOf } from "../config/load.ts";
import { Failure } from "../support/failure.ts";
import { knownRules, loadPlugin } from "../config/plugin.ts";
import { safeJson } from "../terminal/safe-text.ts";
import { allRules } from "../config/user-plugins.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { defaultConfig, rulesFor } from "../config/config.ts";

/** Prints the resolved configuration for the named file, or for files in the current directory. */
export async function printConfig(args: Arguments, terminal: Terminal): Promise<0> {
  if (args.targets.length > 1) throw new Failure("--print-config takes at most one file.");
  const plugin = await loadPlugin();
  const path = resolve(terminal.cwd, args.targets[0] ?? "document.yaml");
  const config =
    (await configurationOf(args, terminal, dirname(path))) ??
    (await configurationOf(args, terminal)) ??
    defaultConfig(knownRules(plugin));
  const rules = rulesFor(config, path, await rulesOf(args, config));
  const levels = ["off", "warn", "error"] as const;
  const settings = Object.keys(allRules(plugin.rules, config.plugins)).map((name) => {
    const [severity, ...options] = rules[name] ?? [0];
    return [name, options.length > 0 ? [levels[severity], ...options] : levels[severity]];
  });
  const shown = {
    sources: config.sources,
    ...(config.plugins.length > 0 && {
      plugins: Object.fromEntries(
        config.plugins.map(({ namespace, file }) => [namespace, file ?? "in the configuration"]),
      ),
    }),
    rules: Object.fromEntries(settings) as unknown,
    ignores: config.ignores.flatMap(({ patterns }) => patterns),
    reportUnusedDisableDirectives: levels[config.reportUnusedDisableDirectives],
  };
  terminal.out(`${safeJson(JSON.stringify(shown, undefined, 2))}\n`);
  return 0;
}
