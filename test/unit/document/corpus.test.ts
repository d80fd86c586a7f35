import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import type { DocumentFile, Script } from "../../../src/document/model/document.ts";
import { readJson } from "../../../src/document/syntax/json.ts";
import { mayHoldDocument, readDocument } from "../../../src/document/read.ts";
import { corpus } from "../../support/corpus.ts";

/** Files in which the independent extractor counts a different number of scripts than ssmlint reads, with the reason. */
const DIFFERENCES: Readonly<Record<string, readonly [scripts: number, reason: string]>> = {
  "awslabs__aws-ec2rescue-linux/ssmdocs/runwithcliparameters.json": [0, "// comments: broken JSON"],
  "awslabs__aws-ec2rescue-linux/ssmdocs/runwithconfigfile.json": [0, "// comments: broken JSON"],
};

/** Files that cannot be parsed, with the position and the reason. */
const BROKEN: Readonly<Record<string, string>> = {
  "awslabs__aws-ec2rescue-linux/ssmdocs/runwithcliparameters.json": "0: JSON does not allow comments: remove the `//`.",
  "awslabs__aws-ec2rescue-linux/ssmdocs/runwithconfigfile.json": "0: JSON does not allow comments: remove the `//`.",
  "jasonmimick-aws__aws-systems-manager-datadog/platforms/windows/aws-ssm-install-datadog-agent-windows-WITH-SSM-NOTSURE.yaml":
    "834: Implicit keys need to be on a single line.",
};

const files: (DocumentFile & { name: string; counted: number })[] = corpus.map(({ name, text, scripts }) => ({
  ...readDocument(text),
  name,
  counted: scripts,
}));
const scriptsOf = (file: DocumentFile): Script[] =>
  file.documents.flatMap((document) => document.steps.map((step) => step.script));

describe.skipIf(corpus.length === 0)("the corpus", () => {
  test("has the expected number of documents and scripts of each kind", () => {
    const table = new Map<string, { documents: number; scripts: number }>();
    for (const document of files.flatMap((file) => file.documents)) {
      const row = table.get(document.kind) ?? { documents: 0, scripts: 0 };
      table.set(document.kind, {
        documents: row.documents + 1,
        scripts: row.scripts + document.steps.length,
      });
    }
    console.table(Object.fromEntries(table));
    expect(Object.fromEntries(table)).toEqual({
      "command-2": { documents: 167, scripts: 220 },
      "command-1.2": { documents: 3, scripts: 3 },
      automation: { documents: 48, scripts: 141 },
      cloudformation: { documents: 41, scripts: 163 },
    });
  });

  test("has as many scripts as the independent extractor finds, except in the listed files", () => {
    const different = files
      .filter((file) => scriptsOf(file).length !== file.counted)
      .map((file) => [file.name, scriptsOf(file).length]);
    expect(Object.fromEntries(different)).toEqual(
      Object.fromEntries(Object.entries(DIFFERENCES).map(([name, [scripts]]) => [name, scripts])),
    );
  });

  test("has one error for each broken file, at its position", () => {
    const broken = files.filter((file) => file.errors.length > 0);
    const said = broken.map(({ name, errors }) => [
      name,
      errors.map((error) => `${error.offset}: ${error.message}`).join(),
    ]);
    expect(Object.fromEntries(said)).toEqual(BROKEN);
  });

  test("has no file with a document that the quick check rejects", () => {
    expect(corpus.filter(({ text }) => !mayHoldDocument(text)).map(({ name }) => name)).toEqual([]);
  });

  test("has the exact position of each character of each script", () => {
    let characters = 0;
    const wrong: string[] = [];
    for (const file of files) {
      for (const { text, map, items } of scriptsOf(file)) {
        const joins = new Set(items.map(([, end]) => end));
        let before = 0;
        for (let pos = 0; pos < text.length; pos++, characters++) {
          const [from, to] = map.range(pos, pos + 1);
          const written = file.text.slice(from, to);
          const same =
            written === text[pos] ||
            joins.has(pos) ||
            /^[ \t]*$|\\|''|\n|\$\{!/.test(written) ||
            written.includes(text[pos]!);
          if (from < before || to < from || to > file.text.length || !same) wrong.push(`${file.name}: ${written}`);
          before = from;
        }
      }
    }
    expect(characters).toBeGreaterThan(1_000_000);
    expect(wrong).toEqual([]);
  });

  test("is read as JSON in agreement with JSON.parse and yaml", () => {
    for (const { name, text } of corpus) {
      if (!text.trimStart().startsWith("{")) continue;
      const tree = readJson(text);
      expect([name, tree.errors]).toEqual([name, []]);
      JSON.parse(text);
      const values = tree.roots.map(plain);
      expect([name, values]).toEqual([name, [parse(text, { uniqueKeys: false })]]);
    }
  });

  test("is read as YAML in agreement with yaml", () => {
    for (const file of files) {
      if (file.language !== "yaml" || file.errors.length > 0) continue;
      const documents = parseAllDocuments(file.text, { logLevel: "silent", uniqueKeys: false });
      const values = (Array.isArray(documents) ? documents : []).map((document) => document.toJS() as unknown);
      expect([file.name, file.roots.map(plain)]).toEqual([file.name, values]);
    }
  });
});

/** The plain JavaScript value of a tree without aliases. */
function plain(node: DocumentFile["roots"][number] | undefined): unknown {
  if (node?.type === "Scalar") return node.value;
  if (node?.type === "Sequence") return node.items.map(plain);
  if (node?.type !== "Mapping") return null;
  return Object.fromEntries(node.pairs.map((pair) => [String(plain(pair.key)), plain(pair.value)]));
}
