/**
 * `node build/hcl-parser.mjs`: copies the parser of Terraform's language from npm to data/hcl/: tree-sitter's runtime, the grammar
 * as WebAssembly, and their licenses.
 *
 * They are not dependencies for two reasons. When the grammar's package is installed, it compiles a native binding that ssmlint does
 * not use. And the bundled command line has to run without installed packages.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGES = [
  {
    name: "web-tree-sitter@0.27.2",
    files: {
      "web-tree-sitter.cjs": "web-tree-sitter.cjs",
      "web-tree-sitter.wasm": "web-tree-sitter.wasm",
      LICENSE: "LICENSE-web-tree-sitter.txt",
    },
  },
  {
    name: "@tree-sitter-grammars/tree-sitter-hcl@1.2.0",
    files: { "tree-sitter-terraform.wasm": "tree-sitter-terraform.wasm", LICENSE: "LICENSE-tree-sitter-hcl.txt" },
  },
];

const target = fileURLToPath(new URL("../data/hcl/", import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), "ssmlint-hcl-"));
try {
  mkdirSync(target, { recursive: true });
  for (const { name, files } of PACKAGES) {
    const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", temporary, name], {
      encoding: "utf8",
    });
    const directory = mkdtempSync(join(temporary, "package-"));
    execFileSync("tar", ["xzf", join(temporary, packed.trim().split("\n").at(-1)), "-C", directory]);
    for (const [from, to] of Object.entries(files)) {
      const path = join(target, to);
      copyFileSync(join(directory, "package", from), path);
      chmodSync(path, 0o644);
    }
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
