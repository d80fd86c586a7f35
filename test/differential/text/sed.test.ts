import fc from "fast-check";
import { expect, test } from "vitest";
import { runTextTool } from "../../../src/programs/text/index.ts";
import { expectSameAsReal } from "../../support/text-differential.ts";
import { pattern, text, type Syntax } from "../../support/texts.ts";

function script(syntax: Syntax): fc.Arbitrary<string> {
  const regex = pattern(syntax, "sed");
  const replacement = fc.constantFrom(
    "",
    "x",
    "\\1",
    "<&>",
    "\\1-\\1",
    "\\n",
    "a\\&b",
    '"',
    " ",
    "\\U&",
    "\\L\\1\\E&",
    "\\u&-\\l&",
    "\\u\\1x\\Uy\\l&",
    "\\L\\u&",
    "a\\ub&",
  );
  const flags = fc.constantFrom("", "", "g", "p", "gp", "2", "2g", "I", "gI");
  const address = fc.oneof(
    fc.constant(""),
    fc.constant(""),
    fc.constantFrom("1", "2", "$", "3", "1~2", "0~3", "2~0"),
    regex.map((one) => `/${one}/`),
  );
  const range = fc.oneof(
    { weight: 4, arbitrary: address },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom("1", "2", "/Token/", "0", "1~2"),
          fc.constantFrom("3", "$", "/Code/", "+1", "1", "~2", "~3", "~0"),
        )
        .map((ends) => ends.join(",")),
    },
  );
  const substitute = fc
    .tuple(fc.constantFrom("/", "|", ",", "#", "@"), regex, replacement, flags)
    .map(([delimiter, one, other, flag]) =>
      one.includes(delimiter) ? `s/${one}/${other}/${flag}` : ["s", one, other, flag].join(delimiter),
    );
  const command = fc.oneof(
    { weight: 5, arbitrary: substitute },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        "p",
        "d",
        "q",
        "n",
        "N",
        "h",
        "H",
        "g",
        "G",
        "x",
        "=",
        "D",
        "P",
        "Q",
        "z",
        "y/abc/xyz/",
      ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom("a", "i", "c"),
          fc.constantFrom(
            " x",
            "x y",
            "  x ; p",
            "\\\nx",
            "\\\n  x",
            "x\\\n  y",
            ' \\"x\\": "y"',
            "\\  x",
            " a\\\\b\\&\\/",
            "\\\n\\  x\\;",
          ),
        )
        .map(([letter, rest]) => `${letter}${rest}\n`),
    },
  );
  const addressed = fc
    .tuple(range, fc.constantFrom("", "", "", "!"), command)
    .map(([where, not, what]) => where + (where === "" ? "" : not) + what);
  const block = fc
    .tuple(address, fc.array(addressed, { minLength: 1, maxLength: 2 }))
    .map(([where, inner]) => `${where}{${inner.join(";")}}`);
  return fc.oneof(
    { weight: 4, arbitrary: fc.array(addressed, { minLength: 1, maxLength: 3 }).map((all) => all.join(";")) },
    { weight: 1, arbitrary: block },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        ":a;N;$!ba;s/\\n/ /g",
        "s/^ *//;s/ *$//",
        's/[",]//g',
        "s/[^:]*://",
        ":x;s/a/b/;tx",
        "$!d",
        "1!G;h;$!d",
      ),
    },
  );
}

for (const [name, syntax, options] of [
  ["sed", "basic", [[], ["-n"], ["-e"], ["-n", "-e"], ["-ne"]]],
  ["sed -E", "extended", [["-E"], ["-nE"], ["-r"], ["-rn", "-e"], ["-En"]]],
] as const) {
  test(`${name} prints what the real one prints`, () => {
    const cases = fc
      .tuple(fc.constantFrom(...options), script(syntax), text)
      .map(([words, code, stdin]) => ({ argv: ["sed", ...words, code], stdin }));
    expectSameAsReal(cases, { sed: 0.65 });
  });
}

test("a script with an infinite loop is not simulated", () => {
  expect(runTextTool("sed", ["sed", ":a;ba"], "a\n")).toBeUndefined();
});

test.each<readonly [stdin: string, words: readonly string[], stdout: string]>([
  // The first of two lines ends with a line break, although the last line of the text does not.
  ["a", ["-n", "H;g;P"], "\n"],
  ["a\nb\na\n", ["0,/a/d"], "b\na\n"],
  // An empty first line is a line.
  ["\na\nb\n", ["-n", "N;P;D"], "\na\n"],
  ["a\nb\nc\n", ["-n", "0~2p"], "b\n"],
  // The script skips the line at which the range begins.
  ["1\n2\n3\n4\n5\n", ["-n", "1,3d;2,+0p"], "4\n"],
  ["1\n2\n3\n4\n5\n", ["-n", "1,3d;2,3p"], ""],
  // Up to the next line whose number is a multiple, which is not the line at which the range begins.
  ["1\n2\n3\n4\n5\n6\n", ["-n", "2,~3p;4,~2p;5,~0p"], "2\n3\n4\n5\n5\n6\n"],
  ["a\nb\nc\n", ["1,2c\\\nx"], "x\nc\n"],
  ["a\n", ['a\\  \\"x\\"\\\\'], 'a\n  "x"\\\n'],
  ["a b\n", ["-E", "s/(.)(.*)/\\U\\1\\E\\2\\u&/"], "A bA b\n"],
])("%j %j", (stdin, words, stdout) => {
  expect(runTextTool("sed", ["sed", ...words], stdin)?.stdout).toBe(stdout);
});
