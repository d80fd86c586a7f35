/** Detects files outside the searched directory: behind symbolic links, or referenced by a Terraform file in it. */
import { realpathSync } from "node:fs";
import { directoryPrefix } from "../files/ignore-files.ts";

/** Where a file is if it is outside the directory `tree`, such as `outside /tree`; `undefined` if it is inside. */
export function locationOutside(tree: string, path: string): string | undefined {
  const [root, target] = [realpathSync(tree), realpathSync(path)];
  if (target.startsWith(directoryPrefix(root))) return undefined;
  const isLink = path.startsWith(directoryPrefix(tree));
  return isLink ? `a link to ${target}, outside ${tree}` : `outside ${tree}`;
}
