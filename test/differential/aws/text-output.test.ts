/** Compares the output for `--output text` with that of the AWS CLI's formatter. */
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../../../src/aws/json/json.ts";
import { renderText } from "../../../src/aws/json/text-output.ts";
import { seed } from "../../support/seed.ts";

const PYTHON = `
import io, json, sys
from awscli.text import format_text
printed = []
for document in json.load(sys.stdin):
    stream = io.StringIO()
    format_text(document, stream)
    printed.append(stream.getvalue())
print(json.dumps(printed))
`;

const isInstalled = spawnSync("python3", ["-c", "import awscli.text"]).status === 0;

const text = fc.constantFrom<Json>("a", "b c", "", 0, 12, true, false, null);
const { document } = fc.letrec<{ document: Json; object: Json; list: Json }>((tie) => ({
  // As in AWS's answers, each key has one type, and a list contains either only objects or none.
  object: fc.oneof(
    { maxDepth: 3 },
    fc.record({ Name: text, Value: text }, { requiredKeys: [] }),
    fc.record({ Name: text, Value: text, b: tie("list"), Tags: tie("list"), a: tie("object") }, { requiredKeys: [] }),
  ),
  list: fc.oneof(
    { maxDepth: 3 },
    fc.array(text, { maxLength: 2 }),
    fc.array(tie("object"), { maxLength: 2 }),
    fc.array(fc.oneof(text, tie("list")), { maxLength: 2 }),
  ),
  document: fc.oneof(text, tie("object"), tie("list")),
}));

test.skipIf(!isInstalled)("--output text is the same as in the AWS CLI", () => {
  const all = fc.sample(document, { numRuns: 400, seed });
  const { stdout } = spawnSync("python3", ["-c", PYTHON], { input: JSON.stringify(all), encoding: "utf8" });
  expect(all.map(renderText)).toEqual(JSON.parse(stdout));
});
