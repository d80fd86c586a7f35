/**
 * Finds the files that Terraform files reference for documents and scripts. They are checked together with the file that
 * references them.
 */
import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { isTerraform } from "../../document/terraform-names.ts";
import { readRegularFile } from "../support/regular-file.ts";
import { isIgnoredByConfig, type FoundFile, type Search, type SearchedTarget, type SearchOptions } from "./search.ts";

/** A file that a Terraform file references. */
interface Named {
  readonly path: string;
  readonly isScript: boolean;
}

/** Maximum size in bytes of a Terraform file that is searched for references. */
const LARGEST = 1024 * 1024;

/** Whether a Terraform file may reference another file that contains a document or a script. */
export const mayRefer = (text: string): boolean =>
  /"aws_ssm_|schemaVersion|AWS-RunShellScript/.test(text) && /\b(?:template)?file\(|_file"/.test(text);

/** Adds the files that Terraform files reference to a search, each directly after the file that references it. */
export async function withReferences(search: Search, options: SearchOptions): Promise<Search> {
  const named = new Map<string, readonly Named[]>();
  for (const { isInput, path } of search.files) {
    if (isInput || !isTerraform(path)) continue;
    const text = textOf(path);
    if (text !== undefined && mayRefer(text)) named.set(path, await referencesIn(path, text, options));
  }
  if (named.size === 0) return search;
  const files = new Map<string, FoundFile>();
  const all = new Map(search.files.map((file) => [file.path, file]));
  for (const file of search.files) {
    if (!files.has(file.path)) files.set(file.path, file);
    for (const { isScript, path } of named.get(file.path) ?? []) {
      const own = all.get(path) ?? { path, named: false, ...(file.tree !== undefined && { tree: file.tree }) };
      if (!files.has(path) || isScript) files.set(path, isScript ? { ...own, isScript } : own);
    }
  }
  return { ...search, files: [...files.values()], targets: search.targets.map((target) => widened(target, named)) };
}

function widened(target: SearchedTarget, named: ReadonlyMap<string, readonly Named[]>): SearchedTarget {
  const more = [...target.paths].flatMap((path) => named.get(path) ?? []).map(({ path }) => path);
  return more.length === 0 ? target : { ...target, paths: new Set([...target.paths, ...more]) };
}

async function referencesIn(path: string, text: string, options: SearchOptions): Promise<readonly Named[]> {
  const [{ readDocument }, { resolveReference }, { nodeFiles }] = await Promise.all([
    import("../../document/read.ts"),
    import("../../document/module-files.ts"),
    import("../../document/node-files.ts"),
  ]);
  const { references = [] } = readDocument(text, { language: "hcl", path, files: nodeFiles() });
  return references.flatMap((reference): Named[] => {
    const found = resolveReference(reference, dirname(path), nodeFiles());
    if (found === undefined || !existsSync(found) || isIgnoredByConfig(found, options)) return [];
    return [{ path: found, isScript: reference.scriptOf !== undefined }];
  });
}

function textOf(path: string): string | undefined {
  try {
    return statSync(path).size <= LARGEST ? readRegularFile(path).toString("utf8") : undefined;
  } catch {
    return undefined;
  }
}
