/** Runs that `--shard` splits, and whose reports are merged again. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { broken, clean, excused, implicit, unrelated } from "../../../support/documents.ts";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { scratch, writeFiles } from "../../../support/scratch.ts";

const texts = [clean, implicit(), implicit("aws s3 ls", "aws s3 ls x"), excused, unrelated, broken];

/** Files of all kinds in two directories. */
const files = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => [`${index % 3 === 0 ? "a" : "b"}/${index}.yaml`, texts[index % 6]!]),
);

const FORMATS = ["pretty", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "markdown"];

async function shards(cwd: string, total: number, ...argv: string[]): Promise<string[]> {
  const names: string[] = [];
  for (let index = 1; index <= total; index++) {
    names.push(`out/shard-${index}.json`);
    await ssmlint(cwd, [...argv, "--shard", `${index}/${total}`, "-f", `blob=${names.at(-1)}`]);
  }
  return names;
}

describe("every file is in exactly one shard", () => {
  test.each([1, 2, 3, 7])("of %d", async (total) => {
    const cwd = scratch(files);
    const seen: string[] = [];
    for (let index = 1; index <= total; index++) {
      const { out } = await ssmlint(cwd, ["--shard", `${index}/${total}`, "-f", "json"]);
      seen.push(...(JSON.parse(out) as { filePath: string }[]).map(({ filePath }) => filePath));
    }
    const whole = JSON.parse((await ssmlint(cwd, ["-f", "json"])).out) as { filePath: string }[];
    expect(seen.toSorted()).toEqual(whole.map(({ filePath }) => filePath).toSorted());
  });

  test("even if one machine has files that another does not", async () => {
    const one = scratch(files);
    const other = scratch({ ...files, "a/new.yaml": implicit(), "0.yaml": implicit() });
    const found = async (cwd: string) =>
      (JSON.parse((await ssmlint(cwd, ["--shard", "2/3", "-f", "json"])).out) as { filePath: string }[]).map(
        ({ filePath }) => filePath.slice(cwd.length + 1),
      );
    const [ours, theirs] = [await found(one), await found(other)];
    expect(theirs.filter((name) => !["a/new.yaml", "0.yaml"].includes(name))).toEqual(ours);
  });
});

describe("merged shards report what a single run reports", () => {
  test("in every format", async () => {
    const cwd = scratch(files);
    const names = await shards(cwd, 3, "a", "b");
    for (const format of FORMATS) {
      const whole = await ssmlint(cwd, ["a", "b", "-f", format]);
      expect(await ssmlint(cwd, ["merge", ...names.toReversed(), "-f", format]), format).toEqual(whole);
      expect(whole.code).toBe(2);
    }
  });

  test("with a baseline, including writing it", async () => {
    const cwd = scratch(files);
    const names = await shards(cwd, 4, "a", "b");
    const baseline = () => readFileSync(join(cwd, ".ssmlint-baseline.json"), "utf8");
    const merged = await ssmlint(cwd, ["merge", ...names, "--suppress-all"]);
    const text = baseline();
    const other = scratch(files);
    expect(merged).toEqual(await ssmlint(other, ["a", "b", "--suppress-all"]));
    expect(text).toBe(readFileSync(join(other, ".ssmlint-baseline.json"), "utf8"));
    for (const format of ["pretty", "sarif"])
      expect((await ssmlint(cwd, ["merge", ...names, "-f", format])).out).toBe(
        (await ssmlint(cwd, ["a", "b", "-f", format])).out,
      );
    writeFiles(cwd, { "a/12.yaml": clean, "b/1.yaml": clean });
    const later = await shards(cwd, 4, "a", "b");
    expect((await ssmlint(cwd, ["merge", ...later])).err).toMatch(/1 finding in the baseline no longer occurs/);
    await ssmlint(cwd, ["merge", ...later, "--prune"]);
    expect(baseline()).not.toContain('"b/1.yaml"');
    expect(baseline()).toContain('"b/7.yaml"');
  });

  test("in another directory", async () => {
    const cwd = scratch(files);
    const names = await shards(cwd, 2);
    const other = scratch({
      ...files,
      ...Object.fromEntries(names.map((name) => [name, readFileSync(join(cwd, name))])),
    });
    const { out } = await ssmlint(other, ["merge", ...names, "-f", "checkstyle"]);
    expect(out).toBe((await ssmlint(cwd, ["-f", "checkstyle"])).out);
  });

  test("with the exit code of a single run", async () => {
    for (const [text, code] of [
      [clean, 0],
      [implicit(), 1],
      [broken, 2],
    ] as const) {
      const cwd = scratch({ "a.yaml": text, "b.yaml": clean });
      expect((await ssmlint(cwd, ["merge", ...(await shards(cwd, 2))])).code).toBe(code);
    }
    const cwd = scratch({ "a/x.yaml": unrelated, "b/y.yaml": clean });
    const names = await shards(cwd, 2, "a", "b");
    expect((await ssmlint(cwd, ["merge", ...names])).err).toContain("a: it contains no SSM document");
    const warned = ["--rule", "explicit-aws-credentials: warn"];
    const bad = scratch({ "a.yaml": implicit(), "b.yaml": implicit() });
    const parts = await shards(bad, 2, ...warned);
    expect((await ssmlint(bad, ["merge", ...parts, "--max-warnings", "1"])).code).toBe(1);
    expect((await ssmlint(bad, ["merge", ...parts, "--max-warnings", "2"])).code).toBe(0);
  });
});

