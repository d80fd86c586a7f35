/** Runs many command lines of real tools in few processes. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ToolResult } from "../../src/programs/text/tool/tool.ts";

export interface Case {
  readonly argv: readonly string[];
  readonly stdin: string;
}

export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** What the real tools print for each case. Equal cases run once. */
export function runReal(cases: readonly Case[]): ToolResult[] {
  const keys = cases.map((one) => JSON.stringify(one));
  const different = new Map(cases.map((one, index) => [keys[index]!, one]));
  const all = runCode([...different.values()].map(({ argv, stdin }) => ({ code: argv.map(quote).join(" "), stdin })));
  const results = new Map([...different.keys()].map((key, index) => [key, all[index]!]));
  return keys.map((key) => results.get(key)!);
}

/** What bash prints for each pipeline. */
export function runCode(cases: readonly { readonly code: string; readonly stdin: string }[]): ToolResult[] {
  const folder = mkdtempSync(join(tmpdir(), "ssmlint-tools-"));
  const files = new Map<string, number>();
  try {
    const lines = cases.map(({ code, stdin }) => {
      const file = files.get(stdin) ?? files.size;
      if (!files.has(stdin)) {
        files.set(stdin, file);
        writeFileSync(join(folder, String(file)), stdin);
      }
      return `{ ${code}; } < ${file} 2>/dev/null; printf '\\0%s\\0' "$?"`;
    });
    const { stdout } = spawnSync("bash", ["-s"], {
      // A limit on processor time stops endless loops. Starting `timeout` for each case would take as long as the tool.
      input: ["ulimit -t 20", ...lines].join("\n"),
      cwd: folder,
      env: { PATH: "/usr/bin:/bin", LC_ALL: "C" },
      maxBuffer: 1 << 28,
      encoding: "latin1",
    });
    const parts = stdout.split("\0");
    return cases.map((_, index) => ({ stdout: parts[2 * index]!, success: parts[2 * index + 1] === "0" }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
