/** Files by name: what the script wrote into them on this path. */
import { stringKey } from "../values/equality.ts";
import { LIMITS } from "../values/limits.ts";
import type { Machine } from "./evaluator.ts";
import { compacted, known, unknown } from "../values/pieces.ts";
import { words } from "../syntax/names.ts";
import type { FileUse } from "../slice/files-read.ts";
import type { Path } from "./path.ts";
import { knownText, type AbstractString } from "../model/value.ts";

/**
 * The name under which a file is remembered. `~`, `$HOME` and `/root` are one place (the agent runs as root, without
 * `HOME`), and another user's home is `~user`; `./f` is `f`. Names that are not known can still be the same: `$TMP` twice.
 */
export function fileKey(path: AbstractString): string {
  const home = homeKey(path.slice(0, 1));
  if (home !== undefined) return `${home}${stringKeyOrText(path.slice(1))}`;
  const text = knownText(path);
  if (text === undefined) return `? ${stringKey(path)}`;
  if (text === "/root" || text.startsWith("/root/")) return `~${text.slice(5)}`;
  return text.startsWith("./") ? text.slice(2) : text;
}

/** The same for a home directory alone, where it is known whose it is. */
export function homeKey(home: AbstractString): string | undefined {
  const [only, ...more] = home;
  if (only?.kind !== "unknown" || more.length > 0) return undefined;
  if (only.reason === "inherited" && only.name === "HOME") return "~";
  return only.name !== undefined && /^~./.test(only.name) ? only.name : undefined;
}

/** What is remembered of a file that is known not to be there: an empty line, to tell it from one that nobody has touched. */
export const NO_FILE: AbstractString = known("\n");

function stringKeyOrText(value: AbstractString): string {
  return knownText(value) ?? stringKey(value);
}

export function readFile(machine: Machine, path: Path, name: AbstractString): AbstractString | undefined {
  return path.memory.get(machine.symbols.slotOf("file", fileKey(name))) as AbstractString | undefined;
}

function useOf({ relevance }: Machine, name: AbstractString, key: string, spelled: string): FileUse {
  if (name.length === 0 || key === "/dev/null") return "none";
  if (key.startsWith("/dev/fd/") || relevance.isWatchedFile(key)) return "decisive";
  const held = name.flatMap((piece) =>
    piece.kind === "text" ? words(piece.text) : piece.kind === "unknown" ? (piece.name ?? []) : [],
  );
  return relevance.useOfFile([...held, ...words(spelled)]);
}

/** @param spelled the name as it is written where a redirection names the file: `$LIST`. */
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
  if (use === "decisive") machine.decisiveFiles.add(key);
  if (content.length > LIMITS.filePieces) content = compacted(content);
  if (content.length > LIMITS.filePieces) content = [unknown("cut")];
  path.memory = path.memory.set(machine.symbols.slotOf("file", key), content);
}
