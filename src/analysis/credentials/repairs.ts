/** Edits that give a command explicit credentials. */
import type { Command, ParsedScript, SyntaxNode } from "unbash";
import { instanceRolePreamble, WITHOUT_SHARED_FILES } from "./preamble.ts";
import type { Reason } from "./reason-kinds.ts";
import { KEY, SECRET, TOKEN } from "../../aws/credentials/variables.ts";
import type { ScriptEdit } from "../../document/index.ts";
import {
  type Argument,
  DECLARATIONS,
  forEachChild,
  insertedLines,
  insertionBefore,
  type Evaluation,
  type Invocation,
  type Run,
  type Span,
  SpanIndex,
  topStatement,
  knownText,
} from "../../shell/index.ts";
import { textSpan } from "./call-site.ts";

/** The parts of a step's script that fixes need. */
export interface RepairableScript {
  readonly text: string;
  readonly tree: ParsedScript;
  readonly evaluation: Evaluation;
  /** A prefix for variable names that the script does not use. */
  readonly freePrefix: string;
  /** Returns the edits stored under this name, which many findings share: one array, created at the first request. */
  readonly remembered: (name: string, make: () => ScriptEdit[] | undefined) => readonly ScriptEdit[] | undefined;
}

/** Creates a cache for `RepairableScript.remembered`. */
export function rememberedEdits(): RepairableScript["remembered"] {
  const known = new Map<string, readonly ScriptEdit[] | undefined>();
  return (name, make) => {
    if (!known.has(name)) known.set(name, make());
    return known.get(name);
  };
}

/** Programs that start others with an environment of their own, and that have no option to keep it as `sudo -E` does. */
export const OWN_ENVIRONMENT: ReadonlySet<string> = new Set(["su", "runuser", "doas", "chroot", "systemd-run", "env"]);

const insertion = (pos: number, text: string): ScriptEdit => ({ pos, end: pos, text });

/** Returns a prefix for variable names that the script does not use. */
export function freePrefix(text: string): string {
  for (let number = 1; ; number++) {
    const prefix = number === 1 ? "imds" : `imds${number}`;
    if (!text.includes(`${prefix}_`)) return prefix;
  }
}

/**
 * Whether a `sudo` runs its command as root and keeps the environment, or drops it but would keep it with `-E`; `undefined` if
 * neither is certain.
 */
function sudoAsRoot(argv: Invocation["runs"][number]["argv"]): "keeps" | "drops" | undefined {
  let keeps = false;
  for (let index = 1; index < argv.length; index++) {
    const word = knownText(argv[index]!.value);
    if (word === "-E" || word === "--preserve-env") keeps = true;
    else if (word === "-u" && knownText(argv[index + 1]?.value ?? []) === "root") index++;
    else if (word === undefined || (word.startsWith("-") && word !== "-n")) return undefined;
    else break;
  }
  return keeps ? "keeps" : "drops";
}

/** Programs of the script that may withhold their environment from what they start, indexed by span. */
const barriers = new WeakMap<Evaluation, SpanIndex<Invocation>>();

function barriersIn(evaluation: Evaluation): SpanIndex<Invocation> {
  let index = barriers.get(evaluation);
  if (index === undefined) {
    const all = evaluation.invocations.filter(({ program }) => program === "sudo" || OWN_ENVIRONMENT.has(program));
    barriers.set(evaluation, (index = new SpanIndex(all)));
  }
  return index;
}

/** The barriers that the invocation runs within, in order: it is among their words, or in a shell that a barrier starts. */
function barriersAround(evaluation: Evaluation, { pos, end, runs }: Invocation): Invocation[] {
  const index = barriersIn(evaluation);
  const processes = runs.flatMap(({ scopes }) => scopes.filter(({ kind }) => kind === "process"));
  const around = new Set([{ pos, end }, ...processes].flatMap((span) => index.holding(span)));
  return [...around].toSorted((a, b) => a.pos - b.pos);
}

/** Edits that let exported variables through to the command: `-E` for each `sudo` before it. `undefined` if no edit can. */
function keepEnvironment({ evaluation }: RepairableScript, invocation: Invocation): ScriptEdit[] | undefined {
  const edits: ScriptEdit[] = [];
  for (const outer of barriersAround(evaluation, invocation)) {
    if (outer === invocation) continue;
    if (OWN_ENVIRONMENT.has(outer.program)) return undefined;
    if (outer.program !== "sudo") continue;
    const sudos = new Set(outer.runs.map((run) => sudoAsRoot(run.argv)));
    if (sudos.has(undefined) || sudos.size > 1) return undefined;
    if (sudos.has("drops")) edits.push(insertion(outer.programSpan.end, " -E"));
  }
  return edits;
}

/** Inserts lines before the first command that needs them, and lets their exports through to `invocation`. */
function before(
  script: RepairableScript,
  first: Invocation,
  invocation: Invocation,
  lines: readonly string[],
): readonly ScriptEdit[] | undefined {
  const through = keepEnvironment(script, invocation);
  if (through === undefined) return undefined;
  const inserted = script.remembered(`before ${lines.join("\n")}`, () => {
    const point = insertionBefore(script.text, script.tree, first.programSpan);
    return point && [insertion(point.pos, insertedLines(point, lines))];
  });
  return inserted && (through.length === 0 ? inserted : [...inserted, ...through]);
}

/** Gives the credentials of the instance's role to `first` and everything after it. */
export function takeInstanceRole(script: RepairableScript, first: Invocation, invocation: Invocation) {
  return before(script, first, invocation, instanceRolePreamble(script.freePrefix));
}

