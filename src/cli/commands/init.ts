/** `--init`: writes a starter configuration. */
import { existsSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { projectUrl } from "../../eslint/links.ts";
import { Failure, systemReason } from "../support/failure.ts";
import { nearestWith } from "../support/find-up.ts";
import { packageDirectory } from "../support/rule-page.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { findConfig } from "../config/find.ts";

const name = ".ssmlintrc.yaml";

const text = (schema: string) => `# yaml-language-server: $schema=${schema}
# What each rule finds: ssmlint --list-rules. A rule's page: ssmlint --explain RULE
extends: ssmlint:recommended

# Files to ignore, in .gitignore's syntax.
ignores: []

# off, warn or error; options follow the level: [error, { option: value }]
rules: {}

# Other settings for some of the files.
overrides: []
#  - files: ["legacy/**"]
#    rules:
#      explicit-aws-credentials: warn
`;

/** Where editors find the schema: in the project's node_modules, at the project's URL, or in this installation. */
function schemaFor(cwd: string): string {
  const installed = "node_modules/ssmlint/schema.json";
  const directory = nearestWith(installed, cwd);
  if (directory !== undefined) return relative(cwd, join(directory, installed)).split(sep).join("/");
  const url = projectUrl();
  return url === undefined
    ? pathToFileURL(join(packageDirectory(), "schema.json")).href
    : `${url}/raw/HEAD/schema.json`;
}

/** Writes a starter configuration. Never overwrites an existing one. */
export function init(terminal: Terminal): 0 {
  const present = findConfig(terminal.cwd);
  const path = join(terminal.cwd, name);
  if (present?.startsWith(terminal.cwd) || existsSync(path)) {
    throw new Failure(`${present ?? path} already exists. Nothing was written.`);
  }
  try {
    writeFileSync(path, text(schemaFor(terminal.cwd)), { flag: "wx" });
  } catch (error) {
    throw new Failure(`${path} could not be written: ${systemReason(error)}.`);
  }
  terminal.out(`Wrote ${name}. Run ssmlint --print-config to see the resulting configuration.\n`);
  return 0;
}
