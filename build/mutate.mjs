/**
 * Mutation testing: changes one thing in the source and runs the tests of its layer. A change that no test notices is a gap in the tests.
 *
 *     npm run mutate -- [--list] [--closest] [--others N] [--only N,N…] [COUNT] [SEED] [FILES THAT START WITH…]
 *
 *     --list      print each change of the sample with its closest tests, and run nothing
 *     --closest   run only the closest tests: up to a minute for each change, while all tests take many
 *     --others N  after the closest tests, run at most N of the other tests that import the file, the nearest first
 *     --only      run only the changes with these numbers from the sample
 *
 * The sample is the same for the same seed and the same source. The program works on a copy beside the repository, one change at a time,
 * and ends each run at the first test that fails. Some changes make no difference (equivalent mutants): read the list of survivors to
 * find these.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parseSync, Visitor } from "oxc-parser";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: "boolean" },
    closest: { type: "boolean" },
    others: { type: "string" },
    only: { type: "string" },
  },
});
const mostOthers = options.closest ? 0 : Number(options.others ?? Infinity);
const [count = 60, seed = 1] = positionals.slice(0, 2).map(Number);
const prefix = positionals[2] ?? "";
const only = options.only?.split(",").map(Number);
/**
 * The milliseconds after which a run is ended. The change counts as noticed if the same tests pass in that time without it: some loop
 * does not end. Otherwise the machine is too slow for these tests, and nothing is known about the change.
 */
const LONGEST = 300_000;

/** Generated files, which no test here is about. */
const GENERATED = new Set(["src/analysis/validity/schema/compiled.ts"]);

/** The tests of what the rules report. */
const FINDINGS = ["test/unit/rules", "test/unit/reports"];

/** The tests of each layer. */
const TESTS = [
  ["src/shell", "test/unit/shell", "test/unit/programs", "test/differential/shell", ...FINDINGS],
  ["src/programs/text", "test/differential/text", ...FINDINGS],
  ["src/programs/jq", "test/differential/text", ...FINDINGS],
  ["src/programs/http", "test/differential/http", ...FINDINGS],
  ["src/programs", "test/unit/programs", "test/differential/wrappers", ...FINDINGS],
  ["src/document", "test/unit/document", "test/unit/eslint", "test/differential/fixes", "test/unit/reports"],
  ["src/eslint", "test/unit/eslint", ...FINDINGS],
  ["src/cli", "test/unit/cli"],
  ["src/aws", "test/unit/aws", "test/differential/aws", "test/differential/http", "test/unit/analysis", ...FINDINGS],
  ["src/analysis/injection", "test/unit/analysis", "test/differential/injection", ...FINDINGS],
  ["src/analysis/trace", "test/unit/cli/commands"],
  ["", "test/unit/analysis", "test/unit/aws", ...FINDINGS],
];

/** All tests but those of the browser, whose pages the copy does not contain. */
const ALL_TESTS = ["unit", "differential", "oracle", "story", "docs", "package"].map((folder) => `test/${folder}`);

/** How many of the other tests run before the program looks whether one has failed. */
const GROUP = 8;

const OPERATORS = {
  "===": "!==",
  "!==": "===",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "+": "-",
  "-": "+",
  "*": "/",
  "&&": "||",
  "||": "&&",
  "??": "&&",
};
const METHODS = {
  some: "every",
  every: "some",
  startsWith: "endsWith",
  endsWith: "startsWith",
  indexOf: "lastIndexOf",
};

/** Slow tests, which read all public documents, random ones or large ones. They are never among the closest tests. */
const LONG = new Set(
  "any-kind complete corpus hostile-documents hostile-output known-scripts limits linear-work ordinary-scripts parser-memory positions random robustness source-map unrelated-changes unrelated-code unrelated-conditions witness".split(
    " ",
  ),
);

