/** The content of files that the script has written on this path, by name. */
import { madeFrom } from "../values/provenance.ts";
import { LIMITS } from "../limits/limits.ts";
import type { Machine } from "./interfaces/evaluator.ts";
import { fileKey } from "../values/file-key.ts";
import { compactPieces } from "../values/pieces.ts";
import { nameLikeWords } from "../syntax/names.ts";
import { PIPE } from "./path/streams.ts";
import type { FileUse } from "./interfaces/file-use.ts";
import type { Path } from "./path/path.ts";
import type { AbstractString } from "../model/value.ts";

export function readFile(
  { symbols }: Pick<Machine, "symbols">,
  path: Path,
  name: AbstractString,
): AbstractString | undefined {
  return path.memory.get(symbols.slotOf("file", fileKey(name))) as AbstractString | undefined;
}

/**
 * Appends to the file. If the script has not written it before, the content starts with what is appended: many scripts build a file
 * only by appending. `isExtended` says whether there may be other text before it.
 */
export function appendToFile(
  machine: Machine,
  path: Path,
  name: AbstractString,
  content: AbstractString,
  join: (before: AbstractString, content: AbstractString) => AbstractString,
  spelled?: string,
): void {
  const before = readFile(machine, path, name);
  if (before === undefined && !isNew(machine, name)) machine.extendedFiles.add(fileKey(name));
  writeFile(machine, path, name, before === undefined ? content : join(before, content), spelled);
}

/** Whether a program created the file, or its directory. */
function isNew({ newFiles }: Machine, name: AbstractString): boolean {
  const key = fileKey(name);
  return newFiles.has(key) || newFiles.has(key.slice(0, key.lastIndexOf("/")));
}

/** Whether the file may contain more than what the script has written: it appended to the file before it wrote it. */
export function isExtended(machine: Machine, name: AbstractString): boolean {
  return machine.extendedFiles.has(fileKey(name));
}

function useOf({ relevance }: Machine, name: AbstractString, key: string, spelled: string): FileUse {
  if (name.length === 0 || key === "/dev/null") return "none";
  if (key.startsWith("/dev/fd/") || key.startsWith(PIPE) || relevance.isWatchedFile(key)) return "decisive";
  const held = name.flatMap((piece) =>
    piece.kind === "text" ? nameLikeWords(piece.text) : piece.kind === "unknown" ? (piece.name ?? []) : [],
  );
  return relevance.useOfFile([...held, ...nameLikeWords(spelled)]);
}

/** @param spelled the name as the redirection spells it: `$LIST`. */
export function writeFile(
  machine: Machine,
  path: Path,
  name: AbstractString,
  content: AbstractString,
  spelled: string = "",
): void {
  const key = fileKey(name);
  const use = useOf(machine, name, key, spelled);
  if (use === "none") return;
  if (use !== "kept") machine.followedFiles.add(key);
  if (use === "decisive" || madeFrom([content]).from !== undefined) machine.decisiveFiles.add(key);
  if (content.length > LIMITS.filePieces) content = compactPieces(content);
  if (content.length > LIMITS.filePieces) content = [madeFrom([content], "cut")];
  path.memory = path.memory.set(machine.symbols.slotOf("file", key), content);
}
