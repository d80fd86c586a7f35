/** OpenSSH's client: the words after the host are a command line that the other host's shell parses. */
import type { Argument, AbstractString } from "../../shell/index.ts";
import { joinStrings } from "../argv/argument.ts";
import { parseOptions, type OptionSyntax } from "../argv/getopt.ts";

/** ssh(1). Options may stand behind the host too, but not behind the command's first word. */
const SYNTAX: OptionSyntax = { short: "46AaCfGgKkMNnqsTtVvXxYyB:b:c:D:E:e:F:I:i:J:L:l:m:O:o:P:p:Q:R:S:W:w:", long: {} };

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