test("a shard without documents is an error only if a file was named", async () => {
  const cwd = scratch({ "a.yaml": clean, "b.yaml": unrelated });
  for (const shard of ["1/3", "2/3", "3/3"])
    expect(await ssmlint(cwd, [".", "--shard", shard])).toMatchObject({ code: 0, err: "" });
  const codes = await Promise.all(
    ["1/3", "2/3", "3/3"].map(async (shard) => (await ssmlint(cwd, ["b.yaml", "--shard", shard])).code),
  );
  expect(codes.toSorted()).toEqual([0, 0, 2]);
});

test("reports of earlier runs are not read as documents", async () => {
  const cwd = scratch({ "a.yaml": implicit() });
  await ssmlint(cwd, ["-f", "json=out/one.json", "-f", "blob=out/two.json"]);
  const { out } = await ssmlint(cwd, ["-f", "json"]);
  expect((JSON.parse(out) as { filePath: string }[]).map(({ filePath }) => filePath)).toEqual([join(cwd, "a.yaml")]);
});

test("the SARIF of each shard has its own id, so that code scanning keeps all of them", async () => {
  const cwd = scratch(files);
  const { out } = await ssmlint(cwd, ["--shard", "2/4", "-f", "sarif"]);
  expect(JSON.parse(out)).toMatchObject({ runs: [{ automationDetails: { id: "ssmlint/shard-2-of-4/" } }] });
});

describe("invalid use is rejected with a message of one line", () => {
  test("merging shards that are missing, duplicate, from different runs, or none at all", async () => {
    const cwd = scratch(files);
    const [one, two] = await shards(cwd, 2);
    await ssmlint(cwd, ["--shard", "3/3", "-f", "blob=out/third.json"]);
    const refused = async (...argv: string[]) => {
      const { code, err, out } = await ssmlint(cwd, ["merge", ...argv]);
      expect({ code, out, lines: err.trim().split("\n").length }).toEqual({ code: 2, out: "", lines: 1 });
      return err;
    };
    expect(await refused(one!)).toBe("ssmlint: Shard 2/2 is missing.\n");
    expect(await refused(one!, one!)).toBe("ssmlint: Shard 1/2 is given twice.\n");
    expect(await refused(one!, "out/third.json")).toContain("one has 2 shards, another has 3");
    expect(await refused(one!, "gone.json")).toBe("ssmlint: gone.json: there is no such file.\n");
    expect(await refused()).toContain("ssmlint merge FILE");
    expect(await refused(one!, two!, "--fix")).toContain("does not apply fixes");
    const damaged = JSON.parse(readFileSync(join(cwd, one!), "utf8")) as Record<string, unknown>;
    for (const change of [{ ssmlint: 2 }, { files: 1 }, { outcomes: [{}] }, { targets: [null] }, { shard: [1] }]) {
      writeFiles(cwd, { "out/damaged.json": JSON.stringify({ ...damaged, ...change }) });
      expect(await refused("out/damaged.json", two!)).toMatch(/^ssmlint: out\/damaged\.json: it is /);
    }
    writeFiles(cwd, { "out/damaged.json": "{" });
    expect(await refused("out/damaged.json", two!)).toContain("it cannot be read as a report of --format blob");
    writeFiles(cwd, { "out/damaged.json": JSON.stringify({ ...damaged, outcomes: [] }) });
    expect(await refused("out/damaged.json", two!)).toContain("no report contains this file");
  });

  test.each(["0/4", "5/4", "1", "1/0", "a/b", "-1/4", "1/99999"])("--shard %s", async (shard) => {
    const { code, err } = await ssmlint(scratch(), [`--shard=${shard}`]);
    expect({ code, lines: err.trim().split("\n").length }).toEqual({ code: 2, lines: 1 });
    expect(err).toContain("specify the part and the number of parts");
  });

  test("writing the baseline from one shard", async () => {
    for (const option of ["--suppress-all", "--prune"])
      expect((await ssmlint(scratch(), ["--shard", "1/2", option])).err).toContain(`ssmlint merge FILE… ${option}`);
  });
});
