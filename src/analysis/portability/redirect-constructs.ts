/** Redirections and assignments that only bash recognizes as such. */
import type { Assignment, Command, Redirect, Word } from "unbash";
import type { ScriptEdit } from "../../document/index.ts";
import { OPAQUE, type Span } from "../../shell/index.ts";
import type { FoundConstruct } from "./construct.ts";
import type { DefinedNames } from "./defined-names.ts";
import { expandedIn, literalParts } from "./known-text.ts";

/** Builtins whose arguments are assignments, and that end the shell if an argument is not. */
const DECLARES = /^(?:export|readonly|local)$/;

/** @param command the command that has the assignment as a prefix or an argument */
export function assignmentConstruct(node: Assignment, command: Command | undefined): FoundConstruct | undefined {
  if (node.value.type === "ArrayValue") return { name: "array", span: node };
  if (node.index !== undefined) return { name: "element", span: node };
  if (node.name === "SECONDS" && node.value.text === "0" && node.append !== true)
    return { name: "secondsCounter", span: node };
  if (node.append !== true) return undefined;
  const isArgument = command?.suffix.includes(node) === true;
  if (!isArgument) return { name: "append", span: node };
  return DECLARES.test(command.name?.value ?? "") ? { name: "appendArgument", span: node } : undefined;
}

/** Whether the position is not at the end of a word. */
function isSeparated(text: string, pos: number): boolean {
  let at = pos;
  while (at >= 2 && text.startsWith("\\\n", at - 2)) at -= 2;
  return /[\s;&|(]/.test(text[at - 1] ?? " ") && text[at - 2] !== "\\";
}

/**
 * Returns an edit that replaces an operator with redirections. They are separated from the word before the operator, because digits
 * and `{name}` directly before a redirection are its descriptor: `echo 1&>log` is not `echo 1>log`.
 * @param text the text that positions refer to
 */
export function redirectEdit(text: string, { pos, end }: Span, by: string): ScriptEdit {
  return { pos, end, text: isSeparated(text, pos) ? by : ` ${by}` };
}

/**
 * @param text the text that positions refer to
 * @param command the simple command that has the redirection
 * @param onlyValue looks up what is assigned to a variable
 */
export function redirectConstruct(
  node: Redirect,
  text: string,
  command: Command | undefined,
  onlyValue: DefinedNames["onlyValue"],
): FoundConstruct | undefined {
  const { operator, target, descriptor } = node;
  const isExec = command?.name?.value === "exec";
  if (descriptor?.type === "FileDescriptorVariable")
    return { name: isExec ? "execDescriptorVariable" : "descriptorVariable", span: node };
  if (descriptor !== undefined && descriptor.value > 9)
    return { name: isExec ? "execDescriptorNumber" : "descriptorNumber", span: node };
  if (target === undefined) return undefined;
  const file = text.slice((descriptor?.end ?? node.pos) + operator.length, target.end);
  const both = (to: string) => `${to}${file} 2>&1`;
  if (operator === "&>" || operator === "&>>") {
    const isFirst = command !== undefined && command.pos === node.pos;
    return {
      name: isFirst ? "redirectBothFirst" : "redirectBoth",
      span: node,
      fix: [redirectEdit(text, node, both(operator.slice(1)))],
      inBusybox: operator === "&>" ? undefined : "redirectBothAppend",
    };
  }
  if ((operator === ">&" || operator === "<&") && /^\d+-$/.test(target.text))
    return { name: "moveDescriptor", span: node };
  if (/^\/dev\/(?:tcp|udp)\//.test(target.value)) return { name: "networkFile", span: node };
  if (operator !== ">&" || (descriptor?.value ?? 1) !== 1 || !isFileName(target, onlyValue)) return undefined;
  return { name: "redirectBothOld", span: node, fix: [{ pos: node.pos, end: node.end, text: both(">") }] };
}

/** Whether the word after `>&` is certainly the name of a file: every shell duplicates or closes a descriptor if it is a number or `-`. */
function isFileName(target: Word, onlyValue: DefinedNames["onlyValue"]): boolean {
  if (target.text.startsWith("-")) return false;
  const values = [target, ...expandedIn(target).flatMap((name) => onlyValue(name) ?? [])];
  return values.some((word) => literalParts(word).some((text) => NO_NUMBER.test(text)));
}

const NO_NUMBER = new RegExp(`[^-\\d${OPAQUE}]`);
