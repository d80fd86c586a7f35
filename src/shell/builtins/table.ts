/** The table of builtins, by name. */
import { isBuiltin } from "../syntax/builtin-names.ts";
import type { Builtin } from "./builtin.ts";
import { declarations } from "./declarations.ts";
import { flow } from "./flow.ts";
import { indirect } from "./indirect.ts";
import { input } from "./input.ts";
import { options } from "./options.ts";
import { printing } from "./printing.ts";
import { simple } from "./simple.ts";

/** All builtins, regardless of the interpreter. */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map(
  Object.entries({ ...declarations, ...flow, ...indirect, ...input, ...options, ...printing, ...simple }),
);

/** The builtin of that name in the interpreter (`ShellScript.interpreter.kind`). */
export function builtin(name: string, interpreter: string): Builtin | undefined {
  return isBuiltin(name, interpreter) ? BUILTINS.get(name) : undefined;
}
