/** Suggests `set -e` at the top of a script, if it changes nothing except what happens when the reported calls fail. */
import type { CommandNode, CompoundList, ParsedScript, PipelineNode, AndOr, Statement } from "unbash";
import type { ScriptEdit } from "../../document/index.ts";
import { programs } from "../../programs/table.ts";
import { evaluate, insertionBefore, type ShellScript } from "../../shell/index.ts";
import { isModelled, isStarter } from "../../programs/table.ts";
import { outcomeInterest } from "../../programs/input-judges.ts";
import type { TrialBudget } from "../trials/trial-budget.ts";

/** Builtins that do not fail. */
const SAFE: ReadonlySet<string> = new Set(
  ": echo exit export false local printf readonly return sleep true unset".split(" "),
);

/** Longer scripts are not worth evaluating once more. */
const MAX_LENGTH = 50_000;

const LINE = "set -e\n";

export interface ErrexitSuggestion {
  readonly changes: readonly ScriptEdit[];
  /** Returns whether the script then ends if the call that starts at this script offset fails. */
  stops(pos: number): boolean;
}

/**
 * @param commands the programs whose failures are followed
 * @returns `undefined` if other commands could then end the script, or the script sets the option itself
 */
export function errexitSuggestion(
  script: ShellScript,
  commands: readonly string[],
  environment: readonly string[],
  budget: TrialBudget,
): ErrexitSuggestion | undefined {
  const { text, tree, errors } = script;
  if (tree === undefined || errors.length > 0 || text.length > MAX_LENGTH) return undefined;
  if (/\bset\s+[-+]|errexit|\btrap\b|\beval\b/.test(text) || !isSafeList(tree, new Set(commands))) return undefined;
  const first = tree.commands[0];
  const point = first && insertionBefore(text, tree, first);
  if (point === undefined) return undefined;
  const changed = text.slice(0, point.pos) + LINE + text.slice(point.pos);
  const evaluation = evaluate(budget.parse(changed, script), {
    programs,
    environment,
    endsAtCut: true,
    interest: {
      watched: [],
      outcomes: outcomeInterest(commands),
      modelled: (name) => isModelled(name) || commands.includes(name),
      starts: isStarter,
      only: true,
    },
  });
  // Code that was not followed may contain unnoticed failures.
  if (!budget.spend(evaluation)) return undefined;
  const left = new Set([...evaluation.unnoticed.keys()].map(({ invocation }) => invocation.programSpan.pos));
  return {
    changes: [{ pos: point.pos, end: point.pos, text: LINE }],
    stops: (pos) => !left.has(pos >= point.pos ? pos + LINE.length : pos),
  };
}

/** Whether only calls of the programs can end the script under `set -e`, among the commands of the list. */
function isSafeList({ commands }: ParsedScript | CompoundList, programNames: ReadonlySet<string>): boolean {
  return commands.every((statement) => isSafeStatement(statement, programNames));
}

function isSafeStatement({ command, background }: Statement, names: ReadonlySet<string>): boolean {
  return background === true || isSafeNode(command, names);
}

function isSafeNode(node: PipelineNode | AndOr, names: ReadonlySet<string>): boolean {
  if (node.type === "AndOr") {
    // If `a` in `a && b` fails, the list fails, and if it is a function's last command, so does the function.
    return node.operators.at(-1) === "||" && isSafeNode(node.commands.at(-1)!, names);
  }
  if (node.type === "Pipeline") return node.prefixes.length === 0 && isSafeCommand(node.commands.at(-1)!, names);
  return isSafeCommand(node, names);
}

function isSafeCommand(node: CommandNode, names: ReadonlySet<string>): boolean {
  switch (node.type) {
    case "Command": {
      const name = node.name?.value;
      if (name === undefined) return isSafeAssignment(node.prefix, names);
      return SAFE.has(name) || names.has(name);
    }
    case "If":
      return [node, ...node.elif].every(({ then }) => isSafeList(then, names)) && isSafeElse(node.else, names);
    case "While":
    case "For":
      return isSafeList(node.body, names);
    case "Case":
      return node.items.every(({ body }) => isSafeList(body, names));
    case "BraceGroup":
      return isSafeList(node.body, names);
    default:
      return false;
  }
}

function isSafeElse(list: CompoundList | undefined, names: ReadonlySet<string>): boolean {
  return list === undefined || isSafeList(list, names);
}

function isSafeAssignment(
  prefix: Extract<CommandNode, { type: "Command" }>["prefix"],
  names: ReadonlySet<string>,
): boolean {
  return prefix.every((one) => {
    if (one.type !== "Assignment" || one.value.type !== "Word") return false;
    const parts = (one.value.parts ?? []).flatMap((part) => (part.type === "DoubleQuoted" ? [...part.parts] : [part]));
    return parts.every((part) => part.type !== "CommandExpansion" || (part.script && isSafeList(part.script, names)));
  });
}
