/** Which files a program may write, according to its words: `-o file`, or a directory. */
import { baseName } from "../syntax/base-name.ts";
import { stringKey } from "../values/equality.ts";
import type { Argument, Run } from "../model/invocation.ts";
import { knownText, outline, type AbstractString } from "../model/value.ts";

/**
 * Whether the name may be that of a file, rather than any word.
 * @param isTested whether the script tests the file of this name, so that a plain word is one
 */
export function isFileName(name: AbstractString, isTested: boolean): boolean {
  const text = knownText(name);
  return text === undefined
    ? name.length > 0 && (ownName(name) ?? literalEnd(name)) !== undefined
    : (isTested || /[./]/.test(text)) && !text.startsWith("/dev/") && !DIRECTORY.test(text);
}

/** Matches the name of a directory. */
const DIRECTORY = /(?:^|\/)\.{0,2}$/;

/** The text of a word that a file may have as its name although it does not look like one: `app`. */
export function plainWord(word: AbstractString): string | undefined {
  const text = knownText(word);
  return text !== undefined && /^\w[\w-]*$/.test(text) ? text : undefined;
}

/** Options whose values are files that are read. */
const INPUT = /^(?:-T|--upload-file|-K|--config|--cacert|--cert|-E|--key|-b|--cookie|-i|--input-file|--body)$/;

/** Words that name a file that is read: `@file` of `curl -d`, `wget --post-file=file`, `file://file` of the AWS CLI. */
const READ = /^(?:@|-\w*[dF]@|\w+=@|--(?:post|body|input)-file=|fileb?:\/\/)/;

/** The letters of curl's options without a value. */
const FLAGS = "[#0-9aBfgGiIjJkLlMnNpqRsSvVZ]*";

/** curl's options for the file's name, and for using the last part of the URL as the name. */
const OUTPUT = new RegExp(`^(?:-${FLAGS}o|--output)$`);
const OUTPUT_ATTACHED = new RegExp(`^-${FLAGS}o.`);
const REMOTE_NAME = new RegExp(`^(?:-${FLAGS}O|--remote-name)`);

/** Options of the AWS CLI whose values are files that it writes. */
const OUTFILE = /^--(?:output-template-file|kubeconfig|[\w-]*outfile)(?:=|$)/;

/** The CLI's shorthand syntax, as in the second value of `--filters Name=a,Values=b Name=c,Values=d`. */
const SHORTHAND = /^\w+=/;

/** The names of files that a program may write, from its words. */
interface FileNames {
  /** Whole names. */
  readonly names: ReadonlySet<string>;
  /** The parts after their last slashes. */
  readonly lastParts: ReadonlySet<string>;
  /** The same for unknown names, by key. */
  readonly unknown: ReadonlySet<string>;
}

const known = new WeakMap<Run, FileNames>();

/** The names of the files that the program may write, from its words. */
export function fileNamesOf(run: Run): FileNames {
  let names = known.get(run);
  if (names === undefined) known.set(run, (names = readFileNames(run)));
  return names;
}

