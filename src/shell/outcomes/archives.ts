/** Archives: where a program unpacks one, and which words may name a file from it. */
import type { Run } from "../model/invocation.ts";
import { knownText, type AbstractString } from "../model/value.ts";

/** Programs that unpack archives, with the option that names a directory. */
const UNPACKERS: ReadonlyMap<string, RegExp> = new Map([
  ["tar", /^(?:-\w*C|--directory)$/],
  ["bsdtar", /^(?:-\w*C|--directory)$/],
  ["unzip", /^-d$/],
]);

/** The directory that a program unpacks into, "" for the current one; `undefined` if it unpacks nothing. */
function unpacksInto({ argv, invocation: { program } }: Run): string | undefined {
  const option = UNPACKERS.get(program);
  if (option === undefined) return undefined;
  const at = argv.findIndex(({ value }) => option.test(knownText(value) ?? ""));
  if (at === -1) return "";
  const into = argv[at + 1];
  return into && knownText(into.value)?.replace(/(?<!\/)\/+$/, "");
}

/** Programs whose words are names of images, charts and resources rather than files: `docker run org/image`. */
const REGISTRY = /^(?:docker|podman|nerdctl|ctr|helm|kubectl)$/;

/** Whether the word at this index may name a file that was unpacked. */
export function mayBeUnpacked({ argv, invocation: { program } }: Run, at: number): boolean {
  if (!REGISTRY.test(program)) return true;
  const [option, word] = [argv[at - 1]!, argv[at]!].map(({ value }) => knownText(value) ?? "");
  return /^[./]/.test(word!) || /^(?:-f|-i|--file|--filename|--input|--values)$/.test(option!);
}

/** Whether the file is below the directory. */
function isBelow(directory: string, name: AbstractString): boolean {
  const text = knownText(name);
  if (text === undefined || !text.includes("/")) return false;
  return directory === "" ? !/^[/~]/.test(text) : text.startsWith(`${directory}/`);
}

/** How many archives are followed. */
const MOST = 512;

/** The archives that the script has unpacked. */
export class UnpackedArchives {
  /** Where each was unpacked, and the calls that produced it, by their slots. */
  readonly #all: { readonly into: string; readonly from: readonly number[] }[] = [];

  /** The program has read what these calls produced. */
  note(program: Run, from: readonly number[]): void {
    const into = from.length === 0 ? undefined : unpacksInto(program);
    if (into !== undefined && this.#all.length < MOST) this.#all.push({ into, from });
  }

  /** The calls that produced an archive which may contain the file of this name. */
  callsAround(name: AbstractString): readonly number[] {
    return [...new Set(this.#all.flatMap(({ into, from }) => (isBelow(into, name) ? from : [])))];
  }
}
