/** Finds the `#` comments of a YAML text. */
import type { DataComment, Scalar } from "../model/document.ts";

/**
 * Finds the comments between the scalars of a text that parses. There, a comment starts with a `#` at the start of the line
 * or after white space. `yaml` keeps comments without positions.
 * @param scalars in the order of the text
 */
export function yamlComments(text: string, scalars: readonly Scalar[]): DataComment[] {
  const comments: DataComment[] = [];
  let next = 0;
  let at = text.indexOf("#");
  while (at !== -1) {
    while (next < scalars.length && scalars[next]!.range[1] <= at) next++;
    const scalar = scalars[next];
    const contentStart = scalar ? startOfContent(text, scalar) : text.length;
    if (scalar && contentStart <= at) {
      at = text.indexOf("#", scalar.range[1]);
      continue;
    }
    if (at === 0 || /\s|\uFEFF/.test(text[at - 1]!)) {
      const newline = text.indexOf("\n", at);
      let end = newline === -1 ? text.length : newline;
      if (text[end - 1] === "\r") end--;
      comments.push({ type: "Comment", range: [at, end], value: text.slice(at + 1, end), marker: 1 });
      at = text.indexOf("#", end);
    } else {
      at = text.indexOf("#", at + 1);
    }
  }
  return comments;
}

/** The header of a block scalar can contain a comment, its content cannot. */
function startOfContent(text: string, scalar: Scalar): number {
  const [start, end] = scalar.range;
  if (scalar.style !== "literal" && scalar.style !== "folded") return start;
  const newline = text.indexOf("\n", start);
  return newline === -1 || newline >= end ? end : newline + 1;
}
