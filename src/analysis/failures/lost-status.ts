/** Finds where the status of a command is lost, by following it up the syntax tree as long as the status is passed on. */
import type {
  AndOr,
  Assignment,
  Command,
  CompoundList,
  If,
  Pipeline,
  ParsedScript,
  Statement,
  SyntaxNode,
} from "unbash";
import { searchAmong } from "./searches.ts";
import { failsWithoutInput } from "../../programs/input-judges.ts";
import { baseName, isLoop, type Invocation, DECLARATIONS } from "../../shell/index.ts";

/** A node of the tree around a command: one of the shell's own, or one that the evaluator adds. */
export type AroundNode = SyntaxNode | Invocation | { readonly type: string };

/** How the status is lost. */
export type Loss =
  /** The list continues with the next command. */
  | { readonly kind: "ignored" }
  /** `export X=$(…)` succeeds whatever the substitution does. */
  | { readonly kind: "masked"; readonly command: Command; readonly assignment: Assignment }
  /**
   * The command runs in a word or here-document of the command `outer`, as in `echo "$(…)"`, or in a similar position; `place`
   * describes it for the message.
   */
  | { readonly kind: "argument"; readonly outer?: string; readonly place: string }
  /** The command runs in the words of a loop: `for X in $(…)`. */
  | { readonly kind: "words" }
  /** The command is not the last of its pipeline, whose status is that of the last. */
  | { readonly kind: "pipeline"; readonly last: string }
  | { readonly kind: "background" }
  /** A process substitution `<( )`. */
  | { readonly kind: "process" }
  /** `find -exec … \;`. */
  | { readonly kind: "find" };

/** How far a command's status is passed up. */
export interface StatusPath {
  readonly loss: Loss;
  /** The command that has the status as its own: the command itself, or the assignment that its output is for. */
  readonly owner: Command;
  /** The nodes around `owner`, from the file down. */
  readonly around: readonly AroundNode[];
  /** The number of substitutions that pass the status on. */
  readonly substitutions: number;
  /** Whether the status is that of the function around it. */
  readonly isOfFunction: boolean;
  /** The name of the last command of a pipeline that passes the status on, empty for a loop; `undefined` if there is no such pipeline. */
  readonly last: string | undefined;
  /** The name of a program behind it in such a pipeline that also fails if it finds nothing. */
  readonly search: string | undefined;
}

type List = ParsedScript | CompoundList;

/** Whether the child is a statement after which its script or list goes on, so that its status is lost. */
export function isFollowed(list: AroundNode, child: AroundNode | undefined): boolean {
  return child?.type === "Statement" && (list as List).commands.at(-1) !== child;
}

function nameOf(node: SyntaxNode): string {
  if (node.type === "Redirected") return nameOf(node.command);
  if (node.type === "Command") return node.name?.value ?? "";
  return "";
}

/** How a message names the command. */
function phraseFor(node: SyntaxNode): string {
  const name = nameOf(node);
  if (name !== "") return `\`${name}\``;
  const { type } = node.type === "Redirected" ? node.command : node;
  return type === "While" || type === "For" ? "the loop" : "its last command";
}

/** The program of a command; for `sudo`, the program that it starts. */
function programOf(node: SyntaxNode): string {
  const name = nameOf(node);
  if (name !== "sudo" || node.type !== "Command") return baseName(name);
  return node.args.find(({ text }) => !text.startsWith("-"))?.text ?? name;
}

function argsOf(node: SyntaxNode): readonly string[] {
  if (node.type === "Redirected") return argsOf(node.command);
  return node.type === "Command" ? node.args.map(({ text }) => text) : [];
}

/** Nodes whose status is not that of a substitution in them, as messages name them. */
const PLACES: ReadonlyMap<string, string> = new Map([
  ["Case", "a word of `case`"],
  ["TestCommand", "`[[ … ]]`"],
  ["ArithmeticCommand", "`(( … ))`"],
  ["ArithmeticFor", "`for (( … ))`"],
  ["Redirected", "a redirection"],
]);

/** The index of a substitution's holder: the nearest node around it that is larger than a word. */
function holderOf(ancestors: readonly AroundNode[], index: number): number {
  return ancestors.findLastIndex(
    ({ type }, at) => at < index && (PLACES.has(type) || /^(?:Command|For|Select)$/.test(type)),
  );
}

