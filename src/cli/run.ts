/** The command line as a function: arguments in, exit code out. */
import { parseArguments } from "./arguments/parse.ts";
import type { Arguments } from "./arguments/arguments.ts";
import { lintFiles } from "./commands/lint.ts";
import type { ExitCode } from "./commands/report-run.ts";
import { exceptionText, Failure } from "./support/failure.ts";
import type { Threaded } from "./lint/worker-pool.ts";
import { Timing } from "./lint/timing.ts";
import { escapeUnsafe, visibleLine } from "./terminal/safe-text.ts";
import { guardTerminal, type RawTerminal, type Terminal } from "./terminal/terminal.ts";

/** Runs ssmlint. Never throws: an error is printed to stderr, and the exit code is 2. */
export async function run(
  argv: readonly string[],
  raw: RawTerminal & Threaded,
  timing: Timing = new Timing(),
): Promise<ExitCode> {
  const terminal = guardTerminal(raw);
  try {
    const args = parseArguments(argv);
    const code = (await answer(args, terminal, timing)) ?? (await lintFiles(args, terminal, timing));
    if (args.timing) terminal.err(timing.report());
    return code;
  } catch (error) {
    terminal.status(undefined);
    if (error instanceof Failure) {
      const lines = escapeUnsafe(error.message).split("\n");
      terminal.err(lines.map((line) => `ssmlint: ${line}\n`).join(""));
    } else {
      const text = exceptionText(error);
      terminal.err(`ssmlint: This is a bug in ssmlint. Please report it with the command line: ${visibleLine(text)}\n`);
    }
    return 2;
  }
}

/** Runs a command that checks no files, such as `--help`; `undefined` if none was requested. */
async function answer(args: Arguments, terminal: Terminal, timing: Timing): Promise<ExitCode | undefined> {
  if (args.help) {
    const { helpText } = await import("./arguments/help.ts");
    terminal.out(helpText());
    return 0;
  }
  if (args.version) {
    const { packageInfo } = await import("../package-info.ts");
    terminal.out(`${packageInfo.version}\n`);
    return 0;
  }
  if (args.init) return (await import("./commands/init.ts")).init(terminal);
  if (args.printConfig) return (await import("./commands/print-config.ts")).printConfig(args, terminal);
  if (args.explain !== undefined) return (await import("./commands/explain.ts")).explain(args.explain, args, terminal);
  if (args.trace) return (await import("./commands/trace.ts")).trace(args, terminal);
  if (args.merge) return (await import("./commands/merge.ts")).merge(args, terminal, timing);
  if (args.listRules) return (await import("./commands/list-rules.ts")).listRules(args, terminal);
  if (args.completion !== undefined) {
    const { completionScript } = await import("./commands/completion.ts");
    const { loadPlugin } = await import("./config/plugin.ts");
    terminal.out(completionScript(args.completion, Object.keys((await loadPlugin()).rules)));
    return 0;
  }
  return undefined;
}
