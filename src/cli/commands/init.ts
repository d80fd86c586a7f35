import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure, systemReason } from "../support/failure.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { findConfig } from "../config/find.ts";

const name = ".ssmlintrc.yaml";

const text = (schema: string | undefined) => `${schema ? `# yaml-language-server: $schema=${schema}\n` : ""}\
# What each rule finds: ssmlint --list-rules. A rule's page: ssmlint --explain RULE
extends: ssmlint:recommended

# Files to leave out, in .gitignore's syntax.
ignores: []

# off, warn or error; options stand after the level: [error, { option: value }]
rules: {}

# Other settings for some of the files.
overrides: []
#  - files: ["legacy/**"]
#    rules:
#      explicit-aws-credentials: warn
`;

/** Writes a configuration to start from. Never overwrites one. */
export function init(terminal: Terminal): 0 {
  const present = findConfig(terminal.cwd);
  const path = join(terminal.cwd, name);
  if (present?.startsWith(terminal.cwd) || existsSync(path)) {
    throw new Failure(`${present ?? path} is here already. Nothing was written.`);
  }
  const installed = "node_modules/ssmlint/schema.json";
  try {
    writeFileSync(path, text(existsSync(join(terminal.cwd, installed)) ? installed : undefined), { flag: "wx" });
  } catch (error) {
    throw new Failure(`${path} could not be written: ${systemReason(error)}.`);
  }
  terminal.out(`Wrote ${name}. Run ssmlint --print-config to see what it comes to.\n`);
  return 0;
}
