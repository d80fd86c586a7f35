import { describe, expect, it } from "vitest";
import { findingsIn } from "../../../../src/analysis/injection/findings.ts";
import { readDocument } from "../../../../src/document/read.ts";
import { parseStep } from "../../../../src/eslint/parse-step.ts";

/** The witness of each finding; `@` stands for the placeholder. */
function witnesses(script: string, allowedPattern: string): readonly (string | undefined)[] {
  const runCommand = script.replaceAll("@", "{{ p }}").split("\n");
  const mainSteps = [{ action: "aws:runShellScript", name: "s", inputs: { runCommand } }];
  const content = { schemaVersion: "2.2", parameters: { p: { type: "String", allowedPattern } }, mainSteps };
  const [document] = readDocument(JSON.stringify(content), {}).documents;
  const options = { splitting: false, agentsKnowEnvVar: undefined };
  return findingsIn({ script: parseStep(document!.steps[0]!), document: document! }, options).map(
    ({ witness }) => witness,
  );
}

describe("a value that is pasted several times", () => {
  it.each([
    ["the second closes the quote that the first opens", "echo @ @", '^"[a-z\\n]+$', ['"\nid']],
    ["so it does on the next line", "echo @\necho @", '^"[a-z;]*$', ['";id']],
    ["the first ends the command, the second is the next", "{\necho @ @\n} | cat", "^[a-z]+;$", ["id;"]],
    ["the second closes the substitution that the first opens", "echo @ @", "^`[a-z]*$", ["`id"]],
    ["a line between them cannot fail", "echo @\necho b > f || true\ncat < @", "^;[a-z]*$", [";id"]],
    ["a backslash takes the quote away", 'echo "@" "@"', "^;?[a-z]* ?#?\\\\$", [";id #\\"]],
  ])("%s", (_, script, pattern, expected) => {
    expect([...new Set(witnesses(script, pattern))]).toEqual(expected);
  });

  it.each([
    ["an odd number of quotes", "{\necho @ @ @\n} | cat", '^"[a-z;]*$'],
    ["a compound command is broken in between", "if true; then echo @; fi; echo @", '^"[a-z;]*$'],
    ["the quote's text is the author's", "echo @ 'a b' @", "^'$"],
  ])("runs nothing: %s", (_, script, pattern) => {
    expect(witnesses(script, pattern)).toEqual([]);
  });
});
