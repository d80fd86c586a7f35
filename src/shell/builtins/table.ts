/** The shell's own commands. */
import type { Command } from "unbash";
import type { Argument } from "../model/invocation.ts";
import type { Frame } from "../state/evaluator.ts";
import type { Path } from "../state/path.ts";
import type { AbstractString } from "../model/value.ts";
import { declarations } from "./declarations.ts";
import { flow } from "./flow.ts";
import { indirect } from "./indirect.ts";
import { input } from "./input.ts";
import { options } from "./options.ts";
import { printing } from "./printing.ts";
import { simple } from "./simple.ts";

export interface BuiltinCall {
  readonly name: string;
  readonly node: Command;
  readonly argv: readonly Argument[];
  /** `argv` without the name. */
  readonly args: readonly Argument[];
  /** The file that stdout goes to. */
  readonly stdoutFile: AbstractString | undefined;
}

/** Runs on the frame's path, which it may change, and gives the paths that it left. */
export type Builtin = (frame: Frame, call: BuiltinCall) => readonly Path[];

let table: ReadonlyMap<string, Builtin> | undefined;

/** What dash has not: it looks for programs of these names. */
const NOT_IN_DASH: ReadonlySet<string> = new Set(
  "declare typeset source shopt let mapfile readarray builtin pushd popd dirs disown enable complete compgen history bind".split(
    " ",
  ),
);

/** The builtin of that name in the interpreter (`ShellScript.interpreter.kind`). */
export function builtin(name: string, interpreter: string): Builtin | undefined {
  if (interpreter === "dash" && NOT_IN_DASH.has(name)) return undefined;
  table ??= new Map(
    Object.entries({ ...declarations, ...flow, ...indirect, ...input, ...options, ...printing, ...simple }),
  );
  return table.get(name);
}
