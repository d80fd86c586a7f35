/** Which retry loops print a message between two attempts, so that a person can notice the failures, and messages before an exit. */
import type { AndOr, CompoundList, Statement, SyntaxNode } from "unbash";
import { firstWord, isLastStatus, lastOf, TIDIES } from "./attempt-syntax.ts";
import type { Loop } from "../syntax/loops.ts";

/** Programs that print a message, or send it somewhere. */
export const MESSAGES: ReadonlySet<string> = new Set("echo printf logger".split(" "));
/** Programs that print their input, or send it somewhere. */
export const COPIERS: ReadonlySet<string> = new Set("cat tee logger".split(" "));

/** Whether the loop prints a message before another iteration; messages printed before it is left do not count. */
export function printsBetweenAttempts(loop: Loop): boolean {
  return (loop.type === "While" && printsInCondition(loop.clause, loop.kind === "until", 0)) || prints(loop.body, 0);
}

/** @param isLeft whether the loop is left if the condition is true: `if aws … && echo done; then break; fi` */
function printsInCondition({ commands }: CompoundList, isLeft: boolean, depth: number): boolean {
  return commands.some(({ command }, at) =>
    isLeft && at === commands.length - 1 && command.type === "AndOr"
      ? printsInList(command, true, depth)
      : prints(command, depth),
  );
}

/** @param isLeft whether the loop is left if the list succeeds: `[ … ] && echo no && break` */
function printsInList({ commands, operators }: AndOr, isLeft: boolean, depth: number): boolean {
  const leaving = isLeft ? operators.lastIndexOf("||") + 2 : Infinity;
  return commands.some((one, at) => at < leaving && prints(one, depth));
}

/** @param depth the number of inner loops around the code, inside the loop in question. */
function prints(node: SyntaxNode | undefined, depth: number): boolean {
  switch (node?.type) {
    case "CompoundList":
      return node.commands.some((statement) => prints(statement.command, depth));
    case "Command":
      return MESSAGES.has(node.name?.value ?? "");
    case "Pipeline":
      return node.commands.some((one, at) => {
        // `echo "$X" | grep -q y` prints nothing.
        if (one.type !== "Command" || at === node.commands.length - 1) return prints(one, depth);
        return prints(one, depth) && node.commands.slice(at + 1).some(isCopied);
      });
    case "AndOr":
      return printsInList(node, leaves(node.commands.at(-1), depth), depth);
    case "If":
      return (
        [node, ...node.elif].some(
          ({ clause, then }) => printsInCondition(clause, leaves(then, depth), depth) || printsAndStays(then, depth),
        ) || printsAndStays(node.else, depth)
      );
    case "Case":
      return node.items.some(({ body }) => printsAndStays(body, depth));
    case "BraceGroup":
      return printsAndStays(node.body, depth);
    case "Subshell":
      return prints(node.body, depth);
    case "Redirected":
      return prints(node.command, depth);
    case "While":
      return prints(node.clause, depth + 1) || prints(node.body, depth + 1);
    case "For":
    case "Select":
    case "ArithmeticFor":
      return prints(node.body, depth + 1);
    default:
      return false;
  }
}

function isCopied(node: SyntaxNode): boolean {
  return node.type === "Command" && COPIERS.has(node.name?.value ?? "");
}

function printsAndStays(list: CompoundList | undefined, depth: number): boolean {
  return list !== undefined && !leaves(list, depth) && prints(list, depth);
}

/** Whether the code ends with a command that leaves the loop. */
function leaves(node: SyntaxNode | undefined, depth: number): boolean {
  const last = lastOf(node);
  switch (last?.type) {
    case "AndOr":
      return (
        leaves(last.commands.at(-1), depth) &&
        !last.operators.includes("||") &&
        last.commands.slice(0, -1).every((one) => one.type === "Command" && MESSAGES.has(one.name?.value ?? ""))
      );
    case "Command": {
      const { name, args } = last;
      if (name?.value === "break") return Number(args[0]?.text ?? 1) > depth;
      return name?.value === "return" || name?.value === "exit";
    }
    default:
      return false;
  }
}

/** Commands that only print messages and clean up before the shell or function ends. */
export interface BeforeExit {
  readonly last: string;
  /**
   * Whether the status of the last of them, which is 0, is that of the script or function: `aws … || { echo failed; exit; }`. Otherwise
   * it is an `exit` with the number of a failure.
   */
  readonly isPassedOn: boolean;
}

/**
 * Returns what the statement at the index and those after it run before `exit`, `exit $?` or `return $?`, or before `exit 1`.
 * @param bodyOf the body of the function of this name
 */
export function lastBeforeExit(
  statements: readonly Statement[],
  index: number,
  bodyOf: (name: string) => SyntaxNode | undefined,
): BeforeExit | undefined {
  const isNoResponse = (name: string | undefined): boolean =>
    name !== undefined && (isMessageOrTidying(name) || onlyPrints(bodyOf(name)));
  let at = index;
  while (at < statements.length && isNoResponse(firstWord(statements[at]!))) at++;
  const command = statements[at]?.command;
  if (at === index || command?.type !== "Command") return undefined;
  const [name, { args }] = [command.name?.text, command];
  if (name !== "exit" && name !== "return") return undefined;
  const isPassedOn = isLastStatus(args) || (name === "exit" && args.length === 0);
  const isFailure = name === "exit" && args.length === 1 && /^0*[1-9]\d*$/.test(args[0]!.text);
  return isPassedOn || isFailure ? { last: firstWord(statements[at - 1]!) ?? "", isPassedOn } : undefined;
}

function isMessageOrTidying(program: string): boolean {
  return MESSAGES.has(program) || TIDIES.has(program);
}

/** `log() { echo "$(date) $*" >&2; }` */
function onlyPrints(body: SyntaxNode | undefined): boolean {
  if (body?.type === "Redirected" || body?.type === "BraceGroup")
    return onlyPrints(body.type === "Redirected" ? body.command : body.body);
  return body?.type === "CompoundList" && body.commands.every((one) => MESSAGES.has(firstWord(one) ?? ""));
}
