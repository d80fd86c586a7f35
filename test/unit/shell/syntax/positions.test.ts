/**
 * Positions: when the text of a syntax node is replaced by one word of the same length, everything outside of the node is
 * where it was and what it was.
 */
import type { SyntaxNode } from "unbash";
import { describe, expect, it } from "vitest";
import { masked, parseShell, parseTree } from "../../../../src/shell/syntax/parse.ts";
import { forEachChild } from "../../../../src/shell/syntax/walk.ts";
import type { Span } from "../../../../src/shell/syntax/span.ts";
import { hasShared } from "../../../support/shared.ts";
import { corpusScripts } from "../../../support/corpus-scripts.ts";

/** Nodes that a word may stand for. */
const REPLACED: ReadonlySet<string> = new Set(
  "Word Command Pipeline AndOr If For While Case Subshell BraceGroup Redirected TestCommand ArithmeticFor Select".split(
    " ",
  ),
);
/** Their arguments are read in another way. */
const DECLARATIONS = /^(?:export|declare|typeset|local|readonly|alias)$/;

interface Found {
  readonly node: SyntaxNode;
  /** The outermost word around, whose literal parts may grow together. */
  readonly word: Span | undefined;
  readonly isDeclaration: boolean;
  /** A word in its place would take the redirections for its own. */
  readonly isRedirected: boolean;
}

function nodesOf(tree: SyntaxNode): readonly Found[] {
  const all: Found[] = [];
  const visit = (node: SyntaxNode, word: Span | undefined, isDeclaration: boolean, isRedirected: boolean): void => {
    // Backticks with escapes have a text of their own.
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

/** What is outside of the range, and what is around it. */
function rest(all: readonly Found[], { pos, end }: Span, word: Span | undefined): readonly string[] {
  return all
    .filter(
      ({ node }) =>
        node.end <= pos ||
        // An empty value at the end belongs to it.
        (node.pos >= end && node.end > end) ||
        (node.pos < pos && node.end >= end) ||
        (node.pos <= pos && node.end > end),
    )
    .filter(({ node }) => word === undefined || node.pos < word.pos || node.end > word.end)
    .map(({ node }) => `${node.type} ${node.pos}-${node.end}`)
    .toSorted();
}

function isTried(text: string, { node, isDeclaration, isRedirected }: Found): boolean {
  if (!REPLACED.has(node.type) || node.end <= node.pos || isDeclaration || isRedirected) return false;
  // Lines count for the here-documents behind them.
  if (text.includes("<<") && (text.slice(node.pos, node.end).includes("\n") || hasHereDocument(node))) return false;
  return true;
}

/** Nodes that are tried of each script: all of them if asked for (some minutes), else a few spread over it. */
const EACH = process.env["ALL_POSITIONS"] === undefined ? 12 : Number.POSITIVE_INFINITY;

describe.skipIf(!hasShared)("positions in the scripts of the corpus", () => {
  it("replacing a node changes that node", { timeout: 600_000 }, () => {
    let tried = 0;
    const wrong: string[] = [];
    for (const { file, index, text: original } of corpusScripts()) {
      const script = parseShell(original);
      if (script.tree === undefined || script.errors.length > 0) continue;
      const text = masked(original, script.placeholders);
      const all = nodesOf(script.tree);
      const candidates = all.filter((one) => isTried(text, one));
      const stride = Math.max(1, Math.floor(candidates.length / EACH));
      for (let at = (index * 7) % stride; at < candidates.length; at += stride) {
        const { node, word } = candidates[at]!;
        const changed = text.slice(0, node.pos) + "Q".repeat(node.end - node.pos) + text.slice(node.end);
        const again = parseTree(changed);
        tried++;
        const before = rest(all, node, word);
        const after = rest(nodesOf(again), node, word);
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
