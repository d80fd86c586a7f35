/** Reads the page of a rule. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The package's root directory: the nearest directory above this file that contains the rules' pages. */
export function packageDirectory(): string {
  let at = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(at, "package.json")) && dirname(at) !== at) at = dirname(at);
  return at;
}

/** The Markdown of a rule's page. The name is without `ssm/`. */
export const rulePageText = (name: string): string =>
  readFileSync(join(packageDirectory(), "rules", `${name}.md`), "utf8");
