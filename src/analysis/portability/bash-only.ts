/**
 * Finds code that no shell other than bash reaches: after a command that restarts the script in bash, or if $BASH_VERSION has
 * been tested.
 */
import type { AndOr, Case, CompoundList, If, Statement, SyntaxNode, Word } from "unbash";

/**
 * Returns the offsets after which a shell other than bash reads nothing: the end of a top-level command that ends every shell, or
 * every shell but bash. A shell reads whole lines, so it still parses the rest of that line.
 *
 * @param text the text that positions refer to
 */
export function endForOthers(
  statements: readonly Statement[],
  text: string,
): {
  /** The start of that command. */
  readonly start: number;
  readonly reached: number;
  readonly parsed: number;
  /** Whether bash continues from there, because the command restarts the script in bash. */
  readonly isBash: boolean;
} {
  const index = statements.findIndex(endsOthers);
  if (index < 0) return { start: Infinity, reached: Infinity, parsed: Infinity, isBash: false };
  const { pos: start, end: reached } = statements[index]!;
  let parsed = reached;
  for (const { pos, end } of statements.slice(index + 1)) {
    if (text.slice(parsed, pos).includes("\n")) break;
    parsed = end;
  }
  const newline = text.indexOf("\n", parsed);
  return {
    start,
    reached,
    parsed: newline < 0 ? Infinity : newline,
    isBash: STARTS_BASH.test(text.slice(start, reached)),
  };
}

const STARTS_BASH = /\bexec\s[^\n;]*\bbash\b/;

/** Returns whether only bash enters this part of a condition or list. Other shells parse it nevertheless. */
export function isForBash(node: SyntaxNode, child: SyntaxNode): boolean {
  if (node.type !== "If" && node.type !== "AndOr" && node.type !== "Case") return false;
  let parts = partsForBash.get(node);
  if (parts === undefined) partsForBash.set(node, (parts = findPartsForBash(node)));
  return parts.has(child) || (child.type === "Elif" && parts.has(child.then));
}

/** A cache, because a list may have thousands of parts that are each looked up. */
const partsForBash = new WeakMap<SyntaxNode, ReadonlySet<SyntaxNode>>();

function findPartsForBash(node: If | AndOr | Case): ReadonlySet<SyntaxNode> {
  switch (node.type) {
    case "If":
      return new Set(branches(node).flatMap(({ isEntered, list }) => (isEntered === false ? [list] : [])));
    case "AndOr": {
      const skipped = new Set<SyntaxNode>();
      let status = statusOf(node.commands[0]!);
      for (const [index, command] of node.commands.slice(1).entries()) {
        if (status === (node.operators[index] === "||")) skipped.add(command);
        else if (status !== undefined) status = statusOf(command);
      }
      return skipped;
    }
    case "Case": {
      const chosen = chosenItem(node);
      return new Set(chosen === undefined ? [] : node.items.filter((item) => item !== chosen));
    }
  }
}

/** Whether shells other than bash end at the statement. */
function endsOthers({ background, command }: Statement): boolean {
  return background !== true && ends(command);
}

function ends(node: SyntaxNode): boolean {
  switch (node.type) {
    case "Command":
      return node.name?.value === "exit" || (node.name?.value === "exec" && node.args.length > 0);
    case "BraceGroup":
      return node.body.commands.some(endsOthers);
    case "AndOr": {
      let status = statusOf(node.commands[0]!);
      if (ends(node.commands[0]!)) return true;
      for (const [index, command] of node.commands.slice(1).entries()) {
        if (status === undefined) return false;
        if (status === (node.operators[index] === "||")) continue;
        if (ends(command)) return true;
        status = statusOf(command);
      }
      return false;
    }
    case "If": {
      const entered = branches(node).find(({ isEntered }) => isEntered !== false);
      return entered?.isEntered === true && entered.list.commands.some(endsOthers);
    }
    case "Case": {
      const chosen = chosenItem(node);
      return chosen !== undefined && chosen !== "none" && chosen.body.commands.some(endsOthers);
    }
    default:
      return false;
  }
}

