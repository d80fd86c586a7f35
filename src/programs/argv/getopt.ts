/** `getopt_long` for an abstract argv. */
import { type Argument, knownText } from "../../shell/index.ts";
import { dropPrefix, leadingText } from "./argument.ts";

/** The options that a program accepts according to its documentation. */
export interface OptionSyntax {
  /** In `getopt` syntax: `"nu:t::"` is a flag, an option with a value, and an option whose value is optional and attached. */
  readonly short: string;
  /**
   * Maps each long option to the short option with the same meaning, with getopt's colons:
   * `{ user: "u:", "preserve-env": "preserve-env::" }`.
   */
  readonly long: Readonly<Record<string, string>>;
  /** Whether options may follow operands. Otherwise the first operand ends the options. */
  readonly permute?: boolean | undefined;
  /** Matches other words that are options (`nice -10`). */
  readonly also?: RegExp | undefined;
}

export interface Option {
  /** The short name, or the long name if there is no short one. */
  readonly name: string;
  readonly value: Argument | undefined;
  /** Index of the word after the option and its value. */
  readonly next: number;
}

export interface ParsedOptions {
  readonly options: readonly Option[];
  readonly operands: readonly Argument[];
  /** Whether a `--` ended the options. */
  readonly terminated: boolean;
}

type Takes = "nothing" | "value" | "optional";

function takesOf(colons: string): Takes {
  return colons.endsWith("::") ? "optional" : colons.endsWith(":") ? "value" : "nothing";
}

function shortTakes(syntax: OptionSyntax, letter: string): Takes | undefined {
  const index = letter === ":" ? -1 : syntax.short.indexOf(letter);
  return index < 0 ? undefined : takesOf(/^:*/.exec(syntax.short.slice(index + 1))?.[0] ?? "");
}

function longOption(syntax: OptionSyntax, word: string): { name: string; takes: Takes } | undefined {
  const names = Object.keys(syntax.long);
  const matching = Object.hasOwn(syntax.long, word) ? [word] : names.filter((name) => name.startsWith(word));
  const meanings = new Set(matching.map((name) => syntax.long[name] as string));
  const [meaning] = meanings;
  if (meaning === undefined || meanings.size > 1) return undefined;
  return { name: meaning.replace(/:.*/, ""), takes: takesOf(meaning) };
}

/**
 * The options and operands of `args` (an argv without its program). `undefined` if the program would reject them, or if an
 * unknown argument could be an option that changes the interpretation.
 */
export function parseOptions(args: readonly Argument[], syntax: OptionSyntax): ParsedOptions | undefined {
  const options: Option[] = [];
  const operands: Argument[] = [];
  let index = 0;
  while (index < args.length) {
    const argument = args[index] as Argument;
    const lead = leadingText(argument.value);
    const whole = knownText(argument.value);
    if (whole === "--") return { options, operands: [...operands, ...args.slice(index + 1)], terminated: true };
    if (syntax.also !== undefined && whole !== undefined && syntax.also.test(whole)) {
      options.push({ name: whole, value: undefined, next: ++index });
      continue;
    }
    if (lead === "" || lead[0] !== "-" || whole === "-") {
      if (syntax.permute !== true) return { options, operands: args.slice(index), terminated: false };
      operands.push(argument);
      index++;
      continue;
    }
    index++;
    if (lead.startsWith("--")) {
      const equals = lead.indexOf("=");
      if (equals < 0 && whole === undefined) return undefined;
      const option = longOption(syntax, equals < 0 ? lead.slice(2) : lead.slice(2, equals));
      if (option === undefined) return undefined;
      let value = equals < 0 ? undefined : dropPrefix(argument, equals + 1);
      if (option.takes === "nothing" && value !== undefined) return undefined;
      if (option.takes === "value" && value === undefined) {
        value = args[index++];
        if (value === undefined) return undefined;
      }
      options.push({ name: option.name, value, next: index });
      continue;
    }
    for (let at = 1; ; at++) {
      const letter = lead[at];
      if (letter === undefined) {
        if (whole === undefined) return undefined;
        break;
      }
      const takes = shortTakes(syntax, letter);
      if (takes === undefined) return undefined;
      if (takes === "nothing") {
        options.push({ name: letter, value: undefined, next: index });
        continue;
      }
      const more = lead.length > at + 1 || whole === undefined;
      let value = more ? dropPrefix(argument, at + 1) : undefined;
      if (value === undefined && takes === "value") {
        value = args[index++];
        if (value === undefined) return undefined;
      }
      options.push({ name: letter, value, next: index });
      break;
    }
  }
  return { options, operands, terminated: false };
}

/** Whether any of the options was given. */
export function hasOption(parsed: ParsedOptions, ...names: string[]): boolean {
  return parsed.options.some((option) => names.includes(option.name));
}

/** The value of the last option of that name. */
export function lastValue(parsed: ParsedOptions, name: string): Argument | undefined {
  return parsed.options.findLast((option) => option.name === name)?.value;
}
