/** What programs print of their arguments and of their environment: `env`, `/bin/echo`, `curl -v`. Only this analysis needs that. */
import { programs } from "../../../programs/table.ts";
import { isXargsVerbose } from "../../../programs/wrappers/xargs.ts";
import { joinStrings, leadingText } from "../../../programs/argv/argument.ts";
import { readAwsCommandLine } from "../../../programs/aws/command-line.ts";
import { readsRemoteCode, remoteCode } from "../../../programs/remote/ssh.ts";
import {
  type Effect,
  type EnvironmentChange,
  type ProgramModel,
  type ProgramTable,
  type AbstractString,
  type Piece,
  type Run,
  madeFrom,
  stringOf,
} from "../../../shell/index.ts";
import { writtenOutput } from "./output-files.ts";
import { env, printenv, readsEnvironment } from "./environment-listings.ts";
import { PRINTS_INPUT } from "./passing-programs.ts";
import { diagnostics, outputOf } from "./printed-effects.ts";
import { curl, wget } from "./verbose-http-clients.ts";

const echo: ProgramModel = (run) => [
  {
    kind: "output",
    value: [
      ...joinStrings(
        run.argv.slice(1).map(({ value }) => value),
        " ",
      ),
      ...stringOf("\n"),
    ],
  },
];

/** `--debug` shows everything that is sent, and the answer. */
const aws: ProgramModel = (run, recorded) => {
  if (!readAwsCommandLine(run.argv).options.has("debug")) return [];
  return diagnostics([...run.argv.slice(1).map(({ value }) => value), outputOf(recorded)]);
};

/** `logger -s` also prints what it logs to stderr. */
const logger: ProgramModel = (run) => {
  const words = run.argv.slice(1).map(({ value }) => leadingText(value));
  if (!words.some((word) => /^-[^\Ws]*s\w*$|^--stderr$/.test(word))) return [];
  return diagnostics([...run.argv.slice(1).map(({ value }) => value), ...(run.stdin === undefined ? [] : [run.stdin])]);
};

/** ssh prints what the remote shell prints, which has no variable of this one. */
const ssh: ProgramModel = ({ argv, stdin }) => {
  const isRead = readsRemoteCode(argv);
  const from = isRead ? undefined : remoteCode(argv);
  const code = isRead ? stdin : from?.value;
  const environment: EnvironmentChange = { keepOnly: [], by: "other", isRemote: true };
  return code === undefined ? [] : [{ kind: "shell", code, from, interpreter: "bash", args: [], environment }];
};

/** What programs print beyond what their models for all analyses return. */
const PRINTED: ReadonlyMap<string, ProgramModel> = new Map([
  ["aws", aws],
  ["cat", readsEnvironment],
  ["curl", curl],
  ["echo", echo],
  ["env", env],
  ["logger", logger],
  ["printenv", printenv],
  ["printf", echo],
  ["ssh", ssh],
  ["strings", readsEnvironment],
  ["wget", wget],
]);

/** What xargs passes to a program comes from its input, or is unknown. */
function fromInput(effects: readonly Effect[], stdin: AbstractString): readonly Effect[] {
  return effects.map((effect) =>
    effect.kind === "start"
      ? {
          ...effect,
          argv: effect.argv.map((word) => ({ ...word, value: word.value.map((piece) => madeOf(piece, stdin)) })),
        }
      : effect,
  );
}

/** `xargs -t` prints the commands. */
function xargsMessages(run: Run, effects: readonly Effect[]): readonly Effect[] {
  if (!isXargsVerbose(run)) return [];
  return diagnostics(
    effects.flatMap((effect) =>
      effect.kind !== "start"
        ? []
        : [
            joinStrings(
              effect.argv.map(({ value }) => value),
              " ",
            ),
          ],
    ),
  );
}

function madeOf(piece: Piece, stdin: AbstractString): Piece {
  if (piece.kind !== "unknown" || piece.from !== undefined || piece.reason === "placeholder") return piece;
  return { ...piece, from: madeFrom([stdin]).from };
}

/** The programs that ssmlint models, with what they print of their arguments and environment. */
export const printingPrograms: ProgramTable = (name) => {
  const model = programs(name);
  const own = PRINTED.get(name);
  if (name === "xargs")
    return (run, recorded) => {
      const effects = fromInput(model?.(run, recorded) ?? [], run.stdin ?? []);
      return [...xargsMessages(run, effects), ...effects];
    };
  if (own === undefined) {
    if (!PRINTS_INPUT.has(name)) return model;
    return (run, recorded) => [...(model?.(run, recorded) ?? []), ...writtenOutput(run, recorded)];
  }
  return (run, recorded) => {
    const effects = model?.(run, recorded) ?? [];
    // A wrapper prints only what its program prints.
    if (effects.some(({ kind }) => kind === "start" || kind === "shell")) return effects;
    return [...effects, ...own(run, recorded)];
  };
};
