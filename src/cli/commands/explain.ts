/** `--explain RULE`: prints the page of a rule. */
import type { Arguments } from "../arguments/arguments.ts";
import { bareRuleName } from "../config/config.ts";
import { Failure } from "../support/failure.ts";
import { loadPlugin } from "../config/plugin.ts";
import { didYouMean } from "../../spelling/did-you-mean.ts";
import { wantsColor, type Terminal } from "../terminal/terminal.ts";
import { renderMarkdown } from "../terminal/markdown.ts";
import { rulePageText } from "../support/rule-page.ts";

/**
 * Prints a rule's page, laid out for the terminal. The name may have the prefix `ssm/`.
 * @throws {Failure} with the nearest name if the rule does not exist.
 */
export async function explain(rule: string, args: Arguments, terminal: Terminal): Promise<0> {
  const names = Object.keys((await loadPlugin()).rules);
  const name = bareRuleName(rule);
  if (!names.includes(name)) {
    throw new Failure(`There is no rule "${rule}".${didYouMean(name, names)} See ssmlint --list-rules.`);
  }
  const page = rulePageText(name);
  const color = wantsColor(args.color, terminal.stdoutIsTerminal, terminal.env);
  terminal.out(renderMarkdown(page, { color, width: Math.min(terminal.columns ?? 100, 100) }), { colored: color });
  return 0;
}
