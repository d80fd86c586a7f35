/** What programs print of their arguments and of their environment: `env`, `/bin/echo`, `curl -v`. Only this analysis needs that. */
import { programs } from "../../programs/table.ts";
import { leadingText } from "../../programs/argv/argument.ts";
import { curlLetter, curlOption } from "../../programs/http/curl/options.ts";
import { readAwsCommandLine } from "../../programs/aws/command-line.ts";
import {
  type Argument,
  type Run,
  type Effect,
  type ProgramModel,
  type ProgramTable,
  knownText,
  outline,
  type AbstractString,
  type Piece,
  madeFrom,
} from "../../shell/index.ts";

/** The maximum number of variables in one listing. */
const MOST_VARIABLES = 200;

const text = (value: string): AbstractString => [{ kind: "text", text: value }];

function joined(values: readonly AbstractString[], between: string): AbstractString {
  const pieces: Piece[] = [];
  values.forEach((value, index) => {
    if (index > 0) pieces.push({ kind: "text", text: between });
    pieces.push(...value);
  });
  return pieces;
}

function diagnostics(values: readonly AbstractString[]): Effect[] {
  return values.length === 0 ? [] : [{ kind: "diagnostics", value: [...joined(values, "\n"), ...text("\n")] }];
}

/** Returns `NAME=value` for each exported variable that the script has set, including those with unknown names. */
function environmentOf(
  run: Run,
  isListed: (name: string) => boolean,
  hasUnnamed: boolean = true,
): readonly AbstractString[] {
  const lines: AbstractString[] = [];
  for (const name of run.environment.names()) {
    if (lines.length >= MOST_VARIABLES) break;
    if (!isListed(name)) continue;
    for (const one of run.environment.get(name))
      if (one.state === "set" && one.exported && one.array === undefined)
        lines.push([...text(`${name}=`), ...one.value]);
  }
  for (const one of run.environment.others())
    if (hasUnnamed && one.state === "unknown" && one.words !== undefined) lines.push(one.words);
  return lines;
}

const env: ProgramModel = (run) => {
  const args = run.argv.slice(1);
  const words = args.map(({ value }) => leadingText(value));
  if (words.some((word) => word.startsWith("--help") || word === "--version")) return [];
  const own = args.filter((_, index) => /^[A-Za-z_]\w*=/.test(words[index]!)).map(({ value }) => value);
  const isEmpty = words.some((word) => /^-(?:\w*i\w*)?$|^--ignore-environment$/.test(word));
  const removed = new Set(
    words.flatMap((word, index) => {
      if (/^-\w*u$|^--unset$/.test(words[index - 1] ?? "")) return [word];
      const attached = /^(?:-u|--unset=)(.+)$/.exec(word)?.[1];
      return attached === undefined ? [] : [attached];
    }),
  );
  const all = isEmpty ? own : [...environmentOf(run, (name) => !removed.has(name)), ...own];
  const end = words.some((word) => /^-\w*0|^--null$/.test(word)) ? "\0" : "\n";
  return [{ kind: "output", value: all.flatMap((line) => [...line, ...text(end)]) }];
};

const printenv: ProgramModel = (run) => {
  const names = run.argv.slice(1).flatMap(({ value }) => {
    const word = knownText(value);
    return word === undefined || word.startsWith("-") ? [] : [word];
  });
  if (run.argv.length > 1 && names.length === 0 && !/^(?:-0|--null)$/.test(knownText(run.argv[1]!.value) ?? ""))
    return [];
  const all = environmentOf(run, (name) => names.length === 0 || names.includes(name), names.length === 0);
  const lines = names.length === 0 ? all : all.map((line) => line.slice(1));
  return [{ kind: "output", value: lines.flatMap((line) => [...line, ...text("\n")]) }];
};

const echo: ProgramModel = (run) => [
  {
    kind: "output",
    value: [
      ...joined(
        run.argv.slice(1).map(({ value }) => value),
        " ",
      ),
      ...text("\n"),
    ],
  },
];

/** Files from which a process reads its own environment, or the shell's. */
const ENVIRON = /^\/proc\/(?:self|\d+|\uFFFC)\/environ$/;

const readsEnvironment: ProgramModel = (run) =>
  run.argv.slice(1).some(({ value }) => ENVIRON.test(outline(value)))
    ? [{ kind: "output", value: environmentOf(run, () => true).flatMap((line) => [...line, ...text("\n")]) }]
    : [];

/** Options whose values curl -v shows, because they become lines of the request. */
const SHOWN = new Set([
  "header",
  "proxy-header",
  "cookie",
  "user-agent",
  "referer",
  "oauth2-bearer",
  "user",
  "proxy-user",
]);
const BODIES = new Set([
  "data",
  "data-ascii",
  "data-binary",
  "data-raw",
  "data-urlencode",
  "json",
  "form",
  "form-string",
]);

interface CurlWords {
  readonly shown: AbstractString[];
  readonly bodies: AbstractString[];
  readonly urls: AbstractString[];
  verbose: boolean;
  /** The file for everything that is sent: `-` is stdout, `%` stderr. */
  trace: AbstractString | undefined;
  writeOut: AbstractString | undefined;
}

