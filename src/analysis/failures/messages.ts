/** The messages of the rule about unnoticed failures. */
import type { Assignment, ParsedScript } from "unbash";
import { endsEmbedded, isLoop, type Evaluation, type LostFlag, type Run, type Scope } from "../../shell/index.ts";
import { isScope, lossAtCall, type LostScope } from "./loss-at-call.ts";
import { isFollowed, isInCondition, type AroundNode, type Loss, type StatusPath } from "./lost-status.ts";
import type { FailingCall } from "./unnoticed-calls.ts";

const SUCCESS = "the step can still report Success";

export const messages = {
  ignored: `If \`{{command}}\` fails, the script continues, and ${SUCCESS}. Stop it: {{whole}} || {{end}} 1`,
  stage: `If \`{{command}}\` fails, the script continues, and ${SUCCESS}. Stop it: {{whole}} || exit 1, and check the pipeline around it, whose status is that of {{last}} without set -o pipefail.`,
  search: `If \`{{command}}\` fails, the script continues, and ${SUCCESS}. The pipeline also fails if \`{{search}}\` finds nothing, so run \`{{command}}\` on its own first: X=$(…) || {{end}} 1`,
  condition: `If \`{{command}}\` fails, the script continues despite \`set -e\`, which has no effect in a condition or in a function called from one, and ${SUCCESS}. Check it: {{whole}} || {{end}} 1`,
  handedOn: `If \`{{command}}\` fails, {{scope}} fails too, but its status is not checked, and ${SUCCESS}. {{advice}}`,
  inverted: `If \`{{command}}\` fails, {{scope}} ends with status 0, because $? is 0 after \`{{after}}\`, and ${SUCCESS}. Specify the status: {{end}} 1`,
  flagged: `If \`{{command}}\` fails, {{variable}} is set inside {{scope}} only, so the rest of the script cannot see it, and ${SUCCESS}. End {{scope}} with exit 1, and check its status.`,
  unread: `If \`{{command}}\` fails, the script only sets {{variable}}, which nothing reads afterwards, and ${SUCCESS}. Check {{variable}} before the script ends.`,
  reset: `If \`{{command}}\` fails, the script only sets {{variable}}, which it {{change}} before anything reads it, and ${SUCCESS}. Check {{variable}} first.`,
  returned: `If \`{{command}}\` fails, the script only sets {{variable}}, which is local to a function and not read before that returns, and ${SUCCESS}. Return {{variable}}, and check the status of the call.`,
  oneStatus: `If \`{{command}}\` fails with a status other than {{status}}, the script continues, and ${SUCCESS}. Compare the status with 0, not only with {{status}}.`,
  overruled: `If \`{{command}}\` fails, ${SUCCESS}. Stop the script with exit 1, and keep this status in the trap on EXIT: RC=$?; …; exit $RC`,
  retried: `If \`{{command}}\` fails on every attempt, the loop ends without a check, and ${SUCCESS}. After the loop, fail with {{ends}}.`,
  oldFile: `If \`{{command}}\` fails, the {{file}} of an earlier call is still there, so that no check of it notices the failure, and ${SUCCESS}. Delete the file first, or check the status: {{command}} … || exit 1`,
  masked: `If \`{{command}}\` fails, \`{{declaration}} {{variable}}=…\` still succeeds, and ${SUCCESS}. Assign first: {{variable}}={{value}} || exit 1`,
  argument: `If \`{{command}}\` fails, its status is lost because it runs in {{place}}, and ${SUCCESS}. Assign its output to a variable first: X=$(…) || exit 1`,
  words: `If \`{{command}}\` fails, the loop has no words and succeeds, and ${SUCCESS}. Assign its output to a variable first: X=$(…) || exit 1`,
  pipeline: `If \`{{command}}\` fails, its status is lost because the pipeline's status is that of {{last}}, and ${SUCCESS}. Run it on its own first, or use set -o pipefail in bash and check the pipeline's status.`,
  background: `If \`{{command}}\` fails in the background, its status is lost, and ${SUCCESS}. Wait for it: P=$! … wait "$P" || exit 1`,
  process: `If \`{{command}}\` fails in a process substitution, its status is lost, and ${SUCCESS}. Assign its output to a variable, or write it to a file, and check the status.`,
  find: `If \`{{command}}\` fails, \`find -exec … \\;\` still succeeds, and ${SUCCESS}. Let find print the names, and run {{command}} for each of them in a loop that checks its status.`,
  httpError: `\`{{command}}\` without -f succeeds when the server answers 404 or 500, so the error page is taken for the answer, and the step can still report Success. Add -f.`,
  refused: `\`{{command}}\` without -f succeeds when the server answers 404 or 500, so a refused request is not noticed. Add -f.`,
  exit: "Stop the script if `{{command}}` fails. The service that the script starts later then remains stopped.",
  stop: "Stop the script if `{{command}}` fails. What follows the call does not run then.",
  errexit: "Stop the script at the first command that fails: set -e.",
};

