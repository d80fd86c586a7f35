/**
 * Kinds of runs: which options and kinds of words a run has, which hosts it names, what it reads, which watched variables are set,
 * and whether unknown code may have set others. If one command has more runs than are kept, one of each kind is still kept, so that
 * many similar runs do not hide another one.
 */
import type { RunDetails } from "../state/interfaces/event-sink.ts";
import type { Binding } from "../model/environment.ts";
import type { Run } from "../model/invocation.ts";
import { outline, type AbstractString } from "../model/value.ts";

/** How many words of a command and variables are compared. */
const MOST = 64;
/** How many programs of a pipeline are compared, and how many pieces of a text. */
const PIPELINE = 4;
const MOST_PIECES = 4;
/** How many characters of a word are searched for a host. */
const LONGEST = 300;

const OPTION = /^--?[A-Za-z][\w-]*/;
const HOST = /^(?:https?:\/\/)(?:[^/?#@]*@)?([^/?#:]*)|^(\d+(?:\.\d+){3})/i;

type Kept = Pick<RunDetails, "argv" | "environment" | "stdin">;

const kinds = new WeakMap<Kept, string>();

/** Two runs of the same command are of the same kind if this is equal. */
export function runKind(run: Kept): string {
  let kind = kinds.get(run);
  if (kind === undefined) kinds.set(run, (kind = kindOf(run)));
  return kind;
}

function kindOf({ argv, environment, stdin }: Kept): string {
  const words = argv.slice(0, MOST).map(({ value }) => wordKind(value));
  // Several words of one kind in sequence, such as the names in a list, are one.
  const sequence = words.filter((word, at) => word !== words[at - 1]);
  const { symbols } = environment;
  const watched = symbols.watched.slice(0, MOST).map((slot) => statesOf(environment.get(symbols.variable(slot)!)));
  return [...sequence, sourceOf(stdin, PIPELINE), statesOf(environment.others()), ...watched].join("|");
}

function statesOf(bindings: readonly Binding[]): string {
  return bindings.map(({ state, exported }) => `${state}${exported ? "x" : ""}`).join("/");
}

function wordKind(value: AbstractString): string {
  const text = outline(value.slice(0, MOST_PIECES)).slice(0, LONGEST);
  const [, url, address] = HOST.exec(text) ?? [];
  const kind = value.every((one) => one.kind === "text") ? (text === "" ? "empty" : "text") : "unknown";
  return `${kind} ${url ?? address ?? OPTION.exec(text)?.[0] ?? ""}`;
}

/** The programs that a text comes from. @param depth how many programs back */
function sourceOf(value: AbstractString | undefined, depth: number): string {
  const pieces = value?.slice(0, MOST_PIECES) ?? [];
  return pieces.map((one) => (one.kind === "output" && depth > 0 ? outputKind(one.of, depth - 1) : one.kind)).join();
}

function outputKind({ invocation, stdin }: Run, depth: number): string {
  return `${invocation.program}(${sourceOf(stdin, depth)})`;
}
