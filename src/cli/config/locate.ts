/** Locates a key of a configuration file, for messages about it. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node } from "yaml";
import { isCode } from "./loaders.ts";

type Path = readonly (string | number)[];

/**
 * `FILE:LINE:COLUMN` of a key or list item, or of its nearest existing ancestor if it is absent; only `FILE` if the file is
 * code. Lines and columns are 1-based. JSON is read as YAML.
 */
export function placeOf(file: string, path: Path): string {
  return placesIn(file)(path);
}

/** The same for several keys of one file, which is parsed once. */
export function placesIn(file: string): (path: Path) => string {
  if (isCode(file)) return () => file;
  const lines = new LineCounter();
  let document: Document | undefined;
  return (path) => {
    try {
      document ??= parseDocument(readFileSync(file, "utf8"), { lineCounter: lines, merge: true, uniqueKeys: false });
      const offset = offsetOf(document, basename(file) === "package.json" ? ["ssmlint", ...path] : path);
      const { line, col } = lines.linePos(offset);
      return `${file}:${line}:${col}`;
    } catch {
      return file;
    }
  };
}

function offsetOf(document: Document, path: Path): number {
  let node = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document) ?? null;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
      if (pair === undefined) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      const item = node.items[Number(part)] as Node | undefined;
      if (item === undefined) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset;
}
