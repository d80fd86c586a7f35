/**
 * Provides the table of what `aws` operations print. The table is 700 KB and seldom needed, so it is not a module: Node
 * reads it from the package, a browser fetches it (playground/). Nothing is imported from Node, so that this file can be
 * bundled for a browser.
 */

let read: () => string | undefined = readFromPackage;

/** @param source returns the table's text; `undefined` if it is not available. Operations are then unknown. */
export function setOperationsTable(source: () => string | undefined): void {
  read = source;
}

export function operationsTable(): string | undefined {
  return read();
}

/** Reads the file of the package; `undefined` in a browser. */
function readFromPackage(): string | undefined {
  if (typeof process === "undefined" || process.getBuiltinModule === undefined) return undefined;
  const { readFileSync } = process.getBuiltinModule("node:fs");
  const { createRequire } = process.getBuiltinModule("node:module");
  const { dirname, join } = process.getBuiltinModule("node:path");
  const root = dirname(createRequire(import.meta.url).resolve("ssmlint/package.json"));
  return readFileSync(join(root, "data", "aws-operations.jsonl"), "utf8");
}
