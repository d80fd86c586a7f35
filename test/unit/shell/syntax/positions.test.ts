/**
 * Positions of syntax nodes: if a word of the same length replaces the text of a node, all nodes outside it keep their types and
 * positions.
 */
import type { SyntaxNode } from "unbash";
import { describe, expect, it } from "vitest";
import { maskPlaceholders, parseShell, parseTree } from "../../../../src/shell/syntax/parse.ts";
import { forEachChild } from "../../../../src/shell/syntax/walk.ts";
import type { Span } from "../../../../src/shell/spans/span.ts";
import { hasShared } from "../../../support/shared.ts";
import { corpusScripts } from "../../../support/corpus-scripts.ts";

/** Types of nodes that a word may replace. */
const REPLACED: ReadonlySet<string> = new Set(
  "Word Command Pipeline AndOr If For While Case Subshell BraceGroup Redirected TestCommand ArithmeticFor Select".split(
    " ",
  ),
);
/** Commands whose arguments the shell parses differently. */
const DECLARATIONS = /^(?:export|declare|typeset|local|readonly|alias)$/;

interface Found {
  readonly node: SyntaxNode;
  /** The outermost word around the node, whose literal parts may merge. */
  readonly word: Span | undefined;
  readonly isDeclaration: boolean;
  /** Whether the redirections after the node would belong to a word in its position. */
  readonly isRedirected: boolean;
}

function nodesOf(tree: SyntaxNode): readonly Found[] {
  const all: Found[] = [];
  const visit = (node: SyntaxNode, word: Span | undefined, isDeclaration: boolean, isRedirected: boolean): void => {
    // A script in backticks with escapes has its own source text.
    if (node.type === "Script" && node.source !== undefined) return;
    all.push({ node, word, isDeclaration, isRedirected });
    const inner =
      word ??
      (node.type === "Word" || node.type === "HereDocBody" || node.type === "ArithmeticWord" ? node : undefined);
    const name = node.type === "Command" ? node.name : undefined;
    forEachChild(node, (child) => {
      const declares = child === name && DECLARATIONS.test(name.text);
      visit(child, inner, declares, node.type === "Redirected" && child === node.command);
    });
  };
  visit(tree, undefined, false, false);
  return all;
}

function hasHereDocument(node: SyntaxNode): boolean {
  if (node.type === "HereDoc") return true;
  let found = false;
  forEachChild(node, (child) => {
    found ||= hasHereDocument(child);
  });
  return found;
}

/** The nodes outside the range, and those around it. */
function rest(all: readonly Found[], { pos, end }: Span, word: Span | undefined): readonly SyntaxNode[] {
  return all
    .map(({ node }) => node)
    .filter(
      (node) =>
        (node.end <= pos ||
          // An empty value at the end of the range belongs to the range.
          (node.pos >= end && node.end > end) ||
          (node.pos < pos && node.end >= end) ||
          (node.pos <= pos && node.end > end)) &&
        (word === undefined || node.pos < word.pos || node.end > word.end),
    );
}

const hasSamePlace = (one: SyntaxNode, other: SyntaxNode | undefined): boolean =>
  one.type === other?.type && one.pos === other.pos && one.end === other.end;

const placeOf = ({ type, pos, end }: SyntaxNode): string => `${type} ${pos}-${end}`;

function isTried(text: string, { node, isDeclaration, isRedirected }: Found): boolean {
  if (!REPLACED.has(node.type) || node.end <= node.pos || isDeclaration || isRedirected) return false;
  // Line breaks decide where the following here-documents begin.
  if (text.includes("<<") && (text.slice(node.pos, node.end).includes("\n") || hasHereDocument(node))) return false;
  return true;
}

/** The number of nodes to try in each script: all with `ALL_POSITIONS` (some minutes), otherwise a few spread over the script. */
const EACH = process.env["ALL_POSITIONS"] === undefined ? 7 : Number.POSITIVE_INFINITY;

describe.skipIf(!hasShared)("positions in the scripts of the corpus", () => {
  it("are exact: replacing the text of a node changes only that node", { timeout: 600_000 }, () => {
    let tried = 0;
    const wrong: string[] = [];
    for (const { file, index, text: original } of corpusScripts()) {
      const script = parseShell(original);
      if (script.tree === undefined || script.errors.length > 0) continue;
      const text = maskPlaceholders(original, script.placeholders);
      const all = nodesOf(script.tree);
      const candidates = all.filter((one) => isTried(text, one));
      const stride = Math.max(1, Math.floor(candidates.length / EACH));
      for (let at = (index * 7) % stride; at < candidates.length; at += stride) {
        const { node, word } = candidates[at]!;
        const changed = text.slice(0, node.pos) + "Q".repeat(node.end - node.pos) + text.slice(node.end);
        const again = parseTree(changed);
        tried++;
        const nodesBefore = rest(all, node, word);
        const nodesAfter = rest(nodesOf(again), node, word);
        if (nodesBefore.length === nodesAfter.length && nodesBefore.every((one, i) => hasSamePlace(one, nodesAfter[i])))
          continue;
        const before = nodesBefore.map(placeOf).toSorted();
        const after = nodesAfter.map(placeOf).toSorted();
        if (before.join("\n") !== after.join("\n")) {
          const lost = before.filter((one) => !after.includes(one));
          const won = after.filter((one) => !before.includes(one));
          wrong.push(
            `${file}#${index} ${node.type} ${node.pos}-${node.end} ${JSON.stringify(text.slice(node.pos, node.end)).slice(0, 60)}: -${lost.slice(0, 2).join(",")} +${won.slice(0, 2).join(",")}`,
          );
        }
      }
    }
    console.info(`${tried} nodes replaced, ${wrong.length} wrong`);
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(3000);
  });
});
