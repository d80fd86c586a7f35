/** The arguments of the command line after parsing. */
import type { Shard } from "./shard.ts";
import type { Format } from "./flags.ts";

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

/** Whether stdout receives the fixed text of stdin. */
export const writesInput = ({ fix, fixSuggestions, fixDryRun, targets }: Arguments): boolean =>
  (fix || fixSuggestions) && !fixDryRun && targets.includes("-");
