/** Finds code that is run elsewhere or later: by another host's shell, by `at`, by `cron`, and at the next system start. */
import { readsRemoteCode, remoteCode } from "../../../programs/remote/ssh.ts";
import { atSyntax } from "../../../programs/wrappers/at.ts";
import { parseOptions, type OptionSyntax } from "../../../programs/argv/getopt.ts";
import {
  type InterpretedText,
  type Invocation,
  type Run,
  knownText,
  type AbstractString,
  type Piece,
  cutText,
  splitLines,
} from "../../../shell/index.ts";
import type { CronTable } from "../scanner/paste-context.ts";

export interface CodeForLater {
  /** The program that reads the code. */
  readonly by: string;
  /** Whether the code has the variables of the script: `at` keeps them (at(1)). */
  readonly keepsEnvironment: boolean;
  readonly code: InterpretedText;
  /** If set, each line of the code is the command of a cron job. */
  readonly table?: CronTable;
}

/** Crontab files, with or without a user in each line. */
const TABLE = /^\/etc\/(?:cron\.d\/[\w.-]+|crontab)$|^\/var\/spool\/cron\//;
const WITH_USER = /^\/etc\//;
/** Scripts that are run by cron or at system start. */
const SCRIPT =
  /^\/etc\/(?:cron\.(?:hourly|daily|weekly|monthly)\/|rc(?:\.d\/rc)?\.local$|init\.d\/|profile\.d\/.*\.sh$)/;

export function codeForLater(
  interpreted: readonly InterpretedText[],
  invocations: readonly Invocation[],
): readonly CodeForLater[] {
  return [
    ...interpreted.flatMap((text) => (text.as === "file" ? inFile(text.file ?? "", text) : [])),
    ...invocations.flatMap(startedBy),
  ];
}

function startedBy(invocation: Invocation): readonly CodeForLater[] {
  const { argumentsSpan, command, program, runs } = invocation;
  const as = (by: string, value: AbstractString | undefined): readonly CodeForLater[] =>
    value === undefined
      ? []
      : [
          {
            by,
            keepsEnvironment: by === "at" || by === "batch",
            code: { as: "script", value, isSplit: false, command, ...argumentsSpan },
          },
        ];
  switch (program) {
    case "ssh":
      return runs.flatMap(({ argv, stdin }) => as("ssh", readsRemoteCode(argv) ? stdin : remoteCode(argv)?.value));
    case "at":
    case "batch":
      return runs.flatMap((run) => as(program, inputOf(run, atSyntax)));
    case "crontab":
      return runs.flatMap((run) => {
        const table = inputOf(run, CRONTAB);
        return table === undefined
          ? []
          : as("cron", commandsIn(table, "own")).map((one): CodeForLater => ({ ...one, table: "own" }));
      });
    case "tee":
      return runs.flatMap(({ argv, stdin }) =>
        argv.slice(1).flatMap(({ value }) => {
          const [written] = as("", stdin);
          return written === undefined ? [] : inFile(knownText(value) ?? "", written.code);
        }),
      );
    default:
      return [];
  }
}

/** `crontab(1)`: the file name is the operand. */
const CRONTAB: OptionSyntax = { short: "u:lrein:T", long: {} };

/** What the program reads: a file that the script has written, or stdin. */
function inputOf(run: Run, syntax: OptionSyntax): AbstractString | undefined {
  const parsed = parseOptions(run.argv.slice(1), syntax);
  if (parsed === undefined) return undefined;
  const named = syntax === CRONTAB ? parsed.operands.at(-1) : parsed.options.find(({ name }) => name === "f")?.value;
  if (named === undefined) return run.stdin;
  const name = knownText(named.value);
  return name === "-" ? run.stdin : name === undefined ? undefined : run.file(name);
}

function inFile(file: string, text: InterpretedText): readonly CodeForLater[] {
  const code: InterpretedText = { ...text, as: "script" };
  if (SCRIPT.test(file))
    return [{ by: file.startsWith("/etc/cron") ? "cron" : "the system", keepsEnvironment: false, code }];
  if (!TABLE.test(file)) return [];
  const table = WITH_USER.test(file) ? "with-user" : "own";
  const value = commandsIn(text.value, table);
  return value === undefined ? [] : [{ by: "cron", keepsEnvironment: false, code: { ...code, value }, table }];
}

const LINE_BREAK: Piece = { kind: "text", text: "\n" };

/** The schedule of a cron job. */
const TIMES = /^[ \t]*(?:@\w+|(?:[\w*/,?~-]+[ \t]+){4}[\w*/,?~-]+)[ \t]+/;
const USER = /^[\w.-]+[ \t]+/;

/** The commands in a crontab whose schedules are known, one on each line; `undefined` if there are none. */
function commandsIn(text: AbstractString, table: CronTable): AbstractString | undefined {
  const commands = linesOf(text).flatMap(([first, ...rest]): readonly Piece[] => {
    if (first?.kind !== "text") return [];
    const times = TIMES.exec(first.text)?.[0];
    if (times === undefined) return [];
    const user = table === "with-user" ? USER.exec(first.text.slice(times.length))?.[0] : "";
    return user === undefined ? [] : [cutText(first, times.length + user.length), ...rest, LINE_BREAK];
  });
  return commands.length === 0 ? undefined : commands;
}

/** The lines of a text. A new line begins after a program's output. */
function linesOf(text: AbstractString): readonly AbstractString[] {
  return splitLines(text.map((piece) => (piece.kind === "output" ? LINE_BREAK : piece)));
}
