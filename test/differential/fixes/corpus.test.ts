/** What `--fix` may change in any real document. */
import { spawnSync } from "node:child_process";
import type { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import type { DataNode, DocumentFile, Scalar, Step } from "../../../src/document/model/document.ts";
import { readDocument } from "../../../src/document/read.ts";
import { corpusFiles } from "../../support/corpus-documents.ts";
import { hasShared } from "../../support/shared.ts";
import { findings, fixed, type Extractor } from "../../support/fixing.ts";

interface Fix {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly had: readonly Linter.LintMessage[];
  readonly has: readonly Linter.LintMessage[];
  readonly again: string;
}

function read(path: string, text: string): DocumentFile {
  return readDocument(text, path.endsWith(".json") ? { language: "json" } : {});
}

const stepsOf = (file: DocumentFile): Step[] => file.documents.flatMap(({ steps }) => steps);

const filenameOf = (path: string): string => (path.endsWith(".json") ? "document.json" : "document.yaml");

/** The files of the corpus with fixable findings. */
function repairable(): { path: string; before: string; had: readonly Linter.LintMessage[] }[] {
  return corpusFiles().flatMap(({ path, text }) => {
    if (!/aws|curl|wget|grep|sed|awk|cut/.test(text)) return [];
    const had = findings(text, filenameOf(path), "sed");
    return had.some(({ fix }) => fix !== undefined) ? [{ path, before: text, had }] : [];
  });
}

function mend({ path, before, had }: Omit<Fix, "after" | "has" | "again">, extractor: Extractor): Fix {
  const { output: after } = fixed(before, filenameOf(path), extractor);
  const { output: again, messages: has } = fixed(after, filenameOf(path), extractor);
  return { path, before, had, after, has, again };
}

function scalarsIn(node: DataNode | undefined): Scalar[] {
  if (node?.type === "Scalar") return [node];
  if (node?.type === "Sequence") return node.items.flatMap(scalarsIn);
  if (node?.type === "Mapping") return node.pairs.flatMap(({ value }) => scalarsIn(value));
  return [];
}

/** The pieces of the file's text between its scripts. A step's list of scalars counts as one script. */
function around(file: DocumentFile): string[] {
  const scalars = file.roots.flatMap(scalarsIn);
  const ranges = stepsOf(file)
    .map(({ script: { map, text } }) => {
      const [start, end] = map.range(0, text.length);
      const own = scalars.filter(({ range: [from, to] }) => from < end && start < to).map(({ range }) => range);
      return [Math.min(start, ...own.map(([from]) => from)), Math.max(end, ...own.map(([, to]) => to))] as const;
    })
    .toSorted(([a], [b]) => a - b);
  const ends = [0, ...ranges.map(([, end]) => end)];
  const starts = [...ranges.map(([start]) => start), file.text.length];
  return ends.map((end, index) => file.text.slice(end, starts[index]));
}

function bashParses(script: string): boolean {
  return spawnSync("bash", ["-n"], { input: script }).status === 0;
}

/** The number of findings for each rule. */
function countByRule(messages: readonly Linter.LintMessage[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { ruleId } of messages) counts.set(String(ruleId), (counts.get(String(ruleId)) ?? 0) + 1);
  return counts;
}

const told = ({ line, ruleId, message }: Linter.LintMessage): string => `${line} ${ruleId} ${message}`;

const found = hasShared ? repairable() : [];
const extractions = found.filter(({ had }) =>
  had.some(({ ruleId, fix }) => ruleId === "ssm/no-fragile-json-parsing" && fix !== undefined),
);

// Needs the real documents beside the repository.
describe.skipIf(!hasShared).each([
  ["sed", found.map((file) => mend(file, "sed"))],
  ["jq", extractions.map((file) => mend(file, "jq"))],
] as [Extractor, Fix[]][])("real documents fixed with %s", (_extractor, fixes) => {
  it("are many", () => {
    expect(fixes.length).toBeGreaterThan(3);
  });

  it.each(fixes)("$path", ({ path, before, after, had, has, again }) => {
    const [old, now] = [read(path, before), read(path, after)];
    expect(now.errors).toEqual([]);
    expect(after).not.toBe(before);
    expect(again).toBe(after);
    expect(around(now)).toEqual(around(old));
    expect(now.comments.map(({ value }) => value)).toEqual(old.comments.map(({ value }) => value));

    expect(has.filter(({ fix }) => fix !== undefined).map(told)).toEqual([]);
    const [counts, fixable] = [countByRule(had), countByRule(had.filter(({ fix }) => fix !== undefined))];
    for (const [rule, count] of countByRule(has)) {
      const most = (counts.get(rule) ?? 0) - (fixable.get(rule) ?? 0);
      if (count > most) expect(has.map(told)).toEqual(had.filter(({ fix }) => fix === undefined).map(told));
    }

    const steps = stepsOf(now);
    expect(steps.map(({ name }) => name)).toEqual(stepsOf(old).map(({ name }) => name));
    stepsOf(old).forEach(({ range: [from, to], script }, index) => {
      const { text } = steps[index]!.script;
      if (text === script.text) return;
      const lines = before.slice(0, to).split("\n").length;
      const first = before.slice(0, from).split("\n").length;
      expect(had.some(({ line, fix }) => fix !== undefined && line >= first && line <= lines)).toBe(true);
      if (bashParses(script.text)) expect(bashParses(text)).toBe(true);
    });
  });
});
