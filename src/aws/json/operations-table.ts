/**
 * Where the table of what `aws` operations print comes from. It is 700 KB and seldom needed, so it is no module: Node reads it from the
 * package (src/index.ts), a browser fetches it (playground/).
 */

let read: () => string | undefined = () => undefined;

/** @param source returns the table's text; `undefined` if it is not there, and operations are unknown then. */
export function setOperationsTable(source: () => string | undefined): void {
  read = source;
}

export function operationsTable(): string | undefined {
  return read();
}
