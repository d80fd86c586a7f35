/** `sg` and `newgrp`: run the user's shell with another group (shadow 4.17). */
import { type Argument, type Effect, type ProgramModel, type Run, knownText } from "../../shell/index.ts";
import { madeWord } from "../argv/argument.ts";
import { userShellEffects } from "../shells/shell.ts";

/** Runs a command line, or what is on stdin, in the shell of the user. With `-`, the shell is that of a new login, which sg refuses. */
function inShell(run: Run, command: readonly Argument[]): readonly Effect[] {
  const [self] = run.argv;
  if (self === undefined) return [];
  const made = (text: string): Argument => madeWord(self, text);
  return userShellEffects([made("sh"), ...(command.length === 0 ? [] : [made("-c"), ...command])], run, undefined);
}

function isOption(word: Argument | undefined): boolean {
  return knownText(word?.value ?? []) === "-c";
}

/** `sg [GROUP] [[-c] COMMAND]` */
export const sg: ProgramModel = (run) => {
  const operands = run.argv.slice(1);
  const [first, ...afterGroup] = operands;
  const rest = isOption(first) ? operands : afterGroup;
  if (!isOption(first) && knownText(first?.value ?? [])?.startsWith("-") === true) return [];
  const command = isOption(rest[0]) ? rest.slice(1) : rest;
  return isOption(rest[0]) && command.length === 0 ? [] : inShell(run, command.slice(0, 1));
};

/** `newgrp [GROUP]` */
export const newgrp: ProgramModel = (run) =>
  run.argv.slice(1).some(({ value }) => knownText(value)?.startsWith("-") === true) ? [] : inShell(run, []);
