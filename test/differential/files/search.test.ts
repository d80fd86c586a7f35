import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { searchFiles, type SearchOptions } from "../../../src/cli/files/search.ts";
import { scratch, writeFiles } from "../../support/scratch.ts";

async function found(cwd: string, targets: string[], options: Partial<SearchOptions> = {}): Promise<string[]> {
  const { files } = await searchFiles(targets, { cwd, ignores: [], honourIgnores: true, ...options });
  return files.map(({ path }) => relative(cwd, path));
}

describe("directories", () => {
  test("are searched for files with document extensions, in order, including hidden files", async () => {
    const cwd = scratch({
      "b.yaml": "",
      "a.YML": "",
      "c.json": "",
      "d.template": "",
      "e.txt": "",
      yaml: "",
      ".hidden/f.yaml": "",
      "sub/deep/g.yml": "",
      ".git/h.yaml": "",
      "node_modules/x/i.yaml": "",
    });
    expect(await found(cwd, ["."])).toEqual([
      ".hidden/f.yaml",
      "a.YML",
      "b.yaml",
      "c.json",
      "d.template",
      "sub/deep/g.yml",
    ]);
  });

  test("files on the command line are included whatever their name, and each file once", async () => {
    const cwd = scratch({ "a.yaml": "", notes: "" });
    expect(await found(cwd, ["notes", "a.yaml", ".", "./a.yaml"])).toEqual(["notes", "a.yaml"]);
  });

  test("links to files are followed, links to directories and broken links are not", async () => {
    const cwd = scratch({ "real/a.yaml": "" });
    symlinkSync("real/a.yaml", join(cwd, "link.yaml"));
    symlinkSync("real", join(cwd, "loop"));
    symlinkSync(".", join(cwd, "real", "self"));
    symlinkSync("nowhere", join(cwd, "broken.yaml"));
    expect(await found(cwd, ["."])).toEqual(["link.yaml", "real/a.yaml"]);
  });

  test("a path that cannot be examined is passed to the reader, which reports the reason", async () => {
    const cwd = scratch({ "a.yaml": "" });
    symlinkSync("two", join(cwd, "one"));
    symlinkSync("one", join(cwd, "two"));
    symlinkSync("nowhere", join(cwd, "a[1].yaml"));
    const long = "x".repeat(300);
    const names = ["one", "a.yaml/b", "a[1].yaml", long];
    expect(await found(cwd, names)).toEqual(names);
  });

  test("a file name that is not UTF-8 is reported if the file would be read", async () => {
    const cwd = scratch({ "a.yaml": "" });
    const named = (name: string) => Buffer.concat([Buffer.from(`${cwd}/b`), Buffer.from([0xff]), Buffer.from(name)]);
    for (const name of [".yaml", ".txt"]) writeFileSync(named(name), "");
    const { files, unreadable } = await searchFiles(["."], { cwd, ignores: [], honourIgnores: true });
    expect(files).toHaveLength(1);
    expect(unreadable).toEqual([{ path: join(cwd, "b\uFFFD.yaml"), reason: "its name is not UTF-8" }]);
  });

  test.skipIf(process.getuid?.() === 0)("an unreadable directory is reported", async () => {
    const cwd = scratch({ "closed/a.yaml": "" });
    chmodSync(join(cwd, "closed"), 0);
    const { unreadable } = await searchFiles(["."], { cwd, ignores: [], honourIgnores: true });
    chmodSync(join(cwd, "closed"), 0o755);
    expect(unreadable).toEqual([{ path: join(cwd, "closed"), reason: "permission denied" }]);
  });
});

describe("globs", () => {
  test("match any extension and skip files that git ignores", async () => {
    const cwd = scratch({
      ".git/HEAD": "",
      ".gitignore": "build",
      "a/x.ssm": "",
      "a/b/y.ssm": "",
      "build/z.ssm": "",
      "q.yaml": "",
    });
    expect(await found(cwd, ["**/*.ssm"])).toEqual(["a/b/y.ssm", "a/x.ssm"]);
    expect(await found(cwd, ["a/*.{ssm,yaml}"])).toEqual(["a/x.ssm"]);
  });

  test("without a match are an error", async () => {
    await expect(found(scratch(), ["docs/**/*.yaml"])).rejects.toThrow("docs/**/*.yaml: no file matches.");
  });

  test("whose matches are all ignored give an error that says so", async () => {
    const cwd = scratch({ ".git/HEAD": "", ".gitignore": "build\n*.tmp.yaml", "build/a.yaml": "", "b.tmp.yaml": "" });
    for (const glob of ["build/*.yaml", "*.yaml"])
      await expect(found(cwd, [glob])).rejects.toThrow(
        `${glob}: every file that matches is ignored by .gitignore or the configuration. --no-ignore checks them.`,
      );
    await expect(found(cwd, ["*.yml"])).rejects.toThrow("*.yml: no file matches.");
  });

  test("are not expanded if a file has that name", async () => {
    const cwd = scratch({ "[a].yaml": "", "a.yaml": "" });
    expect(await found(cwd, ["[a].yaml"])).toEqual(["[a].yaml"]);
  });
});

