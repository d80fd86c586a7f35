/** Programs that pass a command line to a shell, or a program to the service manager. */
import type { Argument, Run, Effect, EnvironmentChange, ProgramModel, AbstractString } from "../../shell/index.ts";
import { assignmentOf, joinStrings, madeWord } from "../argv/argument.ts";
import { hasOption, lastValue, parseOptions } from "../argv/getopt.ts";
import { shellEffects } from "../shells/shell.ts";
import { userVariables } from "./privileges.ts";

function shellCommand(run: Run, command: Argument): readonly Effect[] {
  const [self] = run.argv;
  if (self === undefined) return [];
  const made = (text: string): Argument => madeWord(self, text);
  return shellEffects([made("sh"), made("-c"), command], run);
}

/** `flock FILE COMMAND…`, `flock FILE -c 'LINE'`. With only a file descriptor, it starts nothing. */
export const flock: ProgramModel = (run) => {
  const parsed = parseOptions(run.argv.slice(1), {
    short: "sexnuow:E:F",
    long: {
      shared: "s",
      exclusive: "x",
      unlock: "u",
      nonblock: "n",
      nb: "n",
      timeout: "w:",
      wait: "w:",
      "conflict-exit-code": "E:",
      close: "o",
      "no-fork": "F",
      fcntl: "fcntl",
      verbose: "verbose",
    },
  });
  const [, first, command, ...more] = parsed?.operands ?? [];
  if (parsed === undefined || first === undefined) return [];
  const piece = first.value.length === 1 ? first.value[0] : undefined;
  if (piece?.kind === "text" && (piece.text === "-c" || piece.text === "--command")) {
    return command === undefined || more.length > 0 ? [] : shellCommand(run, command);
  }
  return [{ kind: "start", argv: parsed.operands.slice(1) }];
};

/** `watch`: runs its words, joined by spaces, with `sh -c`. With `-x` the words are an argv. */
export const watch: ProgramModel = (run) => {
  const parsed = parseOptions(run.argv.slice(1), {
    short: "bcCd::egq:n:prstwx",
    long: {
      beep: "b",
      color: "c",
      "no-color": "C",
      differences: "d::",
      errexit: "e",
      chgexit: "g",
      equexit: "q:",
      interval: "n:",
      precise: "p",
      "no-rerun": "r",
      "no-title": "t",
      "no-wrap": "w",
      exec: "x",
    },
  });
  const [first] = parsed?.operands ?? [];
  if (parsed === undefined || first === undefined) return [];
  if (hasOption(parsed, "x")) return [{ kind: "start", argv: parsed.operands }];
  const line =
    parsed.operands.length === 1
      ? first.value
      : joinStrings(
          parsed.operands.map((word) => word.value),
          " ",
        );
  return shellCommand(run, { ...first, end: parsed.operands.at(-1)?.end ?? first.end, value: line });
};

/** util-linux's `script -c 'LINE' FILE`. */
export const script: ProgramModel = (run) => {
  const parsed = parseOptions(run.argv.slice(1), {
    short: "I:O:B:T:t::m:ac:efE:o:q",
    long: {
      "log-in": "I:",
      "log-out": "O:",
      "log-io": "B:",
      "log-timing": "T:",
      timing: "t::",
      "logging-format": "m:",
      append: "a",
      command: "c:",
      return: "e",
      flush: "f",
      force: "force",
      echo: "E:",
      "output-limit": "o:",
      quiet: "q",
    },
    permute: true,
  });
  const command = parsed === undefined ? undefined : lastValue(parsed, "c");
  return command === undefined ? [] : shellCommand(run, command);
};

/** A service gets the manager's environment and the variables of `-E`. With `--scope`, the program runs in the caller's environment. */
export const systemdRun: ProgramModel = (run) => {
  const parsed = parseOptions(run.argv.slice(1), {
    short: "H:M:u:p:rdE:tPqGS",
    long: {
      "no-ask-password": "no-ask-password",
      user: "user",
      host: "H:",
      machine: "M:",
      scope: "scope",
      unit: "u:",
      property: "p:",
      description: "description:",
      slice: "slice:",
      "slice-inherit": "slice-inherit",
      "expand-environment": "expand-environment:",
      "no-block": "no-block",
      "remain-after-exit": "r",
      wait: "wait",
      "send-sighup": "send-sighup",
      "service-type": "service-type:",
      uid: "uid:",
      gid: "gid:",
      nice: "nice:",
      "working-directory": "working-directory:",
      "same-dir": "d",
      setenv: "E:",
      pty: "t",
      pipe: "P",
      quiet: "q",
      collect: "G",
      shell: "S",
      "ignore-failure": "ignore-failure",
      background: "background:",
      ...Object.fromEntries(
        "on-active on-boot on-startup on-unit-active on-unit-inactive on-calendar timer-property path-property socket-property"
          .split(" ")
          .map((name) => [name, `${name}:`]),
      ),
      "on-timezone-change": "on-timezone-change",
      "on-clock-change": "on-clock-change",
    },
  });
  if (parsed === undefined || hasOption(parsed, "H", "M") || parsed.operands.length === 0) return [];
  const set: { name: string; value: AbstractString }[] = [];
  const inherited: string[] = [];
  for (const { name, value } of parsed.options) {
    if (name !== "E" || value === undefined) continue;
    const assignment = assignmentOf(value);
    if (assignment !== undefined) set.push(assignment);
    else inherited.push(value.value.map((piece) => (piece.kind === "text" ? piece.text : "")).join(""));
  }
  const environment: EnvironmentChange = hasOption(parsed, "scope")
    ? { set, by: "other" }
    : { keepOnly: inherited, set, by: "other" };
  return [{ kind: "start", argv: parsed.operands, environment }];
};

/** `busybox APPLET …` runs the applet. */
export const busybox: ProgramModel = (run) => {
  const argv = run.argv.slice(1);
  return argv.length === 0 ? [] : [{ kind: "start", argv }];
};

/** util-linux's `setpriv`, which only has long options with two dashes. */
export const setpriv: ProgramModel = (run) => {
  const values =
    "ambient-caps inh-caps bounding-set ruid euid rgid egid reuid regid groups securebits pdeathsig ptracer";
  const more = "selinux-label apparmor-profile landlock-access landlock-rule seccomp-filter";
  const flags = "nnp no-new-privs clear-groups keep-groups init-groups reset-env dump list-caps";
  const parsed = parseOptions(run.argv.slice(1), {
    short: "d",
    long: Object.fromEntries([
      ...`${values} ${more}`.split(" ").map((name) => [name, `${name}:`]),
      ...flags.split(" ").map((name) => [name, name]),
    ]),
  });
  if (parsed === undefined || hasOption(parsed, "d", "dump", "list-caps") || parsed.operands.length === 0) return [];
  const environment: EnvironmentChange | undefined = hasOption(parsed, "reset-env")
    ? { keepOnly: ["TERM"], set: userVariables(lastValue(parsed, "reuid")), by: "other" }
    : undefined;
  return [{ kind: "start", argv: parsed.operands, environment }];
};
