/** `env`: runs a program in an environment that the arguments modify. */
import { type Argument, type ProgramModel, knownText, type AbstractString } from "../../shell/index.ts";
import { assignmentOf, leadingText } from "../argv/argument.ts";
import { hasOption, parseOptions, type Option, type OptionSyntax } from "../argv/getopt.ts";
import { splitEnvString } from "./env-split.ts";

const envSyntax: OptionSyntax = {
  short: "a:i0u:C:S:v",
  long: {
    argv0: "a:",
    "ignore-environment": "i",
    null: "0",
    unset: "u:",
    chdir: "C:",
    "split-string": "S:",
    "block-signal": "block-signal::",
    "default-signal": "default-signal::",
    "ignore-signal": "ignore-signal::",
    "list-signal-handling": "list-signal-handling",
    debug: "v",
  },
};

/** `-S` inserts its words in its place, and option parsing continues with them. */
function parse(args: readonly Argument[]): { options: readonly Option[]; operands: readonly Argument[] } | undefined {
  const options: Option[] = [];
  let rest = args;
  for (let turns = 0; turns <= args.length; turns++) {
    const parsed = parseOptions(rest, envSyntax);
    if (parsed === undefined) return undefined;
    const at = parsed.options.findIndex((option) => option.name === "S");
    if (at < 0) return { options: [...options, ...parsed.options], operands: parsed.operands };
    const split = parsed.options[at] as Option;
    const words = split.value === undefined ? undefined : splitEnvString(split.value);
    if (words === undefined) return undefined;
    options.push(...parsed.options.slice(0, at));
    rest = [...words, ...rest.slice(split.next)];
  }
  return undefined;
}

/** GNU `env`. */
export const env: ProgramModel = (run) => {
  const parsed = parse(run.argv.slice(1));
  if (parsed === undefined) return [];
  const operands = [...parsed.operands];
  let empty = hasOption({ ...parsed, terminated: false }, "i");
  const [first] = operands;
  if (first !== undefined && knownText(first.value) === "-") {
    empty = true;
    operands.shift();
  }
  const set: { name: string; value: AbstractString }[] = [];
  for (let assignment; operands[0] !== undefined; operands.shift()) {
    assignment = assignmentOf(operands[0]);
    // Any word with `=` is an assignment, even if the name is not valid in a shell.
    if (assignment === undefined && !leadingText(operands[0].value).includes("=")) break;
    if (assignment !== undefined) set.push(assignment);
  }
  const unset = parsed.options.flatMap((option) => {
    const name = option.name === "u" && option.value !== undefined ? knownText(option.value.value) : undefined;
    return name === undefined ? [] : [name];
  });
  if (operands.length === 0) return [];
  return [{ kind: "start", argv: operands, environment: { keepOnly: empty ? [] : undefined, set, unset, by: "env" } }];
};
