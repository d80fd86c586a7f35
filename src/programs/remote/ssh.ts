/** OpenSSH's client: the words after the host are a command line that the other host's shell parses. */
import { type Argument, type AbstractString, knownText } from "../../shell/index.ts";
import { joinStrings } from "../argv/argument.ts";
import { parseOptions, type OptionSyntax } from "../argv/getopt.ts";

/** ssh(1). Options may stand behind the host too, but not behind the command's first word. */
const SYNTAX: OptionSyntax = { short: "46AaCfGgKkMNnqsTtVvXxYyB:b:c:D:E:e:F:I:i:J:L:l:m:O:o:P:p:Q:R:S:W:w:", long: {} };

/** A shell that is given no code but what it reads. */
const SHELL =
  /^\s*(?:sudo\s+(?:-\w+\s+)*)?(?:\/[\w/]*\/)?(?:ba|da|a|k|z)?sh(?:\s+(?:-[abefhilmnuvx]+|--login))*(?:\s+-\w{0,9}s\w{0,9}(?:\s[^]*)?)?\s*$/;

/** Whether a shell of the other host reads its code from the input: there is no command, or it is a shell's name. */
export function readsRemoteCode(argv: readonly Argument[]): boolean {
  const before = parseOptions(argv.slice(1), SYNTAX);
  const after = before === undefined ? undefined : parseOptions(before.operands.slice(1), SYNTAX);
  if (before === undefined || before.operands.length === 0 || after === undefined) return false;
  const texts = after.operands.map(({ value }) => knownText(value));
  return !texts.includes(undefined) && (texts.length === 0 || SHELL.test(texts.join(" ")));
}

/** What the other host's shell runs; `undefined` if there is no command, or the words cannot be told apart. */
export function remoteCode(argv: readonly Argument[]): AbstractString | undefined {
  const before = parseOptions(argv.slice(1), SYNTAX);
  const after = before === undefined ? undefined : parseOptions(before.operands.slice(1), SYNTAX);
  if (after === undefined || after.operands.length === 0) return undefined;
  return joinStrings(
    after.operands.map(({ value }) => value),
    " ",
  );
}
