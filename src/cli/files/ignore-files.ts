/** Which paths git would leave out: every `.gitignore` from the repository's root down, and `.git/info/exclude`. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import ignore, { type Ignore } from "ignore";

interface Layer {
  readonly base: string;
  readonly patterns: Ignore;
}

const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
};

/** The path as patterns see it: relative to where they stand, `/` between its parts, a `/` after a directory. */
const patternPath = (base: string, path: string, isDirectory: boolean): string => {
  const below = path.startsWith(base + sep) ? path.slice(base.length + 1) : relative(base, path);
  return (sep === "/" ? below : below.split(sep).join("/")) + (isDirectory ? "/" : "");
};

/** Patterns in `.gitignore`'s syntax, relative to `base`. */
export function ignoreLayer(base: string, patterns: string | readonly string[]): Layer {
  return { base, patterns: ignore().add(patterns) };
}

/** The ignore files in force in one directory, the nearest last. Directories hand it on to those below them. */
export class IgnoreScope {
  readonly #layers: readonly Layer[];

  constructor(layers: readonly Layer[]) {
    this.#layers = layers;
  }

  /** This scope with a directory's own `.gitignore`, where `hasFile` says that there is one. */
  enter(directory: string, hasFile: boolean): IgnoreScope {
    const text = hasFile ? readIfThere(join(directory, ".gitignore")) : undefined;
    return text === undefined ? this : new IgnoreScope([...this.#layers, ignoreLayer(directory, text)]);
  }

  /** Whether a path right in this scope's directory is left out. A nearer file decides over a farther one. */
  ignores(path: string, isDirectory: boolean): boolean {
    for (let index = this.#layers.length - 1; index >= 0; index--) {
      const { base, patterns } = this.#layers[index]!;
      const below = patternPath(base, path, isDirectory);
      if (below === "" || below === "/" || below.startsWith("../")) continue;
      const { ignored, unignored } = patterns.test(below);
      if (ignored || unignored) return ignored;
    }
    return false;
  }
}

/**
 * What git ignores in `directory`, without the directory's own `.gitignore`: the files of its ancestors up to the
 * repository's root and the repository's `info/exclude`. Outside a repository nothing.
 */
export function scopeAbove(directory: string): IgnoreScope {
  const root = repositoryRoot(directory);
  if (root === undefined) return new IgnoreScope([]);
  const layers: Layer[] = [];
  const exclude = readIfThere(join(gitDirectory(root), "info", "exclude"));
  if (exclude !== undefined) layers.push(ignoreLayer(root, exclude));
  let scope = new IgnoreScope(layers);
  const between: string[] = [];
  for (let at = directory; at !== root; at = dirname(at)) between.push(dirname(at));
  for (const above of between.toReversed()) scope = scope.enter(above, true);
  return scope;
}

function repositoryRoot(directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** The directory that holds `info/exclude`; in a worktree or submodule `.git` is a file that points to it. */
function gitDirectory(root: string): string {
  const path = join(root, ".git");
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  const pointed = /^gitdir: (.+)$/m.exec(readIfThere(path) ?? "")?.[1];
  if (pointed === undefined) return path;
  const directory = resolve(root, pointed.trim());
  const common = readIfThere(join(directory, "commondir"));
  return common === undefined ? directory : resolve(directory, common.trim());
}
