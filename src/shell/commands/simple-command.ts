/** Simple commands: assignments, redirections, and the lookup of the function, builtin or program that the first word names. */
import { isLastStatus, UNKNOWN_PROGRAM } from "../outcomes/attempt-syntax.ts";
import { unionOfSlots, withStatusInfo } from "../outcomes/status-info.ts";
import { isRead } from "../state/stdout.ts";
import { traceWords } from "../assignment/xtrace.ts";
import type { EnvironmentChange } from "../model/program-model.ts";
import type { Assignment, Command, Word } from "unbash";
import { assignment, assignmentFields } from "../assignment/assignments.ts";
import { expandedAlias } from "../embedded/aliases.ts";
import type { BuiltinCall } from "../builtins/builtin.ts";
import { keepAssignments, SPECIAL_BUILTINS } from "../builtins/special.ts";
import { builtin } from "../builtins/table.ts";
import { evaluateCall } from "./function-call.ts";
import { referencedName } from "../state/variables.ts";
import { functionNamed } from "../state/functions.ts";
import { Choices, explore } from "../state/path/choices.ts";
import type { Argument, Scope } from "../model/invocation.ts";
import type { Frame, Machine, Skipped } from "../state/interfaces/evaluator.ts";
import { enterScope, scopeLeftBy, type Context } from "../state/path/context.ts";
import type { HeldFlags } from "../state/interfaces/flag-tracker.ts";
import { suspendNamed } from "../outcomes/flag-responses.ts";
import { bracketFrame } from "../refinement/one-status.ts";
import { LIMITS } from "../limits/limits.ts";
import { answerFromMachine } from "../refinement/machine-answers.ts";
import { areAffordable } from "../limits/work.ts";
import { appendPieces, unknownPiece } from "../values/pieces.ts";
import { knownText, type AbstractString, type Piece } from "../model/value.ts";
import { withKeywords, withPrefix, withPrefixOfCall } from "../assignment/prefix-assignments.ts";
import { keepPrinted, applyRedirections, restoreStreams, type Redirected } from "../assignment/redirections.ts";
import { isBash, refuseAssignment } from "../state/shell-errors.ts";
import { showWords } from "./messages.ts";
import { startProgram } from "./start-program.ts";
import { FAILURE, OPTION, SUCCESS, type Path } from "../state/path/path.ts";
import { spend } from "../state/budget.ts";
import { cutOff } from "../state/cut-off.ts";
import { option } from "../state/options.ts";
import { expandFields } from "../expansion/words.ts";
import { DECLARATIONS } from "../syntax/builtin-names.ts";

/** Builtins that handle the assignments before them themselves. */
const OWN_ASSIGNMENTS: ReadonlySet<string> = new Set([...DECLARATIONS, "exec", "command", "builtin"]);

export function simpleCommand(machine: Machine, node: Command, path: Path, context: Context): readonly Path[] {
  const span = context.source.span(node.pos, node.end);
  if (!spend(machine, context)) {
    cutOff(machine, node, [path], context);
    return [path];
  }
  return explore(
    path,
    (one, choices) => {
      const frame: Frame = { machine, context, choices, path: one };
      return answerFromMachine(frame, () => context.source.text.slice(node.pos, node.end), execute(frame, node));
    },
    () => machine.record.cut("ways", span),
  );
}

function knownLength(value: AbstractString): number {
  return value.reduce((sum, piece) => sum + (piece.kind === "text" ? piece.text.length : 0), 0);
}

/** Expands the words of a command to arguments. Assignments after the name are words unless the name is a declaration's. */
function words(frame: Frame, all: readonly (Word | Assignment)[], target: Argument[], declares: boolean): void {
  const { source } = frame.context;
  let length = 0;
  let before: Word | Assignment | undefined;
  /** The value of the last argument, if several words of the tree are one for a shell. */
  let joined: Piece[] = [];
  for (const word of all) {
    if (frame.path.flow !== undefined) return;
    const isOneWord = before !== undefined && areJoined(before, word);
    before = word;
    const span = source.span(word.pos, word.end);
    const fields = word.type === "Assignment" ? assignmentFields(frame, word, declares) : expandFields(frame, word);
    for (const { value } of fields) length += knownLength(value);
    const isTooMuch = target.length + fields.length > LIMITS.words || length > LIMITS.text;
    if (isTooMuch || !areAffordable(fields.length)) {
      frame.machine.record.cut("words", span);
      target.push({ value: [unknownPiece("cut")], split: true, word, pos: span.pos, end: span.end });
      return;
    }
    const [first] = fields;
    const last = isOneWord && first !== undefined ? target.pop() : undefined;
    if (last !== undefined) {
      if (joined !== last.value) joined = [...last.value];
      appendPieces(joined, first!.value);
      target.push({ ...last, value: joined, end: span.end });
    }
    for (const { value, split } of last === undefined ? fields : fields.slice(1))
      target.push({ value, split, word, pos: span.pos, end: span.end });
  }
}

