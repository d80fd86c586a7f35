/** Refuses arguments that contradict each other. */
import { Failure } from "../support/failure.ts";
import { type Arguments, writesInput } from "./arguments.ts";

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

export function checkTogether(args: Arguments): void {
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