function curlWords(args: readonly Argument[]): CurlWords {
  const found: CurlWords = { shown: [], bodies: [], urls: [], verbose: false, trace: undefined, writeOut: undefined };
  const apply = (name: string, isReversed: boolean, value: AbstractString | undefined): void => {
    if (name === "verbose") found.verbose = !isReversed;
    if (value === undefined) return;
    if (SHOWN.has(name)) found.shown.push(value);
    if (BODIES.has(name)) found.bodies.push(value);
    if (name === "trace" || name === "trace-ascii") found.trace = value;
    if (name === "url" || name === "url-query") found.urls.push(value);
    if (name === "write-out") found.writeOut = value;
  };
  for (let index = 0; index < args.length; index++) {
    const { value } = args[index]!;
    const lead = leadingText(value);
    if (lead.startsWith("--")) {
      const option = curlOption(lead.slice(2).replace(/^expand-/, ""));
      if (option?.takesValue === true) apply(option.name, false, args[++index]?.value);
      else if (option !== undefined) apply(option.name, option.reversed, undefined);
    } else if (lead.startsWith("-") && lead !== "-") {
      for (let at = 1; at < lead.length; at++) {
        const option = curlLetter(lead[at]!);
        if (option?.takesValue !== true) {
          if (option !== undefined) apply(option.name, option.reversed, undefined);
          continue;
        }
        const isGlued = at + 1 < lead.length || knownText(value) === undefined;
        const glued: AbstractString = [
          ...text(lead.slice(at + 1)),
          ...value.filter(({ kind }, i) => i > 0 || kind !== "text"),
        ];
        apply(option.name, false, isGlued ? glued : args[++index]?.value);
        break;
      }
    } else found.urls.push(value);
  }
  return found;
}

/** The URL without the user and the password, which curl does not show. */
function withoutLogin(url: AbstractString): AbstractString {
  const at = url.findLastIndex((piece) => piece.kind === "text" && /^[^/]*@/.test(piece.text));
  return at <= 0 ? url : url.slice(at);
}

const curl: ProgramModel = (run) => {
  const words = curlWords(run.argv.slice(1));
  const { bodies, shown, trace, verbose, writeOut } = words;
  const urls = words.urls.map(withoutLogin);
  const effects: Effect[] = [];
  if (trace !== undefined) {
    const all = [...shown, ...bodies, ...urls];
    const target = knownText(trace);
    const value = [...joined(all, "\n"), ...text("\n")];
    if (target === "%") effects.push(...diagnostics(all));
    else if (target === "-" || target === "/dev/stdout")
      effects.push({ kind: "output", value: [...value, ...answerOf(run)] });
    else effects.push({ kind: "write", path: trace, content: value, append: false });
  } else if (verbose) effects.push(...diagnostics([...shown, ...urls]));
  if (writeOut !== undefined && /%\{(?:url|url_effective)\}/.test(outline(writeOut)) && trace === undefined)
    effects.push({ kind: "output", value: [...answerOf(run), ...joined(urls, "\n")] });
  return effects;
};

function answerOf(run: Run): AbstractString {
  return [{ kind: "output", of: run, nonEmpty: "assumed" }];
}

/** wget prints the URL that it requests, unless it is quiet; with -d it prints everything that it sends. */
const wget: ProgramModel = (run) => {
  const words = run.argv.slice(1).map(({ value }) => leadingText(value));
  const has = (pattern: RegExp): boolean => words.some((word) => pattern.test(word));
  if (
    has(/^-[A-Za-z]*q|^--quiet$|^-[ao](?!$)|^--(?:output-file|append-output)/) ||
    words.some((word) => /^-\w*[ao]$/.test(word))
  )
    return [];
  const isDebug = has(/^-\w*d\w*$|^--debug$/);
  return diagnostics(
    run.argv
      .slice(1)
      .filter(({ value }, index) => {
        if (isDebug) return true;
        const word = words[index]!;
        return !word.startsWith("-") && !/^--[a-z-]+$/.test(words[index - 1] ?? "") && value.length > 0;
      })
      .map(({ value }) => withoutLogin(value)),
  );
};

/** `--debug` shows everything that is sent, and the answer. */
const aws: ProgramModel = (run, recorded) => {
  if (!readAwsCommandLine(run.argv).options.has("debug")) return [];
  return diagnostics([...run.argv.slice(1).map(({ value }) => value), answerOf(recorded)]);
};

/** `logger -s` also prints what it logs to stderr. */
const logger: ProgramModel = (run) => {
  const words = run.argv.slice(1).map(({ value }) => leadingText(value));
  if (!words.some((word) => /^-\w*s\w*$|^--stderr$/.test(word))) return [];
  return diagnostics([...run.argv.slice(1).map(({ value }) => value), ...(run.stdin === undefined ? [] : [run.stdin])]);
};

const more: Readonly<Record<string, ProgramModel>> = {
  aws,
  cat: readsEnvironment,
  curl,
  echo,
  env,
  logger,
  printenv,
  printf: echo,
  strings: readsEnvironment,
  wget,
};

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

function madeOf(piece: Piece, stdin: AbstractString): Piece {
  if (piece.kind !== "unknown" || piece.from !== undefined || piece.reason === "placeholder") return piece;
  return { ...piece, from: madeFrom([stdin]).from };
}

/** The programs that ssmlint models, with what they print of their arguments and environment. */
export const speakingPrograms: ProgramTable = (name) => {
  const model = programs(name);
  const own = Object.hasOwn(more, name) ? more[name]! : undefined;
  if (name === "xargs") return (run, recorded) => fromInput(model?.(run, recorded) ?? [], run.stdin ?? []);
  if (own === undefined) return model;
  return (run, recorded) => {
    const effects = model?.(run, recorded) ?? [];
    // A wrapper prints only what its program prints.
    if (effects.some(({ kind }) => kind === "start" || kind === "shell")) return effects;
    return [...effects, ...own(run, recorded)];
  };
};
