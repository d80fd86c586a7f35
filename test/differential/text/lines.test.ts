import fc from "fast-check";
import { expect, test } from "vitest";
import { runTextTool } from "../../../src/programs/text/index.ts";
import { expectSameAsReal } from "../../support/text-differential.ts";
import { text } from "../../support/texts.ts";

const list = fc.constantFrom("1", "2", "4", "1,3", "2-", "-2", "2-3", "1-2,4-", "3,1", "10", "2,2");
const number = fc.integer({ min: 0, max: 6 });
const set = fc.constantFrom(
  "a-z",
  "A-Z",
  '"',
  '",',
  '", ',
  " ",
  "\\n",
  "[:space:]",
  "[:alnum:]",
  "[:lower:]",
  "[:upper:]",
  "a-zA-Z0-9",
  '"{},:',
  '\\"',
  "=",
  "-",
  "a-c-",
  "\\t ",
  "\\012",
  "[]",
  "[a]",
  ":",
  "/+=",
  "xyz",
  "[:blank:]",
  "[=a=]",
  "[:punct:]",
  "é",
);

const numbers = fc
  .array(
    fc.constantFrom("10", "9", "-3", "2.5", "0", "x", "", "9 b", "10 a", " 7", "1 10", "2 9", "3 9.5", "007", "1,5"),
    {
      maxLength: 7,
    },
  )
  .map((lines) => lines.map((line) => `${line}\n`).join(""));
const tables = fc
  .array(fc.array(fc.constantFrom("a", "bb", "Name", "i-0", "x:y", "42"), { minLength: 3, maxLength: 3 }), {
    maxLength: 5,
  })
  .map((rows) => rows.map((cells) => `${cells.join(" ")}\n`).join(""));

const tools: Record<string, [number, fc.Arbitrary<readonly string[]>]> = {
  cut: [
    1,
    fc.oneof(
      fc
        .tuple(
          fc.constantFrom(["-d", '"'], ['-d"'], ["-d:"], ["-d", " "], ["--delimiter=,"], []),
          list,
          fc.constantFrom([], [], ["-s"], ["--complement"], ["--output-delimiter=-"], ["--output-delimiter", " "]),
        )
        .map(([delimiter, fields, more]) => [...delimiter, `-f${fields}`, ...more]),
      fc
        .tuple(fc.constantFrom("-c", "-b", "--characters="), list, fc.constantFrom([], ["--complement"], ["-n"]))
        .map(([how, which, more]) => [how + which, ...more]),
    ),
  ],
  tr: [
    0.729,
    fc.oneof(
      fc
        .tuple(fc.constantFrom("-d", "-cd", "-dc", "-s", "-cs", "--delete", "-d -c"), set)
        .map(([options, one]) => [...options.split(" "), one]),
      fc
        .tuple(fc.constantFrom("", "", "-s", "-c", "-cs", "-ds"), set, set)
        .map(([options, one, other]) => [...(options === "" ? [] : [options]), one, other]),
    ),
  ],
  head: [
    1,
    fc.oneof(
      number.map((n) => ["-n", String(n)]),
      number.map((n) => [`-${n}`]),
      number.map((n) => [`-n-${n}`]),
      number.map((n) => [`-c${n}`]),
      number.map((n) => [`--lines=${n}`]),
      fc.constant([]),
    ),
  ],
  tail: [
    1,
    fc.oneof(
      number.map((n) => ["-n", String(n)]),
      number.map((n) => [`-${n}`]),
      number.map((n) => ["-n", `+${n}`]),
      number.map((n) => [`-c${n}`]),
      fc.constant([]),
    ),
  ],
  sort: [
    0.741,
    fc.oneof(
      fc.constantFrom(
        [],
        ["-u"],
        ["-r"],
        ["-ru"],
        ["-n"],
        ["-rn"],
        ["-nu"],
        ["-ns"],
        ["--numeric-sort", "-r"],
        ["-f"],
        ["-fu"],
        ["-rf"],
        ["-fs"],
      ),
      fc
        .tuple(
          fc.constantFrom(
            ["-k2"],
            ["-k", "2,2"],
            ["-k2n"],
            ["-k1,1", "-k2nr"],
            ["-nk2"],
            ["--key=2,3"],
            ["-sk2,2"],
            ["-fk2"],
            ["-k2f"],
            ["-k1,1f"],
          ),
          fc.constantFrom([], ["-t:"], ["-t", " "], ["-t", '"'], ["-r"], ["-u"]),
        )
        .map(([key, more]) => [...key, ...more]),
    ),
  ],
  column: [0.562, fc.constantFrom(["-t"], ["-t", "-s:"], ["-ts", " "], ["-t", "-s", ': "'])],
  uniq: [1, fc.constantFrom([], ["-c"], ["-d"], ["-u"])],
  xargs: [
    0.845,
    fc.constantFrom(
      [],
      ["echo"],
      ["-r"],
      ["-n1"],
      ["-n", "2"],
      ["-n3", "echo"],
      ["-rn1"],
      ["echo", "-n"],
      ["-n", "2", "echo", "-n", "a", "b"],
      ["-r", "echo", "a"],
    ),
  ],
  wc: [1, fc.constantFrom(["-l"], ["-w"], ["-c"])],
  tac: [0.56, fc.constant([])],
  rev: [1, fc.constant([])],
  paste: [1, fc.constantFrom(["-s"], ["-sd,"], ["-s", "-d", " "], ["-sd", ":", "-"])],
  cat: [1, fc.constantFrom([], ["-"], ["-", "-"])],
};

for (const [program, [share, args]] of Object.entries(tools)) {
  test(`${program} prints what the real one prints`, () => {
    const inputs = program === "sort" || program === "column" ? fc.oneof(text, numbers, tables) : text;
    expectSameAsReal(
      fc.tuple(args, inputs).map(([words, stdin]) => ({ argv: [program, ...words], stdin })),
      { [program]: share },
    );
  });
}

const versionLines =
  '1.10|1.9|1.9.1|v1.10|v2|v10|v1|1.2-3|1.2-10|1.2_3|a|ab|a-|a1|A1|a1b|i-0a1|i-0b|i-10|"Version": "1.10.0",|"Version": "1.9.0",|  "Version": 12|10 a|9 b|x.tar||007|app-1.2.tgz|app-1.10.tgz|1.2~rc1|1 10|1 9|1:10|1:9|a 1.10 x|a 1.9 y';

test("sort -V prints what the real one prints", () => {
  const versions = fc
    .array(fc.constantFrom(...versionLines.split("|")), { maxLength: 6 })
    .map((lines) => lines.map((one) => `${one}\n`).join(""));
  const options = "-V|-rV|-Vu|-sV|--version-sort -r|-k2V|-k2,2V -k1,1|-Vk2|-t: -k2V|-k1,1Vr|-sk1,1V".split("|");
  const words = fc.constantFrom(...options).map((one) => one.split(" "));
  expectSameAsReal(
    fc.tuple(words, fc.oneof(versions, text)).map(([own, stdin]) => ({ argv: ["sort", ...own], stdin })),
    { sort: 0.833 },
  );
});

test("characters outside ASCII are not simulated, because they depend on the locale", () => {
  expect(runTextTool("cut", ["cut", "-c1"], "é\n")).toBeUndefined();
});
