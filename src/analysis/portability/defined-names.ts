/** The functions that a script defines and calls, and the variables that it sets. */
import type { Assignment, ParsedScript, SyntaxNode, Word } from "unbash";
import { forEachChild } from "../../shell/index.ts";

/** Deeper nodes are not visited. */
export const MAX_NODE_DEPTH = 400;

export interface DefinedNames {
  /** Whether any function is defined. */
  readonly hasFunctions: boolean;
  isFunction(name: string): boolean;
  /** Returns whether a variable of that name is set anywhere. */
  isSet(name: string): boolean;
  /** Returns what is assigned to the variable, if only one command of the script assigns it. */
  onlyValue(name: string): Word | undefined;
  /** Returns the arguments of each call of the function that the script contains. */
  callsOf(name: string): readonly (readonly Word[])[];
  /** Returns whether anything may call the function: its name appears outside its body, or some command's name is unknown. */
  isCalled(name: string): boolean;
}

const WORD = /[A-Za-z_][\w.:-]*/g;

function countWords(text: string, into: Map<string, number>, by: 1 | -1, only?: string): void {
  for (const [word] of text.matchAll(WORD))
    if (only === undefined || word === only) into.set(word, (into.get(word) ?? 0) + by);
}

/** @param text the text that positions of `tree` refer to */
export function definedNames(tree: ParsedScript, text: string): DefinedNames {
  const functions = new Set<string>();
  const variables = new Map<string, Word | undefined>();
  const assign = (name: string, value?: Word): void => {
    variables.set(name, variables.has(name) ? undefined : value);
  };
  const words = new Map<string, number>();
  const calls = new Map<string, (readonly Word[])[]>();
  let isDynamic = false;
  countWords(text, words, 1);
  const within: string[] = [];
  const visit = (node: SyntaxNode, depth: number): void => {
    if (depth > MAX_NODE_DEPTH) return;
    if (node.type === "Function") {
      const name = node.name.value;
      functions.add(name);
      if (!within.includes(name)) countWords(text.slice(node.pos, node.end), words, -1, name);
      within.push(name);
    } else if (node.type === "ParameterExpansion") {
      if (node.operation?.type === "Default" && node.operation.operator.endsWith("=")) assign(node.parameter);
    } else if (node.type === "For") assign(node.name.value);
    else if (node.type === "Command") {
      const name = node.name?.value ?? "";
      for (const one of node.prefix)
        if (one.type === "Assignment") assign(one.name, name === "" ? valueOf(one) : undefined);
      for (const one of node.args) if (one.type === "Assignment") assign(one.name, valueOf(one));
      if (name === "eval") for (const arg of node.args) assign(assignedIn(arg.text));
      if (name === "read") for (const arg of node.args) if (arg.type === "Word") assign(arg.value);
      const passed = node.args.filter((arg): arg is Word => arg.type === "Word");
      const before = calls.get(name);
      if (before === undefined) calls.set(name, [passed]);
      else before.push(passed);
      isDynamic ||= /^(?:eval|\.|source)$|\$|`|\{\{/.test(text.slice(node.name?.pos ?? 0, node.name?.end ?? 0));
    }
    forEachChild(node, (child) => visit(child, depth + 1));
    if (node.type === "Function") within.pop();
  };
  visit(tree, 0);
  return {
    hasFunctions: functions.size > 0,
    isFunction: (name) => functions.has(name),
    isSet: (name) => variables.has(name),
    onlyValue: (name) => variables.get(name),
    callsOf: (name) => calls.get(name) ?? [],
    isCalled: (name) => isDynamic || (words.get(name) ?? 0) > 0,
  };
}

/** The variable that code assigns first; empty if it assigns none. */
function assignedIn(code: string): string {
  return /^["']?(?:export\s+)?(\w+)=/.exec(code)?.[1] ?? "";
}

function valueOf({ append, index, value }: Assignment): Word | undefined {
  return append === true || index !== undefined || value.type !== "Word" ? undefined : value;
}