export type MessageId = keyof typeof messages;

/** Returns the message for a call, and its data. @param tree the script, to find where it calls functions */
export function messageFor(
  { name, path, place, circumstances, runs }: FailingCall,
  { isOverruled, embedded }: Pick<Evaluation, "isOverruled" | "embedded">,
  tree?: ParsedScript,
): {
  readonly messageId: MessageId;
  readonly data: Readonly<Record<string, string>>;
} {
  const command = name;
  const { flag, handedOn, only } = circumstances;
  const lossOf = (scope: Scope): LostScope =>
    tree === undefined ? { scope, path: undefined } : lossAtCall(runs[0]!, scope, tree, circumstances.pipefail);
  const passedOn = (scope: Scope, lost = lossOf(scope)): Readonly<Record<string, string>> => ({
    command,
    ...handingOn(lost.scope, lost.path),
  });
  if (isOverruled || circumstances.overruled) return { messageId: "overruled", data: { command } };
  if (handedOn?.asSuccess === true) {
    const end = handedOn.scope?.kind === "function" ? "return" : "exit";
    const scope = handedOn.scope === undefined ? "the script" : handingOn(handedOn.scope).scope;
    return { messageId: "inverted", data: { command, scope, end, after: circumstances.message ?? "!" } };
  }
  if (only !== undefined) return { messageId: "oneStatus", data: { command, status: only } };
  if (handedOn !== undefined) {
    const { program, scope } = handedOn;
    const own = { command, scope: `\`${program}\``, advice: `Check its status: ${program} … || exit 1` };
    return { messageId: "handedOn", data: program !== undefined || scope === undefined ? own : passedOn(scope) };
  }
  if (flag !== undefined && flag.scope === undefined) return lostFlag(command, flag);
  if (flag?.scope !== undefined)
    return {
      messageId: "flagged",
      data: { command, variable: flag.name, scope: (SCOPES[flag.scope.kind] ?? "its shell").replace(/^its/, "the") },
    };
  if (circumstances.retried) {
    const isInFunction = runs.some(({ scopes }) => scopes.some(({ kind }) => kind === "function"));
    return { messageId: "retried", data: { command, ends: isInFunction ? "return 1 or exit 1" : "exit 1" } };
  }
  if (circumstances.old !== undefined) return { messageId: "oldFile", data: { command, file: circumstances.old } };
  const loss = path?.loss ?? { kind: "ignored" as const };
  switch (loss.kind) {
    case "ignored": {
      const { ends } = circumstances;
      const isPassed = ends?.kind === "substitution" && path !== undefined && path.substitutions > 0;
      if (ends !== undefined && !isPassed && ends.pos <= place.pos && place.end <= ends.end)
        return { messageId: "handedOn", data: passedOn(ends) };
      const shell = runs[0]!.scopes.at(-1);
      if (shell?.kind === "process" && (ends?.pos === shell.pos || endsEmbedded(embedded, runs[0]!.invocation.command)))
        return { messageId: "handedOn", data: passedOn(shell) };
      const failed = failedFunction(runs, path, ends);
      if (failed !== undefined) {
        // `set -e` ends the process in `(f; echo) &`: nothing but the status of the process shows it.
        const lost = lossOf(failed);
        const isEnded = lost.path?.loss.kind === "ignored" && ends !== undefined && runs[0]!.scopes.some(isScope(ends));
        return { messageId: "handedOn", data: isEnded ? passedOn(ends) : passedOn(failed, lost) };
      }
      if (path?.last !== undefined && decidesCondition(path.around))
        return { messageId: "argument", data: { command, place: `a pipeline that ends with \`${path.last}\`` } };
      const { errexit, errexitAround, tested, untested, isCallTested } = circumstances;
      const isDisregarded = errexit || (errexitAround && path !== undefined && path.substitutions > 0);
      const inCondition = isDisregarded && tested && !untested;
      const holders = runs.map(({ scopes }) =>
        scopes.filter(({ kind }) => kind !== "pipeline").at(-1 - (path?.substitutions ?? 0)),
      );
      const inFunction = holders.every((one) => one?.kind === "function");
      const whole = wholeOf(command, path);
      if (inCondition) return { messageId: "condition", data: { command, whole, end: inFunction ? "return" : "exit" } };
      const end = inFunction && tested && !untested && isCallTested ? "return" : "exit";
      const last = end === "exit" ? lastOfPipelineAround(runs, path, lossOf) : undefined;
      if (last !== undefined) return { messageId: "stage", data: { command, whole, last } };
      if (path?.search !== undefined) return { messageId: "search", data: { command, search: path.search, end } };
      return { messageId: "ignored", data: { command, whole, end } };
    }
    case "masked":
      return {
        messageId: "masked",
        data: {
          command,
          declaration: loss.command.name?.value ?? "",
          variable: targetOf(loss.assignment),
          value: valueOf(loss.assignment),
        },
      };
    case "argument":
      return { messageId: "argument", data: { command, place: loss.place } };
    case "pipeline":
      return { messageId: "pipeline", data: { command, last: loss.last } };
    default:
      return { messageId: loss.kind, data: { command } };
  }
}

