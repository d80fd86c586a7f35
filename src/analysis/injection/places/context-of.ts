/** Converts a placeholder's position in the syntax tree to its context, as the shell's lexer and grammar see it. */
import { lineEnd } from "../../../lines/line-end.ts";
import type { ShellScript, Span } from "../../../shell/index.ts";
import type { CronTable, PasteContext, XargsReading } from "../scanner/paste-context.ts";
import type { Ancestry, Placed } from "./placed-placeholders.ts";
import { backticksAround, surroundingNodes, type Around } from "./surroundings.ts";
import { endsList, isOfScript, isPlain, mayCutLine, statusAt } from "./statement-around.ts";

export interface ScriptFacts {
  readonly kind: ShellScript["interpreter"]["kind"];
  /** Whether field splitting has replaced all tabs and line breaks in the values by spaces. */
  readonly isSplit?: boolean | undefined;
  /** How xargs has read the values, if it has. */
  readonly byXargs?: XargsReading | undefined;
  readonly table?: CronTable | undefined;
  /** Returns whether the parameter's value may be a number or a name. */
  readonly isOperand?: ((name: string) => boolean) | undefined;
  /** Returns whether a comment of the text contains the span. */
  inComment(span: Span): boolean;
}

/** The maximum length of an arithmetic expression that is analyzed, in UTF-16 units. */
const LONG_EXPRESSION = 200;

/** The maximum length of the rest of a line that is analyzed, in UTF-16 units. A longer rest may contain anything. */
const LONG_REST = 2_000;
/** How much of a longer rest is analyzed, in UTF-16 units. */
const START_OF_REST = 300;

/** Another placeholder, whose value is assumed to be a word here. */
const PASTED = /\{\{([^{}\n]*)\}\}/g;

