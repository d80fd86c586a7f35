/** OpenSSH's client. The words after the host form a command line, which the remote shell parses. */
import { type Argument, knownText } from "../../shell/index.ts";
import { joinStrings, madeArgument } from "../argv/argument.ts";
import { parseOptions, type OptionSyntax } from "../argv/getopt.ts";

/** ssh(1). Options may also follow the host, but not the first word of the command. */
const SYNTAX: OptionSyntax = { short: "46AaCfGgKkMNnqsTtVvXxYyB:b:c:D:E:e:F:I:i:J:L:l:m:O:o:P:p:Q:R:S:W:w:", long: {} };

/** Matches a shell that gets no code except from its stdin. */
const SHELL =
  /^\s*(?:sudo\s+(?:-\w+\s+)*)?(?:\/[\w/]*\/)?(?:ba|da|a|k|z)?sh(?:\s+(?:-[abefhilmnuvx]+|--login))*(?:\s*$|\s+-\w{0,9}s\w{0,9}(?:\s|$))/;

/** Whether a remote shell reads its code from stdin: there is no command, or the command is only a shell. */
export function readsRemoteCode(argv: readonly Argument[]): boolean {
  const before = parseOptions(argv.slice(1), SYNTAX);
  const after = before === undefined ? undefined : parseOptions(before.operands.slice(1), SYNTAX);
  if (before === undefined || before.operands.length === 0 || after === undefined) return false;
  const texts = after.operands.map(({ value }) => knownText(value));
  return !texts.includes(undefined) && (texts.length === 0 || SHELL.test(texts.join(" ")));
}

/** The code that the remote shell runs; `undefined` if there is no command, or if the arguments cannot be parsed. */
export function remoteCode(argv: readonly Argument[]): Argument | undefined {
  const before = parseOptions(argv.slice(1), SYNTAX);
  const after = before === undefined ? undefined : parseOptions(before.operands.slice(1), SYNTAX);
  const [first] = after?.operands ?? [];
  if (after === undefined || first === undefined) return undefined;
  const values = after.operands.map(({ value }) => value);
  return { ...madeArgument(after.operands.at(-1)!, joinStrings(values, " ")), pos: first.pos };
}
