/** A file operand on a tool's command line is found at the same position as by the real tool. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { fileOperands } from "../../../src/programs/text/file-operands.ts";
import { runTextTool } from "../../../src/programs/text/index.ts";
import { seed } from "../../support/seed.ts";
import { quote, runCode, runReal } from "../../support/real-tools.ts";

const FILE = "/dev/stdin";
const TEXT = 'a: b\n"Token" : "x",\nToken 1\nb\nb\n';

const options: Readonly<Record<string, readonly (readonly string[])[]>> = {
  grep: [["-o"], ["-e", "Token"], ["-A", "1"], ["-m1"], ["--max-count", "2"], ["-iE"], ["--regexp=a"], ["-c"], ["--"]],
  sed: [["-n"], ["-e", "p"], ["-ne", "2p"], ["--expression", "1d"], ["-E"], ["--"]],
  awk: [["-F", ":"], ["-F:"], ["-v", "x=1"], ["--"]],
  cut: [["-d", " "], ["-f", "2"], ["-d:"], ["-f1"], ["-sf2"], ["--delimiter", ":"], ["--"]],
  head: [["-n", "2"], ["-n1"], ["-c", "3"], ["-1"], ["--lines", "1"]],
  tail: [["-n", "2"], ["-n", "+2"], ["-c", "3"], ["-1"]],
  sort: [["-r"], ["-k", "2"], ["-t", ":"], ["-u"]],
  uniq: [["-c"], ["-f", "1"]],
  cat: [["-n"], ["--"]],
  tac: [["-s", "b"]],
  rev: [],
  paste: [["-s"], ["-d", ","], ["-sd,"]],
};
const first: Readonly<Record<string, readonly string[]>> = {
  grep: ["Token", "b"],
  sed: ["s/a/x/", "2p"],
  awk: ["{print $1}", "/b/"],
};

test.each(Object.keys(options))("%s", (program) => {
  const words = fc
    .tuple(
      fc.subarray([...options[program]!]),
      fc.constantFrom(...(first[program] ?? [undefined])),
      fc.boolean(),
      fc.nat(),
    )
    .map(([chosen, pattern, early, where]) => {
      const operand = pattern === undefined ? [] : [pattern];
      const all = early ? [...operand, ...chosen.flat()] : [...chosen.flat(), ...operand];
      return all.toSpliced(where % (all.length + 1), 0, FILE);
    });
  const cases = fc.sample(words, { seed, numRuns: 60 }).flatMap((args) => {
    const argv = [program, ...args];
    const found = fileOperands(program, argv);
    return found?.files.length === 1 && argv[found.files[0]!] === FILE ? [{ argv, rest: found.argv }] : [];
  });
  expect(cases.length).toBeGreaterThan(5);
  const withFile = runReal(cases.map(({ argv }) => ({ argv, stdin: TEXT })));
  const without = runReal(cases.map(({ rest }) => ({ argv: rest, stdin: TEXT })));
  cases.forEach(({ argv }, index) => expect({ argv, ...withFile[index] }).toEqual({ argv, ...without[index] }));
});

/** Options with an argument, and the pattern or program that precedes the files unless an option contains it. */
const valued: Readonly<Record<string, readonly [options: string, before?: string][]>> = {
  grep: [
    ["-m 1 -A 1 -B 1 -C 1 -D read -d read", "b"],
    ["--max-count 1 --after-context 1 --before-context 1 --context 1 --label x", "b"],
    ["--include * --exclude x --exclude-dir x --binary-files text", "b"],
    ["-e b"],
    ["--regexp b"],
    ["-f /dev/null"],
    ["--file /dev/null"],
  ],
  sed: [["-l 9", "p"], ["--line-length 9", "p"], ["-e p"], ["--expression p"], ["-f /dev/null"], ["--file /dev/null"]],
  gawk: [
    ["-F : -v x=1", "1"],
    ["--field-separator : --assign x=1", "1"],
    ["-e 1"],
    ["--source 1"],
    ["-f /dev/null"],
    ["--file /dev/null"],
  ],
  cut: [
    ["-d : -f 1"],
    ["-c 1"],
    ["-b 1"],
    ["--delimiter : --fields 1 --output-delimiter x"],
    ["--characters 1"],
    ["--bytes 1"],
  ],
  head: [["-n 1"], ["-c 1"], ["--lines 1"], ["--bytes 1"]],
  tail: [["-n 1 --pid 1 --sleep-interval 1"], ["-c 1"], ["--lines 1"], ["--bytes 1"]],
  sort: [["-k 1 -t : -S 9k -T /tmp -o /dev/null"], ["--key 1 --field-separator : --buffer-size 9k --output /dev/null"]],
  column: [["-t -s : -o x"], ["-t --separator : --output-separator x"]],
  uniq: [["-f 1 -s 1 -w 1"], ["--skip-fields 1 --skip-chars 1 --check-chars 1"]],
  tac: [["-s b"], ["--separator b"]],
  paste: [["-d ,"], ["--delimiters ,"]],
};

