/**
 * What the other files of a directory determine about a file: the names that Terraform defines there, and the templates
 * that it renders.
 */
import type { FileReference } from "./model/document.ts";
import { MAX_FILE_LENGTH } from "./model/limits.ts";
import type { Files } from "./model/files.ts";
import { type HclBlock, readHcl } from "./syntax/hcl/file.ts";
import { Module } from "./syntax/hcl/module.ts";
import type { Variables } from "./syntax/hcl/template-file.ts";
import { HclTree } from "./syntax/hcl/tree.ts";
import { isTerraform } from "./terraform-names.ts";

/** Maximum number of files that are read in one directory. */
const MOST_FILES = 100;

/** Number of directories, from the template's own upwards, that are searched for a file that renders it. */
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

/** The absolute path of a reference; `undefined` if part of the path is unknown, such as a home directory. */
export function resolveReference({ path }: FileReference, directory: string, files: Files): string | undefined {
  const written = local(path);
  return written.includes("${") || written.startsWith("~") ? undefined : files.resolve(directory, written);
}

/** Why the file that a Terraform file references is not read, as a relative clause; `undefined` if the file exists. */
export function whyUnread(reference: FileReference, by: string, files: Files): string | undefined {
  const found = resolveReference(reference, files.parent(by), files);
  if (found === undefined) return "whose path is not known here";
  if (files.exists(found)) return undefined;
  // Terraform resolves other relative paths in the directory where it starts.
  const isCertain = /^(?:\$\{path\.module\}|\/)/.test(reference.path);
  return isCertain ? "which does not exist" : "which does not exist relative to this Terraform file";
}

const local = (path: string): string => path.replaceAll(/\$\{path\.(?:module|root|cwd)\}/g, ".");

/** How Terraform renders a file. */
export interface TemplateUse {
  readonly variables: Variables;
  /** Whether a call names the file itself, and not only a pattern that matches its path. */
  readonly isCertain: boolean;
}

/** How Terraform renders a file; `undefined` if no Terraform file nearby uses it as a template. */
export function templateUse(path: string, files: Files): TemplateUse | undefined {
  const certain: Variables[] = [];
  const possible: Variables[] = [];
  if (/\.tftpl$/i.test(path)) possible.push(new Map());
  let directory = files.parent(path);
  const target = files.resolve(directory, path);
  for (let level = 0; level < MOST_LEVELS; level++) {
    for (const file of terraformFiles(directory, files)) {
      for (const { reference } of callsIn(files.read(file) ?? "", () => siblingsOf(file, files))) {
        if (!reference.variables) continue;
        const named = resolveReference(reference, directory, files);
        if (named === target) certain.push(reference.variables);
        else if (named === undefined && mayBeReferenced(reference, directory, target, files))
          possible.push(reference.variables);
      }
    }
    const above = files.parent(directory);
    if (above === directory) break;
    directory = above;
  }
  const uses = certain.length > 0 ? certain : possible;
  if (uses.length === 0) return undefined;
  const isCertain = certain.length > 0 || /\.tftpl$/i.test(path);
  return { variables: uses.reduce((all, one) => agreed(all, one)), isCertain };
}

/** Merges two uses: if they give a variable different values, its value is unknown. */
function agreed(one: Variables, other: Variables): Variables {
  const names = new Set([...one.keys(), ...other.keys()]);
  return new Map([...names].map((name) => [name, one.get(name) === other.get(name) ? one.get(name) : undefined]));
}

/**
 * Whether a path with unknown parts can match this file: `documents/${each.key}.yaml`. An unknown part matches within one
 * path component.
 */
function mayBeReferenced({ path }: FileReference, directory: string, target: string, files: Files): boolean {
  const UNKNOWN = "\u0000";
  const written = local(path).replaceAll(/\$\{[^{}]*\}/g, UNKNOWN);
  const parts = files.resolve(directory, written.replaceAll(UNKNOWN, "UNKNOWN-PART")).split("UNKNOWN-PART");
  if (parts.slice(1).every((part) => part === "") && parts[0]!.endsWith("/")) return false;
  let rest = target;
  for (const [index, part] of parts.entries()) {
    const at = index === 0 ? (rest.startsWith(part) ? 0 : -1) : rest.indexOf(part, 1);
    if (at === -1 || rest.slice(0, at).includes("/")) return false;
    rest = rest.slice(at + part.length);
  }
  return rest === "";
}

/** How Terraform uses a file as a script of a document. */
export interface ScriptUse {
  /** The variables that the file is rendered with, if it is a template. */
  readonly variables: Variables | undefined;
  /** The path of the Terraform file. */
  readonly by: string;
  /** Whether a reference in the Terraform file resolves to this file. */
  readonly isNamedBy: (reference: FileReference) => boolean;
}

/** How Terraform uses a file as a script of a document; `undefined` if it does not. */
export function scriptUse(path: string, files: Files): ScriptUse | undefined {
  let directory = files.parent(path);
  const target = files.resolve(directory, path);
  for (let level = 0; level < MOST_LEVELS; level++) {
    for (const file of terraformFiles(directory, files)) {
      const calls = callsIn(files.read(file) ?? "", () => siblingsOf(file, files));
      const from = directory;
      const isNamedBy = (reference: FileReference): boolean => resolveReference(reference, from, files) === target;
      const use = calls.find(({ isOfDocument, reference }) => isOfDocument && isNamedBy(reference));
      if (use) return { variables: use.reference.variables, by: file, isNamedBy };
    }
    const above = files.parent(directory);
    if (above === directory) break;
    directory = above;
  }
  return undefined;
}

interface FileCall {
  readonly reference: FileReference;
  /** Whether the call is in a block that contains a document or commands. */
  readonly isOfDocument: boolean;
}

const known = new Map<string, readonly FileCall[]>();
const MOST_KNOWN = 256;

/** The calls of `file` and `templatefile` in a Terraform file. */
function callsIn(text: string, siblings: () => readonly string[]): readonly FileCall[] {
  if (!/\b(?:template)?file\(|_file"/.test(text) || text.length > MAX_FILE_LENGTH) return [];
  const before = known.get(text);
  if (before) return before;
  const file = readHcl(text);
  const tree = new HclTree(file, new Module(file, siblings));
  const found = ["file", "templatefile"].flatMap((name) =>
    file.calls(name).flatMap((call): FileCall[] => {
      const reference = tree.fileCalls.get(tree.node(call));
      const block = file.blocks.find(
        ({ node }) => node.startIndex <= call.startIndex && call.endIndex <= node.endIndex,
      );
      return reference ? [{ reference, isOfDocument: block !== undefined && mayHold(text, block) }] : [];
    }),
  );
  for (const { labels, type } of file.blocks) {
    if (type !== "data" || labels[0] !== "template_file" || labels[1] === undefined) continue;
    const reference = tree.templateFile(labels[1]);
    if (reference) found.push({ reference, isOfDocument: false });
  }
  known.set(text, found);
  if (known.size > MOST_KNOWN) known.delete(known.keys().next().value!);
  return found;
}

/** Whether a block may contain a document or commands. Such a block may use any local. */
const mayHold = (text: string, { node, type }: HclBlock): boolean =>
  type === "locals" || /"aws_ssm_|schemaVersion|AWS-RunShellScript/.test(text.slice(node.startIndex, node.endIndex));
