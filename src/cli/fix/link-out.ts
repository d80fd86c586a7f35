/** Links that lead out of the tree that was searched. */
import { realpathSync } from "node:fs";
import { sep } from "node:path";

/** The file that a path really names, if it is outside the tree; `undefined` if it is inside. */
export function linkOutOf(tree: string, path: string): string | undefined {
  const [root, target] = [realpathSync(tree), realpathSync(path)];
  return target.startsWith(root.endsWith(sep) ? root : root + sep) ? undefined : target;
}
