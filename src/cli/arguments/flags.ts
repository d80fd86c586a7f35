/** One option of the command line. */
export interface Flag {
  readonly name: string;
  readonly short?: string;
  /** The name of its value in the help. An option without a value is on or off. */
  readonly value?: string;
  /** May be given several times. */
  readonly repeat?: true;
  /** `--no-<name>` exists too. */
  readonly negatable?: string;
  /** Values that shell completion offers. */
  readonly choices?: readonly string[];
  readonly help: string;
}

export const formats = [
  "pretty",
  "json",
  "sarif",
  "github",
  "gitlab",
  "junit",
  "checkstyle",
  "markdown",
  "blob",
] as const;
export type Format = (typeof formats)[number];

/** Every option, in the order and groups of the help. Parsing, help and completion all read this table. */
export const groups = {
  Reports: [
    {
      name: "format",
      short: "f",
      value: "NAME[=FILE]",
      repeat: true,
      choices: formats,
      help: `format of the report: ${formats.join(", ")}; repeat it with =FILE to write several reports`,
    },
    { name: "output-file", short: "o", value: "FILE", help: "write the report to FILE instead of to stdout" },
    { name: "statistics", help: "print the number of findings of each rule instead of the findings (pretty, json)" },
    { name: "quiet", short: "q", help: "report errors only, no warnings" },
    {
      name: "max-warnings",
      value: "N",
      help: "exit with 1 if there are more than N warnings, shown or not; by default warnings do not change the exit code",
    },
    {
      name: "color",
      negatable: "never use colors",
      help: "use colors even if stdout is not a terminal; NO_COLOR and FORCE_COLOR are respected",
    },
    { name: "timing", help: "print on stderr how long each stage took" },
  ],
  Fixes: [
    {
      name: "fix",
      help: "apply fixes, which preserve what a script does, and write the files; with -, write the fixed text to stdout",
    },
    {
      name: "fix-suggestions",
      help: "also apply suggestions, which may change what a script does; if a finding has several, the first, which the rule prefers",
    },
    { name: "fix-dry-run", help: "print the changes as a unified diff, and write nothing" },
  ],
  Configuration: [
    {
      name: "config",
      short: "c",
      value: "FILE",
      negatable: "use no configuration file",
      help: "use this configuration file instead of searching for one",
    },
    {
      name: "config-code",
      negatable: "refuse configurations that run code; for repositories that you do not trust",
      help: "read configurations in JavaScript and TypeScript too (the default)",
    },
    {
      name: "rule",
      value: "'NAME: LEVEL'",
      repeat: true,
      help: "set a rule for this run: off, warn or error, or [LEVEL, options]; * means all rules, and NAME=LEVEL works too",
    },
    { name: "init", help: "write a configuration file to start from" },
    { name: "print-config", help: "print the resulting configuration, for a file if one is given" },
  ],
  Files: [
    { name: "stdin-filename", value: "FILE", help: "file name to use for the text on stdin (-)" },
    {
      name: "ignore-pattern",
      value: "PATTERN",
      repeat: true,
      help: "ignore files that match, in .gitignore syntax",
    },
    {
      name: "ignore",
      negatable: "check files that .gitignore or the configuration ignores",
      help: "respect .gitignore and the configuration's ignores (the default)",
    },
    {
      name: "allow-empty",
      help: "accept given paths, and text on stdin, without an SSM document, which are errors otherwise",
    },
    {
      name: "shard",
      value: "I/N",
      help: "check part I of N of the files; ssmlint merge combines the reports that --format blob=FILE writes",
    },
    {
      name: "concurrency",
      value: "N",
      help: "check the files of a long run on at most N threads (default: 2, or 1 on a single core)",
    },
  ],
  Baseline: [
    {
      name: "suppress-all",
      help: "write all current findings to the baseline, so that later runs report only new ones",
    },
    { name: "prune", help: "remove findings that no longer occur from the baseline" },
    {
      name: "baseline",
      value: "FILE",
      negatable: "also report the findings in the baseline",
      help: "baseline file (default: .ssmlint-baseline.json)",
    },
  ],
  Help: [
    { name: "explain", value: "RULE", help: "print a rule's page" },
    { name: "list-rules", help: "list all rules with their levels and descriptions" },
    {
      name: "completion",
      value: "SHELL",
      choices: ["bash", "zsh", "fish"],
      help: "print a completion script for bash, zsh or fish",
    },
    { name: "version", short: "v", help: "print the version" },
    { name: "help", short: "h", help: "print this help" },
  ],
} as const satisfies Record<string, readonly Flag[]>;

export const flags: readonly Flag[] = Object.values(groups).flat();

/** Every spelling of every option, as typed: `--fix`, `--no-config`. */
export const spellings: readonly string[] = flags.flatMap((flag) =>
  flag.negatable === undefined ? [`--${flag.name}`] : [`--${flag.name}`, `--no-${flag.name}`],
);
