/** Parses and checks the arguments of the command line. */
import { parseArgs } from "node:util";
import { Failure } from "../support/failure.ts";
import { didYouMean } from "../../spelling/did-you-mean.ts";
import type { Shard } from "./shard.ts";
import { flags, formats, spellings, type Flag, type Format } from "./flags.ts";

/** A report to write. If `file` is `undefined`, it goes to stdout. */
export interface ReportRequest {
  readonly format: Format;
  readonly file: string | undefined;
}

/** The parsed command line. */
export interface Arguments {
  readonly targets: readonly string[];
  readonly reports: readonly ReportRequest[];
  readonly quiet: boolean;
  /** Whether to count the findings of each rule instead of reporting them. */
  readonly statistics: boolean;
  readonly maxWarnings: number | undefined;
  readonly color: boolean | undefined;
  readonly timing: boolean;
  /** The part of the files to check; `undefined` for all files. */
  readonly shard: Shard | undefined;
  /** The maximum number of threads that check files; `undefined` for the number that suits the machine. */
  readonly concurrency: number | undefined;
  readonly fix: boolean;
  readonly fixDryRun: boolean;
  /** Whether to apply suggestions as well as fixes. */
  readonly fixSuggestions: boolean;
  /** A file, `false` for `--no-config`, `undefined` to search for one. */
  readonly config: string | false | undefined;
  /** Whether a configuration file may execute code. */
  readonly configCode: boolean;
  readonly rules: readonly string[];
  readonly init: boolean;
  readonly printConfig: boolean;
  readonly stdinFilename: string | undefined;
  readonly ignorePatterns: readonly string[];
  readonly ignore: boolean;
  /** Whether a named path that contains no document is accepted. */
  readonly allowEmpty: boolean;
  readonly suppressAll: boolean;
  readonly prune: boolean;
  readonly baseline: string | false | undefined;
  readonly explain: string | undefined;
  /** `ssmlint trace FILE[:LINE]`: explain what each call sees, instead of linting. */
  readonly trace: boolean;
  /** `ssmlint merge FILE…`: report what the shards of a run found, instead of linting. */
  readonly merge: boolean;
  readonly listRules: boolean;
  readonly completion: string | undefined;
  readonly version: boolean;
  readonly help: boolean;
}

type Value = string | boolean;

/**
 * Parses the command line.
 * @throws {Failure} with a one-line message that suggests the nearest option or value.
 */
export function parseArguments(argv: readonly string[]): Arguments {
  const trace = argv[0] === "trace";
  const merge = argv[0] === "merge";
  const { values, targets } = read(trace || merge ? argv.slice(1) : argv);
  const text = (name: string) => values.get(name)?.at(-1) as string | undefined;
  const on = (name: string) => values.get(name)?.at(-1) === true;
  const all = (name: string) => (values.get(name) ?? []) as string[];
  const result: Arguments = {
    targets,
    reports: reportRequests(all("format"), text("output-file")),
    quiet: on("quiet"),
    statistics: on("statistics"),
    maxWarnings: count("max-warnings", text("max-warnings")),
    color: values.get("color")?.at(-1) as boolean | undefined,
    timing: on("timing"),
    shard: shardOf(text("shard")),
    concurrency: threads(text("concurrency")),
    fix: on("fix"),
    fixDryRun: on("fix-dry-run"),
    fixSuggestions: on("fix-suggestions"),
    config: values.get("config")?.at(-1) as string | false | undefined,
    configCode: values.get("config-code")?.at(-1) !== false,
    rules: all("rule"),
    init: on("init"),
    printConfig: on("print-config"),
    stdinFilename: text("stdin-filename"),
    ignorePatterns: all("ignore-pattern"),
    ignore: values.get("ignore")?.at(-1) !== false,
    allowEmpty: on("allow-empty"),
    suppressAll: on("suppress-all"),
    prune: on("prune"),
    baseline: values.get("baseline")?.at(-1) as string | false | undefined,
    explain: text("explain"),
    trace,
    merge,
    listRules: on("list-rules"),
    completion: text("completion"),
    version: on("version"),
    help: on("help"),
  };
  checkTogether(result);
  return result;
}

function read(argv: readonly string[]): { values: Map<string, Value[]>; targets: string[] } {
  const options = Object.fromEntries(
    flags.map((flag) => [
      flag.name,
      { type: flag.value ? ("string" as const) : ("boolean" as const), ...(flag.short && { short: flag.short }) },
    ]),
  );
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true });
  const values = new Map<string, Value[]>();
  const targets: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") targets.push(token.value);
    if (token.kind !== "option") continue;
    const negated = token.name.startsWith("no-") ? token.name.slice(3) : undefined;
    const flag = flags.find(({ name, negatable }) => name === token.name || (negatable && name === negated));
    if (flag === undefined) throw unknownOption(token.rawName);
    const value = valueOf(flag, token.rawName, flag.name !== token.name, token.value);
    if (!flag.repeat && values.has(flag.name) && values.get(flag.name)![0] !== value && flag.value) {
      throw new Failure(`--${flag.name} is specified twice with different values. Specify it once.`);
    }
    values.set(flag.name, [...(values.get(flag.name) ?? []), value]);
  }
  return { values, targets };
}

function unknownOption(spelling: string): Failure {
  const known = spelling.startsWith("--") ? spellings : flags.flatMap(({ short }) => (short ? [`-${short}`] : []));
  const hint = spelling.startsWith("--") ? didYouMean(spelling, known, "") : ` Short options are ${known.join(", ")}.`;
  return new Failure(`Unknown option ${spelling}.${hint} See ssmlint --help.`);
}

