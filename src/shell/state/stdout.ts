/** What a path prints: where somebody reads it, and where the agent keeps it. */
import type { Command } from "unbash";
import { append, EMPTY_STRING } from "../values/pieces.ts";
import type { Frame, Machine } from "./interfaces/evaluator.ts";
import type { Path } from "./path/path.ts";
import { pipeName, sinkOf } from "./path/streams.ts";
import type { PrintedText } from "../model/invocation.ts";
import type { AbstractString, Piece } from "../model/value.ts";
import { readFile, writeFile } from "./virtual-files.ts";

/** Adds to what is read of the path's stdout. */
export function print(path: Path, value: AbstractString): void {
  if (path.output === undefined || value.length === 0) return;
  const pieces: Piece[] = [...path.output.pieces];
  append(pieces, value);
  path.output = { pieces };
}

/** What was printed for the reader of the path's stdout, by processes inside it, too, that wrote into the same pipe. */
export function printed(machine: Machine, path: Path): AbstractString {
  const { output, streams } = path;
  const own = output?.pieces ?? EMPTY_STRING;
  const pipe = streams?.collected;
  const others = pipe?.kind === "pipe" ? readFile(machine, path, pipeName(pipe)) : undefined;
  return others === undefined ? own : [...own, ...others];
}

/** Whether anybody wants to know what the path prints on stdout. */
export function isRead({ output, streams }: Path): boolean {
  return output !== undefined || streams !== undefined;
}

/** Where a text comes from. */
interface Speaker {
  readonly command: Pick<Command, "pos" | "end">;
  readonly by: PrintedText["by"];
}

/** The command prints this on a file descriptor. */
export function say(frame: Frame, descriptor: number, value: AbstractString, { command, by }: Speaker): void {
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
  } else if (sink.kind === "step" && machine.printing?.isMuted === false) {
    const span = context.source.span(command.pos, command.end);
    machine.record.print({ value, stream: sink.stream, by, ...span });
  }
}
