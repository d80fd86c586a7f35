/** Which code of a script may run more than once, as far as the syntax shows. */
import type { Function as ShellFunction, ParsedScript, SyntaxNode } from "unbash";
import { forEachChild } from "./walk.ts";

const LOOPS: ReadonlySet<string> = new Set(["While", "For", "Select", "ArithmeticFor"]);

/** A name that is put together: `do_$ACTION`. One word that an expansion gives whole is a name only if the script writes that name. */
const COMPOSED = /^(?!"?\$(?:[\w@*]|\{\w+(?:\[[@*]\])?\})+"?$).*[$`]/s;

interface Names {
  /** Where a name is called, with the nodes around the call, outermost first; `undefined` from the second call on. */
  readonly calls: ReadonlyMap<string, readonly SyntaxNode[] | undefined>;
  /** What the other words of the script hold: a word may be called by what it is handed to. */
  readonly mentions: ReadonlySet<string>;
  /** Whether a command's name is put together. */
  readonly composed: boolean;
}

const namesKnown = new WeakMap<ParsedScript, Names>();

function namesIn(tree: ParsedScript): Names {
  const known = namesKnown.get(tree);
  if (known !== undefined) return known;
  const calls = new Map<string, readonly SyntaxNode[] | undefined>();
  const mentions = new Set<string>();
  let composed = false;
  const around: SyntaxNode[] = [];
  const visit = (node: SyntaxNode, parent: SyntaxNode | undefined): void => {
    around.push(node);
    const isName = parent !== undefined && "name" in parent && parent.name === (node as unknown);
    if (node.type === "Command" && node.name !== undefined) {
      const { text, value } = node.name;
      composed ||= COMPOSED.test(text);
      calls.set(value, calls.has(value) ? undefined : [...around]);
    } else if (!isName && "text" in node && typeof node.text === "string") {
      for (const [word] of node.text.matchAll(/[\w.:-]+/g)) mentions.add(word);
    }
    forEachChild(node, (child) => visit(child, node));
    around.pop();
  };
  visit(tree, undefined);
  const names = { calls, mentions, composed };
  namesKnown.set(tree, names);
  return names;
}

const functionsKnown = new WeakMap<ShellFunction, boolean>();

/** Whether the node may run its code more than once: a loop, or a function that is not called at one place only. */
export function mayRepeat(tree: ParsedScript, node: SyntaxNode): boolean {
  if (LOOPS.has(node.type)) return true;
  if (node.type !== "Function") return false;
  const known = functionsKnown.get(node);
  if (known !== undefined) return known;
  // A function that calls itself, or one that calls it, comes here again.
  functionsKnown.set(node, true);
  const { calls, mentions, composed } = namesIn(tree);
  const { value: name } = node.name;
  const isCalledAgain = composed || mentions.has(name) || (calls.has(name) && calls.get(name) === undefined);
  const repeats = isCalledAgain || (calls.get(name) ?? []).some((holder) => mayRepeat(tree, holder));
  functionsKnown.set(node, repeats);
  return repeats;
}
