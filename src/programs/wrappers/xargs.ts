/** `xargs`: runs a program with arguments from stdin. */
import {
  type Argument,
  type Run,
  type Effect,
  type EnvironmentChange,
  type ProgramModel,
  knownText,
  type AbstractString,
  type Piece,
  COMPUTED,
  cutText,
} from "../../shell/index.ts";
import { joinStrings, madeArgument } from "../argv/argument.ts";
import {
  hasOption,
  lastValue,
  parseOptions,
  type Option,
  type OptionSyntax,
  type ParsedOptions,
} from "../argv/getopt.ts";
import { delimiterOf, readItems, type Item } from "./xargs-items.ts";

const xargsSyntax: OptionSyntax = {
  short: "0a:E:e::i::I:l::L:n:prs:txP:d:o",
  long: {
    null: "0",
    "arg-file": "a:",
    delimiter: "d:",
    eof: "e::",
    replace: "i::",
    "max-lines": "l::",
    "max-args": "n:",
    "open-tty": "o",
    "max-procs": "P:",
    interactive: "p",
    "process-slot-var": "process-slot-var:",
    "no-run-if-empty": "r",
    "max-chars": "s:",
    "show-limits": "show-limits",
    verbose: "t",
    exit: "x",
  },
};

/**
 * Maximum number of program starts of one `xargs` that are evaluated separately. With more items, a single start with
 * unknown arguments stands for all of them.
 */
const STARTS = 32;

const unknownItems: AbstractString = [{ kind: "unknown", reason: "input", nonEmpty: true }];

/** The effective one of the options -I, -i, -n, -L, -l: the last one wins, as in GNU xargs. */
function batching(parsed: ParsedOptions): { replace?: string; items?: number; lines?: number } | undefined {
  let option: Option | undefined;
  let text: string | undefined;
  for (const next of parsed.options.filter(({ name }) => ["I", "i", "n", "L", "l"].includes(name))) {
    const value = next.value === undefined ? undefined : knownText(next.value.value);
    // `-n 1` has no effect after -I.
    if (next.name === "n" && value === "1" && (option?.name === "I" || option?.name === "i")) continue;
    option = next;
    text = value;
  }
  if (option === undefined) return {};
  if (option.value !== undefined && text === undefined) return undefined;
  if (option.name === "I" || option.name === "i") return { replace: text ?? "{}" };
  const count = text === undefined ? 1 : Number(text);
  if (!Number.isInteger(count) || count < 1) return undefined;
  return option.name === "n" ? { items: count } : { lines: count };
}

/** `argument` with each `mark` replaced by `item`. */
function replaced(argument: Argument, mark: string, item: AbstractString): Argument {
  const value = argument.value.flatMap((piece): Piece[] => {
    if (piece.kind !== "text" || mark === "") return [piece];
    const pieces: Piece[] = [];
    let from = 0;
    for (let at = piece.text.indexOf(mark); at >= 0; at = piece.text.indexOf(mark, from)) {
      if (at > from) pieces.push(cutText(piece, from, at));
      pieces.push(...item);
      from = at + mark.length;
    }
    if (from < piece.text.length || piece.text === "") pieces.push(cutText(piece, from));
    return pieces;
  });
  return { ...argument, value };
}

/** The command with each `mark` in its arguments replaced by `item`. GNU xargs does not replace it in the program's name. */
function withItem(command: readonly Argument[], mark: string, item: AbstractString): readonly Argument[] {
  return command.map((argument, index) => (index === 0 ? argument : replaced(argument, mark, item)));
}

/** The variable in which each parallel process gets its slot number. */
function slotVariable(parsed: ParsedOptions): EnvironmentChange | undefined {
  const name = lastValue(parsed, "process-slot-var");
  const text = name === undefined ? undefined : knownText(name.value);
  return text === undefined ? undefined : { set: [{ name: text, value: [COMPUTED] }], by: "other" };
}

/** The items of the input; `undefined` if they are unknown. */
function inputItems(run: Run, parsed: ParsedOptions, byLine: boolean): readonly Item[] | undefined {
  const file = lastValue(parsed, "a");
  const path = file === undefined ? undefined : knownText(file.value);
  const input = file === undefined ? run.stdin : path === undefined ? undefined : run.file(path);
  if (input === undefined) return undefined;
  const text = knownText(input);
  if (text === undefined || hasOption(parsed, "E", "e")) return undefined;
  const delimiter = delimiterOf(parsed);
  const at = input.length === 1 && input[0]?.kind === "text" ? input[0].at : undefined;
  return delimiter === undefined ? undefined : readItems(text, at, delimiter, byLine);
}

