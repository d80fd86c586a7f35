import { run } from "../../src/cli/run.ts";

export interface Spoken {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process, in a directory, with a text on stdin. Colors are off unless `env` turns them on. */
export async function ssmlint(
  cwd: string,
  argv: readonly string[],
  given: { input?: string | Buffer; env?: Record<string, string>; isTerminal?: boolean; columns?: number } = {},
): Promise<Spoken> {
  let out = "";
  let err = "";
  const code = await run(argv, {
    cwd,
    env: given.env ?? {},
    stdoutIsTerminal: given.isTerminal ?? false,
    stderrIsTerminal: given.isTerminal ?? false,
    columns: given.columns,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    readInput: () => Buffer.from(given.input ?? ""),
  });
  return { code, out, err };
}
