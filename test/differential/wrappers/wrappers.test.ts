/** Compares the models of wrappers with the real programs. */
import { seed } from "../../support/seed.ts";
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { createRecorder, type CommandLine, type Started } from "../../support/recorder.ts";
import { agrees, predict } from "../../support/prediction.ts";

const recorder = createRecorder();
const { rec } = recorder;
afterAll(() => recorder.remove());

const isRoot = process.getuid?.() === 0;

interface Vocabulary {
  /** Words that may precede the command: valid and invalid options. */
  readonly options: readonly (readonly string[])[];
  /** The wrapper's own operands. */
  readonly operands?: readonly (readonly string[])[];
  readonly root?: boolean;
  /** Whether the program may be missing: no package of the test run needs it. */
  readonly isOptional?: boolean;
}

function isInstalled(name: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${name}`]).status === 0;
}

/** Splits options at `|`, and an option from its value at `␣`. */
function optionWords(text: string): readonly (readonly string[])[] {
  return text.split("|").map((option) => option.split("␣"));
}

const vocabularies: Readonly<Record<string, Vocabulary>> = {
  sudo: {
    options: optionWords(
      "-E|-n|-H|-nE|-S|-k|--preserve-env|--preserve-env=A|--preserve-env=A,C|" +
        "--preserve-env=|A=1|C=x y|A=|--|-P|-i|-s|--login|--shell|-z|--preserve|--non-interactive|-EH|" +
        "-g␣root|-p␣x|B=$A",
    ),
    operands: optionWords("-n|-u␣root|-uroot|--user=root|--user␣root|--us=root|-Hu␣root|-u␣#0|-Eu␣root"),
    root: true,
  },
  env: {
    options: optionWords(
      "-i|-|A=1|C=2 3|-u␣A|-uB|--unset=A|-iu␣C|--|--ignore-environment|-C/|--chdir=/|-v|--unset␣A|-z|A=|-iv|--ig|-S␣A=5|-S␣A=5 C=6|" +
        "-S␣-u A C='x  y'|-iS␣A=3|--split-string=-u B|-vS␣C=\"a b\"d",
    ),
  },
  nohup: { options: optionWords("--|-z|--help") },
  nice: { options: optionWords("-n␣5|-n5|-5|--adjustment=3|--adj␣4|--|-+3|--3|-x") },
  ionice: {
    options: optionWords("-c␣2|-c2|-n␣4|-t|-tc␣3|--class=2|--classdata␣5|--|--ignore|-q|-p␣999999|-P␣999999|-u␣999999"),
  },
  timeout: {
    options: optionWords(
      "-k␣5|-k5|-s␣KILL|-sTERM|--signal=9|--kill-after␣3|--foreground|--preserve-status|-v|--|-f|-fk␣2|-z",
    ),
    operands: [["5"], ["5s"], ["0"], ["1m"]],
  },
  taskset: {
    options: optionWords("-a|--all-tasks|-z"),
    operands: [["1"], ["-c", "0"], ["--cpu-list", "0"], ["--", "1"]],
  },
  chrt: {
    options: optionWords("-R|-v|-z"),
    operands: [
      ["-b", "0"],
      ["--other", "0"],
      ["-i", "--", "0"],
      ["-r", "1"],
    ],
  },
  setarch: {
    options: optionWords("x86_64|-RL|--addr-no-randomize|linux32|-z|--3gb|--show"),
    operands: [["-R"]],
  },
  linux64: { options: optionWords("-R|--verbose|--|-z|-LR|--list") },
  // An option that is given twice is an error of `choom` and `numactl`.
  choom: {
    options: optionWords("--|-z"),
    operands: optionWords("-n␣0|-n5|--adjust=5|--adjust␣3|-n␣1␣--"),
    root: true,
  },
  numactl: {
    options: optionWords("-z|--"),
    operands: optionWords("-l|--localalloc|-C␣0|--physcpubind=0|-C0|--physcpubind␣0|-l␣--|-s|--show|-H"),
    isOptional: true,
  },
  tini: {
    options: optionWords("-g|-w|-p␣SIGKILL|-e␣3|-e3|-wg|--|-z"),
    operands: [["-s"], ["-s", "--"]],
    isOptional: true,
  },
  "dumb-init": {
    options: optionWords("-c|-v|--verbose|-r␣15:3|--rewrite=15:3|--rewrite␣1:0|-cv|--|-z"),
    isOptional: true,
  },
  logsave: {
    options: optionWords("-a|-s|-v|-as|--"),
    operands: [[`${recorder.directory}/saved`]],
    isOptional: true,
  },
  setuidgid: { options: optionWords("-z"), operands: [["root"]], root: true, isOptional: true },
  chpst: {
    options: optionWords("-v|-P|-2|-u␣root|-uroot|-n␣1|-b␣x|-c␣0|-C␣/|-vP|--|-z"),
    root: true,
    isOptional: true,
  },
  proxychains4: { options: optionWords("-q|-f␣/etc/proxychains4.conf|-z"), isOptional: true },
  faketime: {
    options: optionWords("-m|--exclude-monotonic|--disable-shm|-z|--date-prog␣date"),
    operands: [["2024-01-01 10:00:00"], ["1 hour ago"]],
    isOptional: true,
  },
  setsid: { options: optionWords("-w|--wait|--|-z") },
  stdbuf: { options: optionWords("-oL|-o␣L|--output=0|-i0|-eL|--error␣L|-z"), operands: [["-oL"], ["-eL", "--"]] },
  chroot: {
    options: optionWords("--skip-chdir|--groups=0|--userspec=root|--userspec␣root|--|-z"),
    operands: [["/"]],
    root: true,
  },
  unshare: { options: optionWords("-m|-u|-mu|-f|--mount|--uts|--|-w␣/|--wd=/|-z|-r"), root: true },
  setpriv: {
    options: optionWords("--nnp|--keep-groups|--reuid=root|--reset-env|--|-z"),
    root: true,
  },
  flock: {
    options: optionWords("-n|-x|-s|-w␣5|-w5|-xn|--timeout=2|-E␣3|--nb|-o|--|-z"),
    operands: [[`${recorder.directory}/lock`]],
  },
};

/** An argument of the command at the end. */
const argument = fc.constantFrom("x", "-u", "a b", "", "--", "A=9", "$A", "-c", ";");

function commandLines(name: string, { options, operands }: Vocabulary): fc.Arbitrary<CommandLine> {
  const own = operands === undefined ? fc.constant([] as readonly string[]) : fc.constantFrom(...operands);
  const some = fc.uniqueArray(fc.constantFrom(...options), { maxLength: 4 }).map((chosen) => chosen.flat());
  return fc
    .tuple(some, own, fc.array(argument, { maxLength: 3 }))
    .map(([before, operand, after]) => ({ words: [name, ...before, ...operand, rec, ...after] }));
}

function compare(lines: readonly CommandLine[]): void {
  const real = recorder.record(lines);
  const wrong = lines.flatMap((line, index) => {
    const predicted = predict(line, rec);
    const started = real[index] as Started[];
    return agrees(started, predicted)
      ? []
      : [
          {
            line: line.words.join("␣"),
            stdin: JSON.stringify(line.stdin),
            started: JSON.stringify(started),
            predicted: JSON.stringify(predicted),
          },
        ];
  });
  expect(wrong.slice(0, 3), `${wrong.length} of ${lines.length} (SEED=${seed})`).toEqual([]);
  expect(
    real.some((started) => started.length > 0),
    "nothing was started at all",
  ).toBe(true);
}

describe("options, operands and environment", () => {
  for (const [name, vocabulary] of Object.entries(vocabularies)) {
    const isMissing = vocabulary.isOptional === true && !isInstalled(name);
    test.skipIf(isMissing || (vocabulary.root === true && !isRoot))(name, () => {
      const alone = vocabulary.options.map((option) => ({
        words: [name, ...option, ...(vocabulary.operands?.[0] ?? []), rec, "x"],
      }));
      const random = fc.sample(commandLines(name, vocabulary), { numRuns: Number(process.env["RUNS"] ?? 30), seed });
      compare([...alone, ...random]);
    });
  }
});

describe("su and runuser", () => {
  const options = [
    ...optionWords("-|-l|--login|-m|-p|-w␣A|--whitelist-environment=A,C|root|-s␣/bin/sh|--␣root|-f|-z"),
    ["-s", rec],
    ["-c", `${rec} x`],
    ["-lc", rec],
    [`--command=${rec} y`],
  ];
  const some = fc.uniqueArray(fc.constantFrom(...options), { maxLength: 4 });
  const lines = (...start: string[]): readonly CommandLine[] =>
    fc.sample(
      some.map((chosen) => ({ words: [...start, ...chosen.flat()], stdin: `${rec} from stdin\n` })),
      { numRuns: 25, seed },
    );
  test.skipIf(!isRoot)("su", () => compare(lines("su")));
  test.skipIf(!isRoot)("runuser", () => compare(lines("runuser")));
  test.skipIf(!isRoot)("runuser -u", () => {
    const after = fc.constantFrom([rec, "x"], ["--", rec, "-c"], [rec, "-q"], ["--", rec]);
    const line = fc
      .tuple(some, after)
      .map(([chosen, rest]) => ({ words: ["runuser", "-u", "root", ...chosen.flat(), ...rest] }));
    compare(fc.sample(line, { numRuns: 25, seed }));
  });
});

test.skipIf(!isRoot)("a list of variables for sudo to preserve overrides an earlier assignment", () => {
  compare([
    { words: ["sudo", "A=", "--preserve-env=A", rec] },
    { words: ["sudo", "--preserve-env=A", "A=", rec] },
    { words: ["sudo", "Z=1", "--preserve-env=Z", rec] },
  ]);
});

describe("shells", () => {
  test("dash -c TEXT -s continues with stdin", () => {
    compare(
      ["dash", "bash"].map((shell) => ({ words: [shell, "-c", "-s", `${rec} x`], stdin: `${rec} from stdin\n` })),
    );
  });

  const options = [
    ...optionWords("-e|-x|-ex|-c|-ec|-xec|-l|-o␣errexit|-eo␣nounset|-ceo␣nounset|-s|--|-|+x|-u|-n|arg"),
    [`${rec} x y`],
  ];
  test.each([
    ["bash", optionWords("--norc|--posix|--login|-O␣extglob|-co␣pipefail")],
    ["dash", []],
  ] as const)("%s", (shell, more) => {
    const line = fc
      .array(fc.constantFrom(...options, ...more), { maxLength: 5 })
      .map((chosen) => ({ words: [shell, ...chosen.flat()], stdin: `${rec} from stdin\n` }));
    compare(fc.sample(line, { numRuns: 200, seed }));
  });
});

describe("xargs", () => {
  const options = optionWords(
    String.raw`-n␣1|-n2|-r|-0|-I{}|-I␣%|-L1|-L␣2|-d,|-d\n|-P␣1|-t|--max-args=1|--replace|--null|-i|-l|-x|--no-run-if-empty|-z|-rn␣1`,
  );
  const input = fc
    .array(
      fc.constantFrom("a", "b c", " ", "\n", "'q r'", '"s t"', String.raw`\ `, ",", "x", "\0", "\n", "\t", " \n"),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(""));
  test.each(["x \n\nb c\nd", "x \n\nb\nc", "x \n\n\nb c \nd", 'x ""\n\nb', "a\vb\nc", "a \v\nb\nc"])(
    "lines of %j",
    (stdin) => {
      compare(["-L1", "-L2", "-l"].map((option) => ({ words: ["xargs", option, rec], stdin })));
    },
  );
  test("known stdin", () => {
    const line = fc
      .tuple(
        fc.array(fc.constantFrom(...options), { maxLength: 3 }),
        fc.array(fc.constantFrom("x", "{}", "a{}b", "%"), { maxLength: 3 }),
        input,
      )
      .map(([before, after, stdin]) => ({
        words: ["xargs", ...before.flat(), rec, ...after],
        stdin:
          /-0|--null/.test(before.join(" ")) && !before.join(" ").includes("-d") ? stdin : stdin.replaceAll("\0", ""),
      }));
    compare(fc.sample(line, { numRuns: 200, seed }));
  });
});

describe("find", () => {
  const tree = `${recorder.directory}/tree`;
  const actions = [
    ["-exec", rec, "{}", ";"],
    ["-exec", rec, "a", "{}", "+"],
    ["-exec", rec, "x{}y{}", "{}z", "k", ";"],
    ["-execdir", rec, "{}", ";"],
    ["-execdir", rec, "{}", "+"],
    ["-exec", rec, "none", "+", ";"],
    ["-exec", rec, "{}"],
    ["-exec", ";"],
  ];
  const starts = [
    [tree],
    [],
    [tree, `${tree}/b`],
    ["-L", tree],
    ["-H", "-D", "tree", tree],
    [`${tree}/a`, "(", "-true", ")"],
  ];
  const filters = [
    ["-maxdepth", "1"],
    ["-name", "nothing"],
    ["!", "-name", "a"],
  ];

  test("-exec", () => {
    mkdirSync(`${tree}/b`, { recursive: true });
    writeFileSync(`${tree}/a`, "");
    const searches = [
      ...starts.map((start) => [...start, "-maxdepth", "0"]),
      ...filters.map((filter) => [tree, ...filter]),
    ];
    compare(searches.flatMap((words) => actions.map((action) => ({ words: ["find", ...words, ...action] }))));
  });

  test("with -maxdepth 0, the only name is that of the starting point", () => {
    const argv = (...words: string[]) => predict({ words: ["find", ...words, "-exec", rec, "{}", ";"] }, rec)[0]?.argv;
    expect(argv("a", "-maxdepth", "0")).toEqual(["a"]);
    expect(argv("-maxdepth", "0")).toEqual(["."]);
    expect(argv("a", "-maxdepth", "1")).toEqual([/^a[^]*$/]);
    expect(argv("a", "b", "-maxdepth", "0")).toEqual([/^[^]*$/]);
    expect(argv()).toEqual([/^\.[^]*$/]);
    expect(argv("a", "-name", "0")).toEqual([/^a[^]*$/]);
  });
});
