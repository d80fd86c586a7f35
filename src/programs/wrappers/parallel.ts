/** GNU `parallel`: runs a command line for each argument, which it quotes, or command lines from its input. */
import {
  type AbstractString,
  type Argument,
  type Effect,
  type ProgramModel,
  type Run,
  knownText,
  cutText,
  shellQuoted,
} from "../../shell/index.ts";
import { joinStrings, madeWord } from "../argv/argument.ts";
import { hasOption, lastValue, parseOptions, type OptionSyntax, type ParsedOptions } from "../argv/getopt.ts";
import { shellEffects } from "../shells/shell.ts";
import { readItems } from "./xargs-items.ts";

const FLAGS =
  "X m keep-order k group u ungroup line-buffer lb bar eta progress tag verbose v will-cite nonotice no-notice shuf resume resume-failed gnu compress plus xapply link fg tty ctag silent noswap transfer cleanup";
const VALUES =
  "joblog tmpdir timeout retries delay results halt halt-on-error memfree load nice tagstring env workdir wd colsep block block-size recstart recend header return termseq basefile limit";

const syntax: OptionSyntax = {
  short: "j:P:a:I:n:N:L:d:E:s:C:S:kumvtqrX0xpi::D:",
  long: {
    ...Object.fromEntries([
      ...FLAGS.split(" ").map((name) => [name, name]),
      ...VALUES.split(" ").map((name) => [name, `${name}:`]),
    ]),
    jobs: "j:",
    "max-procs": "P:",
    "arg-file": "a:",
    "max-args": "n:",
    "max-replace-args": "N:",
    "max-lines": "L:",
    delimiter: "d:",
    null: "0",
    quote: "q",
    "no-run-if-empty": "r",
    "dry-run": "dry-run",
    dryrun: "dry-run",
    pipe: "pipe",
    pipepart: "pipe",
    sshlogin: "S:",
    sshloginfile: "S:",
    slf: "S:",
    interactive: "p",
  },
};

/**
 * Maximum number of command lines of one call that are evaluated separately. With more arguments, a single command line
 * with an unknown argument stands for all of them.
 */
const LINES = 32;
const UNKNOWN: AbstractString = [{ kind: "unknown", reason: "input", nonEmpty: true }];
const SOURCE = /^:{3,4}\+?$/;
/** `{}`, `{1}`, `{/.}`, `{#}`, `{2.}`. */
const MARK = /\{(?:-?\d+)?(?:\/{1,2}|\/?\.|#|%)?\}/g;

/** The argument as `parallel` quotes it in a command line. */
function quoted(item: AbstractString): AbstractString {
  const text = knownText(item);
  const quote = { kind: "text", text: "'" } as const;
  if (text === undefined) return [quote, ...item, quote];
  return /^[\w./:@%+,=-]+$/.test(text) ? item : [{ kind: "text", text: shellQuoted(text) }];
}

/** The line with the argument in place of each mark, or at its end if there is no mark. */
function filled(line: AbstractString, item: AbstractString, mark: string | undefined): AbstractString {
  let isFilled = false;
  const value = line.flatMap((piece): AbstractString => {
    if (piece.kind !== "text") return [piece];
    const marks = mark === undefined ? MARK : new RegExp(mark.replaceAll(/[^\w]/g, "\\$&"), "g");
    const pieces = [];
    let from = 0;
    for (const { 0: found, index } of piece.text.matchAll(marks)) {
      pieces.push(
        cutText(piece, from, index),
        ...quoted(/^\{1?\}$/.test(found) || mark !== undefined ? item : UNKNOWN),
      );
      from = index + found.length;
    }
    isFilled ||= from > 0;
    return [...pieces, cutText(piece, from)];
  });
  return isFilled ? value : [...value, { kind: "text", text: " " }, ...quoted(item)];
}

/** The arguments; `undefined` if they are unknown. */
function argumentsOf(
  run: Run,
  parsed: ParsedOptions,
  sources: readonly Argument[],
): readonly AbstractString[] | undefined {
  const [source, ...items] = sources;
  if (hasOption(parsed, "n", "N", "L", "X", "m", "d", "0", "C", "colsep", "header", "E")) return undefined;
  if (source !== undefined) {
    const isList = knownText(source.value) === ":::" && !items.some((item) => SOURCE.test(knownText(item.value) ?? ""));
    return isList && !items.some(({ split }) => split) ? items.map(({ value }) => value) : undefined;
  }
  const file = lastValue(parsed, "a");
  const path = file === undefined ? undefined : knownText(file.value);
  const input = file === undefined ? run.stdin : path === undefined ? undefined : run.file(path);
  const text = input === undefined ? undefined : knownText(input);
  if (text === undefined) return undefined;
  const [piece] = input!;
  const at = input!.length === 1 && piece?.kind === "text" ? piece.at : undefined;
  return readItems(text, at, { character: "\n" }, true)?.map(({ value }) => value);
}

export const parallel: ProgramModel = (run) => {
  const [self, ...words] = run.argv;
  const from = words.findIndex(({ value }) => SOURCE.test(knownText(value) ?? ""));
  const parsed = parseOptions(from < 0 ? words : words.slice(0, from), syntax);
  if (self === undefined || parsed === undefined || hasOption(parsed, "S", "dry-run", "p")) return [];
  const items = argumentsOf(run, parsed, from < 0 ? [] : words.slice(from));
  const known = items !== undefined && items.length <= LINES ? items : [UNKNOWN];
  const command = parsed.operands;
  const at = command[0] ?? self;
  const made = (text: string): Argument => madeWord(self, text);
  const lineEffects = (value: AbstractString): readonly Effect[] =>
    shellEffects([made("bash"), made("-c"), { ...at, end: command.at(-1)?.end ?? at.end, value }], {
      ...run,
      stdin: undefined,
    });
  // Without a command, or with only `{}`, the arguments are command lines.
  if (command.length === 0 || (command.length === 1 && knownText(at.value) === "{}"))
    return known.flatMap((item) => (item === UNKNOWN ? [] : lineEffects(item)));
  const isQuoted = hasOption(parsed, "q");
  const line = joinStrings(
    command.map(({ value }) => (isQuoted ? quoted(value) : value)),
    " ",
  );
  if (hasOption(parsed, "pipe")) return lineEffects(line);
  const own = lastValue(parsed, "I");
  const mark = own === undefined ? undefined : (knownText(own.value) ?? "");
  return known.flatMap((item) => lineEffects(filled(line, item, mark)));
};
