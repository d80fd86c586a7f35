/**
 * Real documents: a slice of the scripts gives the findings of the complete scripts, what `--fix` may change, and no fix adds a finding.
 * The tests of a document follow each other, because a script that occurs again soon is not evaluated again.
 */
import { spawnSync } from "node:child_process";
import type { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import { rules } from "../../../rules/index.ts";
import type { DataNode, DocumentFile, Scalar, Step } from "../../../src/document/model/document.ts";
import { readDocument } from "../../../src/document/read.ts";
import { corpusFiles } from "../../support/corpus-documents.ts";
import { hasShared } from "../../support/shared.ts";
import { DocumentFindings } from "../../support/document-findings.ts";
import { fixed, fixingRules, type Extractor } from "../../support/fixing.ts";
import { lint } from "../../support/lint.ts";
import { FixesJudge } from "../../oracle/fixes-judge.ts";

function read(path: string, text: string): DocumentFile {
  return readDocument(text, path.endsWith(".json") ? { language: "json" } : {});
}

const stepsOf = (file: DocumentFile): Step[] => file.documents.flatMap(({ steps }) => steps);

const filenameOf = (path: string): string => (path.endsWith(".json") ? "document.json" : "document.yaml");

/** Whether the document may call a program that a rule watches. */
const isWatched = (text: string): boolean => /aws|curl|wget|grep|sed|awk|cut/.test(text);

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

/** How many fixes and suggestions of each kind are tried in a document: all with `ALL_FIXES` (some minutes), otherwise one. */
const EACH = process.env["ALL_FIXES"] === undefined ? 1 : Number.POSITIVE_INFINITY;

/** The rules that `lint` enables. */
const WITHOUT_OPTIONS = Object.fromEntries(Object.keys(rules).map((name) => [`ssm/${name}`, "error" as const]));

const EXTRACTION = "ssm/no-fragile-json-parsing";

/** The number of documents that were fixed with each extractor. */
const fixedWith: Record<Extractor, number> = { sed: 0, jq: 0 };

/** @param had the findings before the fix. The extractor only changes their fixes. */
function checkFixed(path: string, before: string, had: readonly Linter.LintMessage[], extractor: Extractor): void {
  const fixableRules = new Set(had.filter(({ fix }) => fix !== undefined).map(({ ruleId }) => ruleId));
  if (fixableRules.size === 0 || (extractor === "jq" && !fixableRules.has(EXTRACTION))) return;
  fixedWith[extractor]++;
  const { output: after, messages: has } = fixed(before, filenameOf(path), extractor);
  const [old, now] = [read(path, before), read(path, after)];
  expect(now.errors).toEqual([]);
  expect(after).not.toBe(before);
  expect(around(now)).toEqual(around(old));
  expect(now.comments.map(({ value }) => value)).toEqual(old.comments.map(({ value }) => value));

  // Without fixable findings, another run changes nothing.
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
}

// Needs the real documents beside the repository.
describe.skipIf(!hasShared)("real documents", () => {
  const judge = new FixesJudge(EACH);

  describe.each(hasShared ? corpusFiles() : [])("$path", ({ path, text }) => {
    const findings = new DocumentFindings(text, filenameOf(path));

    it("has the findings of the complete scripts", () => {
      // `lint` itself compares the findings and fixes of the slice with those of the complete script.
      findings.add(WITHOUT_OPTIONS, lint(text, { rules, filename: path.endsWith("json") ? "doc.json" : "doc.yaml" }));
    });

    if (!isWatched(text)) return;
    it.each(["sed", "jq"] as const)("changes only what is reported when it is fixed with %s", (extractor) =>
      checkFixed(path, text, findings.of(fixingRules("sed")), extractor),
    );

    it("is judged after each fix and suggestion", () => judge.add(text, filenameOf(path), findings));
  });

  it("have no new finding after a fix or suggestion", () => judge.expectNoNewFinding());

  it.each(["sed", "jq"] as const)("are often fixable with %s", (extractor) => {
    expect(fixedWith[extractor]).toBeGreaterThan(3);
  });
});
