/** State that is shared while the documents of one file are read. */
import type {
  DataComment,
  DataNode,
  DocumentProblem,
  FileReference,
  OpaqueText,
  Range,
  Scalar,
} from "../model/document.ts";
import { MAX_PROBLEMS, MAX_REPEATED_LENGTH, MAX_STEPS, MAX_VISITS } from "../model/limits.ts";
import { ScalarMap } from "../source-map/scalar-map.ts";
import type { SourceMap } from "../model/source-map.ts";
import { duplicateKeys } from "../syntax/duplicate-keys.ts";
import type { Tree } from "../syntax/tree.ts";

/** Optional details of a problem. The default for `kind` is `invalid`. */
export type ProblemDetails = Partial<Pick<DocumentProblem, "kind" | "edits">>;

/** The state for one file: collects problems, and limits the work that aliases can multiply. */
export class FileReading {
  readonly problems: DocumentProblem[] = [];
  /** Comments of documents in strings that may be directives for ssmlint. */
  readonly comments: DataComment[] = [];
  /** Ranges of the block scalars in those documents. */
  readonly blocks: Range[] = [];
  /** The files that contain lines of scripts, with the ranges of the expressions that insert them. */
  readonly scripts: { readonly reference: FileReference; readonly range: Range }[] = [];
  readonly #told = new Set<string>();
  readonly #mostLength: number;
  #steps = 0;
  #length = 0;
  #visits = 0;

  /** @param length length of the file's text. */
  constructor(length: number) {
    this.#mostLength = length + MAX_REPEATED_LENGTH;
  }

  report(range: Range, message: string, more: ProblemDetails = {}): void {
    const key = `${range[0]}:${message}`;
    if (this.#told.has(key) || this.#told.size >= MAX_PROBLEMS) return;
    this.#told.add(key);
    this.problems.push({ kind: "invalid", range, message, ...more });
  }

  /** Whether a further step of this length may be read. */
  admits(length: number, range: Range): boolean {
    this.#steps++;
    this.#length += length;
    if (this.#steps > MAX_STEPS) {
      this.report([0, 0], `The file has more than ${MAX_STEPS} steps: the rest is not checked.`);
      return false;
    }
    if (this.#length > this.#mostLength) {
      this.report(range, "The scripts of this file are too long in total: this one and later ones are not checked.");
      return false;
    }
    return true;
  }

  /** Whether a further node may be visited. */
  visit(place: () => Range): boolean {
    if (++this.#visits <= MAX_VISITS) return true;
    if (this.#visits === MAX_VISITS + 1)
      this.report(place(), "The file has too many aliases of aliases: the rest is not checked.");
    return false;
  }
}

export interface ReadingOptions {
  readonly embedding?: number;
  readonly opaque?: readonly OpaqueText[];
  readonly isTerraformJson?: boolean;
}

/** The state for one tree: that of the file itself, or of a document in one of its strings. */
export class TreeReading {
  readonly file: FileReading;
  readonly tree: Tree;
  /** Maps the tree's text to the file. */
  readonly host: SourceMap;
  /** Nesting depth of strings that contain documents. */
  readonly embedding: number;
  /** Ranges of the tree's text where CloudFormation inserts values. */
  readonly opaque: readonly OpaqueText[];
  /** Whether the strings of the tree are templates of Terraform. */
  readonly isTerraformJson: boolean;
  readonly #maps = new Map<Scalar, ScalarMap>();
  readonly #claimed = new Set<DataNode>();

  constructor(file: FileReading, tree: Tree, host: SourceMap, more: ReadingOptions = {}) {
    this.file = file;
    this.tree = tree;
    this.host = host;
    this.embedding = more.embedding ?? 0;
    this.opaque = more.opaque ?? [];
    this.isTerraformJson = more.isTerraformJson ?? false;
  }

  /** Reports the keys below a node that repeat an earlier key of their mapping. */
  reportDuplicates(root: DataNode): void {
    for (const range of duplicateKeys(this.tree, root)) {
      this.reportAt(
        range,
        `\`${this.tree.text.slice(...range)}\` occurs twice in this mapping: only the last one has an effect.`,
        { kind: "ignored" },
      );
    }
  }

  /** Returns the same map for the same scalar, so that the map knows whether several scripts share it. */
  scalarMap(scalar: Scalar): ScalarMap {
    let map = this.#maps.get(scalar);
    if (!map) {
      map = new ScalarMap(this.tree, scalar, this.host);
      this.#maps.set(scalar, map);
    } else {
      map.shared = true;
    }
    return map;
  }

  /** Records that a node was read: as a document, as the text of a document, or as commands. */
  claim(node: DataNode): void {
    this.#claimed.add(node);
  }

  isClaimed(node: DataNode): boolean {
    return this.#claimed.has(node);
  }

  /** Whether a further node may be visited. */
  visit(node: DataNode): boolean {
    return this.file.visit(() => this.fileRange(node));
  }

  fileRange(node: DataNode): Range {
    return this.host.range(node.range[0], node.range[1]);
  }

  report(node: DataNode, message: string, more?: ProblemDetails): void {
    this.reportAt(node.range, message, more);
  }

  /** `range` is in the tree's text. */
  reportAt(range: Range, message: string, more?: ProblemDetails): void {
    this.file.report(this.host.range(range[0], range[1]), message, more);
  }
}
