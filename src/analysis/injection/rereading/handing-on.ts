/** Determines whether the shell that runs a piece of code has the variables that the agent gives to the script. */
import { groupBy } from "../../../grouping/group-by.ts";
import { type Argument, type InterpretedText, type Invocation, knownText, type Span } from "../../../shell/index.ts";

export interface HandingOn {
  /** Whether the variable is lost: by `sudo`, in a login shell, on another host. */
  readonly isDropped: boolean;
  /** The word `sudo`, if `sudo` alone drops the variable and an option can keep it. */
  readonly sudo: Span | undefined;
}

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
  const isDropped = started.some((one) => startsAfresh(one) || isGone(one, variable));
  return { isDropped, sudo: isDropped ? sudoOf(started) : undefined };
}

/** Whether the program passes nothing of its own environment to the shell that it starts. */
function startsAfresh({ program, runs }: Invocation): boolean {
  if (program === "ssh") return true;
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

function sudoOf(started: readonly Invocation[]): Span | undefined {
  const [sudo, ...others] = started.filter(({ program }) => program === "sudo");
  if (sudo === undefined || others.length > 0 || started.some(startsAfresh)) return undefined;
  if (sudo.runs.some(({ argv }) => argv.some(opensShell))) return undefined;
  return started.every(({ via }) => via.every((name) => HANDS_ON.has(name))) ? sudo.programSpan : undefined;
}

/** Options of sudo that start a shell, with which `--preserve-env` does not work. */
function opensShell({ value }: Argument): boolean {
  return /^(?:-\w*[is]|--login|--shell)$/.test(knownText(value) ?? "");
}
