/** From a placeholder's place in the syntax tree to what surrounds it there, as the shell's lexer and grammar see it. */
import type { Assignment, Command, HereDoc, SyntaxNode, Word } from "unbash";
import type { ShellScript, Span } from "../../../shell/index.ts";
import type { CronTable, PasteContext, Quoting, Role, XargsReading } from "../scanner/paste-context.ts";
import type { Ancestry, Placed } from "./placed-placeholders.ts";
import { endsList, isOfScript, isPlain, lineEnd, mayCutLine, statusAt } from "./statement-around.ts";

export interface ScriptFacts {
  readonly kind: ShellScript["interpreter"]["kind"];
  /** Whether field splitting has made spaces of all tabs and line breaks in the values. */
  readonly isSplit?: boolean | undefined;
  /** How xargs has read the values, if it has. */
  readonly byXargs?: XargsReading | undefined;
  readonly table?: CronTable | undefined;
  /** Whether the parameter may be a number or a name. */
  readonly isOperand?: ((name: string) => boolean) | undefined;
  /** Whether a comment of the text holds the span. */
  inComment(span: Span): boolean;
}

/** Nodes that hold a parameter expansion's operand. */
const OPERATIONS: ReadonlySet<string> = new Set([
  "Default",
  "Remove",
  "Replace",
  "Slice",
  "CaseModification",
  "Transform",
]);
const EXPRESSIONS: ReadonlySet<string> = new Set([
  "ArithmeticWord",
  "ArithmeticBinary",
  "ArithmeticUnary",
  "ArithmeticTernary",
  "ArithmeticGroup",
]);

/** UTF-16 units of an arithmetic expression that are looked at. */
const LONG_EXPRESSION = 200;

/** Another placeholder, whose value is taken for a word here. */
const PASTED = /\{\{\s*([^{}\n]*?)\s*\}\}/g;

