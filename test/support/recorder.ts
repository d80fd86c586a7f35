/** Real program starts: runs command lines that end with a recording program, and returns how that program was started. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Started {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface CommandLine {
  readonly words: readonly string[];
  readonly stdin?: string | undefined;
}

/** The variables that the recording program logs. */
export const watched = ["A", "B", "C", "HOME"] as const;

/** The exported variables of each command line. */
export const exported: Readonly<Record<string, string>> = { A: "a", B: "b b", HOME: "/caller" };

export function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** Creates a directory with the recording program. `rec` is the path of the program. */
export function createRecorder(): {
  readonly rec: string;
  readonly directory: string;
  record(lines: readonly CommandLine[]): Started[][];
  remove(): void;
} {
  const directory = mkdtempSync(join(tmpdir(), "recorder-"));
  chmodSync(directory, 0o755);
  const rec = join(directory, "rec");
  const log = join(directory, "log");
  const environment = watched.map((name) => `"\${${name}-\\unset}"`).join(" ");
  writeFileSync(
    rec,
    `#!/bin/sh\nprintf '%s\\037' "$#" "$@" >> ${log}\nprintf '\\036' >> ${log}\nprintf '%s\\037' ${environment} >> ${log}\nprintf '\\035' >> ${log}\n`,
  );
  chmodSync(rec, 0o755);
  return {
    rec,
    directory,
    record(lines) {
      const script = lines.map(({ words, stdin }, index) => {
        const input = join(directory, `in.${index}`);
        writeFileSync(input, stdin ?? "");
        return `${words.map(quoted).join(" ")} < ${input} > /dev/null 2>&1; printf '\\034' >> ${log}`;
      });
      const exports = Object.entries(exported).map(([name, value]) => `export ${name}=${quoted(value)}`);
      writeFileSync(log, "");
      // Some command lines start the program as another user.
      chmodSync(log, 0o666);
      writeFileSync(join(directory, "all"), [...exports, ...script].join("\n"));
      spawnSync("bash", [join(directory, "all")], {
        cwd: directory,
        timeout: 50_000,
        // Other editors wait for an answer.
        env: { PATH: process.env["PATH"], SUDO_EDITOR: "true" },
      });
      const logged = readFileSync(log, "utf8").split("\u001C");
      return lines.map((_, index) => readLog(logged[index] as string));
    },
    remove() {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function readLog(text: string): Started[] {
  const records = text.split("\u001D").slice(0, -1);
  return records.map((record) => {
    const [argv, values] = record.split("\u001E") as [string, string];
    const found = fields(values);
    const environment = Object.fromEntries(
      watched.map((name, index) => [name, found[index] === "\\unset" ? undefined : found[index]]),
    );
    return { argv: fields(argv).slice(1), environment };
  });
}

function fields(text: string): string[] {
  return text.split("\u001F").slice(0, -1);
}