describe("ignore patterns of the configuration", () => {
  test("apply to the search and to named files, which are counted", async () => {
    const cwd = scratch({ "old/a.yaml": "", "old/keep.yaml": "", "b.yaml": "" });
    const ignores = [{ base: cwd, patterns: ["old/*", "!old/keep.yaml"] }];
    expect(await found(cwd, ["."], { ignores })).toEqual(["b.yaml", "old/keep.yaml"]);
    const named = await searchFiles(["old/a.yaml", "b.yaml"], { cwd, ignores, honourIgnores: true });
    expect(named.files.map(({ path }) => relative(cwd, path))).toEqual(["b.yaml"]);
    expect(named.ignored).toBe(1);
    expect(await found(cwd, ["old/a.yaml"], { ignores, honourIgnores: false })).toEqual(["old/a.yaml"]);
  });

  test("apply to named files in an ignored directory", async () => {
    const cwd = scratch({ "old/deep/a.yaml": "" });
    const ignores = [{ base: cwd, patterns: ["old/"] }];
    expect(await found(cwd, ["old/deep/a.yaml"], { ignores })).toEqual([]);
  });

  test("do not apply to files outside their directory", async () => {
    const cwd = scratch({ "in/.keep": "", "out/a.yaml": "" });
    const ignores = [{ base: join(cwd, "in"), patterns: ["*.yaml"] }];
    expect(await found(cwd, ["out"], { ignores })).toEqual(["out/a.yaml"]);
  });
});

test("a search ignores the same files as git, for any .gitignore files", async () => {
  const name = fc.constantFrom("a", "b", "docs", "x.yaml", "y.yaml", "z.json");
  const pattern = fc
    .tuple(
      fc.constantFrom("", "!"),
      fc.constantFrom("", "/", "**/"),
      fc.constantFrom("a", "b", "docs", "*.yaml", "x.*", "z.json", "[xy].yaml", "a/b", "docs/**", "*", "X.*", "Docs"),
      fc.constantFrom("", "/"),
    )
    .map((parts) => parts.join(""));
  const ignoreFile = fc.array(pattern, { maxLength: 3 }).map((lines) => lines.join("\n"));
  const places = fc.constantFrom(
    ".gitignore",
    "a/.gitignore",
    "docs/.gitignore",
    "a/b/.gitignore",
    ".git/info/exclude",
  );
  const paths = fc.uniqueArray(fc.array(name, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 12 });
  const cwd = scratch();
  await fc.assert(
    fc.asyncProperty(
      paths,
      fc.dictionary(places, ignoreFile),
      fc.constantFrom(".", "a"),
      async (files, ignores, start) => {
        rmSync(cwd, { recursive: true, force: true });
        mkdirSync(join(cwd, "a"), { recursive: true });
        execFileSync("git", ["init", "-q"], { cwd });
        for (const parts of files) {
          const directories = parts.slice(0, -1).map((part) => part.replace(".", "_"));
          const file = parts.at(-1)!;
          writeFiles(cwd, { [[...directories, file.includes(".") ? file : `${file}.yaml`].join("/")]: "x" });
        }
        writeFiles(cwd, ignores);
        const list = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z", "--", start], {
          cwd,
          encoding: "utf8",
        });
        const wanted = list.split("\0").filter((path) => /\.(?:yaml|json)$/.test(path));
        expect((await found(cwd, [start])).toSorted()).toEqual(wanted.toSorted());
      },
    ),
    { numRuns: 40 },
  );
});

test("info/exclude is also found from a worktree", async () => {
  const cwd = scratch({ "main/a.yaml": "x" });
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", join(cwd, "main"), "-c", "user.name=x", "-c", "user.email=x@y", ...args], {
      stdio: "pipe",
    });
  git("init", "-q");
  git("add", "a.yaml");
  git("commit", "-qm", "x");
  git("worktree", "add", "-q", "../tree");
  writeFiles(cwd, { "main/.git/info/exclude": "secret.yaml\n", "tree/secret.yaml": "x" });
  expect(await found(join(cwd, "tree"), ["."])).toEqual(["a.yaml"]);
});