/** Whether the words are one for a shell: the parser divides `@<(cmd)` before its process substitution. */
function areJoined(before: Word | Assignment, word: Word | Assignment): boolean {
  return before.end === word.pos && (isProcessSubstitution(before) || isProcessSubstitution(word));
}

function isProcessSubstitution(word: Word | Assignment): boolean {
  return word.type === "Word" && word.parts?.[0]?.type === "ProcessSubstitution";
}

function execute(frame: Frame, node: Command): readonly Path[] {
  const { machine, path } = frame;
  const argv: Argument[] = [];
  path.substituted = undefined;
  let flags: { readonly left: Scope | undefined; readonly held: HeldFlags } | undefined;
  if (node.name !== undefined) {
    const alias = expandedAlias(frame, node);
    if (alias !== undefined) return alias;
    words(frame, [node.name], argv, false);
    const first = argv[0] === undefined ? undefined : knownText(argv[0].value);
    const unread = (first === "echo" || first === "printf") && !isRead(path) && node.redirects.length === 0;
    // Output that nothing reads does not need separate ways.
    const isTest = first === "[" || first === "test";
    const inner = unread ? { ...frame, choices: new Choices(true) } : isTest ? bracketFrame(frame, node.args) : frame;
    const leaves = first === "exit" || first === "return";
    if (leaves)
      flags = {
        left: scopeLeftBy(first, frame.context),
        held: suspendNamed(machine, path, node.args, frame.context),
      };
    // For a function, the commands that it runs count instead.
    const isOther = !leaves && first !== "false" && (first === undefined || !functionNamed(machine, path, first));
    if (isOther) machine.outcomes.attempts.goOn(path, first ?? UNKNOWN_PROGRAM, frame.context);
    // It may be the name of a function.
    if (first === undefined && argv.length > 0) machine.outcomes.flags.readAll(path);
    // `exit $?` is the same as `exit`: it passes the status on and does not test it.
    if (!leaves || !isLastStatus(node.args)) {
      const { memory } = path;
      const inverted = leaves ? invertedStatus(frame, node.args) : [];
      words(inner, node.args, argv, first !== undefined && DECLARATIONS.has(first));
      // `exit $RC` and `exit ${PIPESTATUS[0]}` pass on the status that they read.
      const passed = leaves ? machine.outcomes.statuses.readSince(memory, path) : [];
      const isZero = knownText(argv[1]?.value ?? []) === "0";
      if (passed.length > 0 && !isZero) path.failing = unionOfSlots(path.failing ?? [], passed);
      if (inverted.length > 0 && isZero) {
        // The same as `exit` as the first command after `! aws`.
        path.failing = inverted;
        path.status = SUCCESS;
        argv.length = 1;
      }
    }
  }
  if (path.flow !== undefined) return [path];
  if (argv.length === 0) return assignmentsOnly(frame, node);
  // If a substitution that is the whole command prints nothing, its status is that of the command.
  const whole = node.args.length === 0 && argv[0]!.split ? path.substituted : undefined;
  traceWords(frame, node, argv);
  const { redirects } = node;
  const apart = redirects.length > 0 && machine.interpreter === "bash" && isProgram(frame, argv[0]!);
  const redirected =
    redirects.length === 0 ? undefined : applyRedirections(apart ? forked(frame, node) : frame, redirects);
  if (path.flow !== undefined) return [apart ? notStarted(path, redirected!) : path];
  const stdoutFile = redirected?.file?.name;
  const ends = option(path, OPTION.keyword)
    ? withKeywords(frame, argv, (rest) => dispatch(frame, node, rest, stdoutFile))
    : dispatch(frame, node, argv, stdoutFile);
  if (flags !== undefined) for (const end of ends) machine.outcomes.flags.passOn(end, flags.held, flags.left);
  for (const tells of [redirected?.needs, whole])
    if (tells !== undefined) for (const end of ends) end.status = withStatusInfo(end.status, tells);
  if (redirected === undefined) return ends;
  const restore = isExecAlone(argv) ? keepPrinted : restoreStreams;
  for (const end of ends) restore(machine, end, redirected);
  return ends;
}

