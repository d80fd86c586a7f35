/** The published bundle, run as a separate process. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { broken, clean, excused, implicit, unrelated } from "../support/documents.ts";
import { ssmlint as inProcess } from "../support/fake-terminal.ts";
import { scratch } from "../support/scratch.ts";

const packageDirectory = mkdtempSync(join(tmpdir(), "ssmlint-shipped-"));
const binary = join(packageDirectory, "dist/cli/ssmlint.cjs");

/** Installs only what the bundle needs. The bundle has to contain its imports, except one dependency that is large and rarely needed. */
beforeAll(() => {
  cpSync(join(inject("distribution"), "dist/cli"), join(packageDirectory, "dist/cli"), { recursive: true });
  for (const name of ["package.json", "schema.json", "rules", "data/hcl"]) {
    cpSync(name, join(packageDirectory, name), { recursive: true, filter: (path) => !path.endsWith(".ts") });
  }
  mkdirSync(join(packageDirectory, "node_modules"));
  symlinkSync(resolve("node_modules/re2js"), join(packageDirectory, "node_modules/re2js"));
  chmodSync(packageDirectory, 0o755);
}, 60_000);

afterAll(() => rmSync(packageDirectory, { recursive: true, force: true, maxRetries: 5 }));

function ssmlint(cwd: string, argv: readonly string[], options: { input?: string; env?: NodeJS.ProcessEnv } = {}) {
  const { status, stdout, stderr } = spawnSync("node", [binary, ...argv], {
    cwd,
    encoding: "utf8",
    maxBuffer: 1e8,
    input: options.input ?? "",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...options.env },
  });
  return { code: status, out: stdout, err: stderr };
}

test("Terraform is read without an additional package", () => {
  const cwd = scratch({
    "main.tf": `resource "aws_ssm_document" "x" {\n  document_type   = "Command"\n  document_format = "YAML"\n  content = <<-DOC\n${implicit().replaceAll(/^(?=.)/gm, "    ")}  DOC\n}\n`,
  });
  const { code, err, out } = ssmlint(cwd, ["--format", "json", "main.tf"]);
  expect([code, err]).toEqual([1, ""]);
  expect(JSON.parse(out)).toMatchObject([{ documents: 1, scripts: 1, messages: [{ line: 12, column: 15 }] }]);
});

test("the exit code is 0 without findings, 1 with findings, 2 after a failure", () => {
  const cwd = scratch({ "clean.yaml": clean, "bad.yaml": implicit(), "broken.yaml": broken });
  expect(["clean.yaml", "bad.yaml", "broken.yaml"].map((file) => ssmlint(cwd, [file]).code)).toEqual([0, 1, 2]);
});

test("the bundle has the same findings as the sources", async () => {
  const files = { "a.yaml": implicit(), "b.yaml": excused, "c.yaml": broken, "d.json": "{}" };
  const formats = ["json", "sarif", "junit", "checkstyle", "gitlab", "github", "markdown"];
  const argv = [...formats.flatMap((format) => ["--format", `${format}=out/${format}`]), "--format", "pretty", "."];
  const cwd = scratch(files);
  const reports = () => formats.map((format) => readFileSync(join(cwd, "out", format), "utf8"));
  const shipped = [ssmlint(cwd, argv), reports()];
  rmSync(join(cwd, "out"), { recursive: true });
  const { out, err, code } = await inProcess(cwd, argv, { env: { NO_COLOR: "1" } });
  expect(shipped).toEqual([{ out, err, code }, reports()]);
});

test("rule options in comments are validated, with the closest name suggested", () => {
  const text = (option: string) => `# ssmlint ssm/explicit-aws-credentials: [error, {${option}: true}]\n${implicit()}`;
  const wrong = ssmlint(scratch(), ["-"], { input: text("alowImplicit") });
  expect(wrong).toMatchObject({ code: 1, err: "" });
  expect(wrong.out.replaceAll(/\s+/g, " ")).toContain(
    'Unexpected property "alowImplicit". Expected properties: "allowImplicit", "credentials", "trustSourced". Did you mean "allowImplicit"?',
  );
  expect(ssmlint(scratch(), ["-"], { input: text("allowImplicit") }).code).toBe(0);
});

