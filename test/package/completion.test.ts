import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { flags } from "../../src/cli/arguments/flags.ts";
import { completionScript } from "../../src/cli/commands/completion.ts";
import { scratch } from "../support/scratch.ts";

describe("completion", () => {
  const complete = (line: readonly string[]): string[] => {
    const directory = scratch();
    const file = join(directory, "completion.bash");
    writeFileSync(file, completionScript("bash", ["require-imdsv2", "no-syntax-error"]));
    const words = line.map((word) => `'${word}'`).join(" ");
    const script = `. ${file}; COMP_WORDS=(${words}); COMP_CWORD=${line.length - 1}; _ssmlint; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync("bash", ["-c", script], { cwd: directory, encoding: "utf8" }).trim().split("\n");
  };

  test("a real bash completes options, formats and rules", () => {
    expect(complete(["ssmlint", "--fix"])).toEqual(["--fix", "--fix-suggestions", "--fix-dry-run"]);
    expect(complete(["ssmlint", "--format", "s"])).toEqual(["sarif"]);
    expect(complete(["ssmlint", "--explain", "req"])).toEqual(["require-imdsv2"]);
  });

  test("the scripts for all shells contain every option", () => {
    for (const shell of ["bash", "zsh", "fish"]) {
      const text = completionScript(shell, []);
      for (const { name } of flags) expect(text, shell).toContain(shell === "fish" ? `-l ${name}` : `--${name}`);
    }
  });
});