/** Whether the redirections of the command are permanent: `exec`, `command exec`. */
function isExecAlone(argv: readonly Argument[]): boolean {
  const at = argv.findIndex(({ value }) => !["command", "builtin"].includes(knownText(value) ?? ""));
  return (
    knownText(argv[at]?.value ?? []) === "exec" && argv.slice(at + 1).every(({ value }) => knownText(value) === "--")
  );
}

/** The calls whose inverted status is in the variable that is the only argument, if nothing has read it yet. */
function invertedStatus({ machine, path }: Frame, args: Command["args"]): readonly number[] {
  const name = args.length === 1 ? /^"?\$\{?(\w+)\}?"?$/.exec(args[0]!.text)?.[1] : undefined;
  return name === undefined ? [] : machine.outcomes.variables.inverted(path, referencedName(machine, path, name));
}

/** Whether the first word names a program. An unknown word is assumed to name one. */
function isProgram({ machine, path }: Frame, first: Argument): boolean {
  const name = first.split ? undefined : knownText(first.value);
  if (name === undefined) return true;
  return functionNamed(machine, path, name) === undefined && builtin(name, machine.interpreter) === undefined;
}

/** bash expands the redirections of a program in the process that becomes the program. */
function forked(frame: Frame, node: Command): Frame {
  const { context, path } = frame;
  if (!option(path, OPTION.nounset)) return frame;
  return { ...frame, context: enterScope(context, "subshell", context.source.span(node.pos, node.end)) };
}

/** That process has ended at an unset variable; the script continues. */
function notStarted(path: Path, { input, output }: Redirected): Path {
  path.flow = undefined;
  path.status = FAILURE;
  path.input = input;
  path.output = output;
  return path;
}

function assignmentsOnly(frame: Frame, node: Command): readonly Path[] {
  const { path } = frame;
  frame.machine.outcomes.attempts.goOn(path, undefined, frame.context);
  for (const one of node.prefix) {
    if (one.type === "Assignment" && !assignment(frame, one, { command: node })) refuseAssignment(frame);
    if (path.flow !== undefined) return [path];
  }
  const redirected = applyRedirections(frame, node.redirects);
  restoreStreams(frame.machine, path, redirected);
  // The status is that of the last substitution; without a substitution it is 0.
  path.status = path.substituted ?? SUCCESS;
  return [path];
}

/** Runs the function, builtin or program that the first word names. */
export function dispatch(
  frame: Frame,
  node: Command,
  argv: readonly Argument[],
  stdoutFile: BuiltinCall["stdoutFile"],
  skip: Skipped = {},
): readonly Path[] {
  const { machine, path, context } = frame;
  const first = argv[0]!;
  const name = first.split ? undefined : knownText(first.value);
  const definition = name === undefined || skip.functions === true ? undefined : functionNamed(machine, path, name);
  showWords(frame, definition, argv, stdoutFile);
  if (name !== undefined && definition !== undefined) {
    const span = { pos: first.pos, end: first.end };
    return withPrefixOfCall(frame, node, () => evaluateCall(machine, definition, argv.slice(1), span, path, context));
  }
  const run = name === undefined || skip.builtins === true ? undefined : builtin(name, machine.interpreter);
  if (run !== undefined) {
    const built: BuiltinCall = { name: name!, node, argv, args: argv.slice(1), stdoutFile };
    if (OWN_ASSIGNMENTS.has(name!)) return run(frame, built);
    if (SPECIAL_BUILTINS.has(name!) && skip.functions !== true && !isBash(frame)) {
      keepAssignments(frame, node);
      return path.flow === undefined ? run(frame, built) : [path];
    }
    return withPrefix(frame, node, () => run(frame, built));
  }
  if (skip.programs === true) {
    path.status = FAILURE;
    return [path];
  }
  const change: EnvironmentChange | undefined = skip.variables === true ? { keepOnly: [], by: "exec" } : undefined;
  return withPrefix(frame, node, () => startProgram(frame, node, argv, stdoutFile, change));
}
