/** Terraform: reads the content of `aws_ssm_document` resources, and documents and commands in other blocks. */
import type { Property, ResourceProperties } from "../model/content.ts";
import type { DataNode, FileReference, Mapping, SkippedContent, SsmDocument } from "../model/document.ts";
import { FileMap } from "../source-map/joined-map.ts";
import type { HclBlock, HclFile } from "../syntax/hcl/file.ts";
import type { Module } from "../syntax/hcl/module.ts";
import { HclTree } from "../syntax/hcl/tree.ts";
import { lookUp, textOf } from "../syntax/tree.ts";
import { readCarried } from "./carriers.ts";
import { holdsDocumentKeys, readEmbedded, reportUnreadable } from "./embedded.ts";
import { intrinsicOf } from "./intrinsic.ts";
import { readText } from "./intrinsic-text.ts";
import { type FileReading, TreeReading } from "./reading.ts";
import { readSsmDocument } from "./ssm-document.ts";
import { alternatives } from "./steps.ts";

export interface Terraform {
  readonly tree: HclTree;
  readonly documents: readonly SsmDocument[];
  readonly references: readonly FileReference[];
  readonly skipped: readonly SkippedContent[];
}

/** A block that is not a task is only searched if its text matches. */
const MARKS = /schemaVersion|AWS-RunShellScript/;

/** Returns, as a relative clause, why a file is not read; `undefined` if it is. */
export type WhyUnread = (reference: FileReference) => string | undefined;

export function readTerraform(file: FileReading, source: HclFile, module: Module, whyUnread: WhyUnread): Terraform {
  const tree = new HclTree(source, module);
  const blocks = source.blocks.flatMap((block) => {
    const isDocument = isDocumentResource(block);
    if (!isDocument && !mayHold(source.text, block)) return [];
    return [{ block, isDocument, data: tree.block(block) }];
  });
  for (const { data } of blocks) tree.roots.push(data);
  const reading = new TerraformReading(file, tree, whyUnread);
  for (const { block, data, isDocument } of blocks) if (isDocument) reading.readResource(block, data);
  for (const { block, data, isDocument } of blocks) if (!isDocument) reading.readOther(block, data);
  for (const { reference, range } of file.scripts) {
    const block = source.blocks.find(({ node }) => node.startIndex <= range[0] && range[0] < node.endIndex);
    reading.refer(reference, { id: block ? idOf(block) : "", range }, "script");
  }
  return {
    tree,
    documents: reading.documents,
    references: reading.references,
    skipped: reading.skipped,
  };
}

const TASKS: ReadonlySet<string> = new Set(["aws_ssm_association", "aws_ssm_maintenance_window_task"]);

const mayHold = (text: string, { labels, node, type }: HclBlock): boolean =>
  (type === "resource" && TASKS.has(labels[0] ?? "")) || MARKS.test(text.slice(node.startIndex, node.endIndex));

/** The address of a block, such as `aws_ssm_document.name`. */
const idOf = ({ labels, type }: HclBlock): string => (labels.length > 0 ? labels.join(".") : type);

const isDocumentResource = ({ labels, type }: HclBlock): boolean =>
  type === "resource" && labels[0] === "aws_ssm_document";

/** Maximum length of a path in a reason, in UTF-16 code units. */
const MAX_SHOWN = 200;

/** Describes expressions whose names in the tree are not names in Terraform. */
const NAMELESS: ReadonlyMap<string, string> = new Map([
  ["conditional", "a conditional expression"],
  ["expression", "an expression"],
  ["If", "a conditional expression"],
  ["Join", "join()"],
  ["Split", "split()"],
]);

const unknownValue = (name: string): string => `${NAMELESS.get(name) ?? name}, whose value is not known here`;

class TerraformReading {
  readonly documents: SsmDocument[] = [];
  readonly references: FileReference[] = [];
  readonly skipped: SkippedContent[] = [];
  readonly #tree: HclTree;
  readonly #reading: TreeReading;
  readonly #whyUnread: WhyUnread;

  /** The nodes of all blocks must already be built, so that the ranges of their interpolations are known. */
  constructor(file: FileReading, tree: HclTree, whyUnread: WhyUnread) {
    this.#tree = tree;
    this.#whyUnread = whyUnread;
    this.#reading = new TreeReading(file, tree, new FileMap(tree.text), { opaque: tree.opaque });
  }