test.each(["explicit-aws-credential", "ssm/explicit-aws-credential"])(
  "the error for a directive with %s suggests the intended rule",
  (name) => {
    const text = (directive: string) => `# ${directive}\n${clean}`;
    for (const directive of [`ssmlint ${name}: off`, `ssmlint-disable ${name}`]) {
      const { out } = ssmlint(scratch(), ["-"], { input: text(directive) });
      expect(out.replaceAll(/\s+/g, " ")).toContain("not found. Did you mean 'ssm/explicit-aws-credentials'?");
    }
  },
);

test("options that print information work", () => {
  const cwd = scratch();
  expect(ssmlint(cwd, ["--version"]).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(ssmlint(cwd, ["--explain", "ssm/require-imdsv2"]).out).toMatch(/^(?:ssm\/)?require-imdsv2\n/);
  expect(ssmlint(cwd, ["--explain", "require-imdsv1"])).toMatchObject({
    code: 2,
    err: 'ssmlint: There is no rule "require-imdsv1". Did you mean "require-imdsv2"? See ssmlint --list-rules.\n',
  });
  expect(ssmlint(cwd, ["--list-rules"]).out).toMatch(/^error +\w* +explicit-aws-credentials /m);
  expect(ssmlint(cwd, ["--completion", "zsh"]).out).toContain("compinit");
  expect(JSON.parse(ssmlint(cwd, ["--print-config"]).out)).toMatchObject({
    rules: { "explicit-aws-credentials": "error" },
  });
});

describe("configuration files are read by the bundle", () => {
  test.each([
    [".ssmlintrc.yaml", "rules: { explicit-aws-credentials: off }"],
    [".ssmlintrc.json", '{ "rules": { "explicit-aws-credentials": "off" } }'],
    ["ssmlint.config.mjs", "export default { rules: { 'explicit-aws-credentials': 'off' } };"],
    ["ssmlint.config.ts", "const off: string = 'off';\nexport default { rules: { 'explicit-aws-credentials': off } };"],
    ["package.json", '{ "ssmlint": { "rules": { "explicit-aws-credentials": "off" } } }'],
  ])("%s", (name, text) => {
    const cwd = scratch({ [name]: text, "sub/a.yaml": implicit() });
    symlinkSync(resolve("node_modules"), join(cwd, "node_modules"));
    expect(ssmlint(join(cwd, "sub"), ["a.yaml"])).toMatchObject({ code: 0, err: "" });
    expect(ssmlint(join(cwd, "sub"), ["--no-config", "a.yaml"])).toMatchObject({ code: 1 });
  });

  test("errors in them have their own locations, not those of the bundle", () => {
    const wrong = (name: string, text: string) => ssmlint(scratch({ [name]: text }), []);
    for (const name of ["ssmlint.config.mjs", "ssmlint.config.cjs", "ssmlint.config.js"]) {
      expect(wrong(name, "throw new Error('boom')")).toMatchObject({ code: 2, err: /:1:7: .*cannot be read: boom\n$/ });
    }
    expect(wrong("ssmlint.config.mjs", "import 'no-such'").err).toContain("Cannot find package 'no-such'");
    expect(wrong("ssmlint.config.cjs", "module.exports = {\n  a b\n}").err).toMatch(/cjs:2: .*: Unexpected identifier/);
    for (const code of ["await new Promise(() => {})", "process.exit(0)", "process.exit(3)"]) {
      expect(wrong("ssmlint.config.mjs", code)).toEqual({
        code: 2,
        out: "",
        err: "ssmlint: stopped early: a configuration has ended the process, or waits for a promise that never settles.\n",
      });
    }
    const late =
      "setImmediate(() => { throw Object.create(null) }); await new Promise((done) => setTimeout(done, 1000))";
    expect(wrong("ssmlint.config.mjs", late)).toEqual({
      code: 2,
      out: "",
      err: "ssmlint: stopped early by an uncaught exception: an object without a text\n",
    });
  });

  test("an exception that a rule throws later is not success, and all files are reported", () => {
    const plugin = (code: string) =>
      scratch({
        "a.yaml": clean,
        "b.yaml": clean,
        "ssmlint.config.mjs": `const r = { create: () => ({ Step() { ${code} } }) };
export default { rules: { "own/r": "error" }, plugins: { own: { rules: { r } } } };`,
      });
    expect(ssmlint(plugin(""), [])).toMatchObject({ code: 0, err: "" });
    for (const code of [
      "void (async () => { throw new Error('boom') })()",
      "void Promise.reject()",
      "process.nextTick(() => { throw 1 })",
      "setTimeout(() => { throw new Error('late') })",
    ])
      expect(ssmlint(plugin(code), [])).toMatchObject({
        code: 2,
        out: expect.stringContaining("2 documents checked") as string,
        err: expect.stringMatching(/^ssmlint: uncaught exception in a rule of a plugin: [^\n]*\n$/) as string,
      });
  });

  test("--init writes a valid configuration that changes nothing, and never overwrites one", () => {
    const cwd = scratch({ "a.yaml": implicit() });
    const before = ssmlint(cwd, ["--print-config"]).out;
    expect(ssmlint(cwd, ["--init"])).toMatchObject({ code: 0 });
    const after = ssmlint(cwd, ["--print-config"]).out;
    expect((JSON.parse(after) as { rules: object }).rules).toEqual((JSON.parse(before) as { rules: object }).rules);
    expect(ssmlint(cwd, ["--init"])).toMatchObject({ code: 2, err: /is here already/ });
  });
});

describe("stdin", () => {
  test("is read with -, under the given name", () => {
    const cwd = scratch({
      ".ssmlintrc.yaml": "overrides: [{ files: old/**, rules: { explicit-aws-credentials: off } }]",
    });
    const named = (name: string) => ssmlint(cwd, ["-", "--stdin-filename", name, "-f", "json"], { input: implicit() });
    expect(JSON.parse(named("new/a.yaml").out)).toMatchObject([{ filePath: join(cwd, "new/a.yaml"), errorCount: 1 }]);
    expect(named("old/a.yaml").code).toBe(0);
    expect(JSON.parse(ssmlint(cwd, ["-", "-f", "json"], { input: implicit() }).out)).toMatchObject([
      { filePath: "<text>", errorCount: 1 },
    ]);
    expect(ssmlint(cwd, ["-"], { input: "" })).toMatchObject({ code: 2, err: /stdin is empty/ });
    expect(ssmlint(cwd, ["-", "--allow-empty"], { input: "" }).code).toBe(0);
  });
});

test("a document without a shell script counts as a document", () => {
  const powershell = clean.replace("aws:runShellScript", "aws:runPowerShellScript");
  const { out } = ssmlint(scratch({ "a.yaml": powershell, "b.yaml": unrelated }), []);
  expect(out).toBe("✔ 1 document checked, nothing to report (1 file without a document skipped)\n");
});

test("a file name cannot send control characters to the terminal or break a line of a report", () => {
  const name = "a\u001B[31m\n|``x`.yaml";
  const cwd = scratch({ [name]: implicit(), "b\u001B\n.yaml": Buffer.from(`\uFEFF${clean}`, "utf16le") });
  const pretty = ssmlint(cwd, []);
  expect(pretty.err).toBe(`ssmlint: ${cwd}/b␛␊.yaml: it is UTF-16 or UTF-32. Save it as UTF-8.\n`);
  expect(pretty.out).toMatch(/^a␛\[31m␊\|``x`\.yaml:8:11 {2}error/);
  const markdown = ssmlint(cwd, ["-f", "markdown"]).out.split("\n");
  expect(markdown[6]).toMatch(/^\| ```a␛\[31m␊\\\|``x`\.yaml:8``` \| error \| /);
});

test("stdin that is too long or not text, and a deleted directory, are errors", () => {
  const cwd = scratch();
  const of = (shell: string) => {
    const { status, stderr } = spawnSync("bash", ["-c", shell], { cwd, encoding: "utf8" });
    return { status, stderr };
  };
  expect(of(`node ${binary} - < .`)).toEqual({ status: 2, stderr: "ssmlint: <text>: it is a directory.\n" });
  expect(of(`mkdir x && cd x && rmdir ../x && node ${binary}`)).toEqual({
    status: 2,
    stderr: "ssmlint: The current directory does not exist or cannot be read.\n",
  });
  expect(of(`node ${binary} - < /dev/zero`)).toMatchObject({ status: 2, stderr: /<text>: it is larger than 10 MB/ });
});

test("stdin under a name that the configuration ignores is ignored", () => {
  const cwd = scratch({ ".ssmlintrc.yaml": "ignores: [vendor/]" });
  const argv = ["-", "--stdin-filename", "vendor/a.yaml"];
  expect(ssmlint(cwd, argv, { input: implicit() })).toMatchObject({
    code: 0,
    out: /1 file ignored by the configuration/,
  });
  expect(ssmlint(cwd, [...argv, "--no-ignore"], { input: implicit() }).code).toBe(1);
});

test("an unreadable file or directory is an error", () => {
  const cwd = scratch({ "closed.yaml": implicit(), "shut/a.yaml": implicit(), "open.yaml": clean });
  chmodSync(cwd, 0o755);
  chmodSync(join(cwd, "closed.yaml"), 0o600);
  chmodSync(join(cwd, "shut"), 0o700);
  const isRoot = process.getuid?.() === 0;
  const [program, ...argv] = isRoot ? ["sudo", "-u", "nobody", process.execPath, binary, "."] : ["sh", "-c", "exit 77"];
  const { status, stderr } = spawnSync(program!, argv, { cwd, encoding: "utf8" });
  if (!isRoot) return;
  expect(status).toBe(2);
  expect(stderr).toContain("shut: permission denied.");
  expect(stderr).toContain("closed.yaml: permission denied.");
});

describe("--fix", () => {
  const fixable = () => {
    const text = implicit().replaceAll("\n", "\r\n");
    return scratch({
      ".ssmlintrc.yaml": "rules: { explicit-aws-credentials: [error, { credentials: { profile: app } }] }",
      "a.yaml": `\uFEFF${text}`,
      "b.yaml": clean,
    });
  };

  test("fixes the file, keeps BOM, line endings, mode and links, and changes no other file", () => {
    const cwd = fixable();
    chmodSync(join(cwd, "a.yaml"), 0o640);
    symlinkSync("a.yaml", join(cwd, "link.yml"));
    const before = readFileSync(join(cwd, "a.yaml"), "utf8");
    const untouched = statSync(join(cwd, "b.yaml")).mtimeMs;
    expect(ssmlint(cwd, ["--fix", "link.yml", "b.yaml"])).toMatchObject({ code: 0, err: "" });
    const after = readFileSync(join(cwd, "a.yaml"), "utf8");
    expect(after).not.toBe(before);
    expect(after.startsWith("\uFEFF")).toBe(true);
    expect(after.replaceAll("\r\n", "")).not.toContain("\n");
    expect(statSync(join(cwd, "a.yaml")).mode & 0o777).toBe(0o640);
    expect(statSync(join(cwd, "b.yaml")).mtimeMs).toBe(untouched);
    expect(ssmlint(cwd, ["--fix", "link.yml"]).code).toBe(0);
    expect(readFileSync(join(cwd, "a.yaml"), "utf8")).toBe(after);
  });

  test("--fix-dry-run writes nothing, and prints the changes of --fix as a patch", () => {
    const cwd = fixable();
    const before = readFileSync(join(cwd, "a.yaml"), "utf8");
    const { out, err, code } = ssmlint(cwd, ["--fix-dry-run"]);
    expect(code).toBe(0);
    expect(err).toContain("(1 file would be fixed)");
    expect(readFileSync(join(cwd, "a.yaml"), "utf8")).toBe(before);
    execFileSync("git", ["apply", "-"], { cwd, input: out, stdio: ["pipe", "pipe", "pipe"] });
    const patched = readFileSync(join(cwd, "a.yaml"), "utf8");
    const other = fixable();
    ssmlint(other, ["--fix"]);
    expect(patched).toBe(readFileSync(join(other, "a.yaml"), "utf8"));
  });

  test("does not follow links out of the given directory, and reports them", () => {
    const cwd = fixable();
    const outside = scratch({ "a.yaml": implicit() });
    symlinkSync(join(outside, "a.yaml"), join(cwd, "out.yaml"));
    const { code, err } = ssmlint(cwd, ["--fix", "."]);
    expect(code).toBe(2);
    expect(err).toBe(
      `ssmlint: ${cwd}/out.yaml: it is a link to ${outside}/a.yaml, outside ${cwd}, so --fix does not change it.\n`,
    );
    expect(readFileSync(join(outside, "a.yaml"), "utf8")).toBe(implicit());
    expect(readFileSync(join(cwd, "a.yaml"), "utf8")).toContain("--profile app");
  });

  test("a file that cannot be written stays intact, and the exit code is 2", () => {
    const cwd = fixable();
    const before = readFileSync(join(cwd, "a.yaml"), "utf8");
    const padded = `${before}${"# padding\r\n".repeat(5000)}`;
    const big = scratch({ ".ssmlintrc.yaml": readFileSync(join(cwd, ".ssmlintrc.yaml")), "a.yaml": padded });
    const { status, stderr, stdout } = spawnSync("bash", ["-c", `ulimit -f 8; exec node ${binary} --fix a.yaml`], {
      cwd: big,
      encoding: "utf8",
    });
    expect(stdout).toMatch(/✖ 1 error, .*\(1 fixable with --fix, 1 file could not be read or written\)\n$/);
    expect({ status, stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("could not be written and is unchanged"),
    });
    expect(readFileSync(join(big, "a.yaml"), "utf8")).toBe(padded);
    expect(readdirSync(big).toSorted()).toEqual([".ssmlintrc.yaml", "a.yaml"]);
  });
});

test("a baseline is found from a subdirectory and updated in its own directory", () => {
  const cwd = scratch({ "a.yaml": implicit(), "sub/b.yaml": implicit() });
  ssmlint(cwd, ["--suppress-all"]);
  expect(ssmlint(join(cwd, "sub"), []).code).toBe(0);
  writeFileSync(join(cwd, "sub/c.yaml"), implicit("aws s3 rm c"));
  expect(ssmlint(join(cwd, "sub"), ["--suppress-all"]).err).toContain(
    ".ssmlint-baseline.json now contains 3 findings.",
  );
  expect(readdirSync(join(cwd, "sub"))).toEqual(["b.yaml", "c.yaml"]);
});

test("a full output device is reported in one line", () => {
  const cwd = scratch({ "a.yaml": implicit() });
  const { status, stderr } = spawnSync("bash", ["-c", `exec node ${binary} > /dev/full`], { cwd, encoding: "utf8" });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: "ssmlint: The output could not be written: no space left on the device.\n",
  });
});

test("a reader that closes the pipe early is not an error", async () => {
  const cwd = scratch(Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`${index}.yaml`, implicit()])));
  const child = spawn("bash", ["-c", `node ${binary} | head -1`], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let err = "";
  child.stderr.on("data", (text) => void (err += String(text)));
  const code = await new Promise((done) => child.on("close", done));
  expect({ code, err }).toEqual({ code: 0, err: "" });
});

