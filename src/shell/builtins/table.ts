/** The table of builtins, by name. */
import { isBuiltin } from "../syntax/builtin-names.ts";
import { jobBuiltins } from "./background-jobs.ts";
import type { Builtin } from "./builtin.ts";
import { declarations } from "./declarations.ts";
import { flowBuiltins } from "./flow.ts";
import { indirectBuiltins } from "./indirect.ts";
import { inputBuiltins } from "./input.ts";
import { optionBuiltins } from "./options.ts";
import { printingBuiltins } from "./printing.ts";
import { simpleBuiltins } from "./simple.ts";

/** All builtins, regardless of the interpreter. */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map(
  Object.entries({
    ...declarations,
    ...flowBuiltins,
    ...indirectBuiltins,
    ...inputBuiltins,
    ...jobBuiltins,
    ...optionBuiltins,
    ...printingBuiltins,
    ...simpleBuiltins,
  }),
);

/** The builtin of that name in the interpreter (`ShellScript.interpreter.kind`). */
export function builtin(name: string, interpreter: string): Builtin | undefined {
  return isBuiltin(name, interpreter) ? BUILTINS.get(name) : undefined;
}
