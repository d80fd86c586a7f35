/** Edits that make a script stop if a call fails. */
import type { Assignment, Command, PipelineNode } from "unbash";
import type { ScriptEdit } from "../../document/index.ts";
import { knownText } from "../../shell/index.ts";
import { isMuted, isSilent, keptMessages } from "./failure-message.ts";
import { takesErrorPage } from "./http-error.ts";
import type { AroundNode, StatusPath } from "./lost-status.ts";
import { searchAmong } from "./searches.ts";
import { unitOf } from "./status-unit.ts";
import type { BlindCall, FailingCall } from "./unnoticed-calls.ts";
import { triesAgain } from "./waiting-loop.ts";

/** Code in these nodes runs in its own process: `exit` ends that process and not the script. */
const PROCESSES = /^(?:Subshell|CommandExpansion|ProcessSubstitution|Coproc|Invocation)$/;

function runsInScript(around: readonly AroundNode[]): boolean {
  return around.every((node, index) => {
    // Positions of code in a string, or between backticks, are not offsets of the script.
    if (node.type === "Script" && (around[index - 1]?.type !== "Step" || hasSource(node))) return false;
    if (PROCESSES.test(node.type)) return false;
    if (node.type === "Pipeline" && "commands" in node) return node.commands.length === 1;
    return node.type !== "Statement" || !("background" in node) || node.background !== true;
  });
}

function hasSource(node: AroundNode): boolean {
  return "source" in node && node.source !== undefined;
}

/** The command that ends the script, or the function if its caller checks the status; `undefined` if neither is right. */
function exitOf(call: FailingCall, around: readonly AroundNode[], text: string): string | undefined {
  const { tested, untested, isCallTested } = call.circumstances;
  const isHandedOn = tested && !untested && isCallTested && around.some(({ type }) => type === "Function");
  if (tested && !isHandedOn) return undefined;
  const exit = isHandedOn ? "return 1" : "exit 1";
  const isUnexplained = isMuted(call, text) || (isSilent(call) && placesOfOptions(call, text) === undefined);
  const message = isUnexplained ? `"${call.name} failed"` : keptMessages(call);
  return message === undefined ? exit : `{ echo ${message} >&2; ${exit}; }`;
}

/** The offsets where curl options can be inserted: `--next` resets them. `undefined` if not every position can be edited. */
function placesOfOptions(
  { runs, place: { pos } }: Pick<FailingCall, "runs" | "place">,
  text: string,
): ReadonlySet<number> | undefined {
  const end = /^(?:"?\$\w+"?|(?:[\w./-]*\/)?curl)(?=\s)/.exec(text.slice(pos, pos + 200))?.[0].length;
  if (end === undefined || runs.some(({ invocation }) => invocation.program !== "curl")) return undefined;
  const places = new Set([pos + end]);
  for (const { argv } of runs) {
    for (const word of argv) {
      const written = text.slice(word.pos, word.end);
      if (!/^(?:--next|-:)$/.test(knownText(word.value) ?? "")) continue;
      if (!/^(?:--next|-:)$/.test(written)) return undefined;
      places.add(word.end);
    }
  }
  return places;
}

/**
 * Adds options to curl: `-f`, so that an HTTP error is a failure; and, if the script ends then and its messages are kept, `-S`,
 * so that curl prints what failed.
 */
function curlOptions(call: Pick<FailingCall, "runs" | "place">, text: string, prints: boolean): ScriptEdit[] {
  const letters = (call.runs.some((run) => takesErrorPage(run)) ? "f" : "") + (prints && isSilent(call) ? "S" : "");
  if (letters === "") return [];
  return Array.from(placesOfOptions(call, text) ?? [], (at) => ({ pos: at, end: at, text: ` -${letters}` }));
}

/** Adds `-f`, and `|| true` if the script itself responds to an empty output. */
export function httpErrorFix(call: BlindCall, text: string): readonly ScriptEdit[] | undefined {
  const options = curlOptions(call, text, false);
  const { tolerated } = call;
  if (tolerated === undefined || options.length === 0) return options;
  const goesOn = checkedAfter(tolerated, () => "true");
  return goesOn && [...options, ...goesOn].toSorted((a, b) => a.pos - b.pos);
}

