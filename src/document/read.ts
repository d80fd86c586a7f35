/** Reads a file: its tree, the SSM documents in it, and their scripts with source maps. */
import { readCarried } from "./kinds/carriers.ts";
import { readTemplate } from "./kinds/cloudformation.ts";
import { readRendered } from "./kinds/embedded.ts";
import type { DocumentFile, FileReference, SsmDocument, SyntaxProblem } from "./model/document.ts";
import { readJson } from "./syntax/json.ts";
import { readTerraform } from "./kinds/terraform.ts";
import { skippedInJson } from "./kinds/terraform-json.ts";
import type { Files } from "./model/files.ts";
import { scriptUse, siblingsOf, templateUse, whyUnread } from "./module-files.ts";
import { FileMap } from "./source-map/joined-map.ts";
import { renderTemplate } from "./source-map/template-map.ts";
import { readHcl } from "./syntax/hcl/file.ts";
import { canParseHcl } from "./syntax/hcl/parser.ts";
import { Module } from "./syntax/hcl/module.ts";
import { MAX_FILE_LENGTH, MAX_SCRIPT_LENGTH } from "./model/limits.ts";
import { FileReading, TreeReading } from "./kinds/reading.ts";
import { mayHoldDocument, otherEncoding } from "./sniff.ts";
import { otherLanguage } from "./syntax/other-language.ts";
import { scriptDocument } from "./kinds/script-document.ts";
import { readSsmDocument } from "./kinds/ssm-document.ts";
import { OF_AWS } from "./kinds/steps.ts";
import type { Tree } from "./syntax/tree.ts";
import { readYaml } from "./syntax/yaml.ts";

export { mayHoldDocument } from "./sniff.ts";

export interface ReadOptions {
  /** The language by the file's name. If it is absent, the text decides. */
  readonly language?: "yaml" | "json" | "hcl";
  /** The path of the file. The files around it determine, for example, whether it is a template. */
  readonly path?: string | undefined;
  readonly files?: Files | undefined;
}

const NOTHING = { roots: [], comments: [], documents: [], problems: [], errors: [] };

/** Reads the documents of a text. Never throws: `errors` and `problems` contain what is wrong with the text. */
export function readDocument(text: string, options: ReadOptions = {}): DocumentFile {
  const language = options.language ?? (looksLikeJson(text) ? "json" : "yaml");
  const damage = otherEncoding(text);
  if (damage !== undefined) {
    const offset = text.indexOf("\0");
    return { ...NOTHING, text, language, errors: [{ offset, message: `The file ${damage}.` }] };
  }
  if (!mayHoldDocument(text)) return readScript(text, options) ?? { ...NOTHING, text, language };
  if (text.length > MAX_FILE_LENGTH) {
    const message = `The file is longer than ${MAX_FILE_LENGTH} characters: it is not checked.`;
    return { ...NOTHING, text, language, errors: [{ offset: 0, message }] };
  }
  try {
    return options.language === "hcl" ? readModuleFile(text, options) : readData(text, options);
  } catch (error) {
    return {
      ...NOTHING,
      text,
      language,
      errors: [{ offset: 0, message: `The file could not be checked: ${String(error)}` }],
    };
  }
}

/** Names of files that are never scripts, even if Terraform references them. */
const DATA = /\.(?:ya?ml|json|template|tf|tofu)$/i;

/** Reads a file whose lines Terraform inserts into a document's script; `undefined` for any other file. */
function readScript(text: string, { files, path }: ReadOptions): DocumentFile | undefined {
  if (path === undefined || !files || DATA.test(path) || text.length > MAX_SCRIPT_LENGTH) return undefined;
  const use = scriptUse(path, files);
  if (!use) return undefined;
  const plain = { map: new FileMap(text), opaque: [] };
  const read = use.variables ? renderTemplate(plain.map, use.variables) : plain;
  if ("problem" in read) return { ...NOTHING, text, language: "yaml", errors: [read.problem] };
  const around = scriptsOf(use.by, files).find(use.isNamedBy)?.scriptOf;
  const document = scriptDocument(read.map, read.opaque, /(?<![^/\\])[^/\\]*$/.exec(path)![0], around ?? OF_AWS);
  return { ...NOTHING, text, language: "yaml", documents: [document] };
}

/** The script files that a Terraform file references. Cached for the last Terraform file, because it may reference many. */
function scriptsOf(path: string, files: Files): readonly FileReference[] {
  const text = files.read(path) ?? "";
  if (lastScripts?.path !== path || lastScripts.text !== text) {
    const { references = [] } = readDocument(text, { language: "hcl", path, files });
    lastScripts = { path, text, scripts: references.filter(({ scriptOf }) => scriptOf !== undefined) };
  }
  return lastScripts.scripts;
}

let lastScripts:
  | { readonly path: string; readonly text: string; readonly scripts: readonly FileReference[] }
  | undefined;

