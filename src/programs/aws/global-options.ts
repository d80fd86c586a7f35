/**
 * The global options, which every `aws` command accepts at any position, as Python's argparse parses them.
 *
 * Source: `awscli/data/cli.json` of both branches, and runs of the CLI itself.
 */

/** Options that take a value: in versions 1 and 2, or (the last two) in version 2 only. */
const VALUED = [
  "endpoint-url",
  "output",
  "query",
  "profile",
  "region",
  "color",
  "ca-bundle",
  "cli-read-timeout",
  "cli-connect-timeout",
  "cli-binary-format",
  "cli-error-format",
] as const;

const FLAGS = [
  "debug",
  "no-verify-ssl",
  "no-paginate",
  "no-sign-request",
  "version",
  "no-cli-pager",
  "cli-auto-prompt",
  "no-cli-auto-prompt",
  "v2-debug",
] as const;

export type ValuedOption = (typeof VALUED)[number];
export type Flag = (typeof FLAGS)[number];
export type GlobalOption = ValuedOption | Flag;

const ALL: readonly GlobalOption[] = [...VALUED, ...FLAGS];
const TAKES_VALUE: ReadonlySet<string> = new Set(VALUED);

/** The option for `--name`: the option itself, or the only one with this prefix; `undefined` if there is none or several. */
export function globalOption(name: string): GlobalOption | undefined {
  const begins = ALL.filter((option) => option.startsWith(name));
  return begins.find((option) => option === name) ?? (begins.length === 1 ? begins[0] : undefined);
}

export function takesValue(option: GlobalOption): option is ValuedOption {
  return TAKES_VALUE.has(option);
}
