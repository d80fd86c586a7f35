/** Command substitution (`$( )`, backticks) and process substitution (`<( )`). */
import { printedText } from "../state/stdout.ts";
import { pipedStreams } from "../state/path/streams.ts";
import type {
  ArithmeticCommandExpansion,
  CommandExpansionPart,
  ParsedScript,
  ProcessSubstitutionPart,
  Word,
} from "unbash";
import { applyConsequences } from "../refinement/emptiness.ts";
import { readFile, writeFile } from "../state/virtual-files.ts";
import { canSpend } from "../state/budget.ts";
import { assumeChecks } from "../state/cut-off.ts";
import { ANYWHERE } from "../state/path/region.ts";
import { LIMITS } from "../limits/limits.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { enterScope, isTested, type Context } from "../state/path/context.ts";
import { COMPUTED, CUT, EMPTY_STRING, stringOf, withoutTrailingNewlines } from "../values/pieces.ts";
import { joinedResult, subshellResults, type Result } from "../paths/subshell-results.ts";
import { backtickSource } from "../values/source.ts";
import { EITHER, NO_OUTPUT, OPTION } from "../state/path/path.ts";
import type { AbstractString } from "../model/value.ts";
import { option, setOption } from "../state/options.ts";
import { expandString } from "./words.ts";

/** `$( )` or backticks, in a word or as an operand in arithmetic. */
type CommandSubstitution = CommandExpansionPart | ArithmeticCommandExpansion;

/** Evaluates a substitution's script in a subshell and returns what it printed on each path. */
function substituted(
  frame: Frame,
  script: ParsedScript,
  part: CommandSubstitution | ProcessSubstitutionPart,
): readonly Result[] {
  const { machine, context } = frame;
  const span = context.source.span(part.pos, part.end);
  const isTooDeep = context.depth >= LIMITS.depth;
  if (isTooDeep || !canSpend(machine, context)) {
    machine.record.cut(isTooDeep ? "depth" : "commands", span);
    assumeChecks(machine, script, frame.path, context);
    return [{ value: [CUT], status: EITHER, facts: undefined, learnt: [], failing: undefined }];
  }
  const inner: Context = {
    ...enterScope(context, "substitution", span),
    source:
      script.source === undefined ? context.source : backtickSource(script.source, context.source, part.pos, part.end),
    // In other shells, `set -e` applies in a substitution whatever contains it.
    tested: machine.interpreter === "bash" && part.type !== "ProcessSubstitution" && isTested(context),
    errexitAround: context.errexitAround || option(frame.path, OPTION.errexit),
    region: script.source === undefined ? context.region : ANYWHERE,
  };
  const path = frame.path.clone();
  const isRead = part.type !== "ProcessSubstitution" || part.operator === "<";
  path.output = NO_OUTPUT;
  if (path.streams !== undefined) {
    if (isRead) path.streams = pipedStreams(path.streams);
    else path.output = undefined;
  }
  if (machine.interpreter === "bash" && !option(path, OPTION.posix | OPTION.inheritErrexit))
    setOption(path, OPTION.errexit, false);
  machine.wholes.add(script.commands);
  const ends = machine.subshell(script.commands, path, inner);
  // A script that never ends by itself counts as killed.
  if (ends.length === 0)
    return [{ value: [COMPUTED], status: EITHER, facts: undefined, learnt: [], failing: undefined }];
  const isSubstitution = part.type !== "ProcessSubstitution";
  return subshellResults(
    machine,
    ends,
    (end) => {
      const text = printedText(machine, end);
      return isSubstitution ? withoutTrailingNewlines(text) : text;
    },
    isSubstitution ? frame.path : undefined,
  );
}

/** The file in `$(< file)`, if the substitution has this form. */
function onlyRead(script: ParsedScript): Word | undefined {
  const command = script.commands.length === 1 ? script.commands[0]!.command : undefined;
  if (command?.type !== "Command" || command.name !== undefined || command.prefix.length !== 1) return undefined;
  const redirect = command.prefix[0]!;
  return redirect.type === "Redirect" && redirect.operator === "<" ? redirect.target : undefined;
}

/** The value of `$( )` or backticks. Sets the path's status to that of the substitution. */
export function substitution(frame: Frame, part: CommandSubstitution): AbstractString {
  const { script } = part;
  if (script === undefined) return [COMPUTED];
  if (frame.path.flow !== undefined) return EMPTY_STRING;
  const read = script.source === undefined ? onlyRead(script) : undefined;
  if (read !== undefined) {
    const content = readFile(frame.machine, frame.path, expandString(frame, read));
    return content === undefined
      ? [{ kind: "unknown", reason: "input", nonEmpty: false }]
      : withoutTrailingNewlines(content);
  }
  const result = frame.choices.choose(() => substituted(frame, script, part), joinedResult);
  if (result.facts !== undefined) frame.path.facts = result.facts.all;
  applyConsequences(frame, result.learnt);
  frame.path.status = result.status;
  frame.path.substituted = result.status;
  return result.value;
}

/** The file name that `<( )` or `>( )` expands to; what `<( )` prints is stored as the file's content. */
export function processSubstitution(frame: Frame, part: ProcessSubstitutionPart): AbstractString {
  const name = stringOf(`/dev/fd/${part.pos + 1000}`);
  const { script } = part;
  if (script === undefined || frame.path.flow !== undefined) return name;
  const status = frame.path.status;
  const result = frame.choices.choose(() => substituted(frame, script, part), joinedResult);
  frame.path.status = status;
  applyConsequences(frame, result.learnt);
  if (part.operator === "<") writeFile(frame.machine, frame.path, name, result.value);
  return name;
}