test("the argument of an option is not a file", () => {
  const all = Object.entries(valued).flatMap(([program, lines]) =>
    lines.map(([given, before = ""]) => [program, ...given.split(" "), ...before.split(" ")].filter(Boolean)),
  );
  for (const argv of all) expect(fileOperands(argv[0]!, [...argv, FILE])).toEqual({ argv, files: [argv.length] });
  const withFile = runReal(all.map((argv) => ({ argv: [...argv, FILE], stdin: TEXT })));
  const without = runReal(all.map((argv) => ({ argv, stdin: TEXT })));
  all.forEach((argv, index) => {
    expect({ argv, ...withFile[index] }).toEqual({ argv, ...without[index] });
    if (!argv.includes("/dev/null")) expect({ argv, ...withFile[index] }).not.toMatchObject({ stdout: "" });
  });
});

test("several files, and unknown words", () => {
  expect(fileOperands("cat", ["cat", "a", "b"])?.files).toEqual([1, 2]);
  expect(fileOperands("grep", ["grep", "x", "a", "b"])).toBeUndefined();
  expect(fileOperands("grep", ["grep", "x", undefined])?.files).toEqual([2]);
  expect(fileOperands("grep", ["grep", undefined, "a"])).toBeUndefined();
  expect(fileOperands("cut", ["cut", "-d", undefined, "-f1"])).toBeUndefined();
  expect(fileOperands("tee", ["tee", "log"])).toEqual({ argv: ["tee", "log"], files: [] });
});

test("awk's variables among the operands stay on its command line", () => {
  const found = fileOperands("awk", ["awk", "{ print $2 x }", "FS=:", "x=1", FILE]);
  expect(found).toEqual({ argv: ["awk", "{ print $2 x }", "FS=:", "x=1"], files: [4] });
  const real = runReal(
    [
      ["FS=:", "x=1", FILE],
      ["FS=:", "x=1"],
    ].map((end) => ({ argv: ["awk", "{ print $2 x }", ...end], stdin: TEXT })),
  );
  expect(real[0]).toEqual(real[1]);
  expect(fileOperands("awk", ["awk", "{ print }", FILE, "x=1"])).toBeUndefined();
});

test.each<readonly [program: string, content: string, words: readonly string[]]>([
  ["grep", "Token\nb\n", ["-f", "patterns"]],
  ["grep", '"T', ["-of", "patterns"]],
  ["grep", "[k1]\n", ["-inf", "patterns"]],
  ["grep", "b\n", ["-fpatterns", "-c"]],
  ["egrep", "x|b\n", ["--file=patterns", "-v"]],
  ["fgrep", "Token 1\n", ["--file", "patterns"]],
  ["awk", "{ print $1 }\n/b/\n", ["-F", ":", "-f", "patterns"]],
  ["awk", "NR == x", ["-fpatterns", "-v", "x=2"]],
  ["sed", "s/a/x/\n2p\n", ["-nf", "patterns"]],
  ["sed", "s/b/x/;p", ["--file", "patterns", "-e", "1d"]],
])("patterns in a file: %s %j %j", (program, content, words) => {
  const found = fileOperands(program, [program, ...words], (file) => (file === "patterns" ? content : undefined));
  expect(found?.files).toEqual([]);
  expect(found?.argv).not.toContain("patterns");
  const code = `printf '%s' ${quote(content)} > patterns; ${program} ${words.map(quote).join(" ")}`;
  const [fromFile] = runCode([{ code, stdin: TEXT }]);
  expect(runReal([{ argv: found!.argv, stdin: TEXT }])).toEqual([fromFile]);
  expect(runTextTool(program, found!.argv, TEXT)).toEqual(fromFile);
});

test("-f is kept if its file is unknown or contains no patterns", () => {
  expect(fileOperands("grep", ["grep", "-f", "x"])?.argv).toEqual(["grep", "-f", "x"]);
  expect(fileOperands("grep", ["grep", "-f", "x"], () => "")?.argv).toEqual(["grep", "-f", "x"]);
});
