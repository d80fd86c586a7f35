/** Chains of text tools: which run reads the output of which, back to the programs that the text comes from. */
import {
  type Argument,
  type Invocation,
  type Run,
  knownText,
  outline,
  type AbstractString,
  type Piece,
} from "../../shell/index.ts";
import { fileOperands } from "../../programs/text/file-operands.ts";
import type { Choice } from "./chosen-lines.ts";
import { isTextTool } from "../../programs/text/index.ts";

/** The maximum number of programs that one text is followed through. */
const chainLimit = 40;

/** The input of a text tool: the files that it is given, otherwise stdin. */
export interface ToolInput {
  /** Excludes the file operands. */
  readonly argv: readonly string[];
  /** `undefined` if the content is unknown: a file on the system, or an inherited stdin. */
  readonly input: AbstractString | undefined;
  /** The names of the files, as far as they are known. */
  readonly files: readonly string[];
  /** The words that contain the file names. */
  readonly fileWords: readonly Argument[];
}

/** Returns `undefined` if the run's command line is not known. */
export function toolInput(run: Run): ToolInput | undefined {
  const words = run.argv.map(({ value, split }) => (split ? undefined : knownText(value)));
  const operands = fileOperands(run.invocation.program, words, (file) => textOf(file, run));
  if (operands === undefined) return undefined;
  const { argv, files } = operands;
  if (files.length === 0) return { argv, input: run.stdin, files: [], fileWords: [] };
  // An unquoted word may expand to nothing.
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

/** The stages of a chain, last first, and its other inputs. */
export interface Chain {
  readonly stages: readonly Run[];
  readonly sources: readonly Run[];
  /** Whether text of unknown content flows in, in addition to the outputs of programs. */
  readonly open: boolean;
  /** The names of the input files whose content is unknown. */
  readonly files: readonly string[];
  /** The texts that select the lines of a known document that reach the first stage; `undefined` for all lines. */
  readonly choice?: Choice | undefined;
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

/** Returns whether nothing is known of a text. A program's output may have been changed since. */
export function isUnknown(piece: Piece): boolean {
  return piece.kind === "unknown" || (piece.kind === "output" && piece.form === "unknown");
}

/** Returns whether a tool can extract a part of a line. */
export function extractsPart(run: Run): boolean {
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

/** Returns whether the output is only a count or a yes/no answer. */
export function printsAnswerOnly(run: Run): boolean {
  if (run.invocation.program === "wc") return true;
  const words = run.argv.slice(1).map(({ value }) => knownText(value) ?? "");
  return (
    run.invocation.program.endsWith("grep") &&
    words.some((word) => /^-[A-Za-z]*[cq]|^--(count|quiet|silent)$/.test(word))
  );
}

/** Returns whether one command is directly before the other, connected by a pipe. In `bash -c '…'`, `'` may follow the first. */
export function isPipedInto(from: Invocation, to: Invocation, text: string): boolean {
  return (
    from.end <= to.pos &&
    /^'?(?:\s|\\\n|\d?>{1,2}&?\s*[\w/.-]+(?![\w/.-])|&>\s*[\w/.-]+(?![\w/.-]))*\|&?[\s\\]*$/.test(
      text.slice(from.end, to.pos),
    )
  );
}

/** The first stage in the same pipeline as the last. */
export function pipelineStart(last: Run, chain: Chain, text: string): { first: Run; before: Run | undefined } {
  let first = last;
  for (const stage of chain.stages.slice(1)) {
    // Whether the content of the file is known does not affect where the pipeline begins.
    if (stage === chain.stages.at(-1) && stage.invocation.program === "cat") break;
    if (!isPipedInto(stage.invocation, first.invocation, text)) return { first, before: undefined };
    first = stage;
  }
  const [source] = chain.sources;
  const direct = source !== undefined && isPipedInto(source.invocation, first.invocation, text);
  return { first, before: direct ? source : undefined };
}
