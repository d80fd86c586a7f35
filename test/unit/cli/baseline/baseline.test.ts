import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  AppliedBaseline,
  NewBaseline,
  baselineText,
  countEntries,
  pruneBaseline,
  readBaseline,
  type Baseline,
  type Checked,
} from "../../../../src/cli/baseline/baseline.ts";
import { fingerprint } from "../../../../src/cli/baseline/fingerprint.ts";
import { fileResult, type FileResult, type Message } from "../../../../src/cli/lint/result.ts";
import { scratch } from "../../../support/scratch.ts";

const all = () => true;

/** The result for a file in which each line that begins with `!` has a finding. */
function fileWith(path: string, lines: readonly string[]): FileResult {
  const messages = lines.flatMap((line, index): Message[] =>
    line.startsWith("!")
      ? [
          {
            ruleId: "ssm/rule",
            messageId: "bad",
            severity: 2,
            message: `line ${index + 1} is bad`,
            line: index + 1,
            column: 1,
            endLine: index + 1,
            endColumn: line.length + 1,
          },
        ]
      : [],
  );
  return fileResult(path, messages, [], { source: lines.join("\n"), output: undefined });
}

function suppressAll(path: string, results: FileResult[], before: Baseline | undefined, checked: Checked): Baseline {
  const next = new NewBaseline(path, before, checked);
  for (const result of results) {
    const left = next.add(result).messages;
    expect(left.every(({ fatal }) => fatal)).toBe(true);
  }
  return next.baseline;
}

function apply(baseline: Baseline, ...results: FileResult[]) {
  const applied = new AppliedBaseline(baseline);
  const after = results.map((result) => applied.apply(result));
  return { results: after, held: applied.held, stale: applied.stale(all) };
}

