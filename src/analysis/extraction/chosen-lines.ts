/**
 * The lines of a document that reach a command in a loop over its lines: `while read -r line; do case $line in *'"Key"'*) …`. The
 * pattern selects lines as `grep` does in a pipeline.
 */
import type { Case, CaseItem, ParsedScript, SyntaxNode, While, Word } from "unbash";
import { forEachChild, type Span } from "../../shell/index.ts";

/** Texts that select lines: a line is chosen if it contains at least one of them. */
export type Choice = readonly string[];

/** The maximum number of characters that are examined of a pattern, and of a loop's condition. */
const MAX_TEXT = 300;

interface ChosenCase extends Span {
  /** The variable that contains the line. */
  readonly name: string;
  readonly item: CaseItem;
  readonly choice: Choice;
}

const known = new WeakMap<ParsedScript, readonly ChosenCase[]>();

/**
 * The texts that select the lines that reach the command at `span`; `undefined` if no `case` selects lines, or if its patterns are not
 * of the form `*text*`.
 * @param text the script
 */
export function choiceOf(span: Span, text: string, tree: ParsedScript | undefined): Choice | undefined {
  if (tree === undefined) return undefined;
  let cases = known.get(tree);
  if (cases === undefined) known.set(tree, (cases = [...casesIn(tree, text)]));
  const found = cases.findLast(({ item, name }) => {
    const { pos } = item.body;
    return pos <= span.pos && span.end <= item.end && expands(text.slice(pos, span.end), name);
  });
  return found?.choice;
}

/** The chosen lines of the document; all of it if `choice` is `undefined`. */
export function linesOf(document: string, choice: Choice | undefined): string {
  if (choice === undefined) return document;
  const lines = document.split("\n").filter((line) => choice.some((one) => line.includes(one)));
  return lines.map((line) => `${line}\n`).join("");
}

function* casesIn(tree: ParsedScript, text: string): Generator<ChosenCase> {
  const open: { readonly node: SyntaxNode; readonly outer: While | undefined }[] = [{ node: tree, outer: undefined }];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const { node } = one;
    const outer = node.type === "While" ? node : one.outer;
    if (node.type === "Case") yield* chosenIn(node, outer, text);
    forEachChild(node, (child) => open.push({ node: child, outer }));
  }
}

function* chosenIn({ word, items, pos, end }: Case, loop: While | undefined, text: string): Generator<ChosenCase> {
  const name = /^"?\$\{?([A-Za-z_]\w*)\}?"?$/.exec(word.text)?.[1];
  if (name === undefined || loop === undefined || !reads(loop, name, text)) return;
  for (const item of items) {
    const choice = item.pattern.map(textOf);
    if (choice.every((one) => one !== undefined)) yield { pos, end, name, item, choice };
  }
}

/** The literal text in a pattern of the form `*text*`; `undefined` for other patterns. */
function textOf({ text }: Word): string | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const bare = text.replace(
    /'([^']*)'|"([^"$`\\]*)"|\\(.)/g,
    (_, single, double, escaped) => single ?? double ?? escaped,
  );
  return /^\*([^*?[\]$`]+)\*$/.exec(bare)?.[1];
}

function reads({ clause: { pos, end } }: While, name: string, text: string): boolean {
  const condition = text.slice(pos, Math.min(end, pos + MAX_TEXT));
  return new RegExp(`\\bread\\b[^;|&]*\\s${name}(?![\\w])`).test(condition);
}

function expands(text: string, name: string): boolean {
  return new RegExp(`\\$\\{?${name}(?![\\w])`).test(text);
}
