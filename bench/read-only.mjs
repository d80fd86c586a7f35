/** Reads every file below a directory as text, and does nothing else. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

function read(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) read(path);
    else readFileSync(path, "utf8");
  }
}
read(process.argv[2]);