/** The branches of an `if`, and whether other shells enter them. */
function branches(node: If): { readonly list: CompoundList; readonly isEntered: boolean | undefined }[] {
  const all: { list: CompoundList; isEntered: boolean | undefined }[] = [];
  let isOpen: boolean | undefined = true;
  for (const { clause, then } of [node, ...node.elif]) {
    const status = isOpen === false ? undefined : listStatus(clause);
    all.push({
      list: then,
      isEntered: isOpen === false || status === false ? false : status === true ? isOpen : undefined,
    });
    if (status === true) isOpen = false;
    else if (status === undefined && isOpen !== false) isOpen = undefined;
  }
  if (node.else !== undefined) all.push({ list: node.else, isEntered: isOpen });
  return all;
}

/** The item that other shells choose, if the word is a variable that only bash sets; `undefined` for any other word. */
function chosenItem({ word, items }: Case): Case["items"][number] | "none" | undefined {
  if (textInOthers(word) !== "" || !isBashVariable(word)) return undefined;
  const chosen = items.find(({ pattern }) => pattern.some((one) => /^(?:\*+|""|'')$/.test(one.text)));
  return chosen ?? "none";
}

function listStatus({ commands }: CompoundList): boolean | undefined {
  const [only, ...more] = commands;
  return only === undefined || more.length > 0 || only.background === true ? undefined : statusOf(only.command);
}

/** Whether a condition is true in other shells, if it tests only variables that bash sets. */
function statusOf(node: SyntaxNode): boolean | undefined {
  switch (node.type) {
    case "Pipeline": {
      const status = node.commands.length === 1 ? statusOf(node.commands[0]!) : undefined;
      const isNegated = node.prefixes.filter(({ type }) => type === "Negation").length % 2 === 1;
      return isNegated && status !== undefined ? !status : status;
    }
    case "AndOr": {
      let status = statusOf(node.commands[0]!);
      for (const [index, command] of node.commands.slice(1).entries()) {
        const other = statusOf(command);
        const isOr = node.operators[index] === "||";
        if (status === isOr) continue;
        status = status === undefined && other !== isOr ? undefined : other;
      }
      return status;
    }
    case "TestCommand": {
      // dash does not have this command, and in busybox it is false.
      const inside = node.expression;
      const isHeld = inside.type === "TestUnary" && inside.operator === "-n" && isBashVariable(inside.operand);
      return isHeld ? false : undefined;
    }
    case "Command": {
      const { name, args } = node;
      if (name?.value !== "[" && name?.value !== "test") return undefined;
      const words = args.filter((arg): arg is Word => arg.type === "Word");
      const all = name.value === "[" && words.at(-1)?.value === "]" ? words.slice(0, -1) : words;
      if (!all.some(isBashVariable)) return undefined;
      const texts: string[] = [];
      for (const word of all) {
        const value = textInOthers(word);
        if (value === undefined) return undefined;
        // An empty unquoted expansion is not a word.
        if (value !== "" || /["']/.test(word.text)) texts.push(value);
      }
      return testStatus(texts);
    }
    default:
      return undefined;
  }
}

function testStatus(words: readonly string[]): boolean | undefined {
  const [first = "", second = "", third] = words;
  if (words.length === 0) return false;
  if (words.length === 1) return first !== "";
  if (words.length > 3 || (words.length === 3 && first === "!")) {
    const rest = first === "!" ? testStatus(words.slice(1)) : undefined;
    return rest === undefined ? undefined : !rest;
  }
  if (words.length === 2) {
    if (first === "!") return second === "";
    return first === "-n" ? second !== "" : first === "-z" ? second === "" : undefined;
  }
  if (second === "=") return first === third;
  return second === "!=" ? first !== third : undefined;
}

const EXPANSION = /\$(?:BASH(?:_VERSION)?\b|\{BASH(?:_VERSION)?(?::?-)?\})/g;

function isBashVariable({ text }: Word): boolean {
  return text.search(EXPANSION) >= 0;
}

/** The value of a word in shells that do not set these variables; `undefined` if it contains other expansions. */
function textInOthers({ text }: Word): string | undefined {
  const rest = text.replaceAll(EXPANSION, "");
  return /[$`\\]/.test(rest) ? undefined : rest.replaceAll(/["']/g, "");
}
