/** Which words of curl, wget, the AWS CLI and other programs may name a file that the program writes. */
import type { Argument, Run } from "../model/invocation.ts";
import { knownText } from "../model/value.ts";

/** Options whose values are files that are read. */
const INPUT = /^(?:-T|--upload-file|-K|--config|--cacert|--cert|-E|--key|-b|--cookie|-i|--input-file|--body)$/;

/** Words that name a file that is read: `@file` of `curl -d`, `wget --post-file=file`, `file://file` of the AWS CLI. */
const READ = /^(?:@|-\w*[dF]@|\w+=@|--(?:post|body|input)-file=|fileb?:\/\/)/;

/** The letters of curl's options without a value. */
const FLAGS = "[#0-9aBfgGiIjJkLlMnNpqRsSvVZ]*";

/** curl's options for the file's name, and for using the last part of the URL as the name. */
export const OUTPUT = new RegExp(`^(?:-${FLAGS}o|--output)$`);
const OUTPUT_ATTACHED = new RegExp(`^-${FLAGS}o.`);
const REMOTE_NAME = new RegExp(`^(?:-${FLAGS}O|--remote-name)`);

/** Options of the AWS CLI whose values are files that it writes. */
const OUTFILE = /^--(?:output-template-file|kubeconfig|[\w-]*outfile)(?:=|$)/;

/** The CLI's shorthand syntax, as in the second value of `--filters Name=a,Values=b Name=c,Values=d`. */
const SHORTHAND = /^\w+=/;

/** The words of a program that may name a file that it writes. */
export function outputWords({ argv, invocation: { program } }: Run): readonly Argument[] {
  const words = argv.slice(1);
  if (program === "aws") return awsOutputs(words);
  const written = words.filter((word, at) => !INPUT.test(textOf(words[at - 1])) && !READ.test(leadingText(word)));
  // Without -O, curl does not derive a file name from the URL. An unknown word may be -O.
  const mayBeRemote = words.some(({ value }) => value[0]?.kind !== "text" || REMOTE_NAME.test(value[0].text));
  if (program !== "curl" || mayBeRemote) return written;
  return words.filter((word, at) => OUTPUT.test(textOf(words[at - 1])) || OUTPUT_ATTACHED.test(textOf(word)));
}

export function textOf(word: Argument | undefined): string {
  return (word && knownText(word.value)) ?? "";
}

/** The known text at the start of the word. */
function leadingText(word: Argument | undefined): string {
  const first = word?.value[0];
  return first?.kind === "text" ? first.text : "";
}

/** Options of the AWS CLI's `s3` commands without a value. */
const S3_FLAG =
  /^--(?:no-[\w-]+|debug|delete|dryrun|exact-timestamps|follow-symlinks|force-glacier-transfer|ignore-glacier-warnings|only-show-errors|quiet|recursive|size-only)$/;

function isOption(word: Argument): boolean {
  return leadingText(word).startsWith("--");
}

/** The words that are neither options nor their values. */
function s3Operands(words: readonly Argument[]): readonly Argument[] {
  return words.filter((word, at) => {
    const before = words[at - 1];
    const isValue = before && isOption(before) && !leadingText(before).includes("=") && !S3_FLAG.test(textOf(before));
    return !isOption(word) && isValue !== true;
  });
}

const S3 = /^s3:\/\//;
const S3_COMMAND = /(?:^| )s3 (?:ls|mb|presign|rb|rm|website)(?: |$)/;

/** The words that may name a file that the AWS CLI writes. */
function awsOutputs(words: readonly Argument[]): readonly Argument[] {
  const at = words.findIndex((word) => /^(?:cp|mv|sync)$/.test(textOf(word)));
  const operands = at === -1 ? [] : s3Operands(words.slice(at + 1));
  const start = leadingText(operands[0]);
  // An upload and a copy between buckets write no local file.
  if (S3.test(leadingText(operands[1]))) return [];
  if (start !== "") return S3.test(start) ? operands.slice(0, 2) : [];
  if (at === -1 && S3_COMMAND.test(words.map(textOf).join(" "))) return [];
  // No option precedes the file that a response is written to.
  return words.filter((word, index) => {
    const text = leadingText(word);
    const before = textOf(words[index - 1]);
    if (text.startsWith("--") || READ.test(text)) return OUTFILE.test(text);
    if (SHORTHAND.test(text)) return false;
    return index > 1 && (!before.startsWith("--") || before.startsWith("--no-") || OUTFILE.test(before));
  });
}
