/** Determines from the syntax which code of a script may run more than once. */
import type { For, Function as ShellFunction, ParsedScript, SyntaxNode } from "unbash";
import { isLoop } from "./loops.ts";
import { forEachChild } from "./walk.ts";

/** A composed name: `do_$ACTION`. A single expansion is not one: it names a function only if the script contains that name. */
const COMPOSED = /^(?!"?\$(?:[\w@*]|\{\w+(?:\[[@*]\])?\})+"?$).*[$`]/s;

/** A word that expands to one field, or to one or none: without field splitting, globbing and brace expansion. */
const SINGLE = /^(?:[\w./:@%+=,-]+|'[^']*'|"(?:[^"$`\\]|\$\w+(?!\w)|\$\{[A-Za-z_]\w*\})*"|\$\{\w+:?\+[\w./:-]+\})$/;

function isSingle({ wordlist }: For): boolean {
  return wordlist !== undefined && wordlist.length < 2 && wordlist.every(({ text }) => SINGLE.test(text));
}

interface Names {
  /** For each called name, the nodes around its only call, outermost first; `undefined` if there are several calls. */
  readonly calls: ReadonlyMap<string, readonly SyntaxNode[] | undefined>;
  /** The names in the other words of the script: a command may run the function that its argument names. */
  readonly mentions: ReadonlySet<string>;
  /** Whether the name of any command is composed. */
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

/** Whether the node may run its code more than once: a loop, or a function that may be called more than once. */
export function mayRepeat(tree: ParsedScript, node: SyntaxNode): boolean {
  if (isLoop(node)) return node.type !== "For" || !isSingle(node);
  if (node.type !== "Function") return false;
  const known = functionsKnown.get(node);
  if (known !== undefined) return known;
  // This is the result for recursive calls, direct or indirect, which reach this code again.
  functionsKnown.set(node, true);
  const { calls, mentions, composed } = namesIn(tree);
  const { value: name } = node.name;
  const isCalledAgain = composed || mentions.has(name) || (calls.has(name) && calls.get(name) === undefined);
  const repeats = isCalledAgain || (calls.get(name) ?? []).some((holder) => mayRepeat(tree, holder));
  functionsKnown.set(node, repeats);
  return repeats;
}
