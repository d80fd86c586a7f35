/**
 * Finds comments, which the syntax tree does not contain. A `#` at the start of a word is a comment if no word, quote or
 * here-document contains it.
 */
import type { ParsedScript, SyntaxNode } from "unbash";
import { firstFrom } from "../spans/sorted-positions.ts";
import { forEachChild } from "./walk.ts";
import type { ShellComment } from "./script.ts";
import type { Span } from "../spans/span.ts";

/** Nodes between whose children a comment may appear. */
const STRUCTURE: ReadonlySet<string> = new Set([
  "Script",
  "Statement",
  "CompoundList",
  "Command",
  "Redirected",
  "Pipeline",
  "AndOr",
  "If",
  "Elif",
  "For",
  "While",
  "Function",
  "Subshell",
  "BraceGroup",
  "Case",
  "CaseItem",
  "Select",
  "Coproc",
  "ArithmeticFor",
  "ArrayValue",
  "Assignment",
  "CommandExpansion",
  "ProcessSubstitution",
]);

/**
 * Finds the comments of a script. `text` contains the placeholders; `parsed` is the same text with the placeholders masked,
 * from which `tree` was parsed.
 */
export function findComments(text: string, parsed: string, tree: ParsedScript): readonly ShellComment[] {
  const candidates: number[] = [];
  for (let at = parsed.indexOf("#"); at !== -1; at = parsed.indexOf("#", at + 1)) {
    if (at === 0 || /[\s;&|()`]/.test(parsed[at - 1]!)) candidates.push(at);
  }
  if (candidates.length === 0) return [];
  const held = new Set<number>();
  const bodies: Span[] = [];
  visit(tree, candidates, held, bodies);
  for (const body of bodies) for (const at of between(candidates, body.pos, body.end)) held.add(at);
  const comments: ShellComment[] = [];
  let end = -1;
  for (const pos of candidates) {
    if (pos < end || held.has(pos)) continue;
    const newline = parsed.indexOf("\n", pos);
    end = newline === -1 ? parsed.length : newline;
    comments.push({ type: "Comment", value: text.slice(pos + 1, end), pos, end });
  }
  return comments;
}

function between(candidates: readonly number[], pos: number, end: number): readonly number[] {
  return candidates.slice(firstFrom(candidates, pos), firstFrom(candidates, end));
}

/** Collects the candidates that are inside anything other than a structural node. */
function visit(node: SyntaxNode, candidates: readonly number[], held: Set<number>, bodies: Span[]): void {
  forEachChild(node, (child) => {
    if (child.type === "HereDoc") bodies.push(child.body);
    const inside = between(candidates, child.pos, child.end);
    if (STRUCTURE.has(child.type) || child.type === "HereDoc") {
      // A here-document is outside the span of the command that it belongs to.
      visit(child, candidates, held, bodies);
      return;
    }
    if (inside.length === 0) return;
    for (const at of inside) held.add(at);
    if (child.type !== "Word" || child.parts === undefined) return;
    const freed: number[] = [];
    substitutions(child, (script) => freed.push(...freeIn(script, inside, bodies)));
    for (const at of freed) held.delete(at);
  });
}

function freeIn(script: ParsedScript, candidates: readonly number[], bodies: Span[]): readonly number[] {
  const own = between(candidates, script.pos, script.end);
  const held = new Set<number>();
  visit(script, own, held, bodies);
  return own.filter((at) => !held.has(at));
}

/** Calls `found` for the outermost scripts in a word whose positions index the same text. */
function substitutions(node: SyntaxNode, found: (script: ParsedScript) => void): void {
  forEachChild(node, (child) => {
    if (child.type === "Script") {
      if (child.source === undefined) found(child);
    } else substitutions(child, found);
  });
}
