/** The builtins `read` and `mapfile`. */
import { linesOf, madeFrom, wordOf } from "../values/provenance.ts";
import { printing } from "../refinement/emptiness.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { forgetKeys } from "../state/associative-arrays.ts";
import { DEFAULT_SEPARATORS } from "../values/field-splitting.ts";
import { readFields } from "../values/read-fields.ts";
import { LIMITS } from "../limits/limits.ts";
import { firstLine } from "../values/lines.ts";
import { EMPTY_STRING, cutText } from "../values/pieces.ts";
import { withStatusInfo } from "../outcomes/status-info.ts";
import { EITHER, FAILURE, SUCCESS, type Status } from "../state/path/path.ts";
import { knownText, type AbstractString, type Piece } from "../model/value.ts";
import { assignNamed } from "../assignment/assignments.ts";
import { assign, bindings } from "../state/variables.ts";
import { bindingValue } from "../values/bindings.ts";
import type { Builtin, BuiltinCall } from "./builtin.ts";
import { READ_OPTIONS_WITH_VALUE } from "../syntax/builtin-names.ts";
import { isVariableName } from "../syntax/names.ts";

interface ReadOptions {
  readonly names: readonly string[];
  readonly array: string | undefined;
  readonly raw: boolean;
  /** Whether an option makes it read something other than one whole line. */
  readonly partial: boolean;
  /**
   * The delimiter of `-d`, NUL if that is empty; `undefined` if unknown. With another delimiter than a newline, it may read
   * several lines of the same input.
   */
  readonly delimiter: string | undefined;
}

interface Words {
  /** The letters of the options, with the values of those that have one; `?` for an unknown value. */
  readonly options: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
}

/** @param withValue the letters of the options that have a value */
function wordsOf(call: BuiltinCall, withValue: string): Words {
  const words = call.args.map((argument) => knownText(argument.value) ?? "?");
  const options = new Map<string, string>();
  let index = 0;
  for (; index < words.length; index++) {
    const word = words[index]!;
    if (word === "--") {
      index++;
      break;
    }
    if (!/^-[A-Za-z]/.test(word)) break;
    for (let at = 1; at < word.length; at++) {
      const letter = word[at]!;
      const hasValue = withValue.includes(letter);
      options.set(letter, hasValue ? ((word.slice(at + 1) || words[++index]) ?? "") : "");
      if (hasValue) break;
    }
  }
  return { options, operands: words.slice(index) };
}

/** The delimiter of `-d`: NUL if that is empty, `undefined` if unknown. */
function delimiterIn({ options }: Words): string | undefined {
  const value = options.get("d");
  return value === "?" ? undefined : value === undefined ? "\n" : (value[0] ?? "\0");
}

function readOptions(call: BuiltinCall): ReadOptions {
  const words = wordsOf(call, READ_OPTIONS_WITH_VALUE);
  const { options, operands } = words;
  return {
    names: operands,
    array: options.get("a"),
    raw: options.has("r"),
    partial: ["n", "N", "u"].some((letter) => options.has(letter)),
    delimiter: delimiterIn(words),
  };
}

function separators(frame: Frame): string {
  const [one] = bindings(frame.machine, frame.path, "IFS");
  return one?.state === "set" ? (knownText(bindingValue(one)) ?? DEFAULT_SEPARATORS) : DEFAULT_SEPARATORS;
}

/** The line as `read` assigns it to a single variable, without spaces at its ends; `undefined` if it is unknown what is removed. */
function wholeLine(line: AbstractString, ifs: string): AbstractString | undefined {
  if (ifs === "" || line.every(({ kind }) => kind !== "text")) return line;
  if (ifs !== DEFAULT_SEPARATORS) return keepsEnds(line, ifs) ? line : undefined;
  const last = line.length - 1;
  return line.flatMap((piece, index): readonly Piece[] => {
    if (piece.kind !== "text") return [piece];
    const from = index === 0 ? /^[ \t\n]*/.exec(piece.text)![0].length : 0;
    const to = index === last ? endWithoutBlanks(piece.text) : piece.text.length;
    return from >= to ? [] : [cutText(piece, from, to)];
  });
}

/** The end of the text without the trailing separators that `read` removes. */
function endWithoutBlanks(text: string): number {
  let end = text.length;
  while (end > 0 && DEFAULT_SEPARATORS.includes(text[end - 1]!)) end--;
  return end;
}

/** Whether `read` keeps the known text at both ends of a line: it is neither whitespace nor a separator. */
function keepsEnds(line: AbstractString, ifs: string): boolean {
  const stays = (character: string): boolean => /\S/.test(character) && !ifs.includes(character);
  const [first] = line;
  const last = line.at(-1);
  return (first?.kind !== "text" || stays(first.text[0]!)) && (last?.kind !== "text" || stays(last.text.at(-1)!));
}

/** Whether the text cannot contain NUL: text of the shell itself never does, but the output of programs may. */
function hasNoNul(text: AbstractString): boolean {
  return text.every(
    (piece) =>
      piece.kind === "text" || (piece.kind === "unknown" && ["placeholder", "inherited"].includes(piece.reason)),
  );
}

const fieldValue = (text: string): AbstractString => (text === "" ? EMPTY_STRING : [{ kind: "text", text }]);

/** The part of a known text that is `text`, with its position. */
function trimmed([piece, ...others]: AbstractString, text: string): AbstractString | undefined {
  if (piece?.kind !== "text" || others.length > 0 || text === "") return undefined;
  const from = piece.text.indexOf(text);
  return [cutText(piece, from, from + text.length)];
}

