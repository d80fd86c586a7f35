/** Where `set -x` traces what a fix inserts: the trace shows the values of assignments. */
import { isWithin, type ShellScript } from "../../shell/index.ts";

/** Commands that turn tracing on (`-`) or off (`+`). */
const TRACING = /\bset(?:(?!\s--\s)[^\n;&|]){0,80}?\s([-+])(?:\w{0,20}x\w{0,20}|o\s{1,8}xtrace)\b/g;

export class Tracing {
  readonly #changes: readonly { readonly pos: number; readonly isOn: boolean }[];

  constructor({ text, comments, interpreter }: Pick<ShellScript, "comments" | "interpreter" | "text">) {
    const changes = Array.from(text.matchAll(TRACING), ({ index, 1: sign }) => ({ pos: index, isOn: sign === "-" }));
    this.#changes = [
      { pos: -1, isOn: interpreter.options.includes("-x") },
      ...changes.filter(({ pos }) => !isWithin(comments, { pos, end: pos + 1 })),
    ];
  }

  /** Whether the last command before the position that changes tracing turns it on, or the shebang if there is none. */
  isOnAt(pos: number): boolean {
    return this.#changes.findLast((one) => one.pos < pos)?.isOn === true;
  }
}