/** `undefined` if the placeholder stands where no value can be judged: in a name, or in text that was not parsed. */
export function contextOf(placed: Placed, facts: ScriptFacts): PasteContext | undefined {
  const { at, text, pos, end } = placed;
  const around = surroundings(at);
  const context =
    around ?? (facts.inComment(placed) ? { quoting: "comment" as const, role: "command" as const } : undefined);
  if (context === undefined) return undefined;
  const rest = text.slice(end, lineEnd(text, end)).replaceAll(PASTED, "x");
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
      (mayCutLine(placed, quoting) && !(role === "array" && rest.includes(")"))) ||
      (hereDocument !== undefined && isPlain(text, end, hereDocument)),
    plainRest: hasLines && !/["'`$\\()<>;&|{}]/.test(rest),
    opensExpansion: /^[({]/.test(rest) || (quoting === "word" && /^["']/.test(rest)),
    namesCommand,
    status: quoting === "here-document" ? undefined : statusAt(at),
    ends: endsList(at),
    // Elsewhere what follows is part of the same command.
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

function declaresIntegers({ args, name }: Command): boolean {
  if (!/^(?:declare|local|typeset)$/.test(name?.value ?? "")) return false;
  return args.some(({ text }) => /^-[A-Za-z]*i/.test(text));
}

/** How a `*` in the value matches the word of a `case`, both as they are written. @param before what the pattern begins with */
function starIn(before: string, word: string): PasteContext["star"] {
  const [known] = /(?<=^(["']?))[\w .:/@%+,=-]*(?=\1$)/.exec(word) ?? [];
  const start = before.replaceAll(/["']/g, "");
  if (known === undefined || /[^\w .:/@%+,=-]/.test(start)) return "any";
  return known.startsWith(start) ? "alone" : "never";
}

/** Whether another placeholder before the value in its expression never is a number or a name. */
function isBroken(before: string, { isOperand }: ScriptFacts): boolean {
  const inExpression = before.slice(Math.max(0, before.lastIndexOf("((")));
  return Array.from(inExpression.matchAll(PASTED)).some(([, name]) => isOperand?.(name!) === false);
}

/** Whether the rest of an arithmetic expression could be words of a command. */
function isOfWords(text: string, { end, pos }: Span): boolean {
  const before = text.slice(Math.max(0, pos - LONG_EXPRESSION), pos);
  const behind = text.slice(end, end + LONG_EXPRESSION);
  return /\(\([\w\s.+*/%-]*$/.test(before) && /^[\w\s.+*/%>-]*\)\)/.test(behind);
}

interface Around {
  readonly quoting: Quoting;
  readonly role: Role;
  /** The word that holds the placeholder. */
  readonly word?: Word | undefined;
  /** The syntax demands a word at its place. */
  readonly needsWord?: boolean | undefined;
  /** The word is the name of its command. */
  readonly namesCommand?: boolean | undefined;
  /** The word is the subscript of an assignment. */
  readonly isIndex?: boolean | undefined;
  /** The word is what `=` of an assignment assigns. */
  readonly isValue?: boolean | undefined;
  readonly hereDocument?: HereDoc | undefined;
  /** A word of `declare -i`. */
  readonly isInteger?: boolean | undefined;
  /** Of a pattern: what the `case` compares with it. */
  readonly caseWord?: Word | undefined;
  readonly outer?: PasteContext["outer"];
  readonly isSlice?: boolean | undefined;
  readonly isInput?: boolean | undefined;
}

function surroundings(from: Ancestry): Around | undefined {
  let quoting: Quoting | undefined;
  let outer: PasteContext["outer"];
  let isSlice = false;
  for (let at: Ancestry | undefined = from; at !== undefined; at = at.parent) {
    const { node } = at;
    switch (node.type) {
      case "SingleQuoted":
      case "AnsiCQuoted":
        quoting ??= "single";
        break;
      case "DoubleQuoted":
      case "LocaleString":
        if (quoting === "arithmetic") outer ??= "double";
        else if (quoting === "expansion") outer ??= "double";
        else quoting ??= "double";
        break;
      case "ArithmeticExpansion":
        quoting ??= "arithmetic";
        break;
      case "Slice":
        isSlice ||= quoting === undefined;
        quoting ??= "arithmetic";
        break;
      case "ParameterExpansion":
        quoting ??= "expansion";
        break;
      case "ArithmeticCommand":
        return { quoting: quoting ?? "arithmetic", role: "command", outer: "command" };
      case "ArithmeticFor":
        return { quoting: "arithmetic", role: "other", outer: "command" };
      case "HereDocBody": {
        const hereDocument = at.parent?.node as HereDoc;
        if (quoting === "arithmetic") return { quoting, role: "other", outer: "double" };
        return { quoting: "here-document", role: "command", hereDocument };
      }
      case "Word":
        if (at.parent === undefined) return undefined;
        if (OPERATIONS.has(at.parent.node.type)) break;
        if (at.parent.node.type === "ParameterExpansion") break;
        return placeOf(node, at.parent, quoting ?? "word", outer ?? "word", isSlice);
      default:
        if (isPartOfWord(node)) break;
        return undefined;
    }
  }
  return undefined;
}

const PARTS: ReadonlySet<string> = new Set(["Literal", "Glob", "BraceExpansion", "ExtendedGlob", "SimpleExpansion"]);

function isPartOfWord({ type }: SyntaxNode): boolean {
  return PARTS.has(type) || OPERATIONS.has(type) || EXPRESSIONS.has(type);
}

/** What a word is for. */
function placeOf(
  word: Word,
  holder: Ancestry,
  quoting: Quoting,
  outer: PasteContext["outer"],
  isSlice: boolean,
): Around | undefined {
  const { node, parent } = holder;
  const around = (role: Role, needsWord = false): Around => ({ quoting, role, word, needsWord, outer, isSlice });
  switch (node.type) {
    case "Command":
      return {
        ...around("command", node.name === word && node.prefix.length === 0),
        namesCommand: node.name === word,
        isInteger: declaresIntegers(node),
      };
    case "Redirect":
      return { ...around("command", true), isInput: node.operator === "<" };
    case "HereString":
      return around("command", true);
    case "Assignment":
      return node.value === word
        ? {
            ...around(assignmentRole(node, parent)),
            isValue: true,
            isInteger: parent?.node.type === "Command" && declaresIntegers(parent.node),
          }
        : { ...around("command"), isIndex: true };
    case "ArrayValue":
      return around("array");
    case "For":
      return around("list", node.wordlist?.[0] === word);
    case "Select":
      return node.name === word ? undefined : around("other");
    case "Case":
      return around("case-word", true);
    case "CaseItem":
      return { ...around("case-pattern", true), caseWord: parent?.node.type === "Case" ? parent.node.word : undefined };
    case "TestBinary":
    case "TestUnary":
      return around("test", true);
    default:
      return undefined;
  }
}

/** `X={{p}}` alone or before a command; behind `export` it is a word like any other. */
function assignmentRole(node: Assignment, holder: Ancestry | undefined): Role {
  const command = holder?.node as Command | undefined;
  return command?.prefix.includes(node) === true ? "assignment" : "command";
}

function backticksAround(from: Ancestry): Ancestry | undefined {
  for (let at: Ancestry | undefined = from; at !== undefined; at = at.parent)
    if (at.node.type === "CommandExpansion" && at.node.text.startsWith("`")) return at;
  return undefined;
}

/** What surrounds the backticks, if bash, which does not read what stands in them at once, may go on behind them with other commands. */
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
