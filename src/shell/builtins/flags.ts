/** Parses option letters without values: `-rx`, `+x`. */
import type { Argument } from "../model/invocation.ts";
import { knownText } from "../model/value.ts";

export interface Flags {
  readonly on: ReadonlySet<string>;
  readonly off: ReadonlySet<string>;
  readonly operands: readonly Argument[];
}

export function readFlags(args: readonly Argument[]): Flags {
  const on = new Set<string>();
  const off = new Set<string>();
  let index = 0;
  for (; index < args.length; index++) {
    const text = knownText(args[index]!.value);
    if (text === "--") {
      index++;
      break;
    }
    if (text === undefined || !/^[-+][A-Za-z]+$/.test(text)) break;
    for (const letter of text.slice(1)) (text[0] === "-" ? on : off).add(letter);
  }
  return { on, off, operands: args.slice(index) };
}