/** Whether the command opens its own stdin, so that it reads the first line. */
function isOpened({ node }: BuiltinCall): boolean {
  return node.redirects.some((one) => {
    if (one.descriptor?.type === "FileDescriptor" ? one.descriptor.value !== 0 : one.descriptor !== undefined)
      return false;
    // Until bash 4.4, `<<< $X` is one line.
    if (one.type === "HereString") return one.target?.text.startsWith('"') === true;
    if (one.type === "HereDoc") return true;
    return one.operator === "<" && one.target?.text.startsWith("/dev/") === false;
  });
}

/** The text up to the end of a line, if it is the output of one program. */
function inFirstLine(text: AbstractString): AbstractString {
  const [only, ...others] = text;
  return only?.kind === "output" && only.form === undefined && others.length === 0 ? [{ ...only, form: "line" }] : text;
}

const read: Builtin = (frame, call) => {
  const { machine, path, context } = frame;
  const { names, array, raw, partial, delimiter } = readOptions(call);
  const span = { pos: call.argv[0]!.pos, end: call.argv.at(-1)!.end };
  const isLine = delimiter === "\n";
  const isAll = delimiter === "\0" && path.input !== undefined && hasNoNul(path.input);
  const known =
    path.input !== undefined &&
    !partial &&
    (isLine || isAll || (delimiter !== undefined && knownText(path.input) !== undefined));
  const piece: Piece = { kind: "unknown", reason: "input", nonEmpty: false };
  let status: Status = EITHER;
  let line: AbstractString = [piece];
  if (!isLine && path.input !== undefined) {
    const text = delimiter === "\0" ? linesOf(path.input) : madeFrom([path.input]);
    line = [{ ...text, reason: "input" }];
  }
  if (known) {
    const input = path.input!;
    const first = firstLine(input, delimiter);
    // Unknown output may have any number of lines.
    const uncertain = !isAll && first.line.some((one) => one.kind !== "text");
    line = first.line;
    if (uncertain) {
      if (isLine && isOpened(call)) line = inFirstLine(line);
      path.input = input;
      // A loop over lines tests in each iteration whether there is a line, which reveals nothing about how the output ended.
      const mayBeEmpty = input.every((one) => one.kind !== "text");
      if (mayBeEmpty) status = { kind: "unknown", success: printing(input), failure: [] };
      if (mayBeEmpty && context.region.loop === undefined)
        status = withStatusInfo(status, machine.outcomes.printersOf(path, input));
    } else {
      path.input = first.rest;
      status = first.terminated ? SUCCESS : FAILURE;
    }
  }
  const text = knownText(line);
  const targets = names.length === 0 ? ["REPLY"] : names;
  const plain = text !== undefined && (raw || !text.includes("\\"));
  if (array !== undefined) {
    const values = plain
      ? readFields(text, Infinity, separators(frame)).map(fieldValue)
      : [[{ ...wordOf(line, { index: 0, toEnd: true, separators: separators(frame) }), reason: "input" as const }]];
    const front = plain ? undefined : 0;
    assign(machine, path, context, array, { value: values[0] ?? EMPTY_STRING, array: values, front, span });
    forgetKeys(machine, path, array);
  } else if (plain) {
    const parts = names.length === 0 ? [text] : readFields(text, targets.length, separators(frame));
    const [only] = parts;
    const whole = parts.length !== 1 ? undefined : only === text ? line : trimmed(line, only!);
    targets.forEach((name, index) => {
      const value = index === 0 && whole !== undefined ? whole : fieldValue(parts[index] ?? "");
      if (!assignNamed(frame, name, value, span)) status = FAILURE;
    });
  } else {
    const ifs = separators(frame);
    const hasEscapes = !raw && line.some((one) => one.kind === "text");
    const whole = targets.length === 1 && !hasEscapes ? wholeLine(line, ifs) : undefined;
    targets.forEach((name, index) => {
      const value: AbstractString = whole ?? [
        wordOf(line, { index, toEnd: index === targets.length - 1, separators: ifs }),
      ];
      if (!assignNamed(frame, name, value, span)) status = FAILURE;
    });
  }
  path.status = status;
  return [path];
};

/** The lines of the text that `mapfile` assigns; `undefined` if unknown. */
function mappedLines(text: string, words: Words): readonly AbstractString[] | undefined {
  const { options } = words;
  const delimiter = delimiterIn(words);
  const [skipped, count] = ["s", "n"].map((letter) => Number(options.get(letter) ?? "0"));
  if (delimiter === undefined || !(skipped! >= 0 && count! >= 0) || ["O", "u"].some((letter) => options.has(letter)))
    return undefined;
  const lines = text.split(delimiter);
  if (lines.length > LIMITS.elements) return undefined;
  const last = lines.pop()!;
  const end = options.has("t") || delimiter === "\0" ? "" : delimiter;
  const all = [...lines.map((line) => line + end), ...(last === "" ? [] : [last])];
  return all.slice(skipped, count === 0 ? undefined : skipped! + count!).map(fieldValue);
}

const mapfile: Builtin = (frame, call) => {
  const { machine, path, context } = frame;
  const words = wordsOf(call, "dnsOuCc");
  const name = words.operands.find((word) => isVariableName(word)) ?? "MAPFILE";
  const span = { pos: call.argv[0]!.pos, end: call.argv.at(-1)!.end };
  forgetKeys(machine, path, name);
  const text = path.input === undefined ? undefined : knownText(path.input);
  const values = text === undefined ? undefined : mappedLines(text, words);
  if (values === undefined) {
    const lines = [linesOf(path.input ?? [])];
    assign(machine, path, context, name, { value: lines, array: [lines], front: 0, span });
  } else assign(machine, path, context, name, { value: values[0] ?? EMPTY_STRING, array: values, span });
  path.status = SUCCESS;
  return [path];
};

export const inputBuiltins: Readonly<Record<string, Builtin>> = { read, mapfile, readarray: mapfile };
