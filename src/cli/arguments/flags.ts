/** One option of the command line. */
export interface Flag {
  readonly name: string;
  readonly short?: string;
  /** What its value is called in the help; without one the flag is on or off. */
  readonly value?: string;
  /** May be given several times. */
  readonly repeat?: true;
  /** `--no-<name>` exists too. */
  readonly negatable?: string;
  /** Values to offer on completion. */
  readonly choices?: readonly string[];
  readonly help: string;
}

export const formats = ["pretty", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "markdown"] as const;
export type Format = (typeof formats)[number];

/** Every option, in the order and groups of the help. The one place that knows them: parsing, help and completion read it. */
export const groups = {
  Reports: [
    {
      name: "format",
      short: "f",
      value: "NAME[=FILE]",
      repeat: true,
      choices: formats,
      help: `how to report: ${formats.join(", ")}; repeat it with =FILE to write several at once`,
    },
    { name: "output-file", short: "o", value: "FILE", help: "write the report there instead of to stdout" },
    { name: "quiet", short: "q", help: "report errors only, no warnings" },
    {
      name: "max-warnings",
      value: "N",
      help: "exit 1 where there are more than N warnings, shown or not; without it warnings never fail a run",
    },
    {
      name: "color",
      negatable: "never colour",
      help: "colour even where stdout is no terminal (NO_COLOR and FORCE_COLOR are honoured)",
    },
    { name: "timing", help: "say on stderr where the time went" },
  ],
  Fixes: [
    { name: "fix", help: "apply all fixes, which keep what a script means, and write the files" },
    {
      name: "fix-suggestions",
      help: "apply suggestions too, which may change what a script does: of each finding the first, which the rule prefers",
    },
    { name: "fix-dry-run", help: "write nothing, and print the changes as a unified diff" },
  ],
  Configuration: [
    {
      name: "config",
      short: "c",
      value: "FILE",
      negatable: "ignore every configuration file",
      help: "use this configuration file and look for no other",
    },
    {
      name: "config-code",
      negatable: "refuse configurations that run code, as in repositories that you do not trust",
      help: "read configurations in JavaScript and TypeScript too (the default)",
    },
    {
      name: "rule",
      value: "'NAME: LEVEL'",
      repeat: true,
      help: "set a rule for this run: off, warn or error, or [LEVEL, options]",
    },
    { name: "init", help: "write a configuration file to start from" },
    { name: "print-config", help: "print what the configuration comes to, for a file where one is named" },
  ],
  Files: [
    { name: "stdin-filename", value: "FILE", help: "the name that the text on stdin (-) goes by" },
    {
      name: "ignore-pattern",
      value: "PATTERN",
      repeat: true,
      help: "leave out files that match, in .gitignore's syntax",
    },
    {
      name: "ignore",
      negatable: "search files that .gitignore or the configuration leave out",
      help: "honour .gitignore and the configuration's ignores (the default)",
    },
    { name: "allow-empty", help: "accept paths that contain no SSM document (otherwise exit code 2)" },
    {
      name: "concurrency",
      value: "N",
      help: "check files on at most N threads where a run takes long (default: 2, or 1 on a single core)",
    },
  ],
  "Old findings": [
    { name: "suppress-all", help: "write all of today's findings to the baseline, so that only new ones are reported" },
    { name: "prune", help: "take findings that are gone out of the baseline" },
    {
      name: "baseline",
      value: "FILE",
      negatable: "report old findings too",
      help: "the baseline's file (default: .ssmlint-baseline.json)",
    },
  ],
  Help: [
    { name: "explain", value: "RULE", help: "show a rule's page" },
    { name: "list-rules", help: "list the rules, what they find and whether they are on" },
    {
      name: "completion",
      value: "SHELL",
      choices: ["bash", "zsh", "fish"],
      help: "print a completion script for bash, zsh or fish",
    },
    { name: "version", short: "v", help: "print the version" },
    { name: "help", short: "h", help: "print this" },
  ],
} as const satisfies Record<string, readonly Flag[]>;

export const flags: readonly Flag[] = Object.values(groups).flat();

/** Every spelling of every option, as typed: `--fix`, `--no-config`. */
export const spellings: readonly string[] = flags.flatMap((flag) =>
  flag.negatable === undefined ? [`--${flag.name}`] : [`--${flag.name}`, `--no-${flag.name}`],
);
