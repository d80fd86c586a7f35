/** The syntax tree and its positions in real documents. The evaluation of their scripts has its own tests. */
import { forEachChild, type SyntaxNode } from "unbash";
import { describe, expect, it } from "vitest";
import type { SsmNode } from "../../../../src/eslint/tree/nodes.ts";
import { childrenOf } from "../../../../src/eslint/tree/traverse.ts";
import { visitorKeys } from "../../../../src/eslint/tree/visitor-keys.ts";
import { hasShared } from "../../../support/shared.ts";
import { corpusFiles, syntaxCode } from "../../../support/corpus-documents.ts";

describe.skipIf(!hasShared)("the nodes of the corpus", () => {
  const files = hasShared ? corpusFiles() : [];

  it("have visitor keys in the order of unbash", () => {
    for (const { text } of files) {
      for (const { target, phase } of syntaxCode(text)?.traverse() ?? []) {
        const node = target as SsmNode;
        if (visitorKeys[node.type] === undefined) expect.fail(node.type);
        if (phase === 2 || !("pos" in node) || node.type === "Placeholder") continue;
        const expected: SsmNode[] = [];
        forEachChild(node as SyntaxNode, (child) => expected.push(child));
        const children = childrenOf(node).filter(({ type }) => type !== "Placeholder");
        if (children.length !== expected.length || children.some((child, index) => child !== expected[index])) {
          expect.fail(`${node.type}: ${children.map(({ type }) => type)} are not ${expected.map(({ type }) => type)}`);
        }
      }
    }
  });

  it("have ranges inside the file that are not inverted", () => {
    let nodes = 0;
    const wrong: string[] = [];
    for (const { path, text } of files) {
      const source = syntaxCode(text);
      for (const { target, phase } of source?.traverse() ?? []) {
        if (phase === 2) continue;
        nodes += 1;
        const node = target as SsmNode;
        const [start, end] = source!.getRange(node);
        if (!(start >= 0 && start <= end && end <= text.length)) wrong.push(`${path}: ${node.type} [${start}, ${end})`);
      }
    }
    expect(wrong).toEqual([]);
    expect(nodes).toBeGreaterThan(200_000);
  });
});
