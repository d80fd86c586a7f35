/** Determines whether the shell that runs a piece of code has the variables that the agent gives to the script. */
import { groupBy } from "../../../grouping/group-by.ts";
import { shellEnvironment } from "../../../programs/wrappers/sudo.ts";
import { type Argument, type InterpretedText, type Invocation, knownText, type Span } from "../../../shell/index.ts";

export interface HandingOn {
  /** Whether the variable is lost: by `sudo`, in a login shell, on another host. */
  readonly isDropped: boolean;
  /** The word `sudo`, if `sudo` alone drops the variable and an option can keep it. */
  readonly sudo: Span | undefined;
  readonly instead: Instead;
}

/**
 * How the code can get the value if the variable is lost: with an option of sudo; from sudo without `-i` and `-s`, whose shell expands the
 * variables in its command before the command starts; on stdin, because `ssh` sends its arguments as code; or as an argument.
 */
export type Instead = "option" | "other shell" | "stdin" | "argument";

type ByCommand = ReadonlyMap<object, readonly Invocation[]>;

const indexes = new WeakMap<readonly Invocation[], ByCommand>();

/** Groups the programs by the command that starts them. */
function byCommand(invocations: readonly Invocation[]): ByCommand {
  let index = indexes.get(invocations);
  if (index === undefined) indexes.set(invocations, (index = groupBy(invocations, ({ command }) => command)));
  return index;
}

/** @param variable the name of a variable that the agent sets */
export function handingOn(
  { command }: InterpretedText,
  invocations: readonly Invocation[],
  variable: string,
): HandingOn {
  const started = (command && byCommand(invocations).get(command)) ?? [];
  const isDropped = started.some((one) => startsAfresh(one, variable) || isGone(one, variable));
  const sudo = isDropped ? sudoOf(started, variable) : undefined;
  const instead = started.some(opensShell) ? "other shell" : "argument";
  return { isDropped, sudo, instead: sudo === undefined ? instead : "option" };
}

/** Whether the program passes nothing of its own environment to the shell that it starts. */
function startsAfresh({ program, runs }: Invocation, variable: string): boolean {
  if (program === "ssh" || program === "doas") return true;
  if (program === "sudo") return runs.some((run) => shellEnvironment(run)?.keepOnly?.includes(variable) === false);
  return (program === "su" || program === "runuser") && runs.some(({ argv }) => argv.some(isLogin));
}

function isLogin({ value }: Argument): boolean {
  return /^(?:-|-[^\Wl]*l\w*|--login)$/.test(knownText(value) ?? "");
}

/** A variable that no assignment of the script has changed is the agent's own; if it is unset, a wrapper has removed it. */
function isGone({ runs }: Invocation, variable: string): boolean {
  return runs.some(({ environment }) => environment.get(variable).every(({ state }) => state === "unset"));
}

/** Programs that pass the whole environment on. */
const HANDS_ON: ReadonlySet<string> = new Set(
  "sudo timeout nohup nice ionice setsid stdbuf time xargs find".split(" "),
);

function sudoOf(started: readonly Invocation[], variable: string): Span | undefined {
  const [sudo, ...others] = started.filter(({ program }) => program === "sudo");
  if (sudo === undefined || others.length > 0 || started.some((one) => startsAfresh(one, variable))) return undefined;
  return started.every(({ via }) => via.every((name) => HANDS_ON.has(name))) ? sudo.programSpan : undefined;
}

/** Whether sudo starts a shell that gets its command. */
function opensShell({ program, runs }: Invocation): boolean {
  return program === "sudo" && runs.some((run) => shellEnvironment(run) !== undefined);
}
