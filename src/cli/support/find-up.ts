/** Searches a directory and its ancestors for an entry. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The nearest directory, at or above the given one, that contains an entry of this name; `undefined` if none does. */
export function nearestWith(name: string, directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, name))) return at;
    if (dirname(at) === at) return undefined;
  }
}