test("--timing prints each stage on stderr", () => {
  const { err, out } = ssmlint(scratch({ "a.yaml": clean }), ["--timing", "-f", "json"]);
  expect(JSON.parse(out)).toHaveLength(1);
  for (const stage of ["node", "search", "read", "load", "parse", "evaluate", "rules", "report", "total"]) {
    expect(err).toMatch(new RegExp(`^${stage} +\\d+\\.\\d ms$`, "m"));
  }
});

test("--timing counts evaluation as its own stage, even if a rule triggers it", () => {
  const loops = Array.from({ length: 60 }, (_, index) => `for i in a b c; do aws s3 cp "$i" s3://b/${index}; done`);
  const document = implicit("export AWS_PROFILE=deploy", ...loops);
  const { err } = ssmlint(scratch({ "a.yaml": document }), ["--timing", "-f", "json"]);
  const spent = (stage: string) => Number(new RegExp(`^${stage} +([\\d.]+) ms`, "m").exec(err)![1]);
  expect(spent("evaluate")).toBeGreaterThan(spent("rules") / 10);
});

/** Documents of four kinds, enough to start a second thread on any machine. The configuration has overrides for some of the kinds. */
function manyDocuments(count: number): string {
  const names = Array.from({ length: count }, (_, index) => `${["a", "b", "c", "d"][index % 4]}/${index}.yaml`);
  const text = (name: string, index: number): string => {
    const calls = Array.from(
      { length: 6 },
      (__, call) => `test -e /tmp/${index} && aws s3 ls s3://bucket-${index}/${call}`,
    );
    return name.startsWith("d/") ? broken : implicit(...calls);
  };
  return scratch({
    ...Object.fromEntries(names.map((name, index) => [name, text(name, index)])),
    "ssmlint.config.yaml": `rules:
  explicit-aws-credentials: [error, { credentials: instance-role }]
overrides:
  - files: "b/**"
    rules: { explicit-aws-credentials: warn }
  - files: ["c/*.yaml", "!c/2?.yaml"]
    rules: { explicit-aws-credentials: off }
`,
  });
}

