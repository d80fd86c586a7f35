import { describe, expect, it } from "vitest";
import { findingsIn } from "../../../../src/analysis/injection/findings.ts";
import { readDocument } from "../../../../src/document/read.ts";
import { parseStep } from "../../../../src/eslint/scripts/parse-step.ts";

/** Each finding; in the script, `@` stands for the placeholder of `p`, `§` for that of `q`. */
function findings(script: string, p: string, q: string) {
  const runCommand = script.replaceAll("@", "{{ p }}").replaceAll("§", "{{ q }}").split("\n");
  const mainSteps = [{ action: "aws:runShellScript", name: "s", inputs: { runCommand } }];
  const parameters = { p: { type: "String", allowedPattern: p }, q: { type: "String", allowedPattern: q } };
  const [document] = readDocument(JSON.stringify({ schemaVersion: "2.2", parameters, mainSteps }), {}).documents;
  const options = { splitting: false, agentsKnowEnvVar: undefined };
  return findingsIn({ script: parseStep(document!.steps[0]!), document: document! }, options).findings.map(
    ({ kind, others, pasted, witness }) => [kind, pasted.placeholder.name, witness, others?.get("q")],
  );
}

describe("values of two parameters", () => {
  it.each([
    ["a backslash escapes a quote", 'echo "@" "§"', "^[a-z]*\\\\?$", "^[a-z; #]*$", "\\", ";id;#"],
    ["a quote that the other value closes", "echo @ §", '^[a-z"]$', '^"[a-z;]*$', '"', '";id'],
    ["a substitution that the other value closes", "echo @§", "^[a-z`]$", "^[a-z]*`$", "`", "id`"],
    ["in a here-document", "cat <<EOF\n@ §\nEOF", "^[a-z`]$", "^[a-z]*`?$", "`", "id`"],
    ["the other value is the command name", "{\necho @ §\n} | cat", "^[a-z]*[\\n]?$", "^[a-z]*$", "\n", "id"],
    ["the other value is the command name, in quotes", "{\necho @ '§'\n} | cat", "^[a-z;]$", "^[a-z]*$", ";", "id"],
    ["in an array", "#!/bin/bash\n{\nA=(@ §)\n} | cat", "^[a-z]*[`]?$", "^[a-z]+[`a-z]?$", "`", "id`"],
    ["in a comment", "{\n# @ §\n:\n} | cat", "^[a-z]*\\n$", "^[a-z]*$", "\n", "id"],
    ["the other value closes an open quote", '{\necho "@" "§"\n} | cat', '^";[a-z]*;$', '^"$', '";id;', '"'],
    ["in code that is parsed again", "sh -c \"echo '@' '§'\"", "^[a-z']$", "^[a-z; #]*$", "'", ";id;#"],
    ["the line runs before a syntax error", "echo '@/§'", "^[a-z]*[']?$", "^[\\n&a-z]{0,4}$", "'", "&id\n"],
    [
      "the first value appears again and closes a substitution",
      "if true; then\necho @ § @\nfi",
      "^[a-z]*[`]?$",
      "^[a-z]*$",
      "`",
      "id",
    ],
    ["the other value is a name, and the first appears again", "echo @ § @", "^[a-z]*[;]?$", "^[#a-z]*$", ";", "id"],
    [
      "the first value appears again and closes an open quote",
      'for z in 1; do\necho "@" "§" "@"\ndone',
      '^(?:[\\w\\s"[/][^\'\'>][\\w{]|"")$',
      "^[;a-z]{0,4}$",
      'i"i',
      ";id;",
    ],
    ["through variables", "X='@'\nY='§'\neval \"echo $X $Y\"", "^[a-z;]$", "^[a-z]*$", ";", "id"],
  ])("together run a command: %s", (_, script, p, q, first, second) => {
    expect(findings(script, p, q)).toEqual([["together", "p", first, second]]);
  });

  it.each([
    ["the number of quotes is odd", 'echo "@" "§" "c"', "^[a-z]*\\\\?$", "^[a-z; ]*$"],
    ["nothing is opened", "echo '@' '§'", "^[a-z]*$", "^[a-z; ]*$"],
    ["a word of the script is the command", "{\necho @ b §\n} | cat", "^[a-z]*[\\n]?$", "^[a-z]*$"],
    ["one value appears again and opens a quote", '{\necho "@" "§" "@"\n} | cat', '^"?$', '^[|][a-z]*[|]"$'],
    ["the first line has already run", 'echo "@"\nif true; then echo "§"; fi', '^[a-z"]$', "^[a-z;#]*$"],
  ])("run nothing: %s", (_, script, p, q) => {
    expect(findings(script, p, q)).toEqual([]);
  });

  it.each([
    ["a number without a fraction, which every shell adds", "^[0-9]+$", "command"],
    ["a number with a fraction, at which every shell gives up the line", "^[0-9]+[.][0-9]+$", undefined],
  ])("the other value is %s", (_, q, kind) => {
    const [finding] = findings("echo $(( § + @ ))", String.raw`^1\)\);[a-z]+;echo \$\(\(1$`, q);
    expect(finding?.[0]).toBe(kind);
  });

  it("are judged if one position is in a here-document and the next is not", () => {
    const script = "cat <<EOF\n@\nEOF\nX='@'\nY='§'\nS=sh\n$S -c \"echo '$X' '$Y'\"";
    expect(findings(script, "^[^'\\n]*$", "").length).toBeGreaterThan(0);
  });
});
