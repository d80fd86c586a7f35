/** What the other files of a directory say about one: names that Terraform defines there, and templates that it renders. */
import { MAX_FILE_LENGTH } from "./model/limits.ts";
import type { FileReference, Files } from "./model/files.ts";
import { readHcl } from "./syntax/hcl/file.ts";
import { Module } from "./syntax/hcl/module.ts";
import type { Variables } from "./syntax/hcl/template-file.ts";
import { HclTree } from "./syntax/hcl/tree.ts";
import { isTerraform } from "./terraform-names.ts";

/** Files of one directory that are read. */
const MOST_FILES = 100;

/** Directories above a template in which a file that renders it is looked for. */
const MOST_LEVELS = 4;

/** The texts of the other Terraform files in the directory of a file. */
export function siblingsOf(path: string, files: Files): readonly string[] {
  const directory = files.parent(path);
  return terraformFiles(directory, files).flatMap((other) => {
    const text = other === files.resolve(directory, path) ? undefined : files.read(other);
    return text === undefined ? [] : [text];
  });
}

function terraformFiles(directory: string, files: Files): string[] {
  return files
    .list(directory)
    .filter(isTerraform)
    .slice(0, MOST_FILES)
    .map((name) => files.resolve(directory, name));
}

/** The absolute path of a reference; `undefined` if a part of it is not known. */
export function resolveReference({ path }: FileReference, directory: string, files: Files): string | undefined {
  const local = path.replaceAll(/\$\{path\.(?:module|root|cwd)\}/g, ".");
  return local.includes("${") ? undefined : files.resolve(directory, local);
}

/** What Terraform renders a file with; `undefined` if no file around it says that it is a template. */
export function templateVariables(path: string, files: Files): Variables | undefined {
  const name = /[^/\\]*$/.exec(path)![0];
  let found: Map<string, string | undefined> | undefined = /\.tftpl$/i.test(name) ? new Map() : undefined;
  let isFirst = true;
  let directory = files.parent(path);
  const target = files.resolve(directory, path);
  for (let level = 0; level < MOST_LEVELS; level++) {
    for (const file of terraformFiles(directory, files)) {
      for (const reference of templatesIn(files.read(file) ?? "", () => siblingsOf(file, files))) {
        if (!isReferenced(reference, directory, target, files)) continue;
        const given = reference.variables!;
        found = isFirst ? new Map(given) : agreed(found!, given);
        isFirst = false;
      }
    }
    const above = files.parent(directory);
    if (above === directory) break;
    directory = above;
  }
  return found;
}

/** Where two uses differ in a variable, its value is not known. */
function agreed(one: Variables, other: Variables): Map<string, string | undefined> {
  const names = new Set([...one.keys(), ...other.keys()]);
  return new Map([...names].map((name) => [name, one.get(name) === other.get(name) ? one.get(name) : undefined]));
}

function isReferenced(reference: FileReference, directory: string, target: string, files: Files): boolean {
  const path = resolveReference(reference, directory, files);
  if (path !== undefined) return path === target;
  // `documents/${each.key}.yaml`: any name that fits.
  const local = reference.path.replaceAll(/\$\{path\.(?:module|root|cwd)\}/g, ".");
  const [start, ...rest] = local.split(/\$\{[^}]*\}/);
  const end = rest.at(-1)!;
  if (start === "" && end === "") return false;
  const first = start!.includes("/") ? files.resolve(directory, start!) : directory;
  return target.startsWith(first) && target.endsWith(end);
}

const known = new Map<string, readonly FileReference[]>();
const MOST_KNOWN = 256;

/** The calls of `templatefile` in a file. */
function templatesIn(text: string, siblings: () => readonly string[]): readonly FileReference[] {
  if (!text.includes("templatefile") || text.length > MAX_FILE_LENGTH) return [];
  const before = known.get(text);
  if (before) return before;
  const file = readHcl(text);
  const tree = new HclTree(file, new Module(file, siblings));
  const found = file.calls("templatefile").flatMap((call) => {
    const reference = tree.fileCalls.get(tree.node(call));
    return reference?.variables ? [reference] : [];
  });
  known.set(text, found);
  if (known.size > MOST_KNOWN) known.delete(known.keys().next().value!);
  return found;
}
