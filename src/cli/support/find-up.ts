/** Looking for something in a directory and in those above it. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The nearest directory, at or above the one given, that has an entry of this name; `undefined` where none has. */
export function nearestWith(name: string, directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, name))) return at;
    if (dirname(at) === at) return undefined;
  }
}
