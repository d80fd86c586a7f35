/** File access through Node. In a browser there are no files. */
import type { Files } from "./model/files.ts";

/** Maximum size in bytes of a file that is read, far above that of any real Terraform file. */
const LARGEST = 1024 * 1024;

const NONE: Files = {
  read: () => undefined,
  exists: () => true,
  list: () => [],
  parent: (path) => path,
  resolve: (_directory, path) => path,
};

let files: Files | undefined;

export function nodeFiles(): Files {
  return (files ??= typeof process === "undefined" || process.getBuiltinModule === undefined ? NONE : ofNode());
}

/** Whether a file's bytes are not UTF-8. False if it cannot be read. */
export function isNotUtf8(path: string): boolean {
  try {
    const bytes = process.getBuiltinModule("node:fs").readFileSync(path);
    return !process.getBuiltinModule("node:buffer").isUtf8(bytes);
  } catch {
    return false;
  }
}

/** Maximum number of cached files. The same few Terraform files are read for every template. */
const MOST_KEPT = 256;

function ofNode(): Files {
  const kept = new Map<string, { readonly stamp: string; readonly text: string }>();
  const { existsSync, readFileSync, readdirSync, statSync } = process.getBuiltinModule("node:fs");
  const { dirname, resolve } = process.getBuiltinModule("node:path");
  return {
    read(path) {
      try {
        const stat = statSync(path);
        if (!stat.isFile() || stat.size > LARGEST) return undefined;
        const stamp = `${stat.mtimeMs}:${stat.size}`;
        const before = kept.get(path);
        if (before?.stamp === stamp) return before.text;
        const text = readFileSync(path, "utf8");
        if (kept.size >= MOST_KEPT) kept.clear();
        kept.set(path, { stamp, text });
        return text;
      } catch {
        return undefined;
      }
    },
    exists: existsSync,
    list(directory) {
      try {
        return readdirSync(directory).toSorted();
      } catch {
        return [];
      }
    },
    parent: (path) => dirname(resolve(path)),
    resolve,
  };
}
