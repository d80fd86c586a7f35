/** What a path prints: on a stdout that is read, and on the streams that the agent records. */
import type { Command } from "unbash";
import { appendPieces, EMPTY_STRING } from "../values/pieces.ts";
import type { Frame, Machine } from "./interfaces/evaluator.ts";
import { signsOfFailure } from "./path/facts.ts";
import type { Path } from "./path/path.ts";
import { pipeName, sinkOf } from "./path/streams.ts";
import type { PrintedText } from "../model/evaluation.ts";
import type { AbstractString, Piece } from "../model/value.ts";
import { readFile, writeFile } from "./virtual-files.ts";

/** Appends to the path's stdout, if it is read. */
export function print(path: Path, value: AbstractString): void {
  if (path.output === undefined || value.length === 0) return;
  const pieces: Piece[] = [...path.output.pieces];
  appendPieces(pieces, value);
  path.output = { pieces };
}

/** What was printed on the path's stdout, including what processes inside it wrote to the same pipe. */
export function printedText(machine: Machine, path: Path): AbstractString {
  const { output, streams } = path;
  const own = output?.pieces ?? EMPTY_STRING;
  const pipe = streams?.collected;
  const others = pipe?.kind === "pipe" ? readFile(machine, path, pipeName(pipe)) : undefined;
  return others === undefined ? own : [...own, ...others];
}

/** Whether what the path prints on stdout is used. */
export function isRead({ output, streams }: Path): boolean {
  return output !== undefined || streams !== undefined;
}

/** Where a text comes from. */
interface Speaker {
  readonly command: Pick<Command, "pos" | "end">;
  readonly by: PrintedText["by"];
}

/** Prints the value on a file descriptor. */
export function printOn(frame: Frame, descriptor: number, value: AbstractString, { command, by }: Speaker): void {
  const { context, machine, path } = frame;
  const { streams } = path;
  if (streams === undefined) {
    if (descriptor === 1) print(path, value);
    return;
  }
  const sink = sinkOf(streams, descriptor);
  if (sink === streams.collected) print(path, value);
  else if (sink.kind === "file" || sink.kind === "pipe") {
    const name = sink.kind === "file" ? sink.name : pipeName(sink);
    const before = readFile(machine, path, name) ?? [];
    writeFile(machine, path, name, [...before, ...value]);
  } else if (sink.kind === "step") {
    const span = context.source.span(command.pos, command.end);
    const printed = new Set(value.flatMap((piece) => (piece.kind === "output" ? [piece.of] : [])));
    const facts = printed.size === 0 ? [] : signsOfFailure(path.facts, printed);
    machine.record.print({ value, facts, stream: sink.stream, by, calls: context.calls, ...span });
  }
}
