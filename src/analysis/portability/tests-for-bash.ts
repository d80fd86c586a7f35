/** Decides tests of variables that only bash sets, as shells other than bash do: `[ -n "$BASH_VERSION" ]`. */
import type { Case, CompoundList, If, SyntaxNode, Word } from "unbash";

/** The branches of an `if`, and whether other shells enter them. */
export function branchesIn(node: If): { readonly list: CompoundList; readonly isEntered: boolean | undefined }[] {
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
export function chosenItem({ word, items }: Case): Case["items"][number] | "none" | undefined {
  if (textInOthers(word) !== "" || !isBashVariable(word)) return undefined;
  const chosen = items.find(({ pattern }) => pattern.some((one) => /^(?:\*+|""|'')$/.test(one.text)));
  return chosen ?? "none";
}

function listStatus({ commands }: CompoundList): boolean | undefined {
  const [only, ...more] = commands;
  return only === undefined || more.length > 0 || only.background === true ? undefined : statusInOthers(only.command);
}

/** Commands that succeed in every shell, such as the message of `[ -z "$BASH_VERSION" ] && echo … && exit`. */
const SUCCEEDS: ReadonlySet<string> = new Set(["echo", ":", "true"]);

/** Whether a condition is true in other shells, if it tests only variables that bash sets. */
export function statusInOthers(node: SyntaxNode): boolean | undefined {
  switch (node.type) {
    case "Pipeline": {
      const status = node.commands.length === 1 ? statusInOthers(node.commands[0]!) : undefined;
      const isNegated = node.prefixes.filter(({ type }) => type === "Negation").length % 2 === 1;
      return isNegated && status !== undefined ? !status : status;
    }
    case "AndOr": {
      let status = statusInOthers(node.commands[0]!);
      for (const [index, command] of node.commands.slice(1).entries()) {
        const other = statusInOthers(command);
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
      const { args, name, redirects } = node;
      if (name?.text === "false") return false;
      if (SUCCEEDS.has(name?.text ?? ""))
        return redirects.every(({ operator }) => operator === ">&") ? true : undefined;
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
