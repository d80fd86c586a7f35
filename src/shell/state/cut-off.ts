/**
 * Code that is not evaluated because the limit of commands is reached. It may check whatever it reads: no finding says that nothing
 * checks the failure of a call, if this code may.
 */
import type { SyntaxNode, Word } from "unbash";
import type { AbstractString } from "../model/value.ts";
import { isLoop } from "../syntax/loops.ts";
import type { Span } from "../spans/span.ts";
import { upwardExposedNames } from "../syntax/upward-exposed.ts";
import { forEachNode } from "../syntax/walk.ts";
import { stringOf } from "../values/pieces.ts";
import { functionNamed, waits } from "./functions.ts";
import type { Machine } from "./interfaces/evaluator.ts";
import type { Context } from "./path/context.ts";
import { EITHER, type Path } from "./path/path.ts";
import { MOST_NAMES, valuesOf } from "./variables.ts";

/** How many words of one piece of code are examined. */
const MOST_WORDS = 64;

/** `$?`, or a command that takes the last status if it is given none. */
const LOOKS_AT_STATUS = /\$\{?\?|\bPIPESTATUS\b|(?:^|[;&|{(\s])(?:return|exit)\b/;

/** Records that the code is not evaluated on these paths, after which its status is unknown. */
export function cutOff(machine: Machine, node: SyntaxNode & Span, paths: readonly Path[], context: Context): void {
  machine.record.cut("commands", context.source.span(node.pos, node.end));
  for (const path of paths) {
    assumeChecks(machine, node, path, context);
    path.status = EITHER;
  }
}

/** What the code, which is not evaluated, reads on the path counts as checked. */
export function assumeChecks(machine: Machine, node: SyntaxNode & Span, path: Path, context: Context): void {
  machine.outcomes.flags.readAll(path);
  if (!machine.outcomes.isOn || context.aside === true) return;
  const { status } = path;
  // The status of a loop may be that of its last iteration.
  const looksAtStatus = isLoop(node) || LOOKS_AT_STATUS.test(context.source.text.slice(node.pos, node.end));
  if (!looksAtStatus) path.status = EITHER;
  const body = node.type === "Command" ? functionNamed(machine, path, node.name?.value ?? "")?.body : undefined;
  const code = body === undefined ? [node] : [node, body];
  const names = code.flatMap((one) => [...upwardExposedNames(one)]).slice(0, MOST_NAMES);
  const values = [path.input ?? [], ...fileNames(node), ...valuesOf(machine, path, names)];
  machine.outcomes.received.assumeExamined(path, { values, names, waits: waits(machine, path, node) });
  path.status = status;
}

const files = new WeakMap<SyntaxNode, readonly AbstractString[]>();

/** The first constant words of the code that are probably names of files. */
function fileNames(root: SyntaxNode): readonly AbstractString[] {
  const known = files.get(root);
  if (known !== undefined) return known;
  const found: AbstractString[] = [];
  forEachNode(root, (node) => {
    for (const { parts, value } of possibleFiles(node))
      if (parts === undefined && found.length < MOST_WORDS) found.push(stringOf(value));
  });
  files.set(root, found);
  return found;
}

/** The words of the node that may be names of files: a name without `.` and `/` only where a file is tested or opened. */
function possibleFiles(node: SyntaxNode): readonly Word[] {
  if (node.type === "Word") return /[./]/.test(node.value) ? [node] : [];
  if (node.type === "TestUnary") return [node.operand];
  if (node.type === "Redirect") return node.target === undefined ? [] : [node.target];
  const isTest = node.type === "Command" && /^(?:\[|test)$/.test(node.name?.value ?? "");
  return isTest ? node.args.filter((one) => one.type === "Word") : [];
}