/** The possible changes of a file: each replaces `[start, end)` with `text`. */
function mutations(file) {
  const source = readFileSync(join(root, file), "utf8");
  const { program } = parseSync(file, source);
  const found = [];
  const add = (start, end, text, shown = [start, source.slice(start, end), text]) =>
    found.push({ file, start, end, text, shown });
  const operator = ({ start, end, left, right, operator: name }) => {
    const other = OPERATORS[name];
    const at = source.indexOf(name, left.end);
    if (other === undefined || at === -1 || at >= right.start) return;
    // Parentheses are needed because `a && b ?? c` is a syntax error.
    const [a, b] = [left, right].map((side) => `(${source.slice(side.start, side.end)})`);
    add(start, end, `(${a}${other}${b})`, [at, name, other]);
  };
  /** Where literals are types, which no test can notice. */
  const types = new Set();
  const negate = ({ test }) => add(test.start, test.end, `!(${source.slice(test.start, test.end)})`);
  new Visitor({
    BinaryExpression: operator,
    LogicalExpression: operator,
    IfStatement: negate,
    ConditionalExpression: negate,
    UnaryExpression: ({ operator: name, start }) => {
      if (name === "!") add(start, start + 1, "");
    },
    TSLiteralType: ({ literal }) => types.add(literal.start),
    Literal: ({ value, start, end }) => {
      if (types.has(start)) return;
      if (typeof value === "boolean") add(start, end, String(!value));
      else if (typeof value === "number") add(start, end, String(value + 1));
    },
    MemberExpression: ({ property }) => {
      const other = property.type === "Identifier" ? METHODS[property.name] : undefined;
      if (other !== undefined) add(property.start, property.end, other);
    },
    ArrayExpression: ({ elements }) => {
      // Entries of a table of words.
      const words = elements.filter((one) => one?.type === "Literal" && typeof one.value === "string");
      if (words.length > 2) for (const { start, end } of words) add(start, end, '"no such word"');
    },
  }).visit(program);
  return found;
}

/** The tests that should notice a change of the file. */
function testsOf(file) {
  const [, ...tests] = TESTS.find(([folder]) => file.startsWith(folder));
  return tests;
}

