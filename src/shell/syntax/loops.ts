/** Which nodes of a syntax tree are loops. */
import type { ArithmeticFor, For, Select, While } from "unbash";

export type Loop = ArithmeticFor | For | Select | While;

const LOOPS: ReadonlySet<string> = new Set<Loop["type"]>(["While", "For", "Select", "ArithmeticFor"]);

export function isLoop({ type }: { readonly type: string }): boolean {
  return LOOPS.has(type);
}
