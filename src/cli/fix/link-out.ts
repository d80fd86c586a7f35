/** Detects symbolic links that lead out of the searched directory. */
import { realpathSync } from "node:fs";
import { sep } from "node:path";

/** The real path of a file if it is outside the directory `tree`; `undefined` if it is inside. */
export function linkOutOf(tree: string, path: string): string | undefined {
  const [root, target] = [realpathSync(tree), realpathSync(path)];
  return target.startsWith(root.endsWith(sep) ? root : root + sep) ? undefined : target;
}
