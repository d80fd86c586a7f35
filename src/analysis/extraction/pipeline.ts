/** Chains of text tools: which runs read what, back to the programs that the text comes from. */
import {
  type Argument,
  type Evaluation,
  type Invocation,
  type Run,
  knownText,
  outline,
  type AbstractString,
  type Piece,
} from "../../shell/index.ts";
import { fileOperands } from "../../programs/text/file-operands.ts";
import { isTextTool } from "../../programs/text/index.ts";

/** How many programs one text is followed through. */
const chainLimit = 40;

/** What a text tool reads: the files that it is given, else stdin. */
export interface ToolInput {
  /** Without the files. */
  readonly argv: readonly string[];
  /** `undefined` where the content is not known at all: a file of the system, an inherited stdin. */
  readonly input: AbstractString | undefined;
  /** The names of the files, as far as they are known. */
  readonly files: readonly string[];
  /** The words that name them. */
  readonly fileWords: readonly Argument[];
}

/** `undefined` where its command line is not known. */
export function toolInput(run: Run): ToolInput | undefined {
  const words = run.argv.map(({ value, split }) => (split ? undefined : knownText(value)));
  const operands = fileOperands(run.invocation.program, words, (file) => textOf(file, run));
  if (operands === undefined) return undefined;
  const { argv, files } = operands;
  if (files.length === 0) return { argv, input: run.stdin, files: [], fileWords: [] };
  // An unquoted word may be none.
  if (run.stdin !== undefined && files.every((index) => run.argv[index]!.split)) return undefined;
  const contents = files.map((index) => (words[index] === "-" ? run.stdin : contentOf(words[index], run)));
  return {
    argv,
    input: contents.every((content) => content !== undefined) ? contents.flat() : undefined,
    files: files.map((index) => outline(run.argv[index]!.value)),
    fileWords: files.map((index) => run.argv[index]!),
  };
}

function textOf(file: string, run: Run): string | undefined {
  const content = run.file(file);
  return content === undefined ? undefined : knownText(content);
}

function contentOf(file: string | undefined, run: Run): AbstractString | undefined {
  return file === undefined ? undefined : run.file(file);
}

/** The stages of a chain, the last first, and what else flows in. */
export interface Chain {
  readonly stages: readonly Run[];
  readonly sources: readonly Run[];
  /** Whether text of unknown content flows in besides the outputs of programs. */
  readonly open: boolean;
  /** The names of the files of unknown content among it. */
  readonly files: readonly string[];
}

export function chainOf(last: Run): Chain {
  const stages: Run[] = [];
  const sources = new Set<Run>();
  let open = false;
  const files: string[] = [];
  const follow = (run: Run): void => {
    if (stages.includes(run) || stages.length > chainLimit) return;
    stages.push(run);
    const read = toolInput(run);
    const input = read?.input;
    if (input === undefined) {
      open = true;
      files.push(...(read?.files ?? []));
    }
    for (const piece of input ?? []) {
      if (isUnknown(piece)) open = true;
      else if (piece.kind === "output" && isTextTool(piece.of.invocation.program)) follow(piece.of);
      else if (piece.kind === "output") sources.add(piece.of);
    }
  };
  follow(last);
  return { stages, sources: [...sources], open, files };
}

/** Whether nothing is known of a text: what a program printed may have been changed since. */
export function isUnknown(piece: Piece): boolean {
  return piece.kind === "unknown" || (piece.kind === "output" && piece.form === "unknown");
}

/** Whether a tool can take a part out of a line. */
export function cuts(run: Run): boolean {
  const words = toolInput(run)?.argv.slice(1) ?? run.argv.slice(1).map(({ value }) => knownText(value) ?? "");
  switch (run.invocation.program) {
    case "cut":
    case "tr":
      return true;
    case "awk":
    case "gawk":
    case "mawk":
      return words.some((word) => /\$(\d|NF|\()|sub\(|substr|split\(/.test(word));
    case "sed":
    case "gsed":
      return words.some((word) => /(^|^-[nErsuz]*e|[;{}\s/])s([^\w\s]).*\2/s.test(word));
    case "xargs":
      return words.some((word) => word.startsWith("-n"));
    case "grep":
    case "egrep":
    case "fgrep":
      return words.some((word) => /^-[A-Za-z]*o|^--only-matching/.test(word));
    default:
      return false;
  }
}

/** Whether the output says how many or whether, and not what. */
export function counts(run: Run): boolean {
  if (run.invocation.program === "wc") return true;
  const words = run.argv.slice(1).map(({ value }) => knownText(value) ?? "");
  return (
    run.invocation.program.endsWith("grep") &&
    words.some((word) => /^-[A-Za-z]*[cq]|^--(count|quiet|silent)$/.test(word))
  );
}

const consumedRuns = new WeakMap<Evaluation, ReadonlySet<Run>>();

/** Whether a further text tool goes on with what `run` prints, so that the extraction is not over. */
export function isConsumed(run: Run, evaluation: Evaluation, text: string): boolean {
  let consumed = consumedRuns.get(evaluation);
  if (consumed === undefined) {
    const found = new Set<Run>();
    for (const invocation of evaluation.invocations) {
      if (!isTextTool(invocation.program)) continue;
      for (const consumer of invocation.runs) {
        for (const piece of toolInput(consumer)?.input ?? consumer.stdin ?? []) {
          if (piece.kind !== "output" || isUnknown(piece)) continue;
          if (cuts(consumer) || piped(piece.of.invocation, invocation, text)) found.add(piece.of);
        }
      }
    }
    consumed = found;
    consumedRuns.set(evaluation, consumed);
  }
  return consumed.has(run);
}

/** Whether one command stands right before the other, with a pipe between them. */
export function piped(from: Invocation, to: Invocation, text: string): boolean {
  return (
    from.end <= to.pos &&
    /^(?:\s|\\\n|\d?>{1,2}&?\s*[\w/.-]+(?![\w/.-])|&>\s*[\w/.-]+(?![\w/.-]))*\|&?[\s\\]*$/.test(
      text.slice(from.end, to.pos),
    )
  );
}
