import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readAnyYaml } from "../../../../src/document/syntax/yaml.ts";
import { readSimpleYaml } from "../../../../src/document/syntax/simple-yaml/read.ts";
import { corpus } from "../../../support/corpus.ts";
import { commandDocument } from "../../../support/random-documents.ts";
import { yamlText } from "../../../support/random-yaml.ts";

const RUNS = Number(process.env["RUNS"] ?? 400);

/** Whether it was read, and then as `yaml` reads it. */
function isRead(text: string): boolean {
  const simple = readSimpleYaml(text);
  if (simple === undefined) return false;
  const any = readAnyYaml(text);
  if (!isDeepStrictEqual(simple, any)) expect(simple).toEqual(any);
  return true;
}

test("what is read is read as `yaml` reads it, in documents", () => {
  fc.assert(
    fc.property(commandDocument, ({ text }) => void isRead(text)),
    { numRuns: RUNS },
  );
});

test("what is read is read as `yaml` reads it, whatever stands there", () => {
  let read = 0;
  fc.assert(
    fc.property(yamlText, (text) => void (read += isRead(text) ? 1 : 0)),
    { numRuns: RUNS * 10 },
  );
  expect(read).toBeGreaterThan(RUNS * 2);
});

test.skipIf(corpus.length === 0)("nearly all real documents are read, as `yaml` reads them", () => {
  const texts = corpus
    .filter(({ name, text }) => /\.ya?ml$/.test(name) && readAnyYaml(text).errors.length === 0)
    .map(({ text }) => text);
  const left = texts.filter((text) => !isRead(text));
  expect(texts.length).toBeGreaterThan(50);
  expect(left.filter((text) => !text.includes("\r"))).toEqual([]);
});
