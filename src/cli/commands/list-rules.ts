/** `--list-rules`: lists the rules. */
import pico from "picocolors";
import type { Arguments } from "../arguments/arguments.ts";
import { defaultConfig, rulesFor } from "../config/config.ts";
import { configurationOf, rulesOf } from "../config/load.ts";
import { knownRules, loadPlugin } from "../config/plugin.ts";
import { wrapText } from "../terminal/text-width.ts";
import { wantsColor, type Terminal } from "../terminal/terminal.ts";

const REMEDY_WIDTH = "suggestion".length;

/** Lists every rule: its configured level, whether it has fixes or suggestions, and what it reports. */
export async function listRules(args: Arguments, terminal: Terminal): Promise<0> {
  const plugin = await loadPlugin();
  const { rules } = plugin;
  const config = (await configurationOf(args, terminal)) ?? defaultConfig(knownRules(plugin));
  const inForce = rulesFor(config, terminal.cwd, await rulesOf(args, config));
  const colored = wantsColor(args.color, terminal.stdoutIsTerminal, terminal.env);
  const colors = pico.createColors(colored);
  const shown = [colors.dim("off  "), colors.yellow("warn "), colors.red("error")];
  const width = Math.max(40, Math.min(terminal.columns ?? 120, 120));
  const nameWidth = Math.max(...Object.keys(rules).map((name) => name.length));
  const indent = nameWidth + REMEDY_WIDTH + 14;
  for (const [name, { meta }] of Object.entries(rules)) {
    const fixes = meta?.fixable ? "fix" : meta?.hasSuggestions ? "suggestion" : "";
    const [first = "", ...rest] = wrapText(meta?.docs?.description ?? "", Math.max(20, width - indent));
    const head = `${shown[inForce[name]?.[0] ?? 0]}  ${fixes.padEnd(REMEDY_WIDTH)}  ${colors.bold(name.padEnd(nameWidth))}`;
    terminal.out(
      [`${head}    ${first}`, ...rest.map((line) => " ".repeat(indent - 1) + line)].join("\n").concat("\n"),
      {
        colored,
      },
    );
  }
  return 0;
}
