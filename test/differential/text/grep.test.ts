import fc from "fast-check";
import { expect, test } from "vitest";
import { runTextTool } from "../../../src/programs/text/index.ts";
import { expectSameAsReal } from "../../support/text-differential.ts";
import { pattern, text } from "../../support/texts.ts";

const flags = fc.subarray(
  [
    "-i",
    "-v",
    "-w",
    "-x",
    "-n",
    "-c",
    "-q",
    "-o",
    "-o",
    "-m1",
    "-h",
    "-s",
    "--only-matching",
    "-a",
    "-m 2",
    "-A1",
    "-B 1",
    "-C2",
    "--after 2",
    "-2",
    "-A0",
    "--context=1",
    "-B2",
  ],
  { maxLength: 3 },
);

const dialects = {
  "grep, basic": fc.tuple(fc.constantFrom(["grep"], ["grep", "-G"]), pattern("basic", "grep")),
  "grep -E, egrep": fc.tuple(
    fc.constantFrom(["grep", "-E"], ["egrep"], ["grep", "--extended-regexp"]),
    pattern("extended", "grep"),
  ),
  "grep -P": fc.tuple(fc.constantFrom(["grep", "-P"], ["grep", "-oP"]), pattern("perl", "grep")),
  "grep -F, fgrep": fc.tuple(
    fc.constantFrom(["grep", "-F"], ["fgrep"]),
    fc.constantFrom("Token", '"', ".", "Key\nToken", "a", '"Token" : "', "[", "access", "=="),
  ),
} as const;

/** For each program, the minimum share of simulated cases. */
const shares: Readonly<Record<keyof typeof dialects, Readonly<Record<string, number>>>> = {
  "grep, basic": { grep: 0.81 },
  "grep -E, egrep": { grep: 0.801, egrep: 0.828 },
  "grep -P": { grep: 0.591 },
  "grep -F, fgrep": { grep: 0.991, fgrep: 0.995 },
};

for (const [name, dialect] of Object.entries(dialects)) {
  test(`${name} prints what the real one prints`, () => {
    const cases = fc
      .tuple(dialect, flags, fc.constantFrom("operand", "-e", "bundled", "twice"), text)
      .map(([[program, regex], options, how, stdin]) => {
        const expression =
          how === "operand" ? ["--", regex] : how === "twice" ? ["-e", regex, "-e", "Code"] : ["-e", regex];
        const words = options.flatMap((option) => option.split(" "));
        return { argv: [...program, ...words, ...expression], stdin };
      });
    expectSameAsReal(cases, shares[name as keyof typeof dialects]);
  });
}

test("the edges of words print what the real one prints", () => {
  const part = fc.constantFrom("a", ":", "a:", ":a", "a*", "[:a]");
  const starting = fc.tuple(fc.constant("\\<"), part, fc.constantFrom("", ":", "\\>"));
  const ending = fc.tuple(fc.constantFrom("", ":", "\\<"), part, fc.constant("\\>"));
  const expression = fc.oneof(starting, ending).map((parts) => parts.join(""));
  const line = fc.array(fc.constantFrom("a", "a", ":", ":", "_", " "), { size: "max", maxLength: 20 });
  const stdin = fc
    .array(line, { minLength: 1, maxLength: 4 })
    .map((all) => all.map((one) => `${one.join("")}\n`).join(""));
  expectSameAsReal(
    fc
      .tuple(fc.constantFrom([], ["-o"], ["-n"]), expression, stdin)
      .map(([options, regex, input]) => ({ argv: ["grep", ...options, "-e", regex], stdin: input })),
    { grep: 0.287 },
  );
});

test("a pattern with exponential backtracking in other engines is matched", () => {
  const stdin = `${"a".repeat(20_000)}\n`;
  expect(runTextTool("grep", ["grep", "\\(a*\\)*b"], stdin)).toEqual({ stdout: "", success: false });
});

test.each<readonly string[]>([
  ["\\(a\\)\\1"],
  ["[[.a.]]"],
  ["a\\{99999\\}"],
  // glibc's match also extends beyond the last word boundary.
  ["-o", "\\(.*\\bx*\\)\\{2\\}"],
  ["-P", "-w", "a\\Ka"],
  ["-P", "-x", "(?<=a)a"],
])("%s %s %s is not simulated", (...words) => {
  expect(runTextTool("grep", ["grep", ...words], "aa\n")).toBeUndefined();
});

test("-vno prints the matches in the context lines", () => {
  expect(runTextTool("grep", ["grep", "-vno", "-B1", "a"], "a\nb\n")).toEqual({ stdout: "1-a\n", success: true });
});