function readFileNames(run: Run): FileNames {
  const [names, lastParts, unknown] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const { value } of outputWords(run)) {
    const own = ownName(value);
    if (own !== undefined) unknown.add(own);
    const text = knownText(value);
    if (text === undefined) {
      const end = knownEnd(value);
      if (end.includes("/")) lastParts.add(namedFile(end));
      continue;
    }
    names.add(text);
    lastParts.add(namedFile(text.replace(/[?#].*/s, "")));
    const option = /^-\w*o/i.exec(text);
    if (option !== null) names.add(text.slice(option[0].length));
  }
  return { names, lastParts, unknown };
}

/** The words of a program that may name a file that it writes. */
function outputWords({ argv, invocation: { program } }: Run): readonly Argument[] {
  const words = argv.slice(1);
  if (program === "aws") return awsOutputs(words);
  const written = words.filter((word, at) => !INPUT.test(textOf(words[at - 1])) && !READ.test(leadingText(word)));
  // Without -O, curl does not derive a file name from the URL. An unknown word may be -O.
  const mayBeRemote = words.some(({ value }) => value[0]?.kind !== "text" || REMOTE_NAME.test(value[0].text));
  if (program !== "curl" || mayBeRemote) return written;
  return words.filter((word, at) => OUTPUT.test(textOf(words[at - 1])) || OUTPUT_ATTACHED.test(textOf(word)));
}

function textOf(word: Argument | undefined): string {
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
  if (start !== "") return S3.test(start) && !S3.test(leadingText(operands[1])) ? operands.slice(0, 2) : [];
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

/** The part of an unknown name after its last slash, if that part is known: `app.zip` in `$DIR/app.zip`. */
export function literalEnd(name: AbstractString): string | undefined {
  const end = knownEnd(name);
  const at = end.lastIndexOf("/");
  return at >= 0 && at + 1 < end.length ? end.slice(at + 1) : undefined;
}

/** The text after the last unknown piece. */
function knownEnd(name: AbstractString): string {
  return outline(name.slice(name.findLastIndex(({ kind }) => kind !== "text") + 1));
}

/** The base name of a file, also in `OPTION=FILE`. */
export function namedFile(name: string): string {
  return name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("=")) + 1);
}

const ownNames = new WeakMap<AbstractString, { readonly key: string | undefined }>();

/** The part after the last slash of an unknown name: `$ZIP` in `s3://b/$ZIP` and in `./$ZIP`. */
export function ownName(name: AbstractString): string | undefined {
  let own = ownNames.get(name);
  if (own === undefined) ownNames.set(name, (own = { key: keyBehindSlash(name) }));
  return own.key;
}

function keyBehindSlash(name: AbstractString): string | undefined {
  const at = name.findLastIndex((piece) => piece.kind === "text" && piece.text.includes("/"));
  const end = name[at];
  const rest = name.slice(at + 1);
  if (end?.kind === "text") {
    const text = baseName(end.text);
    if (text !== "") rest.unshift({ ...end, text });
  }
  return rest.every((piece) => piece.kind === "text") ? undefined : stringKey(rest);
}

const DOWNLOADS: ReadonlyMap<string, RegExp> = new Map([
  ["curl", OUTPUT],
  ["wget", /^(?:-\w*O|--output-document)$/],
]);

/** Whether the output or the messages of all runs of the command are in one file: `>> log`. */
export function appends({ invocation: { command } }: Run): boolean {
  return command.redirects.some(({ operator }) => operator.endsWith(">>"));
}

/**
 * The file that the program replaces with its output or download; none if there is no single known file. Two names if only the
 * machine shows which one it is: `aws s3 cp s3://b/app.sh /opt/x` writes `/opt/x`, or `/opt/x/app.sh` if `/opt/x` is a directory.
 */
export function replacedFiles(run: Run): readonly string[] {
  let files = replaced.get(run);
  if (files === undefined) replaced.set(run, (files = readReplacedFiles(run)));
  return files;
}

const replaced = new WeakMap<Run, readonly string[]>();

function readReplacedFiles(run: Run): readonly string[] {
  const { argv, invocation, stdoutFile } = run;
  const { program } = invocation;
  if (program === "aws" && stdoutFile === undefined) return downloadedFiles(fileNamesOf(run));
  const option = DOWNLOADS.get(program);
  const named = option === undefined ? [] : argv.filter((_, at) => option.test(textOf(argv[at - 1])));
  const printed = appends(run) ? undefined : stdoutFile;
  const file = named.length === 0 ? printed : named.length === 1 ? textOf(named[0]) : undefined;
  return file === undefined || file === "" || file.startsWith("/dev/") ? [] : [file];
}

function downloadedFiles({ names }: FileNames): readonly string[] {
  const sources = [...names].filter((one) => one.startsWith("s3://"));
  const [target, ...more] = [...names].filter((one) => !one.startsWith("s3://"));
  if (target === undefined || more.length > 0) return [];
  const own = sources.length === 1 ? namedFile(sources[0]!) : "";
  const inside = own === "" ? [] : [inDirectory(target, own)];
  if (DIRECTORY.test(target)) return inside;
  return namedFile(target) === own ? [target] : [target, ...inside];
}

/** The name of the file in the directory, as scripts write it: `app` in `.` is `app`. */
function inDirectory(directory: string, file: string): string {
  return `${directory.replace(/\/$/, "")}/${file}`.replace(/^\.\//, "");
}

/** Whether the program writes a directory, of which a part may be there if it fails: `aws s3 sync`, `aws s3 cp --recursive`. */
function writesDirectory({ argv, invocation: { program } }: Run): boolean {
  return program === "aws" && argv.some((word) => /^(?:sync|--recursive)$/.test(textOf(word)));
}

/**
 * Whether the file exists even if the program fails: the shell creates the file of a redirection, and wget that of `-O`. busybox
 * wget creates it when the server has answered.
 */
export function isCreatedFirst(run: Run, name: string | undefined): boolean {
  if (name === undefined) return false;
  const { program, via } = run.invocation;
  if (writesDirectory(run) && fileNamesOf(run).names.has(name)) return true;
  return (
    run.stdoutFile === name || (program === "wget" && !via.includes("busybox") && replacedFiles(run).includes(name))
  );
}

/** Whether the program may write any file. */
export function mayWriteFiles(run: Run): boolean {
  const { lastParts, names, unknown } = fileNamesOf(run);
  return run.stdoutFile !== undefined || names.size + lastParts.size + unknown.size > 0;
}

/** The files in a list of checksums, `sum  name` on each line; `undefined` if one of them is unknown. */
export function listedFiles(list: AbstractString): readonly string[] | undefined {
  const lines = list.map((piece) => (piece.kind === "text" ? piece.text : "\0")).join("");
  const written = lines.split("\n").flatMap((line) => line.trimEnd() || []);
  const names = written.map((line) => /^\S+\s+\*?([^\0\s][^\0]*)$/.exec(line)?.[1]);
  return names.includes(undefined) ? undefined : (names as string[]);
}
