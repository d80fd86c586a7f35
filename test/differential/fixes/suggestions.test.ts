/** What `--fix-suggestions` may change in real documents. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { FileResult, Message } from "../../../src/cli/lint/result.ts";
import { readDocument } from "../../../src/document/read.ts";
import { corpusFiles } from "../../support/corpus-documents.ts";
import { ssmlint } from "../../support/fake-terminal.ts";
import { scratch } from "../../support/scratch.ts";
import { hasShared } from "../../support/shared.ts";

const scriptsOf = (path: string, text: string): readonly string[] =>
  readDocument(text, path.endsWith(".json") ? { language: "json" } : {}).documents.flatMap(({ steps }) =>
    steps.map(({ script }) => script.text),
  );

const bashParses = (script: string): boolean => spawnSync("bash", ["-n"], { input: script }).status === 0;

function countByKind(messages: readonly Message[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { fatal, messageId, ruleId } of messages) {
    const kind = `${ruleId} ${messageId} ${fatal === true}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

const PARTS = 4;

/** A part of the corpus, with a unique name for each document. */
function project(part: number): string {
  const named = corpusFiles().map(({ path, text }, index) => [`${index}/${basename(path)}`, text] as const);
  return scratch(Object.fromEntries(named.filter((_, index) => index % PARTS === part)));
}

async function report(cwd: string, ...argv: string[]): Promise<Map<string, FileResult>> {
  const { out } = await ssmlint(cwd, ["-f", "json", "--no-ignore", ...argv]);
  return new Map((JSON.parse(out) as FileResult[]).map((result) => [result.filePath.slice(cwd.length + 1), result]));
}

// Needs the real documents beside the repository.
describe.skipIf(!hasShared)("real documents with all suggestions applied", () => {
  const parts = Array.from({ length: PARTS }, (_, part) => part);
  test.each(parts)("have no new finding, and scripts that bash parses as before: part %d", async (part) => {
    const cwd = project(part);
    const before = await report(cwd);
    const old = new Map([...before.keys()].map((name) => [name, readFileSync(join(cwd, name), "utf8")]));
    const isChangeable = ({ messages }: FileResult): boolean =>
      messages.some(({ fix, suggestions }) => fix !== undefined || suggestions !== undefined);
    const changeable = [...before].filter(([, result]) => isChangeable(result)).map(([name]) => name);
    const after = await report(cwd, "--fix-suggestions", ...changeable);
    let changed = 0;
    let left = 0;
    for (const [name, { messages }] of after) {
      const most = countByKind(before.get(name)!.messages);
      for (const [kind, count] of countByKind(messages))
        expect(count, `${name}: ${kind}`).toBeLessThanOrEqual(most.get(kind) ?? 0);
      left += messages.filter(({ fix, suggestions }) => fix === undefined && suggestions !== undefined).length;
      const text = readFileSync(join(cwd, name), "utf8");
      if (text === old.get(name)) continue;
      changed++;
      const [scripts, scriptsBefore] = [scriptsOf(name, text), scriptsOf(name, old.get(name)!)];
      expect(scripts, name).toHaveLength(scriptsBefore.length);
      for (const [index, script] of scriptsBefore.entries())
        if (script !== scripts[index] && bashParses(script)) expect(bashParses(scripts[index]!), name).toBe(true);
    }
    const all = [...before.values()].flatMap(({ messages }) => messages);
    const suggestions = all.filter(({ fix, suggestions: some }) => fix === undefined && some !== undefined);
    expect(changed).toBeGreaterThan(15);
    expect(left / suggestions.length).toBeLessThan(0.1);
  });
});
