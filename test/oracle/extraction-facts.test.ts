/** The idioms whose outcome was recorded with the real tools, beside the repository. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runTextTool } from "../../src/programs/text/tools.ts";
import { hasShared, shared } from "../shared.ts";
import { document } from "../rule-tester.ts";
import { lint } from "../eslint/lint.ts";
import { noFragileJsonParsing } from "../../rules/no-fragile-json-parsing.ts";

interface Idiom {
  readonly name: string;
  readonly command: string;
  readonly outcomes: ReadonlyMap<string, string>;
}

/** Which recorded document a source prints. */
const sources: Readonly<Record<string, string>> = {
  imds: "curl -s http://169.254.169.254/latest/meta-data/iam/security-credentials/r",
  iid: "curl -s http://169.254.169.254/latest/dynamic/instance-identity/document",
};

function idioms(): Idiom[] {
  const text = readFileSync(`${shared}/facts/json-extraction.md`, "utf8");
  const found: Idiom[] = [];
  for (const match of text.matchAll(/^ {4}(\S.*?) +`([^`]+)`\n {10}(.*)$/gm)) {
    const outcomes = new Map<string, string>();
    for (const [, name, outcome] of match[3]!.matchAll(/(\w+)=(OK|EMPTY|'[^']*')/g)) outcomes.set(name!, outcome!);
    found.push({ name: match[1]!, command: match[2]!, outcomes });
  }
  return found;
}

const known = hasShared ? idioms().filter(({ command }) => !/jq|python/.test(command)) : [];

test.skipIf(!hasShared)("there are idioms to compare with", () => {
  expect(known.length).toBeGreaterThan(35);
  expect(runTextTool("cut", ["cut", "-c1"], "a\n")?.stdout).toBe("a\n");
});

test.skipIf(!hasShared).each(known)("$name: $command", ({ command, outcomes }) => {
  for (const [name, source] of Object.entries(sources)) {
    const today = outcomes.get(name);
    const compact = outcomes.get(name === "imds" ? "ecs" : "iid1");
    if (today === undefined) continue;
    const found = lint(document(`X=$(${source} | ${command})`), {
      rules: { "no-fragile-json-parsing": noFragileJsonParsing },
    });
    // What is right today and on one line may still take a key with a longer name.
    if (today !== "OK" || compact !== "OK")
      expect({ command, name, found: found.length }).toEqual({ command, name, found: 1 });
    else expect(found.filter(({ messageId }) => messageId !== "similarKey")).toEqual([]);
  }
});