/** The items that `xargs` passes to its program if it reads `text`; `undefined` if they are unknown, or if the program is `echo`. */
export function startItems({ argv }: Run, text: string): readonly string[] | undefined {
  const parsed = parseOptions(argv.slice(1), xargsSyntax);
  const mode = parsed && batching(parsed);
  const delimiter = parsed && delimiterOf(parsed);
  if (parsed === undefined || mode === undefined || delimiter === undefined || !startsProgram(parsed)) return undefined;
  return readItems(text, undefined, delimiter, mode.replace !== undefined)?.map(({ value }) => knownText(value) ?? "");
}

function startsProgram({ operands: [program] }: ParsedOptions): boolean {
  return program !== undefined && knownText(program.value) !== "echo";
}

/** Whether the run of `xargs` starts a program other than `echo`. */
export function isXargsStart({ argv, invocation }: Run): boolean {
  const parsed = invocation.program === "xargs" ? parseOptions(argv.slice(1), xargsSyntax) : undefined;
  return parsed !== undefined && startsProgram(parsed);
}

/** Whether the run of `xargs` prints each command on stderr before it starts it. */
export function isXargsVerbose({ argv }: Run): boolean {
  const parsed = parseOptions(argv.slice(1), xargsSyntax);
  return parsed !== undefined && hasOption(parsed, "t");
}

/** The input, if it is a single item or line that contains the value of a placeholder. That value determines the items. */
function pastedItem(run: Run, parsed: ParsedOptions): AbstractString | undefined {
  const input = hasOption(parsed, "a") ? undefined : run.stdin;
  if (input?.some((piece) => piece.kind === "unknown" && piece.reason === "placeholder") !== true) return undefined;
  const delimiter = delimiterOf(parsed);
  const end = delimiter === undefined || delimiter === "words" ? "\n" : delimiter.character;
  const last = input.at(-1);
  const item =
    last?.kind === "text" && last.text.endsWith(end)
      ? [...input.slice(0, -1), cutText(last, 0, last.text.length - 1)]
      : input;
  return item.some((piece) => piece.kind !== "unknown" && (piece.kind !== "text" || piece.text.includes(end)))
    ? undefined
    : item;
}

function batches(
  items: readonly Item[],
  size: number | undefined,
  lines: number | undefined,
): readonly (readonly Item[])[] {
  if (items.length === 0) return [[]];
  if (size === undefined && lines === undefined) return [items];
  const result: Item[][] = [];
  let batch: Item[] = [];
  let lineCount = 0;
  for (const item of items) {
    batch.push(item);
    if (item.endsLine) lineCount++;
    if (batch.length === size || (lines !== undefined && lineCount === lines)) {
      result.push(batch);
      batch = [];
      lineCount = 0;
    }
  }
  if (batch.length > 0) result.push(batch);
  return result;
}

/** GNU `xargs`. */
export const xargs: ProgramModel = (run) => {
  const parsed = parseOptions(run.argv.slice(1), xargsSyntax);
  const mode = parsed === undefined ? undefined : batching(parsed);
  const [self] = run.argv;
  if (parsed === undefined || mode === undefined || self === undefined || hasOption(parsed, "p")) return [];
  const command = parsed.operands;
  const { replace } = mode;
  const items = inputItems(run, parsed, replace !== undefined);
  const stdin = hasOption(parsed, "a") ? undefined : ("none" as const);
  const environment = slotVariable(parsed);
  const place = command.at(-1) ?? self;
  if (command.length === 0) {
    if (items === undefined || replace !== undefined) return [];
    const echoed = batches(items, mode.items, mode.lines).map((batch) =>
      joinStrings(
        batch.map((item) => item.value),
        " ",
      ),
    );
    return [{ kind: "output", value: [...joinStrings(echoed, "\n"), { kind: "text", text: "\n" }] }];
  }
  const start = (argv: readonly Argument[], optional: boolean): Effect => ({
    kind: "start",
    argv,
    stdin,
    optional,
    environment,
  });
  const unknownStart = (): Effect =>
    replace === undefined
      ? start([...command, madeArgument(place, unknownItems, true)], hasOption(parsed, "r"))
      : start(withItem(command, replace, pastedItem(run, parsed) ?? unknownItems), true);
  // One run of `echo` for each batch: together they print what a simulation of xargs prints.
  if (items === undefined && replace === undefined && !startsProgram(parsed)) return [];
  if (items === undefined) return [unknownStart()];
  if (replace !== undefined) {
    if (items.length > STARTS) return [unknownStart()];
    return items.map((item) => start(withItem(command, replace, item.value), false));
  }
  if (items.length === 0 && hasOption(parsed, "r")) return [];
  const starts = batches(items, mode.items, mode.lines);
  if (starts.length > STARTS) return [unknownStart()];
  return starts.map((batch) => start([...command, ...batch.map((item) => madeArgument(place, item.value))], false));
};
