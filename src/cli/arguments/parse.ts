/** Parses and checks the arguments of the command line. */
import { parseArgs } from "node:util";
import { Failure } from "../support/failure.ts";
import { didYouMean } from "../../spelling/did-you-mean.ts";
import type { Shard } from "./shard.ts";
import { flags, formats, spellings, type Flag, type Format } from "./flags.ts";
import type { ReportRequest, Arguments } from "./arguments.ts";
import { checkTogether } from "./combinations.ts";

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

/** The output file name for stdout, where reports without a file already go. */
const stdout = "-";