describe("several threads", () => {
  test.each([
    ["checking, with a rule from the command line", 240, ["--rule", "explicit-aws-credentials: warn"]],
    // Fixing takes longer.
    ["fixing", 100, ["--fix-dry-run", "--quiet"]],
  ])("give the same output as one thread: %s", (_, count, argv) => {
    const cwd = manyDocuments(count);
    const on = (threads: string) => ssmlint(cwd, ["--concurrency", threads, "-f", "json", "--timing", ...argv]);
    const [one, several] = [on("1"), on("3")];
    expect(one.err).not.toContain("on other threads");
    expect(several.err).toMatch(/^rules .* ms on other threads$/m);
    expect(JSON.parse(one.out).length).toBeGreaterThan(count / 2);
    expect({ ...several, err: "" }).toEqual({ ...one, err: "" });
  });

  test("are each started once, even if Node.js preloads a module", () => {
    const cwd = manyDocuments(240);
    const loaded = join(cwd, "loaded.cjs");
    writeFileSync(loaded, 'require("node:fs").appendFileSync(__dirname + "/log", "loaded\\n");');
    spawnSync("node", ["--require", loaded, binary, "--concurrency", "2", "-f", "json"], { cwd });
    expect(readFileSync(join(cwd, "log"), "utf8")).toBe("loaded\n");
  });
});