function valueOf(flag: Flag, spelling: string, negated: boolean, value: string | undefined): Value {
  if (flag.value === undefined || negated) {
    if (value !== undefined) throw new Failure(`${spelling} takes no value, but "${value}" was given.`);
    return !negated;
  }
  if (value === undefined || value === "") {
    throw new Failure(`${spelling} needs a value: ${spelling} ${flag.value}.`);
  }
  if (flag.choices && !flag.repeat && !flag.choices.includes(value)) {
    throw new Failure(
      `${spelling} ${value}: it must be one of ${flag.choices.join(", ")}.${didYouMean(value, flag.choices)}`,
    );
  }
  return value;
}

function count(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw new Failure(`--${name} needs a non-negative whole number, not "${value}".`);
  return Number(value);
}

function threads(value: string | undefined): number | undefined {
  const most = count("concurrency", value);
  if (most === 0) throw new Failure("--concurrency 0: at least one thread is needed.");
  return most;
}

/** No CI service runs this many jobs, so a larger number is a mistake. */
const MOST_SHARDS = 10_000;

function shardOf(value: string | undefined): Shard | undefined {
  if (value === undefined) return undefined;
  const [, index, total] = /^(\d+)\/(\d+)$/.exec(value) ?? [];
  const shard = { index: Number(index), total: Number(total) };
  if (index === undefined || shard.index < 1 || shard.index > shard.total || shard.total > MOST_SHARDS)
    throw new Failure(
      `--shard ${value}: specify the part and the number of parts, such as 1/${shard.total > 1 ? shard.total : 4}.`,
    );
  return shard;
}

function reportRequests(given: readonly string[], outputFile: string | undefined): ReportRequest[] {
  const requests = (given.length > 0 ? given : ["pretty"]).map((text) => {
    const [, format = "", file] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
    if (!(formats as readonly string[]).includes(format)) {
      throw new Failure(`--format ${text}: it must be one of ${formats.join(", ")}.${didYouMean(format, formats)}`);
    }
    if (file === "") throw new Failure(`--format ${text} has no file name after the "=".`);
    return { format: format as Format, file: file === stdout ? undefined : file };
  });
  const open = requests.filter(({ file }) => file === undefined);
  if (open.length > 1) {
    const names = open.map(({ format }) => format).join(" and ");
    throw new Failure(
      `--format ${names} would both go to stdout. Write all but one to a file: --format ${open[1]!.format}=FILE.`,
    );
  }
  if (outputFile !== undefined && open.length === 0) {
    throw new Failure("--output-file has no report left to write: every --format names its own file.");
  }
  const rest = outputFile === stdout ? undefined : outputFile;
  const made = requests.map(({ format, file }) => ({ format, file: file ?? rest }));
  const twice = made.find(({ file }, index) => made.findIndex((other) => other.file === file) < index);
  if (twice) throw new Failure(`--format ${twice.format}: ${twice.file} is already written by another --format.`);
  return made;
}

/** Whether stdout receives the fixed text of stdin. */
export const writesInput = ({ fix, fixSuggestions, fixDryRun, targets }: Arguments): boolean =>
  (fix || fixSuggestions) && !fixDryRun && targets.includes("-");

/** The output file name for stdout, where reports without a file already go. */
const stdout = "-";

function checkShard({ merge, prune, suppressAll, targets, trace }: Arguments): void {
  if (trace || merge)
    throw new Failure(`--shard applies to checking files, not to ssmlint ${trace ? "trace" : "merge"}.`);
  if (targets.includes("-")) refuse("--shard", "- (stdin)");
  if (suppressAll || prune)
    throw new Failure(
      `A shard sees only its own files. Write the baseline with ssmlint merge FILE… ${prune ? "--prune" : "--suppress-all"}.`,
    );
}

function checkMerge({ fix, fixDryRun, fixSuggestions, targets }: Arguments): void {
  if (fix || fixDryRun || fixSuggestions)
    throw new Failure("ssmlint merge does not apply fixes: apply them in the run of each shard.");
  if (targets.includes("-")) refuse("ssmlint merge", "- (stdin)");
}

function refuse(first: string, second: string): never {
  throw new Failure(`${first} and ${second} cannot be used together.`);
}

function checkTogether(args: Arguments): void {
  const other = args.reports.find(({ format }) => format !== "pretty" && format !== "json");
  if (args.statistics && other !== undefined)
    throw new Failure(`--statistics supports --format pretty and json, not ${other.format}.`);
  if (args.fix && args.fixDryRun) refuse("--fix", "--fix-dry-run");
  if (args.shard !== undefined) checkShard(args);
  if (args.merge) checkMerge(args);
  if (args.suppressAll && args.baseline === false) refuse("--suppress-all", "--no-baseline");
  if (args.prune && args.baseline === false) refuse("--prune", "--no-baseline");
  if (args.suppressAll && args.fixDryRun) refuse("--suppress-all", "--fix-dry-run");
  if (args.prune && args.fixDryRun) refuse("--prune", "--fix-dry-run");
  if (args.targets.includes("")) {
    throw new Failure('"" is not a file name. Is a variable empty? Omit it to check the current directory.');
  }
  if (args.stdinFilename !== undefined && !args.targets.includes("-")) {
    throw new Failure("--stdin-filename names the text on stdin, which is only read for -. Specify - too.");
  }
  if ((args.suppressAll || args.prune) && args.targets.includes("-") && args.stdinFilename === undefined) {
    throw new Failure("The baseline contains file names. Specify --stdin-filename too.");
  }
  if (writesInput(args) && args.reports.some(({ format, file }) => format !== "pretty" && file === undefined)) {
    throw new Failure("With --fix -, the fixed text goes to stdout. Write the report to a file: --format NAME=FILE.");
  }
  if (args.targets.includes("-") && args.targets.length > 1) {
    throw new Failure("- (stdin) cannot be combined with files.");
  }
}
