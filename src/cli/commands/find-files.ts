/** Finds the files to check from the arguments. */
import { resolve } from "node:path";
import type { Arguments } from "../arguments/arguments.ts";
import type { ResolvedConfig } from "../config/config.ts";
import { configFor, type NestedConfig } from "../config/nested.ts";
import { IgnorePatterns } from "../files/ignore-files.ts";
import { withReferences } from "../files/references.ts";
import { isIgnoredByConfig, searchFiles, type FoundFile, type Search, type SearchedTarget } from "../files/search.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** The name of text that has no file name, as in ESLint's results. */
export const unnamed = "<text>";

/** The path under which a file is reported. */
export const nameOf = ({ path, isInput }: FoundFile, { stdinFilename }: Arguments): string =>
  isInput && stdinFilename === undefined ? unnamed : path;

/** @param own ssmlint's own files, which are not documents. */
export async function search(
  args: Arguments,
  config: ResolvedConfig | undefined,
  own: ReadonlySet<string>,
  terminal: Terminal,
): Promise<Search> {
  const { cwd } = terminal;
  const ignores = [...(config?.ignores ?? []), { base: cwd, patterns: args.ignorePatterns }];
  const options = { cwd, ignores, honourIgnores: args.ignore, own };
  if (!args.targets.includes("-")) {
    const found = await searchFiles(args.targets.length > 0 ? args.targets : ["."], options);
    return withReferences(found, options);
  }
  const path = resolve(cwd, args.stdinFilename ?? unnamed);
  const isWanted = args.stdinFilename === undefined || !isIgnoredByConfig(path, options);
  if (!isWanted) return { files: [], ignored: 1, targets: [], unreadable: [] };
  const file = { path, named: true, isInput: true };
  const shown = nameOf(file, args);
  const target = { name: args.stdinFilename ?? unnamed, paths: new Set([shown]), file: shown };
  return { files: [file], ignored: 0, targets: [target], unreadable: [] };
}

/** Removes the files that the configurations of nested directories ignore. */
export function withoutIgnored(found: Search, nested: readonly NestedConfig[], args: Arguments): Search {
  const own = new Set(nested.flatMap(({ config }) => config.sources));
  const patterns = new Map(
    nested.map(({ config }) => [config, config.ignores.map((one) => new IgnorePatterns(one.base, one.patterns))]),
  );
  const ignored = new Set<string>();
  let count = 0;
  for (const { isInput, path, named } of found.files) {
    const config = configFor(path, nested, undefined);
    const hasName = !isInput || args.stdinFilename !== undefined;
    const isIgnored =
      args.ignore && hasName && config !== undefined && patterns.get(config)!.some((one) => one.ignores(path, false));
    if (!isIgnored && (named || !own.has(path))) continue;
    ignored.add(path);
    if (named) count++;
  }
  if (ignored.size === 0) return found;
  const leftOut = new Set([...ignored].filter((path) => !own.has(path)));
  return {
    ...found,
    files: found.files.filter(({ path }) => !ignored.has(path)),
    ignored: found.ignored + count,
    targets: found.targets
      .filter(({ file }) => file === undefined || !ignored.has(file))
      .map((target) => withoutPaths(target, leftOut)),
  };
}

/** A target without the files that are ignored. */
function withoutPaths(target: SearchedTarget, ignored: ReadonlySet<string>): SearchedTarget {
  const paths = new Set([...target.paths].filter((path) => !ignored.has(path)));
  if (paths.size === target.paths.size) return target;
  return { ...target, paths, ignored: paths.size === 0 ? "all" : "some" };
}
