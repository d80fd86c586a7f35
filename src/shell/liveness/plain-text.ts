/** Text in which words without a dollar are not names of variables: what commands print, patterns, values. */
import type { Assignment, Command, ParsedScript, SyntaxNode, Word, WordPart } from "unbash";
import { mayHoldCode } from "../syntax/parse.ts";
import { forEachChild } from "../syntax/walk.ts";
import type { Span } from "../spans/span.ts";

/** Code that takes the names of variables from values. */
const NAMES_FROM_VALUES =
  /\$\{!|\b(?:declare|local|typeset)\s+-\w*n|\b(?:declare|export|local|mapfile|read|readarray|readonly|typeset|unset)(?:\s+-\w+){0,4}\s+["']?\$|\bgetopts\s+\S{1,200}\s+["']?\$|\bprintf\s+-v\s*["']?\$|\s-[vR]\s+["']?\$|\(\([^()]{0,80}\$\{?\d|\blet\s[^\n]{0,80}\$/;
/** A value that may be a name, or a list of names. */
const NAMES = /^["']?[\w\s,:;|$@{}]*["']?$/;

/** Commands whose arguments may be names or code. */
const TAKES_NAMES: ReadonlySet<string> = new Set(
  (
    "bash dash declare env export find getopts ksh let local mapfile nohup parallel printf read readarray readonly sh ssh su " +
    "sudo test time timeout trap typeset unset wait watch xargs zsh ["
  ).split(" "),
);

/**
 * The spans, in ascending order.
 * @param runsText whether the text may be run as code
 */
export function plainTextIn(tree: ParsedScript, text: string, runsText: boolean): readonly Span[] {
  const spans: Span[] = [];
  const readsNames = NAMES_FROM_VALUES.test(text);
  const add = (word: Word): void => addText(word, word.parts, spans);
  const addValue = (word: Word): void => {
    if (!runsText && !(readsNames && NAMES.test(word.text))) add(word);
  };
  const visit = (node: SyntaxNode): void => {
    if (node.type === "Word" && !mayHoldCode(node)) return;
    if (node.type === "Script" && node.source !== undefined) return;
    if (node.type === "Command") {
      compared(node).forEach(add);
      plainWords(node).forEach(addValue);
    } else if (node.type === "CaseItem") node.pattern.forEach(add);
    else if (node.type === "TestBinary" && COMPARES.test(node.operator)) [node.left, node.right].forEach(add);
    else if (node.type === "Assignment") valuesOf(node).forEach(addValue);
    forEachChild(node, visit);
  };
  visit(tree);
  return spans.toSorted((a, b) => a.pos - b.pos);
}

const COMPARES = /^(?:=|==|!=|=~)$/;

/** The words that `[` and `test` compare as texts. */
function compared({ name, args }: Command): readonly Word[] {
  if (name?.text !== "[" && name?.text !== "test") return [];
  const words = args.filter((one) => one.type === "Word");
  return words.filter((_, at) => isComparing(words[at - 1]) || isComparing(words[at + 1]));
}

function isComparing(word: Word | undefined): boolean {
  return word !== undefined && COMPARES.test(word.text);
}

function valuesOf({ value }: Assignment): readonly Word[] {
  return value.type === "Word" ? [value] : value.elements;
}

function plainWords({ name, args }: Command): readonly Word[] {
  if (name === undefined || /[$`]/.test(name.text)) return [];
  const words = args.filter((one) => one.type === "Word");
  switch (name.value) {
    case "printf":
      return words[0]?.text.startsWith("-") === true ? [] : words;
    case "read":
      return words.filter(({ text }) => /\s/.test(text));
    default:
      return TAKES_NAMES.has(name.value) ? [] : words;
  }
}

function addText(whole: Span, parts: readonly WordPart[] | undefined, spans: Span[]): void {
  if (parts === undefined) spans.push(whole);
  else
    for (const part of parts)
      if (part.type === "DoubleQuoted") spans.push(...part.parts.filter(({ type }) => type === "Literal"));
      else if (part.type === "Literal" || part.type === "SingleQuoted" || part.type === "AnsiCQuoted") spans.push(part);
}
