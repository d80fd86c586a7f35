/** Which files a program may write, by its words: `-o file`, a directory, what an archive is unpacked into. */
import { stringKey } from "../values/equality.ts";
import type { Argument, Run } from "../model/invocation.ts";
import { knownText, type AbstractString } from "../model/value.ts";

/** Programs that unpack what they read, with the option that names a directory. */
const UNPACKERS: ReadonlyMap<string, RegExp> = new Map([
  ["tar", /^(?:-\w*C|--directory)$/],
  ["bsdtar", /^(?:-\w*C|--directory)$/],
  ["unzip", /^-d$/],
]);

/** Whether the name may be a file's, and not any word. */
export function isFileName(name: AbstractString): boolean {
  const text = knownText(name);
  return text === undefined
    ? name.length > 0 && ownName(name) !== undefined
    : /[./]/.test(text) && !/^\/dev\/|(?:^|\/)\.{0,2}$/.test(text);
}

/** Options whose values are files that are read. */
const INPUT = /^(?:-T|--upload-file|-K|--config|--cacert|--cert|-E|--key|-b|--cookie|-i|--input-file|--body)$/;

const outputs = new WeakMap<Run, readonly Argument[]>();

/** The words of a program that may name what it writes. */
function outputWords(run: Run): readonly Argument[] {
  let words = outputs.get(run);
  if (words === undefined) outputs.set(run, (words = readOutputWords(run)));
  return words;
}

function readOutputWords({ argv, invocation: { program } }: Run): readonly Argument[] {
  const words = argv.slice(1);
  if (program !== "aws") return words.filter((_, at) => !INPUT.test(knownText(argv[at]!.value) ?? ""));
  const at = words.findIndex(({ value }) => /^(?:cp|mv|sync)$/.test(knownText(value) ?? ""));
  const start = words[at + 1]?.value[0];
  // An upload writes nothing here.
  if (at !== -1 && start?.kind === "text") return start.text.startsWith("s3://") ? words.slice(at + 1) : [];
  // The file that an answer goes to is the last word.
  return words.slice(-1);
}

/** Whether the program's words name the file as one that it may write. */
export function mayWrite(run: Run, name: AbstractString): boolean {
  const text = knownText(name);
  if (text === undefined) {
    const own = ownName(name);
    return own !== undefined && outputWords(run).some(({ value }) => ownName(value) === own);
  }
  if (run.stdoutFile === text) return true;
  const last = lastPart(text);
  return outputWords(run).some((argument) => names(argument, text, last));
}

function names({ value }: Argument, name: string, last: string): boolean {
  const text = knownText(value);
  if (text === undefined) {
    const end = value.at(-1);
    return end?.kind === "text" && end.text.includes("/") && lastPart(end.text) === last;
  }
  return text === name || lastPart(text.replace(/[?#].*$/s, "")) === last || /^-\w*o/i.exec(text)?.[0] + name === text;
}

function lastPart(name: string): string {
  return name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("=")) + 1);
}

const ownNames = new WeakMap<AbstractString, { readonly key: string | undefined }>();

/** What stands behind the last slash of a name that is not known: `$ZIP` of `s3://b/$ZIP` and of `./$ZIP`. */
function ownName(name: AbstractString): string | undefined {
  let own = ownNames.get(name);
  if (own === undefined) ownNames.set(name, (own = { key: keyBehindSlash(name) }));
  return own.key;
}

function keyBehindSlash(name: AbstractString): string | undefined {
  const at = name.findLastIndex((piece) => piece.kind === "text" && piece.text.includes("/"));
  const end = name[at];
  const rest = name.slice(at + 1);
  if (end?.kind === "text") {
    const text = end.text.slice(end.text.lastIndexOf("/") + 1);
    if (text !== "") rest.unshift({ ...end, text });
  }
  return rest.every((piece) => piece.kind === "text") ? undefined : stringKey(rest);
}

/** The directory that a program unpacks into, "" for its own; `undefined` if it unpacks nothing. */
export function unpacksInto({ argv, invocation: { program } }: Run): string | undefined {
  const option = UNPACKERS.get(program);
  if (option === undefined) return undefined;
  const at = argv.findIndex(({ value }) => option.test(knownText(value) ?? ""));
  if (at === -1) return "";
  const into = argv[at + 1];
  return into && knownText(into.value)?.replace(/\/+$/, "");
}

/** Whether the file is one below the directory. */
export function isBelow(directory: string, name: AbstractString): boolean {
  const text = knownText(name);
  if (text === undefined || !text.includes("/")) return false;
  return directory === "" ? !text.startsWith("/") : text.startsWith(`${directory}/`);
}