describe("compiled code", () => {
  const name = `bundle-${process.version}-${process.arch}.cache`;
  const path = join(packageDirectory, "dist/cli", name);
  const kept = () => readdirSync(join(packageDirectory, "dist/cli")).filter((file) => file.includes(".cache"));
  const forget = () => kept().forEach((file) => rmSync(join(packageDirectory, "dist/cli", file)));

  test("is stored by the first run that checks something, only for this user, and later runs report the same", () => {
    const cwd = scratch({ "a.yaml": implicit(), "ssmlint.config.mjs": "export default { rules: {} };" });
    forget();
    ssmlint(cwd, ["--list-rules"]);
    expect(kept()).toEqual([]);
    const first = spawnSync("sh", ["-c", `umask 000; exec node ${binary}`], { cwd, encoding: "utf8" });
    expect(kept()).toEqual([name]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(first.status).toBe(1);
    expect(ssmlint(cwd, [])).toEqual({ code: 1, out: first.stdout, err: first.stderr });
  });

  test("that is damaged, truncated or of another Node.js is not used, and is replaced", () => {
    const cwd = scratch({ "a.yaml": implicit() });
    forget();
    const first = ssmlint(cwd, []);
    const bytes = readFileSync(path);
    const middle = bytes.length >> 1;
    const flipped = Buffer.from(bytes);
    flipped[middle]! ^= 0xff;
    for (const damaged of [Buffer.alloc(0), bytes.subarray(0, middle), flipped]) {
      writeFileSync(path, damaged);
      expect(ssmlint(cwd, [])).toEqual(first);
      expect(readFileSync(path).length).toBeGreaterThan(middle);
      expect(readFileSync(path)).not.toEqual(damaged);
    }
    forget();
  });

  test("of a bundle that has changed but has the same length is not used", () => {
    const cwd = scratch({ "a.yaml": implicit() });
    const bundle = join(packageDirectory, "dist/cli/bundle.cjs");
    const before = readFileSync(bundle, "latin1");
    const changed = before.replaceAll("✖", "✗").replaceAll(String.raw`\u2716`, String.raw`\u2717`);
    forget();
    expect(ssmlint(cwd, []).out).toContain("✖");
    try {
      writeFileSync(bundle, changed, "latin1");
      expect(statSync(bundle).size).toBe(before.length);
      expect(ssmlint(cwd, []).out).toContain("✗");
    } finally {
      writeFileSync(bundle, before, "latin1");
      forget();
    }
  });

  test("is not stored if the directory is read-only or the disk is full, without an error", () => {
    forget();
    const cwd = scratch({ "a.yaml": clean });
    chmodSync(cwd, 0o755);
    const small = spawnSync("bash", ["-c", `ulimit -f 100; exec node ${binary}`], { cwd, encoding: "utf8" });
    expect(small).toMatchObject({ status: 0, stderr: "" });
    expect(kept()).toEqual([]);
    if (process.getuid?.() !== 0) return;
    const argv = ["-u", "nobody", process.execPath, binary, "."];
    expect(spawnSync("sudo", argv, { cwd, encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
    expect(kept()).toEqual([]);
    // A file that another user left there.
    writeFileSync(path, "", { mode: 0o600 });
    expect(spawnSync("sudo", argv, { cwd, encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
    forget();
  });
});