  readResource(block: HclBlock, data: Mapping): void {
    const id = idOf(block);
    const content = lookUp(this.#tree, data, "content");
    if (!content) return;
    const around: Around = {
      origin: "terraform",
      id,
      documentType: this.#property(data, "document_type"),
      documentFormat: this.#property(data, "document_format"),
    };
    for (const arm of alternatives(this.#reading, content)) this.#readContent(arm, around, undefined);
  }

  readOther({ labels, type }: HclBlock, data: Mapping): void {
    const label = labels.length > 0 ? labels.slice(type === "resource" ? 0 : -1).join(".") : undefined;
    for (const document of readCarried(this.#reading, data, label)) this.documents.push(document);
  }

  /** Adds a reference to a file, which is skipped if it is not read. */
  refer(reference: FileReference, at: Omit<SkippedContent, "reason">, what: "content" | "script"): void {
    this.references.push(reference);
    const reason = this.#whyUnread(reference);
    if (reason === undefined) return;
    const path = reference.path.length > MAX_SHOWN ? `${reference.path.slice(0, MAX_SHOWN)}…` : reference.path;
    this.skipped.push({ ...at, reason: `its ${what} is the file ${path}, ${reason}` });
  }

  #property(data: Mapping, name: string): Property | undefined {
    const node = lookUp(this.#tree, data, name);
    if (!node) return undefined;
    const isKnown = !intrinsicOf(this.#tree, node) && node.type === "Scalar" && !this.#isPartlyKnown(node);
    return { text: isKnown ? textOf(node) : undefined, range: this.#reading.fileRange(node) };
  }

  #isPartlyKnown({ range }: DataNode): boolean {
    return this.#reading.opaque.some((one) => one.range[0] < range[1] && one.range[1] > range[0]);
  }

  /** @param encoder the function that encodes the content: `jsonencode` or `yamlencode`. */
  #readContent(content: DataNode, around: Around, encoder: string | undefined): void {
    const reading = this.#reading;
    const call = this.#tree.fileCalls.get(content);
    const intrinsic = intrinsicOf(this.#tree, content);
    const definition = this.#tree.definedElsewhere.get(content);
    if (definition !== undefined) {
      const reason = `its content is ${definition}, which is checked in the file that defines it`;
      this.skipped.push({ id: around.id, range: reading.fileRange(content), reason });
    } else if (call) {
      this.refer(call, { id: around.id, range: reading.fileRange(content) }, "content");
    } else if (intrinsic && /^(?:json|yaml)(?:en|de)code$/.test(intrinsic.name)) {
      reading.claim(content);
      const outer = encoder ?? (intrinsic.name.endsWith("encode") ? intrinsic.name : undefined);
      for (const arm of alternatives(reading, intrinsic.argument)) this.#readContent(arm, around, outer);
    } else if (!intrinsic && content.type === "Mapping") {
      const resource = {
        ...around,
        range: reading.fileRange(content),
        content: encoder === "yamlencode" ? "yaml" : "data",
      } as const;
      this.#add(readSsmDocument(reading, content, resource));
    } else this.#readEmbedded(content, around, encoder);
  }

  #readEmbedded(content: DataNode, around: Around, encoder: string | undefined): void {
    const reading = this.#reading;
    if (reading.isClaimed(content)) return;
    const text = readText(reading, content);
    if (!text || isAllOpaque(text)) {
      const range = reading.fileRange(content);
      const name = text?.opaque[0]?.name;
      const reason =
        name === undefined ? "its content is a list, not a document" : `its content is ${unknownValue(name)}`;
      this.skipped.push({ id: around.id, range, reason });
      return;
    }
    reading.claim(content);
    if (!holdsDocumentKeys(text.map.text)) return;
    const embedded = readEmbedded(reading, content, text);
    if (!embedded) return;
    if ("problem" in embedded) {
      reportUnreadable(reading, text, around.id, embedded);
      if (embedded.isCertain) return;
      const reason = `its content depends on ${unknownValue(text.opaque[0]!.name)}`;
      this.skipped.push({ id: around.id, range: reading.fileRange(content), reason });
      return;
    }
    const { tree } = embedded.reading;
    const range = reading.fileRange(content);
    const isYaml = encoder === undefined ? tree.language !== "json" : encoder === "yamlencode";
    const resource = { ...around, range, content: isYaml ? "yaml" : "json" } as const;
    for (const root of tree.roots) this.#add(readSsmDocument(embedded.reading, root, resource));
  }

  #add(document: SsmDocument | undefined): void {
    if (document) this.documents.push(document);
  }
}

type Around = Pick<ResourceProperties, "origin" | "id" | "documentType" | "documentFormat">;

function isAllOpaque({ map, opaque }: NonNullable<ReturnType<typeof readText>>): boolean {
  const [first] = opaque;
  return opaque.length === 1 && first!.range[0] === 0 && first!.range[1] === map.text.length;
}
