/** The watched files that a script leaves behind, which a later step of the document finds as they are. */
import { NO_FILES, type LastingFile, type LastingFiles } from "../model/lasting-file.ts";
import { emptiness, outline, type AbstractString } from "../model/value.ts";
import { NO_FILE } from "../values/file-key.ts";
import { sameString } from "../values/equality.ts";
import { compactPieces, unknownPiece } from "../values/pieces.ts";
import type { Machine } from "./interfaces/evaluator.ts";
import type { Path } from "./path/path.ts";

/** The longest content that other steps know, in characters: there may be many steps. */
const LONGEST = 4_000;

/** What another step knows of the text: neither where it is written, nor which of its own programs printed it. */
function textElsewhere(content: AbstractString): AbstractString {
  return compactPieces(
    content.map((piece) =>
      piece.kind === "text"
        ? { kind: "text", text: piece.text }
        : unknownPiece("input", emptiness([piece]) === "non-empty"),
    ),
  );
}

/**
 * Returns the watched files that exist on all paths on which the script succeeds, or on all if it always fails. The content is unknown
 * text if it differs between paths, or is long.
 */
export function lastingFiles({ symbols, relevance, extendedFiles }: Machine, ends: readonly Path[]): LastingFiles {
  const names = symbols.names("file").filter((name) => relevance.isWatchedFile(name));
  if (names.length === 0) return NO_FILES;
  const successful = ends.filter(({ status }) => status.kind !== "failure");
  const last = successful.length > 0 ? successful : ends;
  const files = new Map<string, LastingFile>();
  for (const name of names) {
    const slot = symbols.slotOf("file", name);
    const contents = last.map(({ memory }) => memory.get(slot) as AbstractString | undefined);
    const [first] = contents;
    if (first === undefined || contents.some((one) => one === undefined || sameString(one, NO_FILE))) continue;
    const isOne = contents.every((one) => sameString(one!, first));
    const content = isOne && outline(first).length <= LONGEST ? textElsewhere(first) : [unknownPiece("input")];
    files.set(name, { content, isExtended: extendedFiles.has(name) });
  }
  return files;
}

/** Gives the path the files of earlier steps. */
export function startWithFiles({ symbols, extendedFiles }: Machine, path: Path, files: LastingFiles): void {
  for (const [key, { content, isExtended }] of files) {
    path.memory = path.memory.set(symbols.slotOf("file", key), content);
    if (isExtended) extendedFiles.add(key);
  }
}
