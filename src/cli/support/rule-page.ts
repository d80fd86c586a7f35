/** A rule's page, found by the rule's name. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The package's own directory: the nearest above this file that holds the rules' pages. */
export function packageDirectory(): string {
  let at = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(at, "package.json")) && dirname(at) !== at) at = dirname(at);
  return at;
}

/** The Markdown of a rule's page, by the rule's bare name. */
export const rulePageText = (name: string): string =>
  readFileSync(join(packageDirectory(), "rules", `${name}.md`), "utf8");
