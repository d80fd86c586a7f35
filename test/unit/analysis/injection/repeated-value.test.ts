import { describe, expect, it } from "vitest";
import { findingsIn } from "../../../../src/analysis/injection/findings.ts";
import { readDocument } from "../../../../src/document/read.ts";
import { parseStep } from "../../../../src/eslint/scripts/parse-step.ts";

/** The witness of each finding; `@` stands for the placeholder. */
function witnesses(script: string, allowedPattern: string): readonly (string | undefined)[] {
  const runCommand = script.replaceAll("@", "{{ p }}").split("\n");
  const mainSteps = [{ action: "aws:runShellScript", name: "s", inputs: { runCommand } }];
  const content = { schemaVersion: "2.2", parameters: { p: { type: "String", allowedPattern } }, mainSteps };
  const [document] = readDocument(JSON.stringify(content), {}).documents;
  const options = { splitting: false, agentsKnowEnvVar: undefined };
  return findingsIn({ script: parseStep(document!.steps[0]!), document: document! }, options).findings.map(
    ({ witness }) => witness,
  );
}

describe("a value that is inserted several times", () => {
  it.each([
    ["the second occurrence closes the quote that the first opens", "echo @ @", '^"[a-z\\n]+$', ['"\nid']],
    ["the second occurrence closes it on the next line", "echo @\necho @", '^"[a-z;]*$', ['";id']],
    [
      "the first occurrence ends the command, the second is the next command",
      "{\necho @ @\n} | cat",
      "^[a-z]+;$",
      ["id;"],
    ],
    ["the second occurrence closes the substitution that the first opens", "echo @ @", "^`[a-z]*$", ["`id"]],
    ["a line between the occurrences cannot fail", "echo @\necho b > f || true\ncat < @", "^;[a-z]*$", [";id"]],
    ["a backslash escapes the quote", 'echo "@" "@"', "^;?[a-z]* ?#?\\\\$", [";id #\\"]],
  ])("%s", (_, script, pattern, expected) => {
    expect([...new Set(witnesses(script, pattern))]).toEqual(expected);
  });

  it.each([
    ["an odd number of quotes", "{\necho @ @ @\n} | cat", '^"[a-z;]*$'],
    ["a compound command between the occurrences is broken", "if true; then echo @; fi; echo @", '^"[a-z;]*$'],
    ["the quoted text is part of the script", "echo @ 'a b' @", "^'$"],
  ])("runs nothing: %s", (_, script, pattern) => {
    expect(witnesses(script, pattern)).toEqual([]);
  });
});
