/** The commands that a part of a syntax tree calls by their names. */
import type { SyntaxNode } from "unbash";
import { nameLikeWords } from "./names.ts";
import { forEachNode } from "./walk.ts";

interface Called {
  /** The names of the commands, and all words of those that run their words: one of them may name a command. */
  readonly names: ReadonlySet<string>;
  /** Whether one of them is `wait` with operands: without, its status does not depend on the jobs. */
  readonly waits: boolean;
}

const called = new WeakMap<SyntaxNode, Called>();

/** Builtins whose words contain commands that this shell runs. */
const RUNS_WORDS: ReadonlySet<string> = new Set(["builtin", "command", "eval", "trap"]);

/** The commands in the code. */
export function calledIn(root: SyntaxNode): Called {
  const known = called.get(root);
  if (known !== undefined) return known;
  const names = new Set<string>();
  let waits = false;
  forEachNode(root, (node) => {
    if (node.type !== "Command" || node.name === undefined) return;
    const { value } = node.name;
    const words = RUNS_WORDS.has(value) ? node.args.flatMap(({ text }) => nameLikeWords(text)) : [];
    for (const word of [value, ...words]) names.add(word);
    waits ||= words.includes("wait") || (value === "wait" && node.args.length > 0);
  });
  const found = { names, waits };
  called.set(root, found);
  return found;
}
