/** The table of what `aws` operations print, as a file of the package. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export function readOperationsFile(): string {
  const root = dirname(createRequire(import.meta.url).resolve("ssmlint/package.json"));
  return readFileSync(join(root, "data", "aws-operations.txt"), "utf8");
}
