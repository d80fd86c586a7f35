/** Compares the table of global options with the CLI's own table. */
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { globalOption, takesValue } from "../../../src/programs/aws/global-options.ts";
import { hasAws } from "../../support/loopback.ts";

const READ_TABLE = `
import awscli, os
print(open(os.path.join(os.path.dirname(awscli.__file__), "data", "cli.json")).read())
`;

test.skipIf(!hasAws)("every global option of the CLI is known, and whether it takes a value", () => {
  const table = execFileSync("/usr/bin/python3", ["-c", READ_TABLE], { encoding: "utf8" });
  const { options } = JSON.parse(table) as { options: Record<string, { action?: string }> };
  const found = Object.keys(options).map((name) => {
    const option = globalOption(name);
    return [name, option === name, option !== undefined && takesValue(option)];
  });
  expect(found.length).toBeGreaterThan(15);
  expect(found).toEqual(Object.entries(options).map(([name, { action }]) => [name, true, action === undefined]));
});