/** The message for a flag that is not lost with a process of its own. */
function lostFlag(command: string, { by, name }: LostFlag): ReturnType<typeof messageFor> {
  if (by === "return") return { messageId: "returned", data: { command, variable: name } };
  if (by === "end") return { messageId: "unread", data: { command, variable: name } };
  const change = by === "unset" ? "unsets" : "resets";
  return { messageId: "reset", data: { command, variable: name, change } };
}

/** The code whose status is that of the call, shortened: `aws s3 cp … | tar …`, `X=$(…)`, `(…)`. */
function wholeOf(command: string, path: StatusPath | undefined): string {
  if (path !== undefined && isStatusOfSubshell(path.around)) return "(…)";
  const assigned = path !== undefined && path.substitutions > 0 ? path.owner.prefix : [];
  const assignment = assigned.findLast((one): one is Assignment => one.type === "Assignment");
  if (assignment !== undefined) return `${targetOf(assignment)}=${valueOf(assignment)}`;
  return path?.last === undefined ? `${command} …` : `${command} … | ${`${path.last} …`.trimStart()}`;
}

/** Whether a subshell around the command has its status: an `exit` in the subshell would not end the script. */
function isStatusOfSubshell(around: readonly AroundNode[]): boolean {
  const at = around.findLastIndex(
    (node, index) => /^(?:Subshell|Function)$/.test(node.type) || isLoop(node) || isFollowed(node, around[index + 1]),
  );
  return around[at]?.type === "Subshell";
}

/** What an assignment writes to, as in its text: `X`, `X+`, `X[$I]`. */
function targetOf({ name, index, append }: Assignment): string {
  return `${name}${index === undefined ? "" : `[${index.text}]`}${append === true ? "+" : ""}`;
}

