/** The names of the shell's builtins. `builtins/` implements them. */

const namesIn = (list: string): readonly string[] => list.trim().split(/\s+/);

/** The letters of the options of `read` that have a value. */
export const READ_OPTIONS_WITH_VALUE = "adinNptu";

/** Builtins whose arguments are assignments. */
export const DECLARATIONS: ReadonlySet<string> = new Set(["export", "declare", "typeset", "local", "readonly"]);

export const BUILTIN_NAMES: ReadonlySet<string> = new Set([
  ...DECLARATIONS,
  ...namesIn(`
    unset set shopt shift getopts read mapfile readarray let [ test exit return break continue true false : exec eval source .
    command builtin type trap alias unalias echo printf pwd wait cd pushd popd dirs umask ulimit hash times jobs disown bg fg
    kill enable complete compgen history bind
  `),
]);

/** Builtins that dash does not have: it looks for programs of these names. */
const NOT_IN_DASH: ReadonlySet<string> = new Set(
  namesIn(`
    declare typeset source shopt let mapfile readarray builtin pushd popd dirs disown enable complete compgen history bind
  `),
);

/** Whether the interpreter (`ShellScript.interpreter.kind`) has a builtin of this name. */
export function isBuiltin(name: string, interpreter: string): boolean {
  return BUILTIN_NAMES.has(name) && !(interpreter === "dash" && NOT_IN_DASH.has(name));
}
