/** Finds the files to read from the targets of the command line. */
import { existsSync, readdirSync, statSync, type Dirent, type Stats } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { Failure, systemReason } from "../support/failure.ts";
import { directoryPrefix, GitIgnore, IgnorePatterns, gitIgnoreAbove } from "./ignore-files.ts";

/** A file to read. */
export interface FoundFile {
  /** Absolute path. */
  readonly path: string;
  /** Whether the command line names the file itself. Then it is an error if the file cannot be read, whatever its name. */
  readonly named: boolean;
  /** The directory that was searched; `undefined` if the command line names the file itself. */
  readonly tree?: string;
  /** Whether Terraform takes lines of a script from the file. Then the file is read whatever its text is. */
  readonly isScript?: boolean;
  /** Whether the text comes from stdin, and the path is only its name. */
  readonly isInput?: boolean;
}

export interface Search {
  readonly files: readonly FoundFile[];
  /** Number of named files that the configuration ignores. */
  readonly ignored: number;
  /** What each target has found, without targets that the configuration ignores. */
  readonly targets: readonly SearchedTarget[];
  /** Directories that could not be read, and the reason. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

/** A file, directory or glob of the command line, or stdin. */
export interface SearchedTarget {
  /** As typed. */
  readonly name: string;
  /** The absolute paths of the files that were found for it. */
  readonly paths: ReadonlySet<string>;
  /** The path that a single file, or stdin, is reported under. */
  readonly file?: string;
  /** Whether `.gitignore` or the configuration ignores all files of a directory or glob, or some of them. */
  readonly ignored?: "all" | "some";
}

export interface SearchOptions {
  readonly cwd: string;
  /** `ignores` of the configuration, in `.gitignore`'s syntax, relative to `base`. They also apply to named files. */
  readonly ignores: readonly { readonly base: string; readonly patterns: readonly string[] }[];
  /** Paths of ssmlint's own files in this run, which a search skips: configurations, the baseline. */
  readonly own?: ReadonlySet<string>;
  /** Whether `.gitignore` and `ignores` apply. */
  readonly honourIgnores: boolean;
}

const documentName = /\.(?:ya?ml|json|template|tf|tofu)$/i;
/** Configurations and baselines, including those of other directories. */
const ownName = /^(?:\.?ssmlintrc(?:\.\w+)?|ssmlint\.config\.\w+|\.ssmlint-baseline\.json)$/;
const neverEntered = new Set([".git", "node_modules"]);
const magic = /[*?[\]{}!]/;

/**
 * Finds the files under `targets` (files, directories, globs). Each file is listed once, in the order of the targets,
 * sorted by name within a target.
 * @throws {Failure} if a target does not exist and is not a glob that matches a file.
 */
export async function searchFiles(targets: readonly string[], options: SearchOptions): Promise<Search> {
  const { cwd, honourIgnores } = options;
  const configured = honourIgnores
    ? options.ignores.map(({ base, patterns }) => new IgnorePatterns(base, patterns))
    : [];
  const found = new Map<string, FoundFile>();
  const searched: SearchedTarget[] = [];
  const unreadable: { path: string; reason: string }[] = [];
  let ignored = 0;
  /** Number of ignored files and directories that walks came across. */
  let leftOutCount = 0;

  const walk = (
    directory: string,
    above: GitIgnore,
    wanted: (path: string) => boolean,
    paths: Set<string>,
    tree = directory,
  ): void => {
    let entries: Dirent[];
    try {
      entries = readdirSync(directory, { withFileTypes: true });
    } catch (error) {
      unreadable.push({ path: directory, reason: systemReason(error) });
      return;
    }
    entries.sort((left, right) => (left.name < right.name ? -1 : 1));
    const hasFile = honourIgnores && entries.some(({ name }) => name === ".gitignore");
    const scope = hasFile ? above.enter(directory) : above;
    const prefix = directoryPrefix(directory);
    const leftOut = (path: string, isDirectory: boolean): boolean => {
      const isIgnored =
        configured.some((one) => one.ignores(path, isDirectory)) || (honourIgnores && scope.ignores(path, isDirectory));
      if (isIgnored) leftOutCount++;
      return isIgnored;
    };
    for (const entry of entries) {
      const path = prefix + entry.name;
      if (entry.name.includes("\uFFFD") && !existsSync(path)) {
        if (entry.isDirectory() || wanted(path)) unreadable.push({ path, reason: "its name is not UTF-8" });
      } else if (entry.isDirectory()) {
        if (!neverEntered.has(entry.name) && !leftOut(path, true)) walk(path, scope, wanted, paths, tree);
      } else if (ownName.test(entry.name) || options.own?.has(path)) {
        continue;
      } else if (wanted(path) && (entry.isFile() || isLinkToFile(entry, path)) && !leftOut(path, false)) {
        paths.add(path);
        if (!found.has(path)) found.set(path, { path, named: false, tree });
      }
    }
  };

  const gitIgnoreFor = (path: string) => (honourIgnores ? gitIgnoreAbove(path) : new GitIgnore(path, []));

  for (const target of targets) {
    const path = resolve(cwd, target);
    const stat = statOf(path);
    const paths = new Set<string>();
    const countBefore = leftOutCount;
    if (stat?.isDirectory()) {
      walk(path, gitIgnoreFor(path), (file) => documentName.test(file), paths);
      if (leftOutCount === countBefore) searched.push({ name: target, paths });
      else {
        const isAll = paths.size === 0 && (await hasFiles(target, options));
        searched.push({ name: target, paths, ignored: isAll ? "all" : "some" });
      }
    } else if (stat === undefined && magic.test(target) && !isBrokenLink(path)) {
      const { base, matches } = await globMatcher(path);
      walk(base, gitIgnoreFor(base), matches, paths);
      for (const named of found.keys()) if (matches(named)) paths.add(named);
      if (paths.size === 0) await failFor(target, options);
      searched.push({ name: target, paths, ...(leftOutCount > countBefore && { ignored: "some" }) });
    } else if (configured.some((one) => one.ignores(path, false))) {
      ignored++;
    } else {
      found.set(path, { path, named: true });
      searched.push({ name: target, paths: paths.add(path), file: path });
    }
  }
  return { files: [...found.values()], ignored, targets: searched, unreadable };
}

/** Whether a search that ignores nothing finds files. */
async function hasFiles(target: string, options: SearchOptions): Promise<boolean> {
  const { files } = await searchFiles([target], { ...options, honourIgnores: false });
  return files.length > 0;
}

/** Throws the error for a glob that found nothing. */
async function failFor(target: string, options: SearchOptions): Promise<never> {
  if (!options.honourIgnores || !(await hasFiles(target, options))) throw new Failure(`${target}: no file matches.`);
  throw new Failure(
    `${target}: every file that matches is ignored by .gitignore or the configuration. --no-ignore checks them.`,
  );
}

/** Whether the configuration ignores a named file. */
export const isIgnoredByConfig = (path: string, { ignores, honourIgnores }: SearchOptions): boolean =>
  honourIgnores && ignores.some(({ base, patterns }) => new IgnorePatterns(base, patterns).ignores(path, false));

/** `undefined` if the path does not exist or cannot be examined. In the second case, reading it reports the reason. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function isLinkToFile(entry: Dirent, path: string): boolean {
  return entry.isSymbolicLink() && statOf(path)?.isFile() === true;
}

function isBrokenLink(path: string): boolean {
  try {
    return readdirSync(dirname(path), { withFileTypes: true }).some(
      (entry) => entry.name === basename(path) && entry.isSymbolicLink(),
    );
  } catch {
    return false;
  }
}

async function globMatcher(pattern: string): Promise<{ base: string; matches: (path: string) => boolean }> {
  const { compileGlob } = await import("../support/glob.ts");
  let base = pattern;
  while (magic.test(base)) base = dirname(base);
  const matcher = compileGlob(pattern);
  return { base, matches: (path) => matcher.match(path) };
}
