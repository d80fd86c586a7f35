/** The keys under which files that a script writes are stored. */
import { knownText, type AbstractString } from "../model/value.ts";
import { stringKey } from "./equality.ts";
import { stringOf } from "./pieces.ts";

/**
 * The key of a file. `~`, `$HOME`, `~root` and `/root` are the same directory (the agent runs as root, without `HOME`), and
 * another user's home is `~user`; `./f` is `f`. Unknown names can still be equal: `$TMP` twice.
 */
export function fileKey(path: AbstractString): string {
  const home = homeKey(path.slice(0, 1));
  if (home !== undefined) return `${home}${stringKeyOrText(path.slice(1))}`;
  const text = knownText(path);
  if (text === undefined) return `? ${stringKey(path)}`;
  if (/^[/~]root(?:\/|$)/.test(text)) return `~${text.slice(5)}`;
  return text.startsWith("./") ? text.slice(2) : text;
}

/** The key of a home directory alone, if its owner is known. */
export function homeKey(home: AbstractString): string | undefined {
  const [only, ...more] = home;
  if (only?.kind !== "unknown" || more.length > 0) return undefined;
  if (only.reason === "inherited" && only.name === "HOME") return "~";
  return only.name !== undefined && /^~./.test(only.name) ? only.name : undefined;
}

/**
 * The stored content of a file that is known not to exist: an empty line, to distinguish it from a file about which nothing is
 * stored.
 */
export const NO_FILE: AbstractString = stringOf("\n");

function stringKeyOrText(value: AbstractString): string {
  return knownText(value) ?? stringKey(value);
}

/** Names of the standard input on Linux. */
const STDIN: ReadonlySet<string> = new Set(["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"]);

/** Whether the path is that of the standard input. */
export function isStdin(path: string): boolean {
  return STDIN.has(path);
}
