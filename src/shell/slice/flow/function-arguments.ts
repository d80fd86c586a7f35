/** Which parameters of a function the words of a call become, and which parameters a text expands. */
import { expansions } from "../../syntax/names.ts";
import type { Call, Part } from "../survey/fragments.ts";

/** A positional parameter; without a match of the groups, it refers to all of them. */
const POSITIONAL = /\$(?:([1-9])|\{#?([1-9]\d*)|\{?[@*])/g;
const QUOTED = /"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)|'[^']*'/gs;
const ALL_OF = /\$\{?@|\[@\]/;
/** All parameters of a function. */
export const ALL = 0;

/** A call of a function, with the parameter that each of its words becomes. */
export interface PassedArguments {
  readonly callee: string;
  readonly words: readonly (Pick<Part, "text" | "uses" | "inside"> & { readonly parameter: number })[];
}

/** @param shifts whether the function changes the numbers of its parameters */
export function passedArguments({ callee, args, inside }: Call, shifts: boolean): PassedArguments {
  let isOpen = shifts;
  const words = args.map((text, index) => {
    isOpen ||= isSeveral(text);
    return { text, uses: expansions(text), inside, parameter: isOpen ? ALL : index + 1 };
  });
  return { callee, words };
}

/** Whether a word may expand to more or fewer than one argument. */
function isSeveral(text: string): boolean {
  return ALL_OF.test(text) || /[$`*?[{]/.test(text.replace(QUOTED, (part) => (/^.+["']$/s.test(part) ? "" : part)));
}

/** Whether the text expands a positional parameter. */
export function expandsParameter(text: string): boolean {
  return text.search(POSITIONAL) !== -1;
}

/** Whether the text expands one of the parameters. @param numbers of the parameters; `ALL` for every one */
export function expandsOneOf(text: string, numbers: ReadonlySet<number>): boolean {
  for (const [, plain, braced] of text.matchAll(POSITIONAL)) {
    const number = Number(plain ?? braced ?? ALL);
    if (number === ALL || numbers.has(ALL) || numbers.has(number)) return true;
  }
  return false;
}
