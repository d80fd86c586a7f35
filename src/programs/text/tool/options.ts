/** Parses command lines as GNU's getopt_long does: bundled options, attached values, abbreviated long options, `--`. */

export interface OptionTable {
  /** Short options without a value. */
  readonly flags: string;
  /** Short options with a value. */
  readonly valued: string;
  /** Maps each long option to its short option. The value is optional if the short option is in `flags`. */
  readonly long?: Readonly<Record<string, string>> | undefined;
  /** Whether the first operand ends the options. Otherwise options may follow operands. */
  readonly endsAtOperand?: boolean | undefined;
}

export interface CommandLine {
  /** In order. The value of a flag is `""`. */
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly operands: readonly string[];
  has(name: string): boolean;
  /** The last value of an option. */
  value(name: string): string | undefined;
}

/** Parses `argv` after its first element; `undefined` if an option is not in the table. */
export function readOptions(argv: readonly string[], table: OptionTable): CommandLine | undefined {
  const options: { name: string; value: string }[] = [];
  const operands: string[] = [];
  for (let index = 1; index < argv.length; index++) {
    const word = argv[index]!;
    const isOperand = !word.startsWith("-") || word === "-";
    if (word === "--" || (isOperand && table.endsAtOperand === true)) {
      for (const operand of argv.slice(isOperand ? index : index + 1)) operands.push(operand);
      break;
    }
    if (word.startsWith("--")) {
      const equals = word.indexOf("=");
      const name = longOption(equals < 0 ? word.slice(2) : word.slice(2, equals), table);
      if (name === undefined) return undefined;
      if (table.flags.includes(name)) {
        if (equals >= 0) return undefined;
        options.push({ name, value: "" });
      } else {
        const value = equals < 0 ? argv[++index] : word.slice(equals + 1);
        if (value === undefined) return undefined;
        options.push({ name, value });
      }
      continue;
    }
    if (isOperand) {
      operands.push(word);
      continue;
    }
    for (let at = 1; at < word.length; at++) {
      const name = word[at]!;
      if (table.flags.includes(name)) {
        options.push({ name, value: "" });
      } else if (table.valued.includes(name)) {
        const value = at + 1 < word.length ? word.slice(at + 1) : argv[++index];
        if (value === undefined) return undefined;
        options.push({ name, value });
        break;
      } else {
        return undefined;
      }
    }
  }
  return {
    options,
    operands,
    has: (name) => options.some((option) => option.name === name),
    value: (name) => options.findLast((option) => option.name === name)?.value,
  };
}

function longOption(name: string, table: OptionTable): string | undefined {
  const known = table.long ?? {};
  if (Object.hasOwn(known, name)) return known[name];
  // All tools have these, so they are not abbreviations.
  if (name === "help" || name === "version") return undefined;
  const candidates = Object.keys(known).filter((candidate) => candidate.startsWith(name));
  return candidates.length === 1 ? known[candidates[0]!] : undefined;
}
