/** The statement around a placeholder, which determines what may follow the value and whether that runs. */
import { lineEnd } from "../../../lines/line-end.ts";
import type { HereDoc, Statement } from "unbash";
import type { Ancestry, Placed } from "./placed-placeholders.ts";
import type { PasteContext, Quoting } from "../scanner/paste-context.ts";

/** The maximum length of the here-document after the placeholder that is checked. */
const LONG_BODY = 2000;

/** Returns whether the rest of a here-document could be commands too: only words. */
export function isPlain(text: string, from: number, { body }: HereDoc): boolean {
  return body.end - from < LONG_BODY && /^[\w\s./:=,@%+-]*$/.test(text.slice(from, body.end));
}

/** Returns whether the line is still valid if a comment begins at the placeholder. */
export function mayCutLine({ at, text, end }: Placed, quoting: Quoting): boolean {
  const statement = statementAround(at);
  if (statement === undefined) return false;
  const { node, parent } = statement;
  const { command } = node as Statement;
  if (!isSimple(command) && !(command.type === "Redirected" && isRedirected(at))) return false;
  // The shell runs a line of the script itself before it reads the next.
  if (parent?.node.type === "Script" && parent.parent === undefined) return true;
  if (quoting === "here-document" || text.slice(end, node.end).includes("\n")) return false;
  return /^[ \t;]*(?:#|$)/.test(text.slice(node.end, lineEnd(text, node.end)));
}

export function statementAround(from: Ancestry): Ancestry | undefined {
  for (let at: Ancestry | undefined = from; at !== undefined; at = at.parent)
    if (at.node.type === "Statement") return at;
  return undefined;
}

const LEAVES: ReadonlySet<string> = new Set(["exec", "exit", "return", "break", "continue"]);

/** Returns whether what is after the command does not run: the command leaves the list, or its program replaces the shell. */
export function endsList(from: Ancestry): boolean {
  for (let at: Ancestry | undefined = from; at !== undefined; at = at.parent) {
    const { node } = at;
    if (node.type === "CommandExpansion") return false;
    if (node.type !== "Command") continue;
    const name = node.name?.value;
    return name !== undefined && LEAVES.has(name) && node.args.length > 0 && at.parent?.node.type !== "Pipeline";
  }
  return false;
}

const SUBSTITUTIONS: ReadonlySet<string> = new Set(["Script", "CommandExpansion", "ProcessSubstitution"]);

/** Returns whether the position is outside all compound commands and substitutions. */
export function isOfScript(from: Ancestry): boolean {
  for (let at: Ancestry | undefined = from; at !== undefined && at.node.type !== "Statement"; at = at.parent)
    if (at.parent !== undefined && SUBSTITUTIONS.has(at.node.type)) return false;
  const statement = statementAround(from);
  const { node, parent } = statement?.parent ?? from;
  return (
    node.type === "Script" &&
    parent === undefined &&
    (statement === undefined || isSimple((statement.node as Statement).command))
  );
}

/** Commands that succeed with any arguments. */
const SUCCEEDS: ReadonlySet<string> = new Set(["echo", ":", "true"]);

/** Returns the status of the command around a position if the command ends there, whatever is pasted. */
export function statusAt(from: Ancestry): PasteContext["status"] {
  for (let at: Ancestry | undefined = from; at !== undefined; at = at.parent) {
    const { node } = at;
    if (node.type === "Redirect" || node.type === "CommandExpansion") return undefined;
    if (node.type !== "Command") continue;
    if (node.name === undefined || SUCCEEDS.has(node.name.value)) return "success";
    // Its `]` is then missing.
    return node.name.value === "[" ? "failure" : undefined;
  }
  return undefined;
}

function isRedirected(from: Ancestry): boolean {
  for (let at: Ancestry | undefined = from; at !== undefined; at = at.parent) {
    if (at.node.type === "Redirect" || at.node.type === "HereString") return true;
    if (at.node.type === "Statement") return false;
  }
  return false;
}

/** Answers for lists and pipelines: each placeholder in a list asks for the whole list. */
const simple = new WeakMap<Statement["command"], boolean>();

/** Returns whether a command consists of simple commands only. */
export function isSimple(command: Statement["command"]): boolean {
  if (command.type !== "Pipeline" && command.type !== "AndOr") return command.type === "Command";
  const known = simple.get(command);
  if (known !== undefined) return known;
  const is = command.commands.every(isSimple);
  simple.set(command, is);
  return is;
}
