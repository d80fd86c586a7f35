/** Which characters of a value the first of two shells does not hand on to the second unchanged. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { charactersLost } from "../../../src/analysis/injection/rereading/characters-lost.ts";
import type { PasteContext } from "../../../src/analysis/injection/scanner/paste-context.ts";

/** Some of the values redirect output to a file. */
const directory = mkdtempSync(join(tmpdir(), "characters-lost-"));

afterAll(() => rmSync(directory, { recursive: true }));

/** Printable ASCII and the line break. The space separates words, which the second shell reads as one text again. */
const CHARACTERS = ["\n", ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))];

/** Whether what dash prints is the value. */
function isHandedOn(script: (value: string) => string, value: string): boolean {
  const { stdout } = spawnSync("dash", ["-c", script(value)], {
    cwd: directory,
    encoding: "utf8",
    timeout: 10_000,
  });
  return stdout === value;
}

const PRINT = `sh -c 'printf %s "$*"' _`;

type Case = readonly [string, Pick<PasteContext, "hereDocument" | "quoting">, (value: string) => string];

const CASES: readonly Case[] = [
  ["in single quotes", { quoting: "single" }, (value) => `printf %s '${value}'`],
  ["in double quotes", { quoting: "double" }, (value) => `printf %s "${value}"`],
  ["in a word", { quoting: "word" }, (value) => `${PRINT} ${value}`],
  [
    "in a here-document",
    { quoting: "here-document", hereDocument: { expands: true } as PasteContext["hereDocument"] },
    (value) => `X=$(cat <<E\n${value}\nE\n)\nprintf %s "$X"`,
  ],
  [
    "in a here-document with a quoted delimiter",
    { quoting: "here-document", hereDocument: { expands: false } as PasteContext["hereDocument"] },
    (value) => `head -c -1 <<'E'\n${value}\nE`,
  ],
];

describe("characters that a value loses before it is parsed again", () => {
  it.each(CASES)("%s", (_, context, script) => {
    const lost = charactersLost(context as PasteContext, "eval");
    // A backslash is lost before certain characters only: also before itself.
    const changed = CHARACTERS.filter((one) => !isHandedOn(script, `a${one}${one === "\\" ? one : ""}b`));
    expect(changed).toEqual(CHARACTERS.filter((one) => lost?.test(one) === true));
  });
});
