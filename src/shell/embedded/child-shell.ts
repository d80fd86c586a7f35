/** A shell in a process of its own: `bash -c`, `su -c`, a shell that reads its script from stdin. */
import { SLOT } from "../state/path/symbols.ts";
import type { Command } from "unbash";
import type { Binding, Removal } from "../model/environment.ts";
import { runEmbedded } from "./embedded-script.ts";
import type { Argument } from "../model/invocation.ts";
import { ANYWHERE } from "../state/path/region.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { enterScope, type Context } from "../state/path/context.ts";
import { Memory } from "../state/path/store.ts";
import type { ProgramEnvironment } from "../state/interfaces/program-environment.ts";
import type { Effect } from "../model/program-model.ts";
import type { Span } from "../spans/span.ts";
import { NO_OUTPUT, OPTION, Path } from "../state/path/path.ts";
import { NO_STREAMS } from "../state/path/streams.ts";
import { atExit } from "./run-traps.ts";
import type { AbstractString } from "../model/value.ts";
import { setBindings } from "../state/variables.ts";
import { setOption } from "../state/options.ts";

export interface ChildShell {
  readonly code: AbstractString;
  readonly holder: Span;
  readonly interpreter: string | undefined;
  /** The values of `$0`, `$1` … */
  readonly args: readonly Argument[];
  readonly environment: ProgramEnvironment;
  readonly options: Extract<Effect, { kind: "shell" }>["options"];
  readonly stdin: AbstractString | undefined;
  readonly isDetached: boolean | undefined;
  /** The word that starts the shell. */
  readonly wrapper: Span;
}

/** The binding of variables that the program that starts the shell does not keep. */
const NOT_KEPT: readonly Binding[] = [{ state: "unset", exported: false }];

/** The bindings that a child process inherits from its parent; the same array if nothing changes. */
function inherited(all: readonly Binding[], span: Span): readonly Binding[] {
  const own = all.map((was): Binding => {
    if (was.state === "set" && was.array !== undefined) return { state: "unset", exported: false };
    if (was.state === "inherited") return was.marked === true ? { ...was, marked: undefined } : was;
    if (was.exported || was.state === "unset") return was;
    const removal: Removal = { by: "not exported", span, was };
    if (was.state === "set" && was.ifGiven === true) return { state: "inherited", exported: true, removal };
    return { state: "unset", exported: false, removal };
  });
  return own.every((one, index) => one === all[index]) ? all : own;
}

/**
 * The initial memory of a new shell: inherited variables, and files as they are on this host. Unchanged slots are shared with the
 * caller.
 */
function childMemory(environment: ProgramEnvironment, span: Span): Memory {
  const { symbols } = environment;
  const dropped = environment.changes.some(({ change }) => change.keepOnly !== undefined);
  const isRemote = environment.changes.some(({ change }) => change.isRemote === true);
  const functions = new Set<number>();
  if (!dropped && symbols.hasAny("exported function"))
    environment.memory.forEach((slot) => {
      const { kind, name } = symbols.entry(slot);
      if (kind === "exported function") functions.add(slot).add(symbols.slotOf("function", name));
    });
  const written = new Map<number, unknown>();
  environment.memory.forEach((slot) => {
    const { kind } = symbols.entry(slot);
    if (kind === "call" || kind === "flag" || (kind === "file" && !isRemote) || slot === SLOT.others) return;
    if (!functions.has(slot)) written.set(slot, undefined);
  });
  for (const { change } of environment.changes) {
    for (const name of change.unset ?? []) written.set(symbols.slot(name), environment.get(name));
    for (const name of change.keepOnly ?? []) written.set(symbols.slot(name), environment.get(name));
  }
  for (const name of environment.names()) written.set(symbols.slot(name), inherited(environment.get(name), span));
  if (dropped) written.set(SLOT.others, NOT_KEPT);
  return environment.memory.setAll(written);
}

/** The result of running a shell. */
interface Ran {
  readonly start: Path;
  /** The paths on which it ended; their output is what it printed. */
  readonly ends: readonly Path[];
}

export function runShell(frame: Frame, node: Command, shell: ChildShell): Ran {
  const { machine, context } = frame;
  if (shell.code.length === 0 || shell.code.every((piece) => piece.kind !== "text")) {
    machine.record.interpret("script", shell.code, shell.holder, node);
    return { start: frame.path, ends: [] };
  }
  const path = new Path();
  path.memory = childMemory(shell.environment, shell.wrapper);
  path.facts = frame.path.facts;
  path.output = frame.path.output === undefined ? undefined : NO_OUTPUT;
  path.input = shell.stdin;
  path.streams = shell.isDetached === true && frame.path.streams !== undefined ? NO_STREAMS : frame.path.streams;
  if (shell.options?.xtrace === true && path.streams !== undefined) path.tracing = { span: shell.wrapper };
  if (shell.options?.errexit === true) setOption(path, OPTION.errexit, true);
  if (shell.options?.pipefail === true) setOption(path, OPTION.pipefail, true);
  if (shell.options?.nounset === true) setOption(path, OPTION.nounset, true);
  if (shell.options?.allexport === true) setOption(path, OPTION.allexport, true);
  const [name, ...args] = shell.args;
  const open = args.some((argument) => argument.split);
  path.memory = path.memory.set(SLOT.positional, { words: args.map((one) => one.value), open }, false);
  if (name !== undefined) {
    setBindings(machine, path, "0", [{ state: "set", exported: false, value: name.value, span: name }]);
  }
  const inner: Context = {
    ...enterScope(context, "process", shell.wrapper),
    tested: false,
    region: ANYWHERE,
    active: undefined,
    interpreter: shell.interpreter ?? context.interpreter,
  };
  const start = path.clone();
  const ends = atExit(machine, runEmbedded(machine, shell.code, shell.holder, node, path, inner), inner);
  for (const end of ends) end.flow = undefined;
  return { start, ends };
}