describe("a baseline", () => {
  test("suppresses exactly the findings it was created from, even if their lines have moved", () => {
    const line = fc.stringMatching(/^[!#][ab]{1,2}$/);
    const file = fc.array(line, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        file,
        fc.array(fc.stringMatching(/^[!#][cd]{1,2}$/), { maxLength: 4 }),
        fc.gen(),
        (old, added, gen) => {
          const baseline = suppressAll("/r/b.json", [fileWith("/r/a.yaml", old)], undefined, all);
          const order = gen(fc.shuffledSubarray, [...old, ...added], { minLength: old.length + added.length });
          const { results, held, stale } = apply(
            baseline,
            fileWith(
              "/r/a.yaml",
              order.map((text) => text),
            ),
          );
          expect(held).toBe(old.filter((text) => text.startsWith("!")).length);
          expect(results[0]!.messages).toHaveLength(added.filter((text) => text.startsWith("!")).length);
          expect(countEntries(stale)).toBe(0);
        },
      ),
    );
  });

  test("a copy of a suppressed finding is new", () => {
    const baseline = suppressAll("/r/b.json", [fileWith("/r/a.yaml", ["!x"])], undefined, all);
    const { results, held } = apply(baseline, fileWith("/r/a.yaml", ["!x", "", "!x"]));
    expect(held).toBe(1);
    expect(results[0]!.messages.map(({ line }) => line)).toEqual([3]);
    expect(results[0]!.errorCount).toBe(1);
    expect(results[0]!.suppressedMessages[0]!.suppressions).toEqual([{ kind: "file", justification: "" }]);
  });

  test("a finding stays suppressed if only the spacing changes, but not if the command changes", () => {
    const baseline = suppressAll("/r/b.json", [fileWith("/r/a.yaml", ["!x  y"])], undefined, all);
    expect(apply(baseline, fileWith("/r/a.yaml", ["!x y"])).held).toBe(1);
    expect(apply(baseline, fileWith("/r/a.yaml", ["!x z"])).held).toBe(0);
  });

  test("a parsing error is never suppressed", () => {
    const fatal = fileResult(
      "/r/a.yaml",
      [{ ruleId: null, fatal: true, severity: 2, message: "Parsing error", line: 1, column: 1 }],
      [],
      { source: "{", output: undefined },
    );
    expect(countEntries(suppressAll("/r/b.json", [fatal], undefined, all).files)).toBe(0);
  });

  test("entries whose findings are gone are stale, and pruning removes only those", () => {
    const baseline = suppressAll("/r/b.json", [fileWith("/r/a.yaml", ["!x", "!x", "!y"])], undefined, all);
    const { stale } = apply(baseline, fileWith("/r/a.yaml", ["!x"]));
    expect(countEntries(stale)).toBe(2);
    const after = pruneBaseline(baseline, stale);
    expect(countEntries(after.files)).toBe(1);
    expect(apply(after, fileWith("/r/a.yaml", ["!x", "!y"])).results[0]!.messages).toHaveLength(1);
  });

  test("a run over some of the files does not report entries of other files as stale", () => {
    const files = [fileWith("/r/a.yaml", ["!x"]), fileWith("/r/b.yaml", ["!y"])];
    const baseline = suppressAll("/r/b.json", files, undefined, all);
    const onlyA = (path: string) => path === "/r/a.yaml";
    expect(countEntries(new AppliedBaseline(baseline).stale(onlyA))).toBe(1);
    const again = suppressAll("/r/b.json", [fileWith("/r/a.yaml", [])], baseline, onlyA);
    expect(Object.keys(again.files)).toEqual(["b.yaml"]);
  });

  test("works for files and rules whose names are properties of Object.prototype", () => {
    for (const name of ["__proto__", "constructor", "toString"]) {
      const baseline = suppressAll("/r/b.json", [fileWith(`/r/${name}`, ["!x"])], undefined, all);
      expect(countEntries(baseline.files)).toBe(1);
      expect(apply(baseline, fileWith(`/r/${name}`, ["!x", "!y"])).held).toBe(1);
      expect(apply({ path: "/r/b.json", files: {} }, fileWith(`/r/${name}`, ["!x"])).held).toBe(0);
    }
    expect({}).not.toHaveProperty("ssm/rule");
  });

  test("is written sorted, with paths relative to it, and is read back unchanged", () => {
    const directory = scratch();
    const path = join(directory, "b.json");
    const files = [fileWith(join(directory, "z.yaml"), ["!x"]), fileWith(join(directory, "d/a.yaml"), ["!y", "!x"])];
    const baseline = suppressAll(path, files, undefined, all);
    writeFileSync(path, baselineText(baseline));
    expect(readBaseline(path)).toEqual(baseline);
    expect(Object.keys((JSON.parse(readFileSync(path, "utf8")) as { files: object }).files)).toEqual([
      "d/a.yaml",
      "z.yaml",
    ]);
  });

  test("is an error that says so if it is null", () => {
    const directory = scratch({ "b.json": "null" });
    expect(() => readBaseline(join(directory, "b.json"))).toThrow(/it does not have the format that ssmlint writes/);
  });

  const counts = ['"1"', "-1", "1e308"].map((count) => `{"version":1,"files":{"a":{"r":{"f":${count}}}}}`);

  test.each(["", "{}", "[]", '{"version":2,"files":{}}', ...counts])("is an error if it is invalid: %s", (text) => {
    const directory = scratch({ "b.json": text });
    expect(() => readBaseline(join(directory, "b.json"))).toThrow(
      /b\.json: the baseline cannot be read: .*--suppress-all/,
    );
  });
});

test("a fingerprint reads a bounded part of a long finding, because thousands may have the same range", () => {
  const printOf = (line: string) => fingerprint(fileWith("a.yaml", [line]).messages[0]!, [line]);
  const line = `!${"x".repeat(50_000)}`;
  expect(printOf(`${line}y`)).toBe(printOf(`${line}z`));
  expect(printOf("!y")).not.toBe(printOf("!z"));
});
