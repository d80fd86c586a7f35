/** Determines which paths git ignores, from every `.gitignore` between the repository's root and the path, and `.git/info/exclude`. */
import { statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import ignore, { type Ignore } from "ignore";
import { nearestWith } from "../support/find-up.ts";
import { readRegularFile } from "../support/regular-file.ts";

/** The value that git gives `core.ignorecase` in a new repository on this system. */
const ignoresCase = process.platform === "win32" || process.platform === "darwin";

const readIfThere = (path: string): string | undefined => {
  try {
    return readRegularFile(path).toString("utf8");
  } catch {
    return undefined;
  }
};

/** What the paths below a directory begin with. */
export const directoryPrefix = (directory: string): string => (directory.endsWith(sep) ? directory : directory + sep);

/**
 * The path in the form that patterns match: relative to their directory, with `/` as the separator, and a `/` at the end of
 * a directory. `undefined` if the path is not below the directory.
 */
const patternPath = (base: string, path: string, isDirectory: boolean): string | undefined => {
  const prefix = directoryPrefix(base);
  if (!path.startsWith(prefix) || path.length === prefix.length) return undefined;
  const below = path.slice(prefix.length);
  return (sep === "/" ? below : below.split(sep).join("/")) + (isDirectory ? "/" : "");
};

/** Maximum length of a pattern. Longer ones match no path, and a regular expression cannot be compiled from them. */
const LONGEST = 4096;

/** Patterns in `.gitignore`'s syntax and the directory that they are relative to. */
export class IgnorePatterns {
  readonly #base: string;
  readonly #patterns: Ignore | undefined;

  constructor(base: string, patterns: readonly string[]) {
    this.#base = base;
    const short = patterns.filter(({ length }) => length <= LONGEST);
    this.#patterns = short.length === 0 ? undefined : ignore({ ignorecase: ignoresCase }).add(short);
  }

  /** Whether the last pattern that matches the path, or a directory above it, ignores the path. */
  ignores(path: string, isDirectory: boolean): boolean {
    if (this.#patterns === undefined) return false;
    const below = patternPath(this.#base, path, isDirectory);
    return below !== undefined && this.#patterns.ignores(below);
  }
}

/**
 * What git ignores in one directory. Patterns of a deeper `.gitignore` are rewritten to be relative to the root, so that a
 * single list, in git's order of precedence, decides. A deeper file can then re-include what a higher one ignores.
 */
export class GitIgnore {
  readonly #root: string;
  readonly #lines: readonly string[];
  readonly #patterns: IgnorePatterns;

  constructor(root: string, lines: readonly string[]) {
    this.#root = root;
    this.#lines = lines;
    this.#patterns = new IgnorePatterns(root, lines);
  }

  /** Adds the `.gitignore` of a directory at or below the root, if it exists. */
  enter(directory: string): GitIgnore {
    const text = readIfThere(join(directory, ".gitignore"));
    if (text === undefined) return this;
    const below = patternPath(this.#root, directory, false);
    const prefix = below === undefined ? "" : `/${below}`;
    return new GitIgnore(this.#root, [...this.#lines, ...rewritten(text, prefix)]);
  }

  ignores(path: string, isDirectory: boolean): boolean {
    return this.#patterns.ignores(path, isDirectory);
  }
}

/** Rewrites the patterns of a `.gitignore` in the directory `prefix` so that they are relative to the root. */
function rewritten(text: string, prefix: string): string[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  if (prefix === "") return lines;
  const escaped = prefix.replaceAll(/[*?[\]\\!# ]/g, "\\$&");
  return lines.flatMap((line) => {
    if (line.trim() === "" || line.startsWith("#")) return [];
    const negated = line.startsWith("!");
    const body = negated ? line.slice(1) : line;
    const isAnchored = /\/(?=.*\S)/.test(body);
    return [`${negated ? "!" : ""}${escaped}/${isAnchored ? "" : "**/"}${body.replace(/^\//, "")}`];
  });
}

/**
 * What git ignores in `directory`, without the directory's own `.gitignore`: the files of its ancestors up to the
 * repository's root and the repository's `info/exclude`. Outside a repository nothing is ignored.
 */
export function gitIgnoreAbove(directory: string): GitIgnore {
  const root = repositoryRoot(directory);
  if (root === undefined) return new GitIgnore(directory, []);
  const exclude = readIfThere(join(gitDirectory(root), "info", "exclude"));
  const above: string[] = [];
  for (let at = directory; at !== root; at = dirname(at)) above.push(dirname(at));
  return above.toReversed().reduce((known, each) => known.enter(each), new GitIgnore(root, exclude?.split("\n") ?? []));
}

/** The nearest directory, at or above the given one, that is the root of a repository, worktree or submodule. */
export const repositoryRoot = (directory: string): string | undefined => nearestWith(".git", directory);

/** The directory that contains `info/exclude`. In a worktree or submodule, `.git` is a file that points to it. */
function gitDirectory(root: string): string {
  const path = join(root, ".git");
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  const pointed = /^gitdir: (.+)$/m.exec(readIfThere(path) ?? "")?.[1];
  if (pointed === undefined) return path;
  const directory = resolve(root, pointed.trim());
  const common = readIfThere(join(directory, "commondir"));
  return common === undefined ? directory : resolve(directory, common.trim());
}
