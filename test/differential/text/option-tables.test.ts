/** A text tool prints the same with each option of its own `--help` as its simulation, and the options that are not simulated are listed here. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { runJq } from "../../../src/programs/jq/index.ts";
import { runTextTool } from "../../../src/programs/text/index.ts";
import { Effort } from "../../../src/programs/text/tool/effort.ts";
import type { ToolResult } from "../../../src/programs/text/tool/tool.ts";
import { runReal, type Case } from "../../support/real-tools.ts";

interface Tool {
  /** Operands and options beside the option under test. Each is tried. */
  readonly with: readonly (readonly string[])[];
  /** Options without a simulation. Their output is unknown. */
  readonly unknown: string;
  /** Values of options, some of which are valid for most. */
  readonly values?: readonly string[];
}

const VALUES = ["1", "2", "a", ",", "-1", "+2", "1,2"];

const GENERAL = "--help --version";

const TOOLS: Readonly<Record<string, Tool>> = {
  grep: {
    with: [["a"], []],
    unknown: `${GENERAL} -V -f --file --no-ignore-case -z --null-data -b --byte-offset -H --with-filename --label
      --binary-files -I -d --directories -D --devices -r --recursive -R --dereference-recursive --include --exclude
      --exclude-from --exclude-dir -L --files-without-match -l --files-with-matches -T --initial-tab -Z --null
      --group-separator --no-group-separator -U --binary`,
  },
  sed: {
    with: [["s/a/b/p;$="], []],
    unknown: `${GENERAL} --debug -f --file --follow-symlinks -i --in-place -l --line-length --posix --sandbox -z --null-data`,
  },
  // `-M` is not an option: the help explains this range of fields.
  cut: { with: [["-f1"], ["-d,", "-f2"], []], unknown: `${GENERAL} -z --zero-terminated -M` },
  sort: {
    with: [[], ["-k2"]],
    unknown: `${GENERAL} -d --dictionary-order -g --general-numeric-sort -i --ignore-nonprinting -M --month-sort
      -h --human-numeric-sort -R --random-sort --random-source --sort --batch-size -c --check -C --compress-program
      --debug --files0-from -m --merge -o --output -S --buffer-size -T --temporary-directory --parallel
      -z --zero-terminated`,
  },
  tr: { with: [["ab", "xy"], ["a"]], unknown: `${GENERAL} -t --truncate-set1` },
  uniq: {
    with: [[]],
    unknown: `${GENERAL} -D --all-repeated -f --skip-fields --group -i --ignore-case -s --skip-chars -z --zero-terminated
      -w --check-chars`,
  },
  head: { with: [[], ["-2"]], unknown: `${GENERAL} -v --verbose -z --zero-terminated` },
  tail: {
    with: [[], ["-2"], ["+2"]],
    unknown: `${GENERAL} -f --follow -F --max-unchanged-stats --pid --retry -s --sleep-interval -v --verbose
      -z --zero-terminated`,
  },
  column: {
    with: [["-t"]],
    unknown: `-n --table-name -O --table-order -C --table-column -N --table-columns -l --table-columns-limit
      -E --table-noextreme -d --table-noheadings -m --table-maxout -e --table-header-repeat -H --table-hide
      -R --table-right -T --table-truncate -W --table-wrap -L --keep-empty-lines -J --json -r --tree -i --tree-id
      -p --tree-parent -c --output-width -o --output-separator -x --fillrows -S --use-spaces -h --help -V --version`,
  },
  paste: { with: [[], ["-s"]], unknown: `${GENERAL} -z --zero-terminated` },
  wc: { with: [[]], unknown: `${GENERAL} -m --chars --files0-from -L --max-line-length --total` },
  cat: {
    with: [[]],
    unknown: `${GENERAL} -A --show-all -b --number-nonblank -e -E --show-ends -n --number -s --squeeze-blank -t
      -T --show-tabs -v --show-nonprinting`,
  },
  jq: {
    with: [["."], [".a[1]"]],
    // jq reads another word as a filter or a file, so that `--indent` gets no value here.
    values: [],
    unknown: `${GENERAL} --indent -h -V --raw-output0 -C --color-output --unbuffered --stream --stream-errors --seq -f --from-file
      -L --arg --argjson --slurpfile --rawfile --args --jsonargs --build-configuration`,
  },
};

