/** Files that Terraform takes documents from: they are checked with the file that names them. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { isTerraform } from "../../document/terraform-names.ts";
import { isLeftOut, type FoundFile, type Search, type SearchedTarget, type SearchOptions } from "./search.ts";

/** Bytes of a Terraform file that is looked into. */
const LARGEST = 1024 * 1024;

/** Whether a text may have a resource whose content is another file's. */
const mayRefer = (text: string): boolean => text.includes('"aws_ssm_document"') && /\b(?:template)?file\(/.test(text);

/** The search with the files that its Terraform files take documents from, behind those that name them. */
export async function withReferences(search: Search, options: SearchOptions): Promise<Search> {
  const named = new Map<string, readonly string[]>();
  for (const { isInput, path } of search.files) {
    if (isInput || !isTerraform(path)) continue;
    const text = textOf(path);
    if (text !== undefined && mayRefer(text)) named.set(path, await referencesIn(path, text, options));
  }
  if (named.size === 0) return search;
  const files = new Map<string, FoundFile>();
  const all = new Map(search.files.map((file) => [file.path, file]));
  for (const file of search.files) {
    files.set(file.path, file);
    for (const path of named.get(file.path) ?? []) {
      const added = all.get(path) ?? { path, named: false, ...(file.tree !== undefined && { tree: file.tree }) };
      if (!files.has(path)) files.set(path, added);
    }
  }
  return { ...search, files: [...files.values()], targets: search.targets.map((target) => widened(target, named)) };
}

function widened(target: SearchedTarget, named: ReadonlyMap<string, readonly string[]>): SearchedTarget {
  const more = [...target.paths].flatMap((path) => named.get(path) ?? []);
  return more.length === 0 ? target : { ...target, paths: new Set([...target.paths, ...more]) };
}

async function referencesIn(path: string, text: string, options: SearchOptions): Promise<readonly string[]> {
  const [{ readDocument }, { resolveReference }, { nodeFiles }] = await Promise.all([
    import("../../document/read.ts"),
    import("../../document/module-files.ts"),
    import("../../document/node-files.ts"),
  ]);
  const { references = [] } = readDocument(text, { language: "hcl", path, files: nodeFiles() });
  const paths = references.map((reference) => resolveReference(reference, dirname(path), nodeFiles()));
  return paths.filter((one) => one !== undefined && existsSync(one) && !isLeftOut(one, options)) as string[];
}

function textOf(path: string): string | undefined {
  try {
    return statSync(path).size <= LARGEST ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined;
  }
}
