/** What `--fix-suggestions` may change in real documents. */
import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { defaultConfig } from "../../../src/cli/config/config.ts";
import { knownRules, loadPlugin } from "../../../src/cli/config/plugin.ts";
import { Engine } from "../../../src/cli/lint/linter.ts";
import type { Message } from "../../../src/cli/lint/result.ts";
import { Timing } from "../../../src/cli/lint/timing.ts";
import { readDocument } from "../../../src/document/read.ts";
import { corpusFiles } from "../../support/corpus-documents.ts";
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

const suggestionsIn = (messages: readonly Message[]): number =>
  messages.filter(({ fix, suggestions }) => fix === undefined && suggestions !== undefined).length;

const plugin = await loadPlugin();
const engine = new Engine({ plugin, config: defaultConfig(knownRules(plugin)), rules: {}, timing: new Timing() });

// Needs the real documents beside the repository.
describe.skipIf(!hasShared)("real documents with all suggestions applied", () => {
  const total = { changed: 0, suggestions: 0, left: 0 };

  test.each(hasShared ? corpusFiles() : [])("$path", ({ path, text }) => {
    const { result, unfixed } = engine.lint(`/${path}`, text, { wants: () => true, suggestions: true });
    const before = (unfixed ?? result).messages;
    const most = countByKind(before);
    for (const [kind, count] of countByKind(result.messages))
      expect(count, kind).toBeLessThanOrEqual(most.get(kind) ?? 0);
    total.suggestions += suggestionsIn(before);
    total.left += suggestionsIn(result.messages);
    if (result.output === undefined) return;
    total.changed++;
    const [scripts, scriptsBefore] = [scriptsOf(path, result.output), scriptsOf(path, text)];
    expect(scripts).toHaveLength(scriptsBefore.length);
    for (const [index, script] of scriptsBefore.entries())
      if (script !== scripts[index] && bashParses(script)) expect(bashParses(scripts[index]!)).toBe(true);
  });

  test("are many, and few suggestions are left", () => {
    expect(total.changed).toBeGreaterThan(60);
    expect(total.left / total.suggestions).toBeLessThan(0.1);
  });
});
