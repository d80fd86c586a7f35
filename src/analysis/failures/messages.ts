/** The messages of the rule about unnoticed failures. */
import type { Scope } from "../../shell/index.ts";
import type { FailingCall } from "./unnoticed-calls.ts";

const SUCCESS = "the step can still report Success";

export const messages = {
  ignored: `If \`{{command}}\` fails, the script continues, and ${SUCCESS}. Stop it: {{command}} … || exit 1`,
  condition: `If \`{{command}}\` fails, the script continues in spite of \`set -e\`, which is off in a condition and in functions called from one, and ${SUCCESS}. Check it: {{command}} … || return 1`,
  handedOn: `If \`{{command}}\` fails, {{scope}} ends with that failure, but nothing looks at its status, and ${SUCCESS}. {{advice}}`,
  inverted: `If \`{{command}}\` fails, {{scope}} ends, but with status 0, because behind \`!\` that is what $? holds, and ${SUCCESS}. Name the status: {{end}} 1`,
  retried: `If \`{{command}}\` fails at every attempt, the loop ends and nothing looks at that, and ${SUCCESS}. End with a failure behind the loop: return 1, or exit 1.`,
  masked: `If \`{{command}}\` fails, \`{{declaration}} {{variable}}=…\` succeeds all the same, and ${SUCCESS}. Assign first: {{variable}}={{value}} || exit 1`,
  argument: `If \`{{command}}\` fails, nothing sees its status, because it runs in {{place}}, and ${SUCCESS}. Assign its output to a variable first: X=$(…) || exit 1`,
  words: `If \`{{command}}\` fails, the loop has no words and succeeds, and ${SUCCESS}. Assign its output to a variable first: X=$(…) || exit 1`,
  pipeline: `If \`{{command}}\` fails, nothing sees it, because the status of a pipeline is that of {{last}}, and ${SUCCESS}. Run it on its own first, or set -o pipefail in bash and check the pipeline's status.`,
  background: `If \`{{command}}\` fails in the background, nothing sees its status, and ${SUCCESS}. Wait for it: P=$! … wait "$P" || exit 1`,
  process: `If \`{{command}}\` fails in a process substitution, nothing sees its status, and ${SUCCESS}. Assign its output to a variable, or write it to a file, and check the status.`,
  find: `If \`{{command}}\` fails, \`find -exec … \\;\` succeeds all the same, and ${SUCCESS}. End it with + instead, and check the status of find.`,
  httpError: `\`{{command}}\` without -f succeeds when the server answers 404 or 500, so that what looks at its status takes the error page for the answer. Add -f.`,
  refused: `\`{{command}}\` without -f succeeds when the server answers 404 or 500, so that nothing sees that the request was refused. Add -f.`,
  errexit: "Stop the script at the first command that fails: set -e.",
};

export type MessageId = keyof typeof messages;

/** Returns the message for a call, and its data. */
export function wording({ name, path, circumstances }: FailingCall): {
  readonly messageId: MessageId;
  readonly data: Readonly<Record<string, string>>;
} {
  const command = name;
  const { handedOn } = circumstances;
  if (handedOn?.asSuccess === true) {
    const end = handedOn.scope?.kind === "function" ? "return" : "exit";
    const scope = handedOn.scope === undefined ? "the script" : handingOn(handedOn.scope).scope;
    return { messageId: "inverted", data: { command, scope, end } };
  }
  if (handedOn !== undefined) return { messageId: "handedOn", data: { command, ...handingOn(handedOn.scope) } };
  if (circumstances.retried) return { messageId: "retried", data: { command } };
  const loss = path?.loss ?? { kind: "ignored" as const };
  switch (loss.kind) {
    case "ignored": {
      const inCondition = circumstances.errexit && circumstances.tested && !circumstances.untested;
      if (inCondition) return { messageId: "condition", data: { command } };
      return { messageId: "ignored", data: { command } };
    }
    case "masked":
      return {
        messageId: "masked",
        data: {
          command,
          declaration: loss.command.name?.value ?? "",
          variable: loss.assignment.name,
          value: loss.assignment.value.type === "Word" ? "$(…)" : "($(…))",
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

const SCOPES: Readonly<Partial<Record<Scope["kind"], string>>> = {
  subshell: "the subshell",
  substitution: "the command substitution",
  pipeline: "its part of the pipeline",
  background: "the job in the background",
};

/** The construct that passed the failure on, and advice for it. */
function handingOn(scope: Scope | undefined): { readonly scope: string; readonly advice: string } {
  if (scope?.kind === "function")
    return { scope: `\`${scope.name}\``, advice: `Check its call: ${scope.name} … || exit 1` };
  return { scope: (scope && SCOPES[scope.kind]) ?? "its shell", advice: "Check it, too: … || exit 1" };
}
