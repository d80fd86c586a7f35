/** The source map of one scalar. */
import { hclEdits } from "./hcl-edits.ts";
import { readBlock } from "../scalars/block-scalar.ts";
import type { Scalar } from "../model/document.ts";
import { sortEdits } from "../scalars/edit-order.ts";
import { encodeEdits } from "../scalars/encode.ts";
import type { EditEffort } from "../scalars/verification.ts";
import { doubleQuotedRuns, jsonRuns, plainRuns, singleQuotedRuns } from "../scalars/flow-scalar.ts";
import { type ItemSlot, itemSlot } from "./item-slot.ts";
import { type Layer, editsThrough } from "./layer.ts";
import { Runs } from "../scalars/runs.ts";
import type { FileEdit, ScriptEdit, SourceMap } from "../model/source-map.ts";
import { type Tree, textOf } from "../syntax/tree.ts";

/** Decoded text of a scalar as it appears in a script: a number or boolean as written, empty for null. */
export function scalarText(tree: Tree, scalar: Scalar): string {
  if (typeof scalar.value === "string") return scalar.value;
  if (scalar.style === "plain" || scalar.style === "json") {
    return scalar.value === null ? "" : tree.text.slice(scalar.range[0], scalar.range[1]);
  }
  return textOf(scalar) ?? "";
}

const isHcl = ({ style }: Scalar): boolean => style === "hcl-quoted" || style === "hcl-heredoc";

/** A scalar of a tree. The tree's text is that of a file, or a decoded text that `host` maps to the file. */
export class ScalarMap implements Layer {
  readonly text: string;
  readonly #tree: Tree;
  readonly #scalar: Scalar;
  readonly #host: SourceMap;
  /** Whether several scripts share this scalar through aliases. A change in one of them then changes all. */
  shared = false;
  #runs: Runs | undefined;
  readonly #effort: EditEffort = { decoded: 0 };

  constructor(tree: Tree, scalar: Scalar, host: SourceMap) {
    this.text = scalarText(tree, scalar);
    this.#tree = tree;
    this.#scalar = scalar;
    this.#host = host;
  }

  range(pos: number, end: number): [number, number] {
    const [from, to] = this.hostRange(pos, end);
    return this.#host.range(from, to);
  }

  /** The range in the text that contains the scalar. */
  hostRange(pos: number, end: number): [number, number] {
    const runs = this.runs;
    const first = Math.min(Math.max(pos, 0), this.text.length);
    const last = Math.min(Math.max(end, first), this.text.length);
    if (this.text.length === 0) {
      const at = this.#scalar.range[0];
      return [at, at];
    }
    if (first === last) {
      const at = first < this.text.length ? runs.start(first) : runs.end(first - 1);
      return [at, at];
    }
    return [runs.start(first), runs.end(last - 1)];
  }

  get runs(): Runs {
    return (this.#runs ??= this.#decode());
  }

  edits(changes: readonly ScriptEdit[]): FileEdit[] | undefined {
    const sorted = sortEdits(changes);
    return sorted && editsThrough(this, this.#host, sorted);
  }

  hostEdits(changes: readonly ScriptEdit[]): ScriptEdit[] | undefined {
    if (changes.length === 0) return [];
    if (this.shared) return undefined;
    if (isHcl(this.#scalar)) {
      return hclEdits(this.#tree, this.#scalar, this.text, this.runs, changes, this.#effort);
    }
    return encodeEdits(
      {
        source: this.#tree.text,
        scalar: this.#scalar,
        text: this.text,
        runs: this.runs,
        parentIndent: this.#tree.indents.get(this.#scalar) ?? 0,
        inFlow: this.#tree.inFlow.has(this.#scalar),
        effort: this.#effort,
      },
      changes,
    );
  }

  /** Inserts list items before and after this scalar; `undefined` if the scalar is not a separate list item. */
  itemSlot(): ItemSlot | undefined {
    return this.shared ? undefined : itemSlot(this.#tree, this.#scalar);
  }

  /** If a decoder and `value` ever disagree, the whole scalar becomes a single run: imprecise, but never wrong. */
  #decode(): Runs {
    const [from, to] = this.#scalar.range;
    const runs = this.#decodeStyle(from, to);
    if (runs.decode(this.#tree.text) === this.text) return runs;
    const whole = new Runs();
    whole.atomic(this.text, from, to);
    return whole;
  }

  #decodeStyle(from: number, to: number): Runs {
    const source = this.#tree.text;
    if (this.text === "") return new Runs();
    if (isHcl(this.#scalar)) return this.#tree.templates?.runsOf(this.#scalar) ?? new Runs();
    if (typeof this.#scalar.value !== "string") return plainRuns(source, from, to);
    switch (this.#scalar.style) {
      case "json":
        return source[from] === '"' ? jsonRuns(source, from, to) : plainRuns(source, from, to);
      case "double-quoted":
        return doubleQuotedRuns(source, from, to);
      case "single-quoted":
        return singleQuotedRuns(source, from, to);
      case "plain":
        return plainRuns(source, from, to);
      default:
        return readBlock(source, from, to, this.#tree.indents.get(this.#scalar) ?? 0).runs;
    }
  }
}
