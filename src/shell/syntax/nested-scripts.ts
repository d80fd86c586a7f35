/** Lists the scripts inside a script: the script itself and its substitutions. */
import type { ParsedScript, SyntaxNode } from "unbash";
import { firstFrom } from "../spans/sorted-positions.ts";
import { LIMITS } from "../limits/limits.ts";
import { isTooDeep, mayHoldCode, OPENS_CODE } from "./parse.ts";
import { forEachChild } from "./walk.ts";
import type { Span } from "../spans/span.ts";

/**
 * The scripts, in no particular order. Walks without recursion: substitutions may be nested deeper than the stack allows.
 * @param text the text that the tree was parsed from.
 */
export function scriptsIn(tree: ParsedScript, text: string): readonly ParsedScript[] {
  const all = [tree];
  const mayOpen = opensIn(text);
  // Nodes inside a substitution may have offsets into another text.
  let isOutside = true;
  const open: SyntaxNode[] = [];
  const inside: SyntaxNode[] = [];
  const visit = (child: SyntaxNode): void => {
    if (child.type === "Word" && !mayHoldCode(child)) return;
    if (isOutside && child.type === "Statement" && !mayOpen(child)) return;
    if (child.type !== "Script") open.push(child);
    else {
      all.push(child as ParsedScript);
      inside.push(child);
    }
  };
  forEachChild(tree, visit);
  for (let node = open.pop(); node !== undefined; node = open.pop()) forEachChild(node, visit);
  isOutside = false;
  for (let node = inside.pop(); node !== undefined; node = open.pop() ?? inside.pop()) forEachChild(node, visit);
  return all;
}

/** Where the parser has skipped code that is nested too deeply, also in substitutions. */
export function skippedCode(tree: ParsedScript, text: string): readonly number[] {
  if (text.length < LIMITS.nesting) return [];
  return scriptsIn(tree, text).flatMap(({ errors = [], source }) =>
    errors.filter(isTooDeep).map(({ pos }) => (source === undefined ? pos : 0)),
  );
}

/** Whether a script may begin in a span of the text. */
function opensIn(text: string): (span: Span) => boolean {
  // The text of a here-document is outside the span of the command that it belongs to.
  if (text.includes("<<")) return () => true;
  const places = Array.from(text.matchAll(new RegExp(OPENS_CODE, "g")), ({ index }) => index);
  return ({ pos, end }) => {
    const next = places[firstFrom(places, pos)];
    return next !== undefined && next < end;
  };
}