/** The value of an assignment, shortened to its substitution. */
const valueOf = ({ value }: Assignment): string => (value.type === "Word" ? "$(…)" : "($(…))");

/** The function that fails with the call, if it is called as in `ID=$(get_id)` on all paths: an exit in it does not end the script. */
function failedFunction(
  runs: readonly Run[],
  path: StatusPath | undefined,
  ends: Scope | undefined,
): Scope | undefined {
  const functions = runs.map((run) => {
    // Without the pipeline and the substitutions that pass the status on.
    const inPipeline = run.scopes.at(-1)?.kind === "pipeline" ? 1 : 0;
    const scopes = run.scopes.slice(0, run.scopes.length - inPipeline - (path?.substitutions ?? 0));
    const at = scopes.findLastIndex(({ kind }) => kind !== "function");
    if (!/^(?:substitution|pipeline|subshell|background|process)$/.test(scopes[at]?.kind ?? "")) return undefined;
    return scopes[at]!.pos === ends?.pos ? scopes[at + 1] : path?.isOfFunction === true ? scopes.at(-1) : undefined;
  });
  return functions.every((one) => one?.pos === functions[0]?.pos) ? functions[0] : undefined;
}

/** The last command of the pipeline that an `exit` after the call would end only a stage of; `undefined` if there is none. */
function lastOfPipelineAround(
  runs: readonly Run[],
  path: StatusPath | undefined,
  lossOf: (scope: Scope) => LostScope,
): string | undefined {
  /** The processes that pass the status on: the check follows them. */
  const passing = (path?.substitutions ?? 0) + (path?.last === undefined ? 0 : 1);
  const scopes = runs.map((run) => run.scopes.filter(({ kind }) => kind !== "function").at(-1 - passing));
  const [scope] = scopes;
  if (scope?.kind !== "pipeline" || !scopes.every((one) => one !== undefined && isScope(scope)(one))) return undefined;
  const loss = lossOf(scope).path?.loss;
  return loss?.kind === "pipeline" ? loss.last : undefined;
}

const SCOPES: Readonly<Partial<Record<Scope["kind"], string>>> = {
  subshell: "the subshell",
  substitution: "the command substitution",
  pipeline: "its pipeline stage",
  background: "the background job",
  trap: "the trap",
};

/** The construct that passed the failure on, and advice for it. @param path how its status is passed on and lost */
function handingOn(scope: Scope | undefined, path?: StatusPath): { readonly scope: string; readonly advice: string } {
  const isFunction = scope?.kind === "function";
  const name = isFunction ? `\`${scope.name}\`` : ((scope && SCOPES[scope.kind]) ?? "its shell");
  const usual = isFunction
    ? `Check its call: ${wholeOf(scope.name ?? "", path)} || exit 1`
    : "Check its status too: … || exit 1";
  return { scope: name, advice: (path && adviceFor(path.loss)) ?? usual };
}

function adviceFor(loss: Loss): string | undefined {
  switch (loss.kind) {
    case "pipeline":
      return `The pipeline's status is that of ${loss.last}: use set -o pipefail in bash, and check this status.`;
    case "masked":
      return `Assign first: ${targetOf(loss.assignment)}=${valueOf(loss.assignment)} || exit 1`;
    case "argument":
      return "Assign its output to a variable first: X=$(…) || exit 1";
    case "background":
      return 'Wait for it: P=$! … wait "$P" || exit 1';
    default:
      return undefined;
  }
}

/** Whether the status of the innermost node decides a condition around it: that of `a` in `if b; a; then`, but not that of `b`. */
function decidesCondition(ancestors: readonly AroundNode[]): boolean {
  const from = ancestors.findLastIndex((node, index) => isFollowed(node, ancestors[index + 1]));
  return isInCondition(ancestors.slice(from + 1));
}
