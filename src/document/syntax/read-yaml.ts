/** YAML as plain nodes with positions. */
import { readAnyYaml } from "./yaml.ts";
import { readSimpleYaml } from "./simple-yaml/read.ts";
import type { Tree } from "./tree.ts";

/** Reads a stream of YAML documents. Never throws. */
export function readYaml(text: string): Tree {
  return readSimpleYaml(text) ?? readAnyYaml(text);
}