/** Reads YAML or JSON, which may be a template that Terraform renders. */
function readData(text: string, { files, language: wanted, path }: ReadOptions): DocumentFile {
  const isTemplate = path !== undefined && files !== undefined && /[$%]\{/.test(text);
  const use = isTemplate ? templateUse(path, files) : undefined;
  const plain = { map: new FileMap(text), opaque: [] };
  const read = use ? renderTemplate(plain.map, use.variables) : plain;
  if ("problem" in read && use?.isCertain) return { ...NOTHING, text, language: "yaml", errors: [read.problem] };
  const isRendered = use !== undefined && !("problem" in read);
  const rendered = "problem" in read ? plain : read;
  const { map, opaque } = rendered;
  const tree = isRendered ? readRendered(map.text, opaque) : readTree(text, wanted === "hcl" ? undefined : wanted);
  const { comments, errors, roots } = tree;
  const language = tree.language === "json" ? "json" : "yaml";
  const mayBeModule = wanted === undefined && !DATA.test(path ?? "") && canParseHcl();
  const isModule = (): boolean => mayBeModule && otherLanguage(text)?.name === "Terraform";
  if (errors.length > 0) {
    if (isModule()) return readModuleFile(text, { files, path });
    const placed = errors.map(({ message, offset }) => ({ message, offset: map.range(offset, offset)[0] }));
    return { ...NOTHING, text, language, errors: explained(text, placed, isRendered) };
  }
  const file = new FileReading(text.length);
  const isTerraformJson = /\.tf\.json$/i.test(path ?? "");
  const reading = new TreeReading(file, tree, map, { opaque, isTerraformJson });
  const documents = documentsOf(reading);
  if (documents.length === 0 && isModule()) return readModuleFile(text, { files, path });
  const { blocks, problems } = file;
  if (!isRendered) {
    const skipped = isTerraformJson ? roots.flatMap((root) => skippedInJson(reading, root)) : [];
    const all = [...comments, ...file.comments];
    return { text, language, roots, comments: all, blocks, documents, problems, errors, skipped };
  }
  // Node positions refer to the rendered text, not to the file, so the roots are omitted.
  const placed = comments.map((comment) => ({ ...comment, range: map.range(...comment.range) }));
  return { text, language, roots: [], comments: [...placed, ...file.comments], blocks, documents, problems, errors };
}

/** Reads a Terraform file. */
function readModuleFile(text: string, { files, path }: Pick<ReadOptions, "files" | "path">): DocumentFile {
  const source = readHcl(text);
  if (source.problem) return { ...NOTHING, text, language: "hcl", errors: [source.problem] };
  const file = new FileReading(text.length);
  const module = new Module(source, () => (path === undefined || !files ? [] : siblingsOf(path, files)));
  const { documents, references, skipped, tree } = readTerraform(file, source, module, (reference) =>
    path === undefined || !files ? undefined : whyUnread(reference, path, files),
  );
  const { comments, heredocs, roots } = tree;
  return {
    ...NOTHING,
    text,
    language: "hcl",
    roots,
    comments: [...comments, ...file.comments],
    blocks: [...heredocs, ...file.blocks],
    documents,
    problems: file.problems,
    references,
    skipped,
  };
}

/** The parser's errors or, if the text is in another language, an error that says so. */
function explained(text: string, errors: readonly SyntaxProblem[], isRendered: boolean): readonly SyntaxProblem[] {
  const other = isRendered ? undefined : otherLanguage(text, errors[0]!.offset);
  if (other === undefined) return errors;
  const { advice, excerpt, name, offset } = other;
  return [{ offset, message: `This looks like ${name} (\`${excerpt}\`), not a document. ${advice}.` }];
}

function documentsOf(reading: TreeReading): SsmDocument[] {
  return reading.tree.roots.flatMap((root) => {
    const document = readSsmDocument(reading, root);
    const found = document ? [document] : readTemplate(reading, root);
    return [...found, ...readCarried(reading, root)];
  });
}

/** Tries JSON first if the text may be JSON. JSON is YAML too, but the JSON parser is ten times faster. */
function readTree(text: string, language: "yaml" | "json" | undefined): Tree {
  if (language !== "json" && !looksLikeJson(text)) return readYaml(text);
  const json = readJson(text);
  if (json.errors.length === 0 || language === "json") return json;
  const yaml = readYaml(text);
  return yaml.errors.length === 0 || language === "yaml" ? yaml : json;
}

/** Whether the text starts like JSON, or like JSON with comments, which JSON does not permit. */
function looksLikeJson(text: string): boolean {
  let at = 0;
  for (;;) {
    while (at < text.length && /[\s\uFEFF]/.test(text[at]!)) at++;
    const end = text.startsWith("//", at)
      ? text.indexOf("\n", at)
      : text.startsWith("/*", at)
        ? text.indexOf("*/", at)
        : -1;
    if (end === -1) return text[at] === "{" || text[at] === "[";
    at = end + (text[at + 1] === "*" ? 2 : 1);
  }
}
