/**
 * Mutation testing: changes one thing in the source and runs the tests of its layer; a change that no test notices is a hole.
 *
 *     npm run mutate -- [COUNT] [SEED] [FILES THAT START WITH…]
 *
 * The sample is the same for the same seed. It works on a copy beside the repository, one change after the other, and ends each run at
 * the first test that fails. Some changes make no difference (an
 * equivalent mutant): whoever reads the list of survivors decides.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync, Visitor } from "oxc-parser";

const root = fileURLToPath(new URL("..", import.meta.url));
const count = Number(process.argv[2] ?? 60);
const seed = Number(process.argv[3] ?? 1);
const prefix = process.argv[4] ?? "";
/** A run that takes this many times as long as without a change counts as noticed: a loop does not end. */
const SLOWER = 4;

/** Files that a program has written, and no test of ours is about. */
const GENERATED = new Set(["src/analysis/validity/schema/compiled.ts"]);

/** The tests of each layer. */
const TESTS = [
  ["src/shell", "test/unit/shell", "test/unit/programs", "test/differential/shell", "test/unit/rules"],
  ["src/programs/text", "test/differential/text", "test/unit/rules"],
  ["src/programs/http", "test/differential/http", "test/unit/rules"],
  ["src/programs", "test/unit/programs", "test/differential/wrappers", "test/unit/rules"],
  ["src/document", "test/unit/document", "test/unit/eslint", "test/differential/fixes"],
  ["src/eslint", "test/unit/eslint", "test/unit/rules"],
  ["src/cli", "test/unit/cli"],
  ["", "test/unit/analysis", "test/unit/aws", "test/unit/rules"],
];

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

/** The changes that a file allows: `[start, end)` becomes `text`. */
function mutations(file) {
  const source = readFileSync(join(root, file), "utf8");
  const { program } = parseSync(file, source);
  const found = [];
  const add = (start, end, text) => found.push({ file, start, end, text, before: source.slice(start, end) });
  const operator = ({ left, right, operator: name }) => {
    const other = OPERATORS[name];
    const at = source.indexOf(name, left.end);
    if (other !== undefined && at !== -1 && at < right.start) add(at, at + name.length, other);
  };
  const negate = ({ test }) => add(test.start, test.end, `!(${source.slice(test.start, test.end)})`);
  new Visitor({
    BinaryExpression: operator,
    LogicalExpression: operator,
    IfStatement: negate,
    ConditionalExpression: negate,
    UnaryExpression: ({ operator: name, start }) => {
      if (name === "!") add(start, start + 1, "");
    },
    Literal: ({ value, start, end }) => {
      if (typeof value === "boolean") add(start, end, String(!value));
      else if (typeof value === "number") add(start, end, String(value + 1));
    },
    MemberExpression: ({ property }) => {
      const other = property.type === "Identifier" ? METHODS[property.name] : undefined;
      if (other !== undefined) add(property.start, property.end, other);
    },
    ArrayExpression: ({ elements }) => {
      // An entry of a table of words.
      const words = elements.filter((one) => one?.type === "Literal" && typeof one.value === "string");
      if (words.length > 2) for (const { start, end } of words) add(start, end, '"no such word"');
    },
  }).visit(program);
  return found;
}

/** The tests that a change of the file is to be noticed by. */
function testsOf(file) {
  const [, ...tests] = TESTS.find(([folder]) => file.startsWith(folder));
  return tests;
}

/** Of these, the files that are named like the changed one or its folder: most changes end there, soon. */
function closestTests(file, tests) {
  const names = new Set([basename(file, ".ts"), basename(dirname(file))]);
  return tests
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name}`))
    .filter((name) => name.endsWith(".test.ts") && name.split(/[/.]/u).some((part) => names.has(part)));
}

/** Milliseconds that tests take without a change. They pass, or a failure would say nothing. */
const times = new Map();

/** Whether the tests notice what was done to the file: they are run on the file as it was first, if they have not been yet. */
function isNoticedBy(tests, path, source, changed) {
  const key = tests.join(" ");
  if (!times.has(key)) {
    const begin = Date.now();
    writeFileSync(path, source);
    if (runTests(tests).status !== 0) throw new Error(`Without any change, these tests fail: ${key}`);
    times.set(key, Date.now() - begin);
  }
  writeFileSync(path, changed);
  const { status } = runTests(tests, SLOWER * times.get(key));
  writeFileSync(path, source);
  return status !== 0;
}

function runTests(tests, timeout) {
  return spawnSync(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--bail=1", "--maxWorkers=1", "--reporter=dot", ...tests],
    { cwd: copy, stdio: "ignore", timeout },
  );
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function random(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const files = ["src", "rules"]
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name}`))
  .filter((name) => name.endsWith(".ts") && name.startsWith(prefix) && !GENERATED.has(name))
  .toSorted();
const all = files.flatMap(mutations);
const next = random(seed);
const sample = Array.from(
  { length: Math.min(count, all.length) },
  () => all.splice(Math.floor(next() * all.length), 1)[0],
);

// A sibling of the repository: tests find the material beside it there, too.
const copy = mkdtempSync(join(root, "..", "mutants-"));
const skipped = new Set(["node_modules", ".git", "dist"]);
let noticed = 0;
try {
  cpSync(root, copy, { recursive: true, filter: (path) => !skipped.has(relative(root, path).split("/")[0]) });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  for (const [index, { file, start, end, text, before }] of sample.entries()) {
    const path = join(copy, file);
    const source = readFileSync(path, "utf8");
    const changed = source.slice(0, start) + text + source.slice(end);
    const tests = testsOf(file);
    const stages = [closestTests(file, tests), tests].filter((some) => some.length > 0);
    const seen = stages.some((some) => isNoticedBy(some, path, source, changed));
    const line = source.slice(0, start).split("\n").length;
    if (seen) noticed++;
    const verdict = seen ? "noticed " : "SURVIVED";
    console.log(
      `${index + 1}/${sample.length} ${verdict} ${file}:${line} ${before.replaceAll("\n", " ")} → ${text.replaceAll("\n", " ")}`,
    );
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${noticed} of ${sample.length} noticed (seed ${seed})`);
