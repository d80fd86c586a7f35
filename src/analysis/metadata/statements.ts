/** Finds positions before a command where a line can be inserted, in the process that runs the command. */
import type { CompoundList, ParsedScript, Statement, SyntaxNode } from "unbash";
import { embeddedOf, type EmbeddedScript, type Invocation, type Span } from "../../shell/index.ts";

/** A node of the tree around a command: one of the shell's own, or one that the evaluator adds. */
export type AroundNode = SyntaxNode | Invocation | { readonly type: string };

/** A statement that contains the command, within the command's process. */
export interface Place {
  /** The list that contains the statement. */
  readonly list: ParsedScript | CompoundList;
  /** Script offset of the statement's first character. */
  readonly pos: number;
  readonly end: number;
}

export interface Surroundings {
  /** Innermost first; never empty. */
  readonly places: readonly Place[];
  /**
   * The invocation that runs the string in double quotes that contains the command. Text that is inserted into the string is
   * expanded by the outer shell, which is where the places are.
   */
  readonly quotedFor: Invocation | undefined;
  /** The innermost loop around the command that waits between its iterations. A token from before it can expire in it. */
  readonly waitingLoop: Span | undefined;
}

const LOOPS = /^(?:While|For|ArithmeticFor)$/;

/** The start of a here-document in which nothing is expanded. */
const QUOTED_DELIMITER = /(?<!<)<<-?[ \t]*['"\\]/;

/** Whether text is in double quotes, so that the outer shell expands it; `undefined` if the text is not in quotes. */
function expandsOutside(text: string, embedded: EmbeddedScript): boolean | undefined {
  const before = text[embedded.pos - 1];
  if (before === "'") return false;
  if (before === '"') return true;
  if (before === "\n") return startsQuoted(lineBefore(text, embedded.pos)) ? false : undefined;
  return undefined;
}

/** Whether the line starts one here-document, in which nothing is expanded. */
function startsQuoted(line: string): boolean {
  return QUOTED_DELIMITER.test(line) && line.split("<<").length === 2;
}

function lineBefore(text: string, pos: number): string {
  return text.slice(text.lastIndexOf("\n", pos - 2) + 1, pos);
}

/**
 * Whether a list is the condition of an `if`. No places are in such a list: it runs whenever the `if` does, so the outer
 * statement serves.
 */
function isCondition(list: AroundNode, parent: AroundNode | undefined): boolean {
  return (parent?.type === "If" || parent?.type === "Elif") && "clause" in parent && parent.clause === list;
}

/**
 * @param ancestors from the file down to the command, in tree order
 * @param text the step's script
 * @returns `undefined` if nothing can be inserted: in code that is assembled from pieces
 */
export function requestSurroundings(
  ancestors: readonly AroundNode[],
  text: string,
  embedded: readonly EmbeddedScript[],
): Surroundings | undefined {
  const places: Place[] = [];
  let quotedFor: Invocation | undefined;
  let pending: Statement | undefined;
  let waitingLoop: Span | undefined;
  const scriptAt = ancestors.findLastIndex((node) => embeddedOf(embedded, node) !== undefined);
  const own = scriptAt < 0 ? undefined : embeddedOf(embedded, ancestors[scriptAt]!);
  if (own?.exact === false) return undefined;
  const outside = own === undefined ? false : expandsOutside(text, own);
  if (outside === undefined) return undefined;
  const at = (pos: number, end: number) => own?.span(pos, end) ?? { pos, end };
  for (let index = ancestors.length - 1; index >= 0; index--) {
    const node = ancestors[index]!;
    const parent = ancestors[index - 1];
    if (node.type === "Statement") pending = node as Statement;
    if (node.type === "Function" || node.type === "Step") break;
    if (places.length > 0 && LOOPS.test(node.type) && "pos" in node) {
      const { pos, end } = at(node.pos, node.end);
      if (/\bsleep\b/.test(text.slice(pos, end))) {
        waitingLoop = { pos, end };
        break;
      }
    }
    // Inside backticks with escapes, positions are offsets into the decoded text: only places outside can be used.
    if (node.type === "Script" && "source" in node && node.source !== undefined) places.length = 0;
    const isList = node.type === "Script" || node.type === "CompoundList";
    if (!isList || pending === undefined) continue;
    const substituted = parent !== undefined && /Expansion$|Substitution$/.test(parent.type);
    if (outside && index >= scriptAt) {
      if (index > scriptAt) continue;
      quotedFor = ancestors.slice(0, index).findLast((other) => other.type === "Invocation") as Invocation | undefined;
      const rest = requestSurroundings(ancestors.slice(0, index), text, embedded);
      return quotedFor === undefined || rest === undefined ? undefined : { ...rest, quotedFor };
    }
    if (!substituted && !isCondition(node, parent)) {
      const list = node as ParsedScript | CompoundList;
      places.push({ list, ...at(pending.pos, pending.end) });
    }
    if (index === scriptAt) break;
  }
  return places.length === 0 ? undefined : { places, quotedFor, waitingLoop };
}
