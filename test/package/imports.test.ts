/** `npm run imports` detects each kind of import, including type imports. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";

/** The violations of this repository's import rules by these files, one line for each. */
function checked(files: Readonly<Record<string, string>>): readonly string[] {
  const directory = mkdtempSync(join(tmpdir(), "imports-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
    const { stdout } = spawnSync(
      process.execPath,
      [
        resolve("node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
        "--config",
        resolve(".dependency-cruiser.mjs"),
        "src",
      ],
      { cwd: directory, encoding: "utf8" },
    );
    return stdout.split("\n").flatMap((line) => /^ {2}error (.*)/.exec(line)?.[1] ?? []);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const VALUE = "export type Value = string;\nexport const value = 1;\n";
const CIRCLE = ["a", "b"].map((name, index) => [
  `${name}.ts`,
  `import type { T } from "./${"ba"[index]}.ts";\nexport interface T${name} { readonly other?: T }\nexport type { T };\n`,
]);
const circleIn = (name: string) => Object.fromEntries(CIRCLE.map(([file, text]) => [`${name}/${file}`, text!]));

test("a package can import from packages before it in the list, and cyclically within itself if that is permitted", () => {
  const found = checked({
    "src/shell/model/value.ts": VALUE,
    "src/shell/values/names.ts": 'import type { Value } from "../model/value.ts";\nexport const name: Value = "";\n',
    ...circleIn("src/shell/model"),
  });
  expect(found).toEqual([]);
});

test("all other imports are errors", () => {
  const above = "src/shell/model imports only from what is listed before it";
  const ways = {
    value: 'import { value } from "../values/value.ts";\nexport const x = value;\n',
    type: 'import type { Value } from "../values/value.ts";\nexport const x: Value = "";\n',
    among: 'import { type Value } from "../values/value.ts";\nexport const x: Value = "";\n',
    again: 'export type { Value } from "../values/value.ts";\n',
    later: 'export const x = () => import("../values/value.ts");\n',
  };
  const found = checked({
    "src/shell/values/value.ts": VALUE,
    ...Object.fromEntries(Object.entries(ways).map(([name, text]) => [`src/shell/model/${name}.ts`, text])),
    ...circleIn("src/shell/state"),
    "src/document/model/value.ts": VALUE,
    "src/shell/syntax/x.ts": 'import { value } from "../../document/model/value.ts";\nexport const x = value;\n',
    "src/shell/utils/x.ts": 'import { value } from "../values/value.ts";\nexport const x = value;\n',
  });
  expect(found.map((one) => one.replace(/ → $/, "")).toSorted()).toEqual(
    [
      ...Object.keys(ways).map((name) => `${above}: src/shell/model/${name}.ts → src/shell/values/value.ts`),
      "no circle: src/shell/state/a.ts",
      "src/shell knows nothing of src/document: src/shell/syntax/x.ts → src/document/model/value.ts",
      "src/document is seen by its index.ts alone: src/shell/syntax/x.ts → src/document/model/value.ts",
      "every file is in a package that is listed: src/shell/utils/x.ts → src/shell/values/value.ts",
    ].toSorted(),
  );
});