/** The paths of all files with this extension in the directories. */
function filesIn(folders, extension) {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name}`))
    .filter((name) => name.endsWith(extension))
    .toSorted();
}

/** A map from each imported file of this repository to the files that import it. */
function importersOfFiles() {
  const importers = new Map();
  for (const file of filesIn(["src", "rules", "test"], ".ts")) {
    const { staticImports, staticExports } = parseSync(file, readFileSync(join(root, file), "utf8")).module;
    const requests = [...staticImports, ...staticExports.flatMap(({ entries }) => entries)];
    for (const { moduleRequest } of requests) {
      if (!moduleRequest?.value.startsWith(".")) continue;
      const imported = join(dirname(file), moduleRequest.value);
      if (!importers.has(imported)) importers.set(imported, new Set());
      importers.get(imported).add(file);
    }
  }
  return importers;
}

/**
 * The tests of a layer that soon fail on most changes of a file, in two groups: tests with the name of the file or its directory, then in
 * each directory the tests that import the file through the fewest other files. A test of a rule is far from the shell's evaluation, but
 * it is often the only one whose scripts depend on the change.
 */
function closestTests(file, layerTests) {
  const distances = importDistances(file);
  const names = new Set([basename(file, ".ts"), basename(dirname(file))]);
  const isAlike = (test) => test.split(/[/.]/u).some((part) => names.has(part));
  const closest = layerTests.flatMap((directory) => {
    const tests = filesIn([directory], ".test.ts").filter((test) => !LONG.has(basename(test, ".test.ts")));
    const nearest = Math.min(...tests.map((test) => distances.get(test) ?? Infinity));
    return tests.filter((test) => isAlike(test) || distances.get(test) === nearest);
  });
  const all = [...new Set(closest)];
  return [all.filter(isAlike), all.filter((test) => !isAlike(test))];
}

/**
 * The other tests that depend on the file, in groups that run one after another: those that import it through the fewest other files
 * first, among them those of its layer, and long tests last.
 */
function otherTests(file, layerTests, closest) {
  const distances = importDistances(file);
  const rank = (test) => distances.get(test) + (LONG.has(basename(test, ".test.ts")) ? distances.size : 0);
  const others = [...new Set([...filesIn(layerTests, ".test.ts"), ...filesIn(ALL_TESTS, ".test.ts")])]
    .filter((test) => distances.has(test) && !closest.includes(test))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, mostOthers);
  return Array.from({ length: Math.ceil(others.length / GROUP) }, (_, index) =>
    others.slice(index * GROUP, (index + 1) * GROUP),
  );
}

/** Through how many imports each file depends on this one. */
function importDistances(file) {
  const distances = new Map([[file, 0]]);
  for (const [one, distance] of distances)
    for (const importer of importers.get(one) ?? [])
      if (!distances.has(importer)) distances.set(importer, distance + 1);
  return distances;
}

const importers = importersOfFiles();

/** Tests that pass without any change: otherwise their failure would mean nothing. */
const passing = new Set();

/** Means that the tests do not end in time, neither with the change nor without it. */
const UNDECIDED = Symbol("undecided");

/** Returns which of the tests notices the change of the file, or that it keeps them from ending; `undefined` if they pass. */
function noticeOf(tests, { copy, file, source, changed }) {
  const path = join(copy, file);
  writeFileSync(path, changed);
  const { status, stdout, stderr, error } = runTests(copy, tests);
  writeFileSync(path, source);
  if (status === 0) return undefined;
  if (error?.code === "ETIMEDOUT")
    return runTests(copy, tests).error?.code === "ETIMEDOUT" ? UNDECIDED : "the tests do not end";
  const failed = /FAIL .*?(test\/\S+)/.exec(stdout + stderr)?.[1];
  for (const test of failed === undefined ? tests : [failed]) {
    if (!passing.has(test) && runTests(copy, [test]).status !== 0)
      throw new Error(`Without any change, this test fails: ${test}`);
    passing.add(test);
  }
  return failed ?? "a failure outside of the tests";
}

function runTests(copy, tests) {
  // The cache avoids compiling unchanged files again.
  const cache = ["--experimental.fsModuleCache", `--experimental.fsModuleCachePath=${join(copy, ".cache")}`];
  return spawnSync(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--bail=1", "--maxWorkers=1", "--reporter=dot", ...cache, ...tests],
    { cwd: copy, env: { ...process.env, NO_COLOR: "1" }, encoding: "utf8", maxBuffer: Infinity, timeout: LONGEST },
  );
}

/** A generator of numbers from 0 to 1 (mulberry32). The same seed gives the same numbers. */
function random(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const files = filesIn(["src", "rules"], ".ts").filter((name) => name.startsWith(prefix) && !GENERATED.has(name));
const all = files.flatMap(mutations);
const next = random(seed);
const sample = Array.from({ length: Math.min(count, all.length) }, (_, index) => ({
  ...all.splice(Math.floor(next() * all.length), 1)[0],
  number: index + 1,
})).filter(({ number }) => only?.includes(number) ?? true);

/** One line that describes a change, with its number for `--only`. */
function describe({ number, file, shown: [at, before, after] }) {
  const lines = readFileSync(join(root, file), "utf8").slice(0, at).split("\n");
  const place = `${file}:${lines.length}:${lines.at(-1).length + 1}`;
  return `${number}/${count} ${place} ${before} → ${after}`.replaceAll(/\s+/gu, " ");
}

if (options.list) {
  for (const mutation of sample) {
    console.log(describe(mutation));
    for (const test of closestTests(mutation.file, testsOf(mutation.file)).flat()) console.log(`    ${test}`);
  }
} else {
  runSample();
}

function runSample() {
  // The copy is a sibling of the repository, so that tests also find the material that is beside the repository.
  const copy = mkdtempSync(join(root, "..", "mutants-"));
  const skipped = new Set(["node_modules", ".git", "dist"]);
  let noticed = 0;
  let undecided = 0;
  try {
    cpSync(root, copy, { recursive: true, filter: (path) => !skipped.has(relative(root, path).split("/")[0]) });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    for (const mutation of sample) {
      const { file, start, end, text } = mutation;
      const source = readFileSync(join(copy, file), "utf8");
      const changed = source.slice(0, start) + text + source.slice(end);
      const tests = testsOf(file);
      const closest = closestTests(file, tests);
      const stages = [...closest, ...otherTests(file, tests, closest.flat())].filter((some) => some.length > 0);
      let notice;
      let isUndecided = false;
      for (const stage of stages) {
        const answer = noticeOf(stage, { copy, file, source, changed });
        if (answer === UNDECIDED) isUndecided = true;
        else notice = answer;
        if (notice !== undefined) break;
      }
      if (notice !== undefined) noticed++;
      else if (isUndecided) undecided++;
      const verdict = notice !== undefined ? "noticed  " : isUndecided ? "UNDECIDED" : "SURVIVED ";
      console.log(`${verdict} ${describe(mutation)}${notice === undefined ? "" : ` (${notice})`}`);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  const slow = undecided === 0 ? "" : `; ${undecided} undecided, because the tests do not end in time`;
  console.log(`${noticed} of ${sample.length - undecided} noticed (seed ${seed})${slow}`);
}
