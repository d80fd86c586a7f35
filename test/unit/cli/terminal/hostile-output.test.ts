/** In no output does a terminal or a CI runner obey what a document, a name, a path or an exception contains. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { formats } from "../../../../src/cli/arguments/flags.ts";
import { safeJson, safeOutput, escapeUnsafe } from "../../../../src/cli/terminal/safe-text.ts";
import { SsmSourceCode } from "../../../../src/eslint/source-code.ts";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { unsafeIn } from "../../../support/safe-output.ts";
import { scratch } from "../../../support/scratch.ts";

const RUNS = 12;

/** Commands of CI runners and terminals, and text that could hide one, in any order. */
const hostile = fc
  .array(
    fc.constantFrom(
      "::set-output name=a::b",
      "::error::",
      "::",
      " ",
      "\u3000",
      "##[group]",
      "##vso[task.setvariable]",
      "#",
      "[",
      "\u001B[31m",
      "\u001B]0;title\u0007",
      "\u009B31m",
      "\u0085",
      "\r",
      "\n",
      "\r\n::warning::",
      "\u2028",
      "\u202E",
      "\u2066",
      "\u200E",
      "\u200F",
      "\u061C",
      "\b",
      "\u007F",
      "word",
      "%0A::",
      "long-word-".repeat(12),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(""));

/** Hostile text that is a possible file name. */
const name = hostile.map((text) => text.replaceAll("/", "_").slice(0, 60));

const document = (text: string) => {
  const quoted = JSON.stringify(text);
  return `# ssmlint-disable-next-line ${text.replaceAll(/[\r\n\u0085\u2028]/g, " ")} -- ${text.replaceAll(/[\r\n\u0085\u2028]/g, " ")}
schemaVersion: "2.2"
description: ${quoted}
parameters:
  ${quoted}: { type: ${quoted}, default: ${quoted} }
mainSteps:
  - action: aws:runShellScript
    name: ${quoted}
    ${quoted}: ${quoted}
    inputs:
      runCommand:
        - ${JSON.stringify(`aws s3 cp '${text.replaceAll("'", "")}' s3://b/a`)}
        - ${JSON.stringify(`export AWS_ACCESS_KEY_ID=$(curl -s 'http://169.254.169.254/${text.replaceAll("'", "")}' | grep ${JSON.stringify(text)})`)}
        - ${JSON.stringify(`${text}() { aws s3 ls '${text}'; }; ${text}`)}
        - aws s3 ls
  - action: aws:runShellScript
    name: ${quoted}
    inputs: { runCommand: ${quoted} }
`;
};

function hostileFiles(text: string, file: string): string {
  const cwd = scratch();
  mkdirSync(join(cwd, file), { recursive: true });
  writeFileSync(join(cwd, file, `${file}.yaml`), document(text));
  writeFileSync(
    join(cwd, `${file}.broken.yaml`),
    `schemaVersion: "2.2"\nmainSteps: [ ${JSON.stringify(text)} : ${text}`,
  );
  writeFileSync(join(cwd, `${file}.json`), JSON.stringify({ schemaVersion: "2.2", mainSteps: [{ name: text }] }));
  writeFileSync(join(cwd, `${file}.utf16.yaml`), Buffer.from(`\uFEFF${document(text)}`, "utf16le"));
  return cwd;
}

const terminal = fc.record({ isTerminal: fc.boolean(), columns: fc.integer({ min: 20, max: 100 }) });

function check({ out, err }: { out: string; err: string }, what: object, about: string): void {
  expect(unsafeIn(out, what), about).toBeUndefined();
  // A slow run shows its progress on a line that it removes.
  expect(unsafeIn(err.replaceAll("\u001B[2K", ""), what), about).toBeUndefined();
}

/** Colored output is safe, and all colors are ssmlint's own: without its color codes it equals the output of a run without color. */
async function checkColors(cwd: string, argv: readonly string[], columns: number): Promise<void> {
  const colored = await ssmlint(cwd, argv, { isTerminal: true, columns });
  check(colored, { colored: true }, "colours");
  const plain = await ssmlint(cwd, [...argv, "--no-color"], { isTerminal: true, columns });
  check(plain, {}, "no colours");
  // oxlint-disable-next-line no-control-regex
  expect(colored.out.replaceAll(/\u001B\[\d+m/g, "")).toBe(plain.out);
}

describe("a run over hostile documents with hostile names", () => {
  test.each(formats)("%s", async (format) => {
    await fc.assert(
      fc.asyncProperty(hostile, name, terminal, async (text, file, given) => {
        const cwd = hostileFiles(text, file);
        const other = formats.find((one) => one !== format)!;
        const commands = format === "github";
        check(
          await ssmlint(cwd, ["-f", format, "-f", `${other}=x/report`], given),
          { commands, colored: given.isTerminal && format === "pretty" },
          format,
        );
        if (format === "pretty") await checkColors(cwd, [], given.columns);
      }),
      { numRuns: RUNS },
    );
  });

  test("reports in files", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, name, async (text, file) => {
        const cwd = hostileFiles(text, file);
        const files = formats.flatMap((format) => ["-f", `${format}=reports/${format}`]);
        await ssmlint(cwd, [...files, "."]);
        for (const format of readdirSync(join(cwd, "reports"))) {
          const report = readFileSync(join(cwd, "reports", format), "utf8");
          expect(unsafeIn(report, { commands: format === "github" }), format).toBeUndefined();
        }
      }),
      { numRuns: RUNS },
    );
  });

  test("traces", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, name, async (text, file) => {
        const cwd = hostileFiles(text, file);
        const path = join(file, `${file}.yaml`);
        for (const format of ["pretty", "json"]) check(await ssmlint(cwd, ["trace", "-f", format, path]), {}, format);
        await checkColors(cwd, ["trace", path], 40);
      }),
      { numRuns: RUNS },
    );
  });

  test("patches, baselines, fixes", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, name, async (text, file) => {
        const cwd = hostileFiles(text, file);
        const rule = ["--rule", "explicit-aws-credentials: [error, { credentials: instance-role }]"];
        check(await ssmlint(cwd, ["--fix-dry-run", ...rule]), {}, "dry run");
        check(await ssmlint(cwd, ["--suppress-all", "--baseline", `${file}.base`]), {}, "suppress");
        check(await ssmlint(cwd, ["--fix", ...rule]), {}, "fix");
        check(await ssmlint(cwd, ["--baseline", `${file}.base`]), {}, "baseline");
        writeFileSync(join(cwd, `${file}.base`), text);
        check(await ssmlint(cwd, ["--baseline", `${file}.base`]), {}, "broken baseline");
      }),
      { numRuns: RUNS },
    );
  });
});

test("errors and output that repeat their arguments", async () => {
  await fc.assert(
    fc.asyncProperty(hostile, name, async (text, file) => {
      const cwd = scratch({ "a.yaml": "a: 1" });
      const given = [
        [`--${text}`],
        ["--format", text],
        ["--format", `json=${text}/x/y`, "a.yaml"],
        ["--explain", text],
        ["--rule", text],
        ["--rule", `${JSON.stringify(text)}: ${text}`],
        ["--rule", `{${JSON.stringify(text)}: ${JSON.stringify(text)}}`],
        ["--config", text],
        ["--completion", text],
        ["--max-warnings", text],
        ["--baseline", text],
        ["--print-config", text],
        [text],
        [`${text}*`],
        ["-", "--stdin-filename", text],
      ];
      for (const argv of given) check(await ssmlint(cwd, argv, { input: document(text) }), {}, JSON.stringify(argv));
      const configs = {
        ".ssmlintrc.yaml": `${JSON.stringify(text)}: 1\nextends: ${JSON.stringify(text)}\nrules: { ${JSON.stringify(text)}: ${JSON.stringify(text)} }`,
        ".ssmlintrc.json": `{ ${text}`,
        "ssmlint.config.yaml": `ignores: [ ${JSON.stringify(text)} ]`,
        "ssmlint.config.mjs": `throw new Error(${JSON.stringify(text)})`,
      };
      for (const [place, content] of Object.entries(configs)) {
        const below = scratch();
        const directory = join(below, file);
        mkdirSync(dirname(join(directory, place)), { recursive: true });
        writeFileSync(join(directory, place), content);
        check(await ssmlint(directory, ["--print-config"]), {}, place);
      }
    }),
    { numRuns: RUNS },
  );
});

test("the message of an exception", async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      const traverse = vi.spyOn(SsmSourceCode.prototype, "traverse").mockImplementation(() => {
        throw new Error(text);
      });
      try {
        check(await ssmlint(hostileFiles("word", "a"), []), {}, "exception");
      } finally {
        traverse.mockRestore();
      }
    }),
    { numRuns: RUNS },
  );
});

describe("the sanitizer", () => {
  const any = fc.oneof(hostile, fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));

  test("removes everything unsafe and is idempotent", () => {
    fc.assert(
      fc.property(any, fc.boolean(), (text, colored) => {
        const safe = safeOutput(text, { colored });
        expect(unsafeIn(safe, { colored })).toBeUndefined();
        expect(safeOutput(safe, { colored })).toBe(safe);
      }),
      { numRuns: 2000 },
    );
  });

  test("keeps the length, so that columns stay aligned", () => {
    fc.assert(fc.property(any, (text) => escapeUnsafe(text).length === text.length));
  });

  test("changes no value of JSON", () => {
    fc.assert(
      fc.property(any, (text) => {
        const json = safeJson(JSON.stringify({ [text]: text }));
        expect(unsafeIn(json)).toBeUndefined();
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ [text]: text })));
      }),
      { numRuns: 1000 },
    );
  });

  test("is tested against text that the checker recognizes as unsafe", () => {
    for (const text of ["  ::error::", "a ##[group]", "\u001B[2J", "a\r::x", "\u202E"])
      expect(unsafeIn(text)).toBeDefined();
  });
});
