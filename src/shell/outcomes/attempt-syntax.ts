/**
 * Attempts: calls in a retry loop, which a success ends (`cmd && return 0`, `until cmd`). That a failure causes another
 * iteration does not check the last failure, so that code after the loop must still notice it.
 */
import type { Command, Statement, SyntaxNode } from "unbash";
import type { Run } from "../model/invocation.ts";
import { outline } from "../model/value.ts";
import { askedNames, assignedNames } from "../syntax/variable-uses.ts";
import { forEachChild } from "../syntax/walk.ts";
import { stringKey } from "../values/equality.ts";
import { isLoop, type Loop } from "../syntax/loops.ts";

/** Programs whose runs are no response to a failure. */
const SILENT: ReadonlySet<string> = new Set(
  ": true sleep test [ let break continue shift local declare typeset export readonly unset".split(" "),
);

export function isSilent(program: string | undefined): boolean {
  return program === undefined || SILENT.has(program);
}

/** Programs that clean up. */
export const TIDIES: ReadonlySet<string> = new Set("rm rmdir umount kill cd popd".split(" "));

/** Whether the program does nothing that a person or another program could take for the news of a failure. */
export function tidiesUp(program: string | undefined): boolean {
  return isSilent(program) || TIDIES.has(program!);
}

/** Programs that tidy up in a retry loop, and that may be the response to another failure: `kill $$`, `unset OK`. */
const MAY_RESPOND: ReadonlySet<string> = new Set(["kill", "unset", "shift"]);

/** Whether what follows the program is still a response to a failure before it. */
export function isNoResponse(program: string | undefined): boolean {
  return tidiesUp(program) && !MAY_RESPOND.has(program!);
}

/** `true` or `:` after `||`: the failure is deliberately ignored. */
export function isNoOp(node: SyntaxNode): boolean {
  return node.type === "Command" && (node.name?.text === "true" || node.name?.text === ":");
}

/** Options of curl, wget and the AWS CLI that decide what is printed about a failure, or whether an HTTP error is one. */
const PRINTING = /^-(?:[fSsqv]+|nv|-(?:debug|fail|no-verbose|only-show-errors|quiet|show-error|silent|verbose))$/;

const attempts = new WeakMap<Run, string>();

/** The same for runs with the same words, apart from such options. */
export function attemptKey(run: Run): string {
  let key = attempts.get(run);
  if (key === undefined) {
    const words = run.argv.filter(({ value }) => !PRINTING.test(outline(value)));
    attempts.set(run, (key = words.map(({ value }) => stringKey(value)).join("\0")));
  }
  return key;
}

/** An unknown program. */
export const UNKNOWN_PROGRAM = "?";

/** Programs that may make another attempt. */
export const STARTERS: ReadonlySet<string> = new Set(
  "sudo timeout env nice nohup command exec eval sh bash".split(" "),
);

/** The first word of a simple command; for another statement, the type of its node, which is not the name of a program. */
export function firstWord({ command }: Statement): string | undefined {
  return command.type === "Command" ? command.name?.text : command.type;
}

const responses = new WeakMap<Statement, { readonly name: string | undefined }>();

/** The name of the first command of the statement that may be a response to a failure, or of one that is none. */
export function respondingCommand(statement: Statement): string | undefined {
  let known = responses.get(statement);
  if (known === undefined) {
    const names: (string | undefined)[] = [];
    addCommands(names, statement.command, false, 0);
    const waits = names.every((name) => name === "sleep");
    responses.set(
      statement,
      (known = { name: names.find((name) => !isSilent(name)) ?? (waits ? "sleep" : undefined) }),
    );
  }
  return known.name;
}

/** Adds the names of the commands; what only sets variables in a loop counts as waiting. */
function addCommands(names: (string | undefined)[], node: SyntaxNode, isInLoop: boolean, depth: number): void {
  // What a substitution prints is not a message.
  if (node.type === "Word" || node.type === "Function" || depth > DEEPEST) return;
  const inner = isInLoop || isLoop(node);
  if (node.type === "Command") names.push(inner && isSilent(node.name?.text) ? "sleep" : node.name?.text);
  else forEachChild(node, (child) => addCommands(names, child, inner, depth + 1));
}

/** Whether the only argument is `$?`. */
export function isLastStatus(args: Command["args"]): boolean {
  return args.length === 1 && /^(?:\$\?|"\$\?"|\$\{\?\}|"\$\{\?\}")$/.test(args[0]!.text);
}

/**
 * How many loops the code that runs after a success leaves; `Infinity` if it leaves the function or the script, `undefined` if
 * it leaves nothing.
 */
export function loopExit(node: SyntaxNode | undefined): number | undefined {
  const last = lastOf(node);
  if (last?.type !== "Command") return undefined;
  const { name, args } = last;
  if (name?.text === "break")
    return args.length === 0 ? 1 : /^[1-9]$/.test(args[0]!.text) ? Number(args[0]!.text) : undefined;
  const isLeaving = name?.text === "return" || name?.text === "exit";
  return isLeaving && (args.length === 0 || /^(?:0|"?\$\?"?)$/.test(args[0]!.text)) ? Infinity : undefined;
}

