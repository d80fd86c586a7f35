import { describe, expect, test } from "vitest";
import { formats, spellings } from "../../../../src/cli/arguments/flags.ts";
import { helpText } from "../../../../src/cli/arguments/help.ts";
import { parseArguments } from "../../../../src/cli/arguments/parse.ts";
import { nearest } from "../../../../src/spelling/did-you-mean.ts";

const refusal = (...argv: string[]): string => {
  try {
    parseArguments(argv);
  } catch (error) {
    return (error as Error).message;
  }
  return "accepted";
};

test("--concurrency needs at least one thread", () => {
  expect(parseArguments([]).concurrency).toBeUndefined();
  expect(parseArguments(["--concurrency", "3"]).concurrency).toBe(3);
  expect(refusal("--concurrency", "0")).toBe("--concurrency 0: at least one thread is needed.");
  expect(refusal("--concurrency", "auto")).toBe('--concurrency needs a non-negative whole number, not "auto".');
});

describe("a valid command line", () => {
  test("without arguments, requests a pretty report on stdout", () => {
    const args = parseArguments([]);
    expect(args.targets).toEqual([]);
    expect(args.reports).toEqual([{ format: "pretty", file: undefined }]);
    expect(args.ignore).toBe(true);
    expect(args.config).toBeUndefined();
  });

  test("accepts values after a space, after = and with short options", () => {
    for (const argv of [["--format", "json"], ["--format=json"], ["-f", "json"], ["-fjson"]]) {
      expect(parseArguments(argv).reports).toEqual([{ format: "json", file: undefined }]);
    }
  });

  test("accepts several reports with their files", () => {
    const argv = ["-f", "sarif=out/a=b.sarif", "-f", "junit", "-o", "junit.xml", "-f", "pretty=log.txt"];
    expect(parseArguments(argv).reports).toEqual([
      { format: "sarif", file: "out/a=b.sarif" },
      { format: "junit", file: "junit.xml" },
      { format: "pretty", file: "log.txt" },
    ]);
  });

  test("accepts negated options, and the last one wins", () => {
    expect(parseArguments(["--no-config"]).config).toBe(false);
    expect(parseArguments(["--color", "--no-color"]).color).toBe(false);
    expect(parseArguments(["--no-color", "--color"]).color).toBe(true);
    expect(parseArguments(["--no-ignore"]).ignore).toBe(false);
  });

  test("treats everything after -- as a file", () => {
    expect(parseArguments(["--", "--fix", "-x"]).targets).toEqual(["--fix", "-x"]);
  });
});

describe("an invalid command line is rejected in one line", () => {
  test.each([
    [["--formt", "json"], "Unknown option --formt. Did you mean --format? See ssmlint --help."],
    [["--fixx"], "Unknown option --fixx. Did you mean --fix? See ssmlint --help."],
    [["--no-confg"], "Unknown option --no-confg. Did you mean --no-config? See ssmlint --help."],
    [["--zzzzzz"], "Unknown option --zzzzzz. See ssmlint --help."],
    [["--format", "jsn"], `--format jsn: it must be one of ${formats.join(", ")}. Did you mean "json"?`],
    [["--format"], "--format needs a value: --format NAME[=FILE]."],
    [["--format", "json="], '--format json= has no file name after the "=".'],
    [["--max-warnings", "many"], '--max-warnings needs a non-negative whole number, not "many".'],
    [["--max-warnings=-1"], '--max-warnings needs a non-negative whole number, not "-1".'],
    [["--fix=yes"], '--fix takes no value, but "yes" was given.'],
    [["--fix", "--fix-dry-run"], "--fix and --fix-dry-run cannot be used together."],
    [
      ["--fix", "-", "-f", "json"],
      "With --fix -, the fixed text goes to stdout. Write the report to a file: --format NAME=FILE.",
    ],
    [["-f=json"], `--format =json: it must be one of ${formats.join(", ")}.`],
    [
      ["-f", "json=-", "-f", "sarif"],
      "--format json and sarif would both go to stdout. Write all but one to a file: --format sarif=FILE.",
    ],
    [["--suppress-all", "--fix-dry-run"], "--suppress-all and --fix-dry-run cannot be used together."],
    [["--prune", "--fix-dry-run"], "--prune and --fix-dry-run cannot be used together."],
    [["a.yaml", ""], '"" is not a file name. Is a variable empty? Omit it to check the current directory.'],
    [
      ["--stdin-filename", "a.yaml"],
      "--stdin-filename names the text on stdin, which is only read for -. Specify - too.",
    ],
    [["--suppress-all", "-"], "The baseline contains file names. Specify --stdin-filename too."],
    [["-", "a.yaml"], "- (stdin) cannot be combined with files."],
    [["--config", "a", "--config", "b"], "--config is specified twice with different values. Specify it once."],
    [["--completion", "bsh"], '--completion bsh: it must be one of bash, zsh, fish. Did you mean "bash"?'],
    [
      ["-f", "json", "-f", "sarif"],
      "--format json and sarif would both go to stdout. Write all but one to a file: --format sarif=FILE.",
    ],
    [["-f", "json=x", "-f", "sarif=x"], "--format sarif: x is already written by another --format."],
    [["-f", "json=x", "-o", "y"], "--output-file has no report left to write: every --format names its own file."],
  ])("%j", (argv, message) => {
    expect(refusal(...argv)).toBe(message);
  });

  test("the error for an unknown short option lists the existing ones", () => {
    expect(refusal("-x")).toMatch(/^Unknown option -x\. Short options are -f, -o, -q, /);
  });
});

test("the closest name is suggested for each kind of typo in every option", () => {
  for (const name of spellings.filter((spelling) => spelling.length > 6)) {
    const middle = Math.floor(name.length / 2);
    const left = name.slice(0, middle);
    const slips = [
      left + name.slice(middle + 1),
      `${left}x${name.slice(middle)}`,
      `${left}x${name.slice(middle + 1)}`,
      left + name[middle + 1]! + name[middle]! + name.slice(middle + 2),
    ];
    for (const slip of slips.filter((text) => !spellings.includes(text))) {
      expect(nearest(slip, spellings), slip).toBe(name);
    }
  }
});

test("the help mentions every option and fits 80 columns", () => {
  const text = helpText();
  for (const spelling of spellings) expect(text).toContain(spelling);
  for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});