/** Returns `undefined` if no value can be judged at the placeholder: in a name, or in text that was not parsed. */
export function contextOf(placed: Placed, facts: ScriptFacts): PasteContext | undefined {
  const { at, text, pos, end } = placed;
  const around = surroundingNodes(at);
  const context =
    around ?? (facts.inComment(placed) ? { quoting: "comment" as const, role: "command" as const } : undefined);
  if (context === undefined) return undefined;
  const endOfLine = lineEnd(text, end);
  const isWhole = endOfLine - end <= LONG_REST;
  const rest = text.slice(end, isWhole ? endOfLine : end + START_OF_REST).replaceAll(PASTED, "x");
  const {
    quoting,
    role,
    word,
    hereDocument,
    isValue,
    outer,
    needsWord = false,
    namesCommand = false,
    isIndex = false,
    caseWord,
    isInteger,
    isInput,
    isSlice = false,
  } = context as Around;
  const hasLines = quoting === "word" || quoting === "comment" || quoting === "here-document";
  const backticks = backticksAround(at);
  const inBackticks = backticks !== undefined;
  const starts = word !== undefined && word.pos === pos && isValue !== true;
  return {
    quoting,
    role,
    before: quoting !== "word" || !starts ? "inside" : needsWord ? "needed" : "start",
    mayBreakBefore: role === "case-pattern" && starts && !/[(|][ \t]*$/.test(text.slice(Math.max(0, pos - 20), pos)),
    isInput,
    isSubscript: facts.kind === "bash" && isIndex,
    isComputed: facts.kind === "bash" && isInteger,
    star: caseWord && starIn(text.slice(word!.pos, pos), caseWord.text),
    attached:
      (hasLines || quoting === "arithmetic") &&
      rest !== "" &&
      !(inBackticks ? /^[ \t;&|()<>`]/ : /^[ \t;&|()<>]/).test(rest),
    beforeOperator: quoting === "word" && /^[ \t]*[;&|]/.test(rest),
    mayCutLine:
      quoting === "comment" ||
      (mayCutLine(placed, quoting) && !(role === "array" && (!isWhole || rest.includes(")")))) ||
      (hereDocument !== undefined && isPlain(text, end, hereDocument)),
    plainRest: hasLines && isWhole && !/["'`$\\()<>;&|{}]/.test(rest),
    opensExpansion: /^[({]/.test(rest) || (quoting === "word" && /^["']/.test(rest)),
    namesCommand,
    status: quoting === "here-document" ? undefined : statusAt(at),
    ends: endsList(at),
    // Elsewhere the following lines are part of the same command.
    readsLines: isOfScript(at),
    isSplit: facts.isSplit === true,
    byXargs: facts.byXargs,
    table: facts.table,
    escaped:
      quoting !== "single" &&
      quoting !== "comment" &&
      /(?<!\\)(?:\\\\)*\\$/.test(text.slice(Math.max(0, pos - 20), pos)),
    inBackticks,
    outside: backticks && outsideOf(backticks, placed, facts),
    processSubstitution: facts.kind !== "dash" && !isIndex,
    mayBeSubshell:
      quoting === "arithmetic" && facts.kind !== "dash" && facts.kind !== "busybox" && isOfWords(text, placed),
    isSlice: isSlice ? (text[pos - 1] === ":" ? "start" : "inside") : undefined,
    isBroken: quoting === "arithmetic" && isBroken(text.slice(Math.max(0, pos - LONG_EXPRESSION), pos), facts),
    opensArithmetic: quoting === "arithmetic" && /\(\(\s*$/.test(text.slice(Math.max(0, pos - LONG_EXPRESSION), pos)),
    isBash: facts.kind === "bash",
    outer,
    hereDocument: hereDocument && {
      delimiter: hereDocument.delimiter?.value ?? "",
      stripsTabs: hereDocument.operator === "<<-",
      expands: hereDocument.delimiter?.quoted !== true,
      atLineStart: pos === hereDocument.body.pos || text[pos - 1] === "\n",
    },
  };
}

/**
 * How a `*` in the value matches the word of a `case`, both as written.
 * @param before the beginning of the pattern
 */
function starIn(before: string, word: string): PasteContext["star"] {
  const [known] = /(?<=^(["']?))[\w .:/@%+,=-]*(?=\1$)/.exec(word) ?? [];
  const start = before.replaceAll(/["']/g, "");
  if (known === undefined || /[^\w .:/@%+,=-]/.test(start)) return "any";
  return known.startsWith(start) ? "alone" : "never";
}

/** Whether another placeholder before the value in its expression can never be a number or a name. */
function isBroken(before: string, { isOperand }: ScriptFacts): boolean {
  const inExpression = before.slice(Math.max(0, before.lastIndexOf("((")));
  return Array.from(inExpression.matchAll(PASTED)).some(([, name]) => isOperand?.(name!.trim()) === false);
}

/** Whether the rest of an arithmetic expression could be words of a command. */
function isOfWords(text: string, { end, pos }: Span): boolean {
  const before = text.slice(Math.max(0, pos - LONG_EXPRESSION), pos);
  const behind = text.slice(end, end + LONG_EXPRESSION);
  return /\(\([\w\s.+*/%-]*$/.test(before) && /^[\w\s.+*/%>-]*\)\)/.test(behind);
}

/** The context of the backticks, if a value may run a command after them: bash parses their content only when it runs it. */
function outsideOf(
  { node, parent }: Ancestry,
  { index, outer, text }: Placed,
  facts: ScriptFacts,
): PasteContext | undefined {
  if (parent === undefined || /^(?:dash|busybox)$/.test(facts.kind)) return undefined;
  const context = contextOf({ index, text: outer ?? text, at: parent, pos: node.pos, end: node.end }, facts);
  if (context === undefined || context.inBackticks) return undefined;
  const mayGoOn = /^(?:command|assignment)$/.test(context.role) && /^(?:word|double)$/.test(context.quoting);
  return mayGoOn ? { ...context, before: "inside" } : undefined;
}