const INPUTS = ["a b,c\nc a,a\nb  x\nb  x\n10 aa\n9 A\n", "Aa.a\n"];
const JSON_INPUTS = ['{"b": "x y", "a": [1, "c"]}\n'];
const LETTERS = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0"].map((letter) => `-${letter}`);

/** The options of a help text, such as `-q, --quiet, --silent`, `-e script, --expression=script` and `-i[SUFFIX]`. */
function listedOptions(program: string): readonly string[] {
  const { stdout } = spawnSync(program, ["--help"], { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
  const listed = stdout.split("\n").flatMap((line) => {
    const [options = ""] = /^\s{1,6}-.*?(?=\s{2,}|\t|$)/.exec(line) ?? [];
    return [...options.matchAll(/(?<=^\s*|, )(?:--[a-z][\w-]*|-[A-Za-z](?![A-Z]))/g)].map(([option]) => option);
  });
  return [...new Set(listed)];
}

function simulate(argv: readonly string[], stdin: string): ToolResult | undefined {
  if (argv[0] !== "jq") return runTextTool(argv[0]!, argv, stdin);
  const result = runJq(argv, stdin, new Effort(Number.POSITIVE_INFINITY));
  return result && { stdout: result.stdout, success: true };
}

function differences(cases: readonly (Case & { own: ToolResult })[]): readonly string[] {
  const real = runReal(cases);
  return cases.flatMap(({ argv, own }, index) =>
    JSON.stringify(own) === JSON.stringify(real[index])
      ? []
      : [JSON.stringify({ line: argv.join(" "), own, real: real[index] })],
  );
}

test.each(Object.entries(TOOLS))("%s", (program, { with: contexts, unknown, values = VALUES }) => {
  const listed = listedOptions(program);
  const options = [...new Set([...listed, ...LETTERS])];
  const cases = options.flatMap((option) => {
    const attached = (value: string) => (option.startsWith("--") ? `${option}=${value}` : option + value);
    const spellings = [[option], ...values.flatMap((value) => [[option, value], [attached(value)]])];
    return spellings
      .flatMap((own) =>
        contexts.flatMap((words) => [
          [...own, ...words],
          [...words, ...own],
        ]),
      )
      .flatMap((words) =>
        (program === "jq" ? JSON_INPUTS : INPUTS).map((stdin) => ({ option, argv: [program, ...words], stdin })),
      );
  });
  const simulated = cases.flatMap((one) => {
    const own = simulate(one.argv, one.stdin);
    return own === undefined ? [] : [{ ...one, own }];
  });
  expect(differences(simulated)).toEqual([]);
  const known = new Set(
    simulated.filter(({ option, argv }) => argv[1]!.startsWith(option)).map(({ option }) => option),
  );
  expect(listed.filter((option) => !known.has(option)).toSorted()).toEqual(unknown.trim().split(/\s+/).toSorted());
});

test("a tool reads the files that are its operands, and not stdin", () => {
  const cases = Object.entries(TOOLS)
    .filter(([program]) => program !== "jq")
    .flatMap(([program, { with: contexts }]) => contexts.map((words) => [program, ...words]))
    .flatMap((words) =>
      [["missing"], ["-"], ["-", "-"]].map((files) => ({ argv: [...words, ...files], stdin: INPUTS[0]! })),
    )
    .flatMap((one) => {
      const own = simulate(one.argv, one.stdin);
      return own === undefined ? [] : [{ ...one, own }];
    });
  expect(differences(cases)).toEqual([]);
});
