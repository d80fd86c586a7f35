/** Parses a command line of the AWS CLI: its command, its operation and its global options. */
import {
  type Argument,
  type Piece,
  type Span,
  knownText,
  type AbstractString,
  dropCharacters,
} from "../../shell/index.ts";
import { globalOption, takesValue, type GlobalOption } from "./global-options.ts";
import { mayHoldOptions } from "./open-arguments.ts";
import { leadingText, writtenSpan } from "../argv/argument.ts";
import { mayVanish } from "../argv/unknown-argument.ts";

export interface AwsCommandLine {
  /** `s3` in `aws s3 cp`; `undefined` if it is absent or unknown. */
  readonly command: string | undefined;
  /** `cp` in `aws s3 cp`; `undefined` if it is absent or unknown. */
  readonly operation: string | undefined;
  /** How many of command and operation are present, known or not. */
  readonly words: number;
  /** From the program's name to the operation, without words that are written elsewhere in the script. */
  readonly head: Span;
  /** The values of the global options. The value of a flag is empty. If an option is repeated, the last one wins. */
  readonly options: ReadonlyMap<GlobalOption, AbstractString>;
  /** The remaining arguments: the operation's own options, their values, and positional arguments. */
  readonly parameters: readonly Argument[];
  /** Whether an argument of unknown text may stand for options, so that no option is certainly missing. */
  readonly open: boolean;
  /** Whether `--profile` has no value. The CLI then exits with an error before it looks for credentials. */
  readonly stops: boolean;
}

/** The option's name, and whether the same word contains its value. */
function optionName(text: string): { readonly name: string; readonly valued: boolean } | undefined {
  const [, name, equals] = /^--([^=]+)(=?)/.exec(text) ?? [];
  return name === undefined ? undefined : { name, valued: equals === "=" };
}

/** Whether argparse takes the word for an option, and therefore not for a value: a dash at the start, and no space. */
function looksLikeOption(argument: Argument): boolean {
  return /^-[^\s\d]/.test(leadingText(argument.value)) && !/\s/.test(knownText(argument.value) ?? "");
}

/**
 * Whether the script means the word as the value of a global option before the operation: `aws --region $R s3 ls`. If the variable is not
 * set, the option takes the next word for its value; the script still says which operation it means.
 */
function isMeantAsValue(argv: readonly Argument[], index: number): boolean {
  const [before, after] = [argv[index - 1], argv[index + 1]];
  if (before === undefined || after === undefined || looksLikeOption(after) || mayVanish(after)) return false;
  const written = optionName(knownText(before.value) ?? "");
  if (written === undefined || written.valued) return false;
  const option = globalOption(written.name);
  return option !== undefined && takesValue(option);
}

/** What the word is if it does not vanish. */
function unknownValue({ value }: Argument): Piece {
  const [first] = value;
  return first?.kind === "unknown"
    ? { ...first, nonEmpty: true }
    : { kind: "unknown", reason: "inherited", nonEmpty: true };
}

/**
 * Parses `argv` (including the program's name) as versions 1 and 2 of the CLI do. Global options can be at any position, as
 * `--x v` or `--x=v`, and can be abbreviated to a unique prefix. The first other word is the command, the next the
 * operation.
 */
export function readAwsCommandLine(argv: readonly Argument[]): AwsCommandLine {
  const options = new Map<GlobalOption, AbstractString>();
  const words: Argument[] = [];
  const parameters: Argument[] = [];
  let afterDashes = false;
  let stops = false;
  const args = argv.flatMap((argument, index) => {
    if (!mayVanish(argument)) return [argument];
    return isMeantAsValue(argv, index) ? [{ ...argument, value: [unknownValue(argument)] }] : [];
  });
  for (let index = 1; index < args.length; index++) {
    const argument = args[index]!;
    const text = leadingText(argument.value);
    if (!afterDashes && knownText(argument.value) === "--") {
      afterDashes = true;
      continue;
    }
    const written = afterDashes ? undefined : optionName(text);
    if (written === undefined) {
      if (words.length < 2 && (afterDashes || !looksLikeOption(argument))) words.push(argument);
      else parameters.push(argument);
      continue;
    }
    const named = written.valued || knownText(argument.value) !== undefined;
    const option = named ? globalOption(written.name) : undefined;
    if (option === undefined) {
      parameters.push(argument);
    } else if (!takesValue(option)) {
      options.set(option, []);
    } else if (written.valued) {
      options.set(option, dropCharacters(argument.value, written.name.length + 3));
    } else {
      const next = args[index + 1];
      if (next !== undefined && !looksLikeOption(next)) {
        options.set(option, next.value);
        index++;
      } else if (option === "profile") stops = true;
    }
  }
  const [command, operation] = words.map((word) => knownText(word.value));
  const last = argv.indexOf(words.at(-1) ?? argv[0]!);
  return {
    command,
    operation,
    words: words.length,
    head: writtenSpan(argv.slice(0, last + 1)),
    options,
    parameters,
    open: mayHoldOptions(words, parameters),
    stops,
  };
}
