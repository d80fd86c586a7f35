/** The names under which the files that a script writes are remembered. */
import { knownText, type AbstractString } from "../model/value.ts";
import { stringKey } from "./equality.ts";
import { known } from "./pieces.ts";

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
