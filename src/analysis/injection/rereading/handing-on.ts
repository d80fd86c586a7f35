/** Whether what runs a piece of code has the variables that the agent gives to the script. */
import { groupBy } from "../../../grouping/group-by.ts";
import { type Argument, type InterpretedText, type Invocation, knownText, type Span } from "../../../shell/index.ts";

export interface HandingOn {
  /** The variable is gone: behind `sudo`, in a login shell, on another host. */
  readonly isDropped: boolean;
  /** The word `sudo`, if the variable is gone by that alone and an option can keep it. */
  readonly sudo: Span | undefined;
}

type ByCommand = ReadonlyMap<object, readonly Invocation[]>;

const indexes = new WeakMap<readonly Invocation[], ByCommand>();

/** The programs that each command starts. */
function byCommand(invocations: readonly Invocation[]): ByCommand {
  let index = indexes.get(invocations);
  if (index === undefined) indexes.set(invocations, (index = groupBy(invocations, ({ command }) => command)));
  return index;
}

/** @param variable the name of one that the agent gives */
export function handingOn(
  { command }: InterpretedText,
  invocations: readonly Invocation[],
  variable: string,
): HandingOn {
  const started = (command && byCommand(invocations).get(command)) ?? [];
  const isDropped = started.some((one) => startsAfresh(one) || isGone(one, variable));
  return { isDropped, sudo: isDropped ? sudoOf(started) : undefined };
}

/** Whether the program gives a shell nothing of the environment that it has itself. */
function startsAfresh({ program, runs }: Invocation): boolean {
  if (program === "ssh") return true;
  return (program === "su" || program === "runuser") && runs.some(({ argv }) => argv.some(isLogin));
}

function isLogin({ value }: Argument): boolean {
  return /^(?:-|-\w*l\w*|--login)$/.test(knownText(value) ?? "");
}

/** What no assignment of the script has touched is the agent's own; a wrapper has taken it away if it is gone. */
function isGone({ runs }: Invocation, variable: string): boolean {
  return runs.some(({ environment }) => environment.get(variable).every(({ state }) => state === "unset"));
}

/** Programs that hand the whole environment on. */
const HANDS_ON: ReadonlySet<string> = new Set(
  "sudo timeout nohup nice ionice setsid stdbuf time xargs find".split(" "),
);

function sudoOf(started: readonly Invocation[]): Span | undefined {
  const [sudo, ...others] = started.filter(({ program }) => program === "sudo");
  if (sudo === undefined || others.length > 0 || started.some(startsAfresh)) return undefined;
  if (sudo.runs.some(({ argv }) => argv.some(opensShell))) return undefined;
  return started.every(({ via }) => via.every((name) => HANDS_ON.has(name))) ? sudo.programSpan : undefined;
}

/** Options of sudo that start a shell of their own, which `--preserve-env` does not go with. */
function opensShell({ value }: Argument): boolean {
  return /^(?:-\w*[is]|--login|--shell)$/.test(knownText(value) ?? "");
}
