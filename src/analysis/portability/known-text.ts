/** The text that a word is known to contain. */
import type { Word } from "unbash";

/** The literal parts of a word, as the command receives them. */
export function literalParts({ value, parts }: Word): readonly string[] {
  if (parts === undefined) return [value];
  return parts.flatMap((part) => {
    if (part.type === "Literal" || part.type === "SingleQuoted") return part.value;
    if (part.type !== "DoubleQuoted") return [];
    return part.parts.flatMap((inner) => (inner.type === "Literal" ? inner.value : []));
  });
}

/** The names of the variables whose values a word contains unchanged. */
export function expandedIn({ parts = [] }: Word): readonly string[] {
  return parts.flatMap((part) => {
    const inner: readonly { readonly text: string }[] = part.type === "DoubleQuoted" ? part.parts : [part];
    return inner.flatMap(({ text }) => {
      const [, plain, braced] = /^\$(?:(\w+|[@*])|\{(\w+|[@*])\})$/.exec(text) ?? [];
      return plain ?? braced ?? [];
    });
  });
}
