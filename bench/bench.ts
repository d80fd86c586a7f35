/** `npm run bench [-- ROUNDS]`: compares the cost of ssmlint with that of other programs. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mayHoldDocument, readDocument } from "../src/document/read.ts";
import { sideBySide, type Contestant, type Cost } from "./measure.ts";

const rounds = Number(process.argv[2] ?? 11);
const root = process.cwd();
const binary = join(root, "dist/cli/ssmlint.cjs");
const corpus = join(root, "../shared/corpus");
const hasShared = existsSync(corpus);
const temporary = mkdtempSync(join(tmpdir(), "ssmlint-bench-"));

const ssmlint = (name: string, ...argv: string[]): Contestant => ({
  name,
  node: [binary, "--no-config", "-f", "json", ...argv],
});

const shown = ({ wall, cpu, memory }: Cost): string =>
  [
    `${wall.toFixed(0)} ms`,
    cpu === undefined ? "" : `${cpu.toFixed(0)} ms cpu`,
    memory === undefined ? "" : `${memory.toFixed(0)} MiB`,
  ]
    .filter((text) => text !== "")
    .join(", ");

const missed: string[] = [];

/** Prints both costs and the ratio of their times, and records a missed goal. */
function compare(
  title: string,
  ours: Contestant,
  other: Contestant,
  goal: { atMost: number } | { fasterBy: number },
  times = rounds,
): void {
  const [own, theirs] = sideBySide([ours, other], times) as [Cost, Cost];
  const ratio = own.wall / theirs.wall;
  const isMet = "atMost" in goal ? ratio <= goal.atMost : 1 / ratio >= goal.fasterBy;
  const wanted = "atMost" in goal ? `at most ${goal.atMost}` : `at least ${goal.fasterBy} times faster`;
  const got = "atMost" in goal ? ratio.toFixed(2) : `${(1 / ratio).toFixed(1)} times faster`;
  console.log(`${title}: ${got} (${wanted})${isMet ? "" : "  MISSED"}`);
  console.log(`  ssmlint: ${shown(own)}\n  ${other.name}: ${shown(theirs)}`);
  if (!isMet) missed.push(title);
  if ((own.memory ?? 0) >= 250) {
    console.log("  MISSED: under 250 MiB");
    missed.push(`${title} (memory)`);
  }
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:ya?ml|json|template)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Lists the corpus's files with documents, and writes their shell scripts to separate files. */
function extract(): { list: string; scripts: string[] } {
  const files = filesBelow(corpus).filter((path) => mayHoldDocument(readFileSync(path, "utf8")));
  const scripts: string[] = [];
  mkdirSync(join(temporary, "scripts"));
  for (const file of files) {
    for (const { steps } of readDocument(readFileSync(file, "utf8")).documents) {
      for (const { script } of steps) {
        if (/^#!(?!.*\b(?:ba|da|k)?sh\b)/.test(script.text)) continue;
        const path = join(temporary, "scripts", `${scripts.length}.sh`);
        writeFileSync(path, script.text);
        scripts.push(path);
      }
    }
  }
  const list = join(temporary, "list.json");
  writeFileSync(list, JSON.stringify({ files, scripts }));
  return { list, scripts };
}

/** Creates a repository of YAML and JSON files without SSM documents. */
function unrelated(count: number): string {
  const directory = join(temporary, "unrelated");
  for (let index = 0; index < count; index++) {
    const place = join(directory, `service-${index % 100}`, `v${index % 7}`);
    mkdirSync(place, { recursive: true });
    const items = Array.from({ length: 20 }, (_, item) => ({
      name: `item-${index}-${item}`,
      enabled: item % 2 === 0,
      port: 8000 + item,
    }));
    const isJson = index % 2 === 0;
    const text = isJson
      ? JSON.stringify({ kind: "Config", items }, undefined, 2)
      : `kind: Config\nitems:\n${items.map(({ name, enabled, port }) => `  - name: ${name}\n    enabled: ${enabled}\n    port: ${port}\n`).join("")}`;
    writeFileSync(join(place, `file-${index}.${isJson ? "json" : "yaml"}`), text);
  }
  return directory;
}

function compareCorpus(): void {
  const { list, scripts } = extract();
  const parser = { name: "a program that only parses", node: [join(root, "bench/parse-only.mjs"), list] };
  compare("Corpus, against parsing alone", ssmlint("ssmlint", corpus), parser, { atMost: 1.6 });
  const shellcheck = {
    name: `shellcheck of ${scripts.length} scripts`,
    program: ["shellcheck", "-s", "bash", ...scripts],
  };
  compare("Corpus, against shellcheck", ssmlint("ssmlint", corpus), shellcheck, { fasterBy: 6 }, Math.min(3, rounds));
}

try {
  console.log(`Node ${process.versions.node}, medians of ${rounds} rounds`);
  const example = ssmlint("ssmlint", join(root, "examples/upload-implicit.yaml"));
  compare("Cold, one document", example, { name: "node -e 0", node: ["-e", "0"] }, { atMost: 2.2 }, rounds * 3);
  const many = unrelated(10_000);
  const reader = { name: "a program that only reads", node: [join(root, "bench/read-only.mjs"), many] };
  compare("10,000 unrelated files", ssmlint("ssmlint", many), reader, { atMost: 2 });
  if (hasShared) compareCorpus();
  else console.log("The corpus is not here (../shared/corpus): its two comparisons are left out.");
  process.exitCode = missed.length > 0 ? 1 : 0;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