/** How the status of a substitution at `index` is lost in its holder; `undefined` if it becomes the holder's own status. */
function lossIn(holder: AroundNode, ancestors: readonly AroundNode[], index: number): Loss | undefined {
  if (holder.type === "For" || holder.type === "Select") return { kind: "words" };
  const place = PLACES.get(holder.type);
  if (place !== undefined) return { kind: "argument", place };
  const command = holder as Command;
  const assignment = ancestors.slice(0, index).findLast(({ type }) => type === "Assignment") as Assignment | undefined;
  const inPrefix = assignment !== undefined && command.prefix.includes(assignment);
  const name = command.name?.value;
  // If a substitution that is the whole command prints nothing, the status is that of the substitution.
  if (command.args.length === 0 && command.name?.parts?.length === 1 && command.name.parts[0] === ancestors[index])
    return undefined;
  if (name === undefined) {
    const last = command.prefix.findLast((one) => one.type === "Assignment" && /\$\(|`/.test(one.text));
    if (inPrefix && last !== assignment) return { kind: "argument", place: "an assignment that another one follows" };
    if (!inPrefix) return { kind: "argument", place: "a redirection" };
    const isLast = !/\$\((?!\()|`/.test(assignment.text.slice((ancestors[index] as SyntaxNode).end - assignment.pos));
    return isLast ? undefined : { kind: "argument", place: "an assignment before another substitution" };
  }
  if (assignment !== undefined && !inPrefix && DECLARATIONS.has(name)) return { kind: "masked", command, assignment };
  if (inPrefix) return { kind: "argument", outer: name, place: `an assignment before \`${name}\`` };
  const between = new Set(ancestors.slice(ancestors.indexOf(holder), index).map(({ type }) => type));
  const part = between.has("HereDoc") ? "the here-document" : between.has("Redirect") ? "a redirection" : "an argument";
  return { kind: "argument", outer: name, place: `${part} of \`${name}\`` };
}

/**
 * @param ancestors from the file down to the invocation's command, in tree order
 * @param pipefail whether `set -o pipefail` is on
 */
export function statusPath(
  ancestors: readonly AroundNode[],
  { command, via }: Pick<Invocation, "command" | "via">,
  pipefail: boolean,
): StatusPath {
  let owner = command;
  let around = ancestors;
  let substitutions = 0;
  let last: string | undefined;
  let search: string | undefined;
  const lost = (loss: Loss, isOfFunction = false): StatusPath => ({
    loss,
    owner,
    around,
    substitutions,
    isOfFunction,
    last,
    search,
  });
  if (via.includes("find") && command.args.some(({ text }) => /^(?:\\;|'.*;'|".*;")$/.test(text)))
    return lost({ kind: "find" });
  for (let index = ancestors.length - 1; index >= 0; index--) {
    const node = ancestors[index]!;
    const child = ancestors[index + 1];
    switch (node.type) {
      case "Pipeline": {
        const { commands } = node as Pipeline;
        const isPiped = commands.length > 1 && child !== undefined && commands.at(-1) !== child;
        // If the last command fails without input, the pipeline fails too when the earlier command prints nothing.
        const end = commands.at(-1)!;
        if (isPiped && !pipefail && !failsWithoutInput(programOf(end), argsOf(end)))
          return lost({ kind: "pipeline", last: phraseFor(end) });
        if (isPiped) last = nameOf(end);
        if (isPiped && pipefail) search ??= searchAmong(commands.slice(commands.findIndex((one) => one === child) + 1));
        break;
      }
      case "Statement":
        if ((node as Statement).background === true) return lost({ kind: "background" });
        break;
      case "Script":
      case "CompoundList":
        if (isFollowed(node, child)) return lost({ kind: "ignored" });
        break;
      case "Coproc":
        return lost({ kind: "background" });
      case "ProcessSubstitution":
        return lost({ kind: "process" });
      case "CommandExpansion":
      case "ArithmeticCommandExpansion": {
        const at = holderOf(ancestors, index);
        const holder = ancestors[at];
        if (holder === undefined) return lost({ kind: "ignored" });
        const loss = lossIn(holder, ancestors, index);
        if (loss !== undefined) return lost(loss);
        // Only the last iteration's status is passed on.
        if (around.slice(index).some(isLoop)) return lost({ kind: "ignored" });
        owner = holder as Command;
        around = ancestors.slice(0, at);
        substitutions++;
        index = at;
        break;
      }
      case "Function":
        return lost({ kind: "ignored" }, !ancestors.slice(index).some(isLoop));
      default:
    }
  }
  return lost({ kind: "ignored" });
}

/** Returns whether the innermost node is part of a condition, of an `&&` or `||` list before its end, or negated by `!`. */
export function isInCondition(ancestors: readonly AroundNode[]): boolean {
  return ancestors.some((node, index) => {
    const child = ancestors[index + 1];
    if (child === undefined) return false;
    if ("clause" in node && node.clause === child) return true;
    if ("elif" in node) return (node as If).elif.some(({ clause }) => clause === child);
    if (node.type === "AndOr") return (node as AndOr).commands.at(-1) !== child;
    return node.type === "Pipeline" && (node as Pipeline).prefixes.some(({ type }) => type === "Negation");
  });
}
