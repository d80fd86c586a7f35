/**
 * Decides whether an argument of unknown text may stand for options.
 *
 * In quotes it is one word of data. Without quotes the shell splits it, so `$OPTIONS` may well be `--profile x`. But
 * `$FILE` is usually just a name that somebody forgot to quote. The position decides: after an option, or where the command
 * expects a positional argument, it is data. Where only options can follow, it is options.
 */
import { type Argument, knownText } from "../../shell/index.ts";
import { leadingText } from "../argv/argument.ts";
import { mayBeOptions } from "../argv/unknown-argument.ts";

/** Number of positional arguments, for the commands that have any: the high-level `s3` commands. */
const S3_POSITIONALS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    cp: 2,
    mv: 2,
    sync: 2,
    ls: 1,
    rm: 1,
    mb: 1,
    rb: 1,
    presign: 1,
    website: 1,
  }),
);

/** Flags of the `s3` commands. An argument after a flag is positional. */
const S3_FLAGS = new Set([
  "--recursive",
  "--quiet",
  "--only-show-errors",
  "--dryrun",
  "--delete",
  "--exact-timestamps",
  "--size-only",
  "--no-progress",
  "--no-guess-mime-type",
  "--follow-symlinks",
  "--no-follow-symlinks",
  "--human-readable",
  "--summarize",
  "--force",
  "--force-glacier-transfer",
  "--ignore-glacier-warnings",
]);

function startsWithDash(argument: Argument): boolean {
  return /^-./.test(leadingText(argument.value));
}

/**
 * @param words the command and the operation.
 * @param parameters the arguments after them, without the global options.
 */
export function mayHoldOptions(words: readonly Argument[], parameters: readonly Argument[]): boolean {
  if (words.some((word, index) => mayBeOptions(word, words[index - 1]))) return true;
  const [command, operation] = words.map((word) => knownText(word.value));
  let expected = command === "s3" ? (S3_POSITIONALS.get(operation ?? "") ?? 0) : 0;
  let afterOption = false;
  let open = false;
  for (const [index, parameter] of parameters.entries()) {
    if (startsWithDash(parameter)) {
      const text = knownText(parameter.value);
      const complete = text === undefined || text.includes("=") || (command === "s3" && S3_FLAGS.has(text));
      afterOption = !complete;
    } else if (!afterOption) {
      expected--;
      open ||= mayBeOptions(parameter, parameters[index - 1]);
    } else if (command === "s3") {
      afterOption = false;
    }
  }
  return open && expected < 0;
}