/** Returns the edits that make the script stop; `undefined` if there is no position for a check. */
export function statusFix(call: FailingCall, text: string): readonly ScriptEdit[] | undefined {
  const { path, runs, circumstances } = call;
  const { handedOn, retried, flag, only } = circumstances;
  if (path === undefined || handedOn !== undefined || retried || (flag ?? only) !== undefined) return undefined;
  if (triesAgain(path.around, path.owner.end)) return undefined;
  const { loss, substitutions } = path;
  const ends = unitOf(path)?.command;
  /** The number of processes that pass the status on. */
  const passing = {
    substitution: substitutions + (loss.kind === "masked" ? 1 : 0),
    pipeline: ends?.type === "Pipeline" && ends.commands.length > 1 ? 1 : 0,
  };
  const inProcess = runs.some(({ scopes }) => {
    const counts = { substitution: 0, pipeline: 0 };
    for (const { kind } of scopes) {
      if (kind === "substitution" || kind === "pipeline") counts[kind]++;
      else if (kind !== "function") return true;
    }
    return counts.substitution > passing.substitution || counts.pipeline > passing.pipeline;
  });
  // `X=$([ -f x ] && aws …)` also fails if there is no x.
  const holder = loss.kind === "masked" ? loss.command : path.owner;
  const isConditional = passing.substitution > 0 && text.slice(holder.pos, holder.end).includes("&&");
  // `flock -n` also fails if another process has the lock.
  const isLocked = runs.some(({ invocation: { via } }) => via.includes("flock"));
  if (inProcess || isConditional || isLocked || path.search !== undefined) return undefined;
  if (circumstances.pipefail && mayFindNothing(ends)) return undefined;
  const options = curlOptions(call, text, !isMuted(call, text));
  // With only the check, an error page would still count as an answer.
  if (options.length === 0 && runs.some((run) => takesErrorPage(run))) return undefined;
  const stops =
    loss.kind === "masked"
      ? assignedFirst(call, loss.command, loss.assignment, text)
      : loss.kind === "ignored"
        ? checkedAfter(path, (around) => exitOf(call, around, text))
        : undefined;
  return stops && [...options, ...stops].toSorted((a, b) => a.pos - b.pos);
}

/** Whether a command of the pipeline fails if it finds nothing: with `set -o pipefail`, the pipeline then fails too. */
function mayFindNothing(ends: PipelineNode | undefined): boolean {
  if (ends?.type !== "Pipeline") return false;
  return searchAmong(ends.commands) !== undefined;
}

function checkedAfter(
  path: StatusPath,
  responseIn: (around: readonly AroundNode[]) => string | undefined,
): readonly ScriptEdit[] | undefined {
  const unit = unitOf(path);
  if (unit === undefined || unit.statement.background === true || !runsInScript(unit.around)) return undefined;
  const response = responseIn(unit.around);
  if (response === undefined) return undefined;
  const { command, list } = unit;
  const before = list?.operators.at(-1);
  if (list !== undefined && list.commands.at(-1) !== command) return undefined;
  const { pos, end } = command;
  if (before === "&&")
    return [
      { pos, end: pos, text: "{ " },
      { pos: end, end, text: ` || ${response}; }` },
    ];
  return [{ pos: end, end, text: ` || ${response}` }];
}

/** How many characters after a declaration are searched for a test of its status, in its line and the next one. */
const NEAR = 400;

/** For `export X=$(…)`: assigns first, as a plain assignment has the status of its substitution. */
function assignedFirst(
  call: FailingCall,
  command: Command,
  assignment: Assignment,
  text: string,
): readonly ScriptEdit[] | undefined {
  const around = call.path!.around;
  const at = around.indexOf(command);
  const outside = around.slice(0, at);
  const statement = outside.at(-1);
  if (statement?.type !== "Statement" || !("command" in statement) || statement.command !== command) return undefined;
  if (("background" in statement && statement.background === true) || !runsInScript(outside)) return undefined;
  const exit = exitOf(call, outside, text);
  const name = command.name?.value ?? "";
  const isOnly = command.suffix.length === 1 && command.prefix.length === 0;
  if (exit === undefined || !isOnly || !isWhole(assignment)) return undefined;
  const { pos, end } = command;
  // The script handles the failure itself, but looks at the status of the declaration.
  const after = text.slice(end, end + NEAR).split("\n", 2);
  if (after.some((line) => line.includes("$?"))) return undefined;
  if (name === "export" || name === "readonly")
    return [
      { pos, end: assignment.pos, text: "" },
      { pos: end, end, text: ` || ${exit}; ${name} ${assignment.name}` },
    ];
  if (!/^(?:local|declare|typeset)$/.test(name)) return undefined;
  return [
    { pos: assignment.pos, end: assignment.pos, text: `${assignment.name}; ` },
    { pos: end, end, text: ` || ${exit}` },
  ];
}

/** Whether the value is one substitution with a single command, so that the assignment has that command's status. */
function isWhole({ value, index, append }: Assignment): boolean {
  if (value.type !== "Word" || index !== undefined || append === true) return false;
  const [first] = value.parts ?? [];
  const parts = value.parts?.length === 1 && first?.type === "DoubleQuoted" ? first.parts : (value.parts ?? []);
  const [only] = parts;
  return parts.length === 1 && only!.type === "CommandExpansion" && only.script?.commands.length === 1;
}
