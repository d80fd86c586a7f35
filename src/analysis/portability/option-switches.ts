/** Where the commands of a list turn `set -u` and `set -e` on and off. */
import type { CompoundList, ParsedScript, SyntaxNode } from "unbash";
import { lowerBound } from "../../sorted/lower-bound.ts";

/** Options of the shell at a command, as far as the script sets them. */
export interface SwitchedOptions {
  /** After `set -u`, in the same command list or an outer one. */
  readonly demands: boolean;
  /** After `set -e`, likewise. */
  readonly errexit: boolean;
}

interface Switch {
  readonly pos: number;
  readonly on: boolean;
}

/** For each list, where its commands turn `set -u` and `set -e` on and off. */
const switches = new WeakMap<object, { readonly demands: readonly Switch[]; readonly errexit: readonly Switch[] }>();

/** Whether `set -u` and `set -e` are on at a command of a list. In a function, `set -e` may be on if it is on anywhere in the list. */
export function optionsAt(
  list: ParsedScript | CompoundList,
  child: SyntaxNode,
  around: SwitchedOptions,
): SwitchedOptions {
  const { pos } = child;
  let all = switches.get(list);
  if (all === undefined) {
    all = {
      demands: switchesIn(list, /^[-+][a-zA-Z]*u|^nounset$/),
      errexit: switchesIn(list, /^[-+][a-zA-Z]*e|^errexit$/),
    };
    switches.set(list, all);
  }
  const at = (those: readonly Switch[]): boolean | undefined =>
    those[lowerBound(those.length, (index) => those[index]!.pos < pos) - 1]?.on;
  const isFunction = child.type === "Statement" && child.command.type === "Function";
  return {
    demands: at(all.demands) ?? around.demands,
    errexit: (isFunction && all.errexit.some(({ on }) => on)) || (at(all.errexit) ?? around.errexit),
  };
}

function switchesIn(list: ParsedScript | CompoundList, option: RegExp): readonly Switch[] {
  return list.commands.flatMap(({ command }) => {
    if (command.type !== "Command" || command.name?.value !== "set") return [];
    const index = command.args.findIndex((arg) => option.test(arg.text));
    if (index === -1) return [];
    const written = command.args[/^[-+]/.test(command.args[index]!.text) ? index : index - 1]?.text;
    return { pos: command.pos, on: written?.startsWith("-") === true };
  });
}
