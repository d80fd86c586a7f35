/**
 * Whether control can pass from one command of a script to another, as far as the syntax shows: control-flow reachability over
 * the tree, without evaluating conditions or following functions.
 */
import type { ParsedScript, Statement, SyntaxNode } from "unbash";
import { isLoop } from "./loops.ts";
import { firstFrom, lastUpTo } from "../spans/sorted-positions.ts";
import { mayRepeat } from "./repeated-code.ts";
import type { Span } from "../spans/span.ts";
import { forEachChild } from "./walk.ts";

/** How many statements of a list are searched for one that ends the flow of control. */
const MOST = 1000;

/** Whether control may enter the node again after it has left it. */
function mayRunAgain(node: SyntaxNode): boolean {
  return node.type === "Function" || isLoop(node);
}

type Holders = readonly SyntaxNode[] | undefined;

/** By the offsets of the span: each span is compared with many others. */
const holdersKnown = new WeakMap<ParsedScript, Map<string, Holders>>();

/** The nodes that contain the span, outermost first; `undefined` if offsets within one of them index another text. */
function holders(tree: ParsedScript, span: Span): Holders {
  let ofTree = holdersKnown.get(tree);
  if (ofTree === undefined) holdersKnown.set(tree, (ofTree = new Map()));
  const key = `${span.pos} ${span.end}`;
  let all = ofTree.get(key);
  if (all === undefined && !ofTree.has(key)) ofTree.set(key, (all = findHolders(tree, span)));
  return all;
}

function findHolders(tree: ParsedScript, { pos, end }: Span): Holders {
  const path: SyntaxNode[] = [tree];
  for (;;) {
    const inner = childHolding(path.at(-1)!, pos, end);
    if (inner === undefined) return path;
    if (inner.type === "Script" && "source" in inner && inner.source !== undefined) return undefined;
    path.push(inner);
  }
}

function childHolding(node: SyntaxNode, pos: number, end: number): SyntaxNode | undefined {
  const all = statementsOf(node);
  if (all.length > 0) {
    const statement = all[lastUpTo(all, pos)];
    return statement !== undefined && end <= statement.end ? statement : undefined;
  }
  let inner: SyntaxNode | undefined;
  forEachChild(node, (child) => {
    if (child.pos <= pos && end <= child.end && child.type !== "HereDoc") inner ??= child;
  });
  return inner;
}

function statementsOf(node: SyntaxNode): readonly Statement[] {
  return node.type === "Script" || node.type === "CompoundList" ? node.commands : [];
}

/**
 * How a statement ends the flow of control: "exit" (`exit`, `return`, `exec command`) or the current iteration of a loop
 * ("round").
 */
function endOf({ command }: Statement): "exit" | "round" | undefined {
  if (command.type !== "Command") return undefined;
  const name = command.name?.value ?? "";
  if (name === "exit" || name === "return" || (name === "exec" && command.args.length > 0)) return "exit";
  return name === "break" || name === "continue" ? "round" : undefined;
}

/** Whether a `break` or `continue` in the statement may leave the loop iteration that contains it. */
function mayLeaveRound(node: SyntaxNode): boolean {
  if (node.type === "Command") return node.name?.value === "break" || node.name?.value === "continue";
  let found = false;
  forEachChild(node, (child) => {
    found ||= mayLeaveRound(child);
  });
  return found;
}

/** Indices of statements in their list, by the list. */
type Indices = WeakMap<readonly Statement[], readonly number[]>;

const ending: Indices = new WeakMap();
const leaving: Indices = new WeakMap();

/** The index of the first statement from `from` onwards for which `isOne` is true. */
function firstOf(
  known: Indices,
  statements: readonly Statement[],
  from: number,
  isOne: (statement: Statement) => boolean,
): number | undefined {
  let indices = known.get(statements);
  if (indices === undefined) {
    indices = statements.flatMap((one, index) => (isOne(one) ? [index] : []));
    known.set(statements, indices);
  }
  return indices[firstFrom(indices, from)];
}

/**
 * How the first statement in `[from, to)` that ends the flow of control does so. An `exit` after a statement that may leave the
 * iteration ends only that.
 */
function firstEnd(statements: readonly Statement[], from: number, to: number): "exit" | "round" | undefined {
  const at = firstOf(ending, statements, from, (one) => endOf(one) !== undefined);
  if (at === undefined || at >= Math.min(to, from + MOST)) return undefined;
  const end = endOf(statements[at]!);
  if (end !== "exit") return end;
  const before = firstOf(leaving, statements, from, mayLeaveRound);
  return before !== undefined && before < at ? "round" : end;
}

/** How the flow of control ends after a node of the path, before it leaves the nodes that contain it. */
function endAfter(path: readonly SyntaxNode[], from: number): "exit" | "round" | undefined {
  let found: "exit" | "round" | undefined;
  for (let index = path.length - 2; index >= from; index--) {
    if (mayRunAgain(path[index]!) && found === "round") found = undefined;
    // `{ …; break; }; exit`: the code after it in the loop is never reached.
    if (found === "round") continue;
    const all = statementsOf(path[index]!);
    const at = lastUpTo(all, path[index + 1]!.pos);
    if (at < 0) continue;
    const end = firstEnd(all, at + 1, all.length);
    if (end === "exit") return "exit";
    found = end ?? found;
  }
  return found;
}

/** Whether a part of a node is a condition, which other parts follow. */
function isCondition(parent: SyntaxNode, [part, inner]: readonly (SyntaxNode | undefined)[]): boolean {
  if (part?.type === "Elif") return inner === part.clause;
  return (parent.type === "If" || parent.type === "Elif") && part === parent.clause;
}

/**
 * Whether control can pass from `from` to `to`; `undefined` if the syntax does not determine it: one contains the other, they
 * are in one pipeline, or one is in a text of its own.
 */
export function canFollow(tree: ParsedScript, from: Span, to: Span): boolean | undefined {
  const a = holders(tree, from);
  const b = holders(tree, to);
  if (a === undefined || b === undefined) return undefined;
  let common = 0;
  while (common < a.length && a[common] === b[common]) common++;
  const [left, right] = [a[common], b[common]];
  const parent = a[common - 1];
  if (left === undefined || right === undefined || parent === undefined) return undefined;
  const after = endAfter(a, common);
  if (after === "exit") return false;
  const all = statementsOf(parent);
  let forward: boolean;
  if (all.length > 0) {
    const [start, stop] = [lastUpTo(all, left.pos), lastUpTo(all, right.pos)];
    const between = firstEnd(all, start + 1, stop);
    if (start < stop && between === "exit") return false;
    forward = start < stop && after === undefined && between === undefined;
  } else if (parent.type === "If" || parent.type === "Elif") {
    forward = left.pos < right.pos && isCondition(parent, a.slice(common));
  } else if (parent.type === "AndOr") {
    forward = left.pos < right.pos;
  } else if (parent.type === "Pipeline") {
    // The parts of a pipeline run at the same time.
    return a.slice(0, common).some((node) => mayRepeat(tree, node)) ? true : undefined;
  } else if (parent.type === "Case") {
    forward = false;
  } else if (mayRunAgain(parent)) {
    return true;
  } else return undefined;
  return forward || a.slice(0, common).some((node) => mayRepeat(tree, node));
}
