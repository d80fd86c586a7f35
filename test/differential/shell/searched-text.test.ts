/** The status of a search in known text is that of the real program, in whatever way the text gets there. */
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { programs } from "../../../src/programs/table.ts";
import { evaluate } from "../../../src/shell/evaluate.ts";
import { knownText } from "../../../src/shell/model/value.ts";
import { parseShell } from "../../../src/shell/syntax/parse.ts";
import { USUAL } from "../../support/interest.ts";

/** The arguments with which the script may start `aws`. */
function started(script: string): readonly (string | undefined)[] {
  const { invocations } = evaluate(parseShell(script), { programs, environment: [], interest: USUAL });
  const runs = invocations.filter(({ program }) => program === "aws").flatMap((one) => one.runs);
  return [...new Set(runs.map(({ argv }) => argv[1] && knownText(argv[1].value)))].toSorted();
}

const KNOWN = [
  "echo a | grep -q b",
  "echo a | grep -q a",
  "echo a | cat | grep -q a",
  "echo a | cat - | cat -u | grep -q b",
  "echo a | tee /dev/null | grep b > /dev/null",
  "echo a | { cat; echo b; } | grep -q b",
  "f() { cat; }; echo a | f | grep -qi A",
  "X=$(echo a | grep b)",
  "printf 'a\\nb\\n' | grep -qx b",
  "echo ab | grep -qx b",
  "echo b | timeout 5 cat | grep -c b > /dev/null",
  "printf '' | grep -q b",
  "echo a | grep -v a",
  "! echo a | grep -qF .",
  "echo a | grep -q b - <<E\nb\nE\n",
];

/** Which search reads what is not decided: what another command has left, other files. */
const OPEN = [
  "printf 'b\\nb\\n' | { grep -q x; grep -q b; }",
  "printf 'b\\nb\\n' | { grep -q b; grep -q b; }",
  "printf 'b\\nb\\n' | { cat > /dev/null; grep -q b; }",
  "echo a | grep -q a - /nonexistent",
  "command -v nonexistent | grep -q nonexistent",
];

const script = (condition: string): string => `if ${condition}\nthen aws yes; else aws no; fi`;

function real(shell: string, condition: string): string {
  return execFileSync(shell, ["-c", `aws() { echo "$1"; }\n${script(condition)}`], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

test.each(KNOWN)("%s", (condition) => {
  for (const shell of ["dash", "bash"])
    expect(real(shell, condition).trim().split("\n").at(-1)).toBe(started(script(condition)).join());
});

test.each(OPEN)("not decided: %s", (condition) => {
  expect(started(script(condition))).toEqual(["no", "yes"]);
});