const giving = new WeakMap<Loop, boolean>();

/**
 * Whether the loop tests its own counter, and as a result ends the script or the function with a failure. Otherwise it is
 * unknown whether the loop runs to its end.
 */
export function givesUp(loop: Loop): boolean {
  let known = giving.get(loop);
  if (known === undefined) giving.set(loop, (known = fails(loop.body, assignedNames(loop), 0)));
  return known;
}

function fails(node: SyntaxNode | undefined, counted: ReadonlySet<string>, depth: number): boolean {
  if (node === undefined || depth > DEEPEST) return false;
  const asks = (one: SyntaxNode): boolean =>
    [...askedNames(one)].some((name) => counted.has(name) || name === "SECONDS");
  const inside = (one: SyntaxNode | undefined): boolean => fails(one, counted, depth + 1);
  switch (node.type) {
    case "CompoundList":
      return node.commands.some(({ command }) => inside(command));
    case "BraceGroup":
      return inside(node.body);
    case "AndOr":
      return node.commands.some(
        (one, at) => inside(one) || (leavesFailing(one) && node.commands.slice(0, at).some(asks)),
      );
    case "If":
      return (
        [node, ...node.elif].some(
          ({ clause, then }) => inside(then) || (asks(clause) && (leavesFailing(then) || leavesFailing(node.else))),
        ) || inside(node.else)
      );
    default:
      return false;
  }
}

/** How deeply nested blocks are examined. */
const DEEPEST = 8;

function leavesFailing(node: SyntaxNode | undefined): boolean {
  const last = lastOf(node);
  if (last?.type !== "Command" || last.args.length === 0) return false;
  return /^(?:exit|return)$/.test(last.name?.value ?? "") && last.args[0]!.text !== "0";
}

/** The last command of a block in braces, or of a list. */
export function lastOf(node: SyntaxNode | undefined): SyntaxNode | undefined {
  let last = node;
  while (last?.type === "BraceGroup" || last?.type === "CompoundList")
    last = last.type === "BraceGroup" ? last.body : last.commands.at(-1)?.command;
  return last;
}

/** The part of the command that determines its status, which may contain a test. */
export function questionOf(node: SyntaxNode | undefined): SyntaxNode | undefined {
  switch (node?.type) {
    case "BraceGroup":
    case "Subshell":
      return questionOf(node.body.commands.at(-1)?.command);
    case "Redirected":
      return questionOf(node.command);
    default:
      return node;
  }
}

/**
 * The test at the end of the code, if it ends with one.
 * @param bodyOf returns the body of a function: calling one that only makes a test is a test
 */
export function lastTest(
  node: SyntaxNode | undefined,
  bodyOf?: (name: string) => SyntaxNode | undefined,
): SyntaxNode | undefined {
  switch (node?.type) {
    case "CompoundList":
      return lastTest(node.commands.at(-1)?.command);
    case "BraceGroup":
    case "Subshell":
      return lastTest(node.body);
    case "Redirected":
      return lastTest(node.command);
    case "TestCommand":
    case "ArithmeticCommand":
      return node;
    case "Command":
      if (node.name?.value === "[" || node.name?.value === "test") return node;
      return onlyTest(bodyOf?.(node.name?.value ?? ""));
    default:
      return undefined;
  }
}

function onlyTest(body: SyntaxNode | undefined): SyntaxNode | undefined {
  return body?.type === "BraceGroup" && body.body.commands.length === 1 ? lastTest(body) : undefined;
}

const NO_QUESTIONS: readonly SyntaxNode[] = [];

/** The parts of a statement that determine which of its commands run. The number of iterations of a loop does not count. */
export function questionsIn(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.type) {
    case "Statement":
      return questionsIn(node.command);
    case "Redirected":
      return questionsIn(node.command);
    case "AndOr":
      return node.commands;
    case "If":
      return [node.clause];
    case "Case":
      return [node.word];
    case "Pipeline":
      return [node];
    case "BraceGroup":
    case "Subshell":
      return node.body.commands.flatMap(questionsIn);
    default:
      return NO_QUESTIONS;
  }
}

/** `(( RC = $? ))`, `(( N++ ))`: it sets a variable. */
const SETS = /(?<![<>=!])=(?!=)|(?:<<|>>)=|\+\+|--/;

/** Whether all that the command does is to make a test, which has no effect if nothing uses its status. */
export function isOnlyTest(node: SyntaxNode): boolean {
  switch (node.type) {
    case "Redirected":
      return isOnlyTest(node.command);
    case "Pipeline":
      return node.commands.length === 1 && isOnlyTest(node.commands[0]!);
    case "AndOr":
      // `[ … ] || true` states that the result does not matter.
      return node.commands.every((one, at) => isOnlyTest(one) || (isNoOp(one) && node.operators[at - 1] === "&&"));
    case "ArithmeticCommand":
      return !SETS.test(node.body);
    default:
      return lastTest(node) === node;
  }
}
