/** Where the file descriptors of a shell lead, as far as that affects the output of the step. */
import type { Tracing } from "../../model/evaluation.ts";
import { stringOf } from "../../values/pieces.ts";
import type { AbstractString } from "../../model/value.ts";

export type { Tracing };

export type Sink =
  /** A stream that the agent records. */
  | { readonly kind: "step"; readonly stream: "stdout" | "stderr" }
  /** A pipe, or the text of a substitution. Each is a separate object. */
  | { readonly kind: "pipe" }
  | { readonly kind: "file"; readonly name: AbstractString }
  | { readonly kind: "nowhere" };

export interface Streams {
  readonly sinks: ReadonlyMap<number, Sink>;
  /** Where `Path.output` leads. */
  readonly collected: Sink | undefined;
}

export const NOWHERE: Sink = { kind: "nowhere" };

export const STEP_STREAMS: Streams = {
  sinks: new Map<number, Sink>([
    [1, { kind: "step", stream: "stdout" }],
    [2, { kind: "step", stream: "stderr" }],
  ]),
  collected: undefined,
};

/** The streams of a job that runs later: its output appears nowhere in that of the step. */
export const NO_STREAMS: Streams = { sinks: new Map(), collected: undefined };

export function sinkOf({ sinks }: Streams, descriptor: number): Sink {
  return sinks.get(descriptor) ?? NOWHERE;
}

export function withSink(streams: Streams, descriptor: number, sink: Sink): Streams {
  return { ...streams, sinks: new Map(streams.sinks).set(descriptor, sink) };
}

/** With a new pipe as stdout, and also as stderr if `both`. */
export function pipedStreams(streams: Streams, both: boolean = false): Streams {
  const pipe: Sink = { kind: "pipe" };
  const sinks = new Map(streams.sinks).set(1, pipe);
  if (both) sinks.set(2, pipe);
  return { sinks, collected: pipe };
}

const numbers = new WeakMap<object, number>();
let last = 0;

/** The virtual file name of a pipe: what one process writes there, another reads. */
export function pipeName(pipe: Sink): AbstractString {
  return stringOf(`${PIPE}${numberOf(pipe)}`);
}

/** A prefix that no file name has. */
export const PIPE = "\0pipe ";

function numberOf(sink: Sink): number {
  let number = numbers.get(sink);
  if (number === undefined) numbers.set(sink, (number = ++last));
  return number;
}

/** Equal for streams that lead to the same sinks. */
export function streamsNumber(streams: Streams): string {
  return Array.from(streams.sinks, ([descriptor, sink]) => {
    if (sink.kind === "step") return `${descriptor}${sink.stream}`;
    if (sink.kind === "nowhere") return "";
    return `${descriptor}#${numberOf(sink)}`;
  })
    .toSorted()
    .join();
}
