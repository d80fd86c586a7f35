/**
 * The lines of a document that reach a command in a loop over its lines: `while read -r line; do case $line in *'"Key"'*) …`, or
 * `[[ $line == *Key* ]]` instead of the `case`. The pattern selects lines as `grep` does in a pipeline.
 */
import type { Case, If, ParsedScript, SyntaxNode, TestCommand, While, Word } from "unbash";
import { forEachChild, type Span } from "../../shell/index.ts";

/** Texts that select lines: a line is chosen if it contains at least one of them. */
export type Choice = readonly string[];

/** The maximum number of characters that are examined of a pattern, and of a loop's condition. */
const MAX_TEXT = 300;

/** The commands that run for the chosen lines only. */
interface Chosen extends Span {
  /** The variable that contains the line. */
  readonly name: string;
  readonly choice: Choice;
}

const known = new WeakMap<ParsedScript, readonly Chosen[]>();

/**
 * The texts that select the lines that reach the command at `span`; `undefined` if nothing selects lines, or if its patterns are not
 * of the form `*text*`.
 * @param text the script
 */
export function choiceOf(span: Span, text: string, tree: ParsedScript | undefined): Choice | undefined {
  if (tree === undefined) return undefined;
  let all = known.get(tree);
  if (all === undefined) known.set(tree, (all = [...chosenIn(tree, text)]));
  const found = all.findLast(
    ({ pos, end, name }) => pos <= span.pos && span.end <= end && expands(text.slice(pos, span.end), name),
  );
  return found?.choice;
}

/** The chosen lines of the document; all of it if `choice` is `undefined`. */
export function linesOf(document: string, choice: Choice | undefined): string {
  if (choice === undefined) return document;
  const lines = document.split("\n").filter((line) => choice.some((one) => line.includes(one)));
  return lines.map((line) => `${line}\n`).join("");
}

function* chosenIn(tree: ParsedScript, text: string): Generator<Chosen> {
  const open: { readonly node: SyntaxNode; readonly outer: While | undefined }[] = [{ node: tree, outer: undefined }];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const { node } = one;
    const outer = node.type === "While" ? node : one.outer;
    if (outer !== undefined) for (const chosen of chosenBy(node)) if (reads(outer, chosen.name, text)) yield chosen;
    forEachChild(node, (child) => open.push({ node: child, outer }));
  }
}

function chosenBy(node: SyntaxNode): readonly Chosen[] {
  switch (node.type) {
    case "Case":
      return chosenByCase(node);
    case "If":
      return chosenByIf(node);
    case "AndOr": {
      const [test, next] = node.commands;
      const isAnd = node.operators.every((operator) => operator === "&&");
      return isAnd && test!.type === "TestCommand" ? chosenByTest(test, { pos: next!.pos, end: node.end }) : [];
    }
    default:
      return [];
  }
}

function chosenByCase({ word, items }: Case): readonly Chosen[] {
  const name = expandedName(word);
  if (name === undefined) return [];
  return items.flatMap(({ pattern, body: { pos }, end }) => {
    const choice = pattern.flatMap((one) => textOf(one) ?? []);
    return choice.length === pattern.length ? [{ pos, end, name, choice }] : [];
  });
}

function chosenByIf(node: If): readonly Chosen[] {
  return [node, ...node.elif].flatMap((branch) => {
    const [only, ...others] = branch.clause.commands;
    const test = others.length === 0 ? only?.command : undefined;
    return test?.type === "TestCommand" ? chosenByTest(test, branch.then) : [];
  });
}

/** `[[ $line == *text* ]]` and `[[ $line =~ text ]]`. */
function chosenByTest({ expression }: TestCommand, { pos, end }: Span): readonly Chosen[] {
  if (expression.type !== "TestBinary") return [];
  const { operator, left, right } = expression;
  const name = expandedName(left);
  const choice = operator === "=~" ? regularText(right) : /^==?$/.test(operator) ? textOf(right) : undefined;
  return name === undefined || choice === undefined ? [] : [{ pos, end, name, choice: [choice] }];
}

/** The variable that the word expands, if the word contains nothing else. */
function expandedName({ text }: Word): string | undefined {
  return /^"?\$\{?([A-Za-z_]\w*)\}?"?$/.exec(text)?.[1];
}

/** The literal text in a pattern of the form `*text*`; `undefined` for other patterns. */
function textOf(word: Word): string | undefined {
  return /^\*([^*?[\]$`]+)\*$/.exec(bareText(word))?.[1];
}

/** The literal text that a regular expression matches; `undefined` if it contains operators. */
function regularText(word: Word): string | undefined {
  return /^[\w":\s-]+$/.exec(bareText(word))?.[0];
}

/** The word without its quotes. */
function bareText({ text }: Word): string {
  if (text.length > MAX_TEXT) return "";
  return text.replace(/'([^']*)'|"([^"$`\\]*)"|\\(.)/g, (_, single, double, escaped) => single ?? double ?? escaped);
}

function reads({ clause: { pos, end } }: While, name: string, text: string): boolean {
  const condition = text.slice(pos, Math.min(end, pos + MAX_TEXT));
  return new RegExp(`\\bread\\b[^;|&]*\\s${name}(?![\\w])`).test(condition);
}

function expands(text: string, name: string): boolean {
  return new RegExp(`\\$\\{?${name}(?![\\w])`).test(text);
}