/** Excludes the CLI's own files from the provider chain. */
export function leaveFilesOut(script: RepairableScript, first: Invocation, invocation: Invocation) {
  return before(script, first, invocation, [WITHOUT_SHARED_FILES]);
}

/** A word that is a single expansion, or `aws` in quotes. */
const EXPANSION_OR_QUOTED = /^(?:["']?\$\{?[A-Za-z_]\w*\}?["']?|(["'])aws\1)$/;

/** Inserts the options before the program's first argument; `undefined` if no position between program and argument is known. */
function afterProgram({ argv, invocation }: Run, options: string, text: string): ScriptEdit | undefined {
  const [program, next] = argv as [Argument, Argument?];
  if (next?.word === undefined || next.word !== program.word)
    return insertion(invocation.programSpan.end, ` ${options}`);
  // One word expands to the program and its argument: `"$@"` in a function called by `run aws s3 ls`, or `$COMMAND`.
  const own = textSpan(program);
  const isFollowed =
    own !== undefined && text[own.pos - 1] !== "=" && /^(?:[ \t]|\\\n)/.test(text.slice(own.end, own.end + 2));
  if (isFollowed) return insertion(own.end, ` ${options}`);
  // `run $AWS s3 ls`
  const following = textSpan(next)?.pos;
  if (following === undefined) return undefined;
  const [, preceding] = /(?<!\S)(\S+)[ \t]+$/.exec(text.slice(Math.max(0, following - MAX_WORD), following)) ?? [];
  return EXPANSION_OR_QUOTED.test(preceding ?? "") ? insertion(following, `${options} `) : undefined;
}

/** How many characters before a word are searched for the preceding word. */
const MAX_WORD = 200;

/** Adds `--profile name` to the command; `undefined` if the name would need quoting or no position is known. */
export function nameProfile(run: Run, profile: string, text: string): ScriptEdit[] | undefined {
  if (!/^(?:[\w.@/+-]+|\{\{ *[\w.:-]+ *\}\})$/.test(profile)) return undefined;
  const edit = afterProgram(run, `--profile ${profile.startsWith("{{") ? `"${profile}"` : profile}`, text);
  return edit && [edit];
}

/** Builtins that set a variable without exporting it. */
const READS_INTO: ReadonlySet<string> = new Set(["read", "printf"]);

/** Values that say that there is none: `[ -z ${AWS_ACCESS_KEY_ID+x} ] && AWS_ACCESS_KEY_ID=false`. */
const NONE = /^(?:false|true|no|yes|none|null|nil|unset|undefined|empty|missing|n\/a|[-01])$/i;

/** Adds `export` before assignments that no program sees. */
function exportAssignments(script: RepairableScript, reason: Reason): readonly ScriptEdit[] | undefined {
  const names = [KEY, SECRET, TOKEN].includes(reason.variable) ? [KEY, SECRET, TOKEN] : [reason.variable];
  return script.remembered(`export ${names.join(" ")}`, () => exportsOf(script, names));
}

function exportsOf({ text, tree, evaluation }: RepairableScript, names: readonly string[]): ScriptEdit[] | undefined {
  const edits: ScriptEdit[] = [];
  for (const event of evaluation.events) {
    if (!names.includes(event.name) || event.kind !== "assign" || event.exported || event.prefix) continue;
    if (event.values.some((value) => NONE.test(knownText(value) ?? ""))) return undefined;
    const statement = topStatement(tree, event);
    const assigning = statement && assigningCommand(statement, event);
    if (assigning === undefined) return undefined;
    const { command, isStatement } = assigning;
    const declaration = command.name?.value ?? "";
    const isDeclared = DECLARATIONS.has(declaration) && declaration !== "export";
    if (isStatement && isDeclared && text.startsWith(event.name, event.pos)) {
      edits.push(insertion(command.end, `; export ${event.name}`));
      continue;
    }
    if (isStatement && READS_INTO.has(declaration) && text.startsWith(declaration, command.name!.pos)) {
      edits.push(insertion(command.pos, `export ${event.name}; `));
      continue;
    }
    // Positions of code between backticks may not be offsets of the script.
    const isWritten = command.prefix.some(
      (one) => one.type === "Assignment" && one.name === event.name && text.startsWith(one.text, one.pos),
    );
    if (!isWritten || command.name !== undefined) return undefined;
    const plain = event.values.every((value) => value.every((piece) => piece.kind !== "output"));
    if (!plain && !isStatement) return undefined;
    edits.push(insertion(command.pos, plain ? "export " : `export ${event.name}; `));
  }
  return edits.length === 0 ? undefined : edits;
}

/** The innermost command that contains the span, and whether it begins a statement: it is the whole, or the first of `&&` and `||`. */
function assigningCommand(
  node: SyntaxNode,
  span: Span,
  isStatement = false,
): { readonly command: Command; readonly isStatement: boolean } | undefined {
  if (node.pos > span.pos || node.end < span.end) return undefined;
  let found: ReturnType<typeof assigningCommand>;
  forEachChild(node, (child) => {
    const isFirst = isStatement && node.type === "AndOr" && node.commands[0] === child;
    found ??= assigningCommand(child, span, isFirst || node.type === "Statement");
  });
  return found ?? (node.type === "Command" ? { command: node, isStatement } : undefined);
}

/** The fix that follows from the reason itself, which uses the credentials that the script already has. */
export function ownRepair(
  script: RepairableScript,
  reason: Reason,
  invocation: Invocation,
): readonly ScriptEdit[] | undefined {
  if (reason.kind === "notExported") return exportAssignments(script, reason);
  if (reason.kind !== "dropped" || reason.by !== "sudo") return undefined;
  const edits = keepEnvironment(script, invocation);
  return edits?.length === 0 ? undefined : edits;
}
