/** Which files a program may write, according to its words: `-o file`, or a directory. */
import { OUTPUT, outputWords, textOf } from "./output-words.ts";
import { baseName } from "../syntax/base-name.ts";
import { stringKey } from "../values/equality.ts";
import type { Run } from "../model/invocation.ts";
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
