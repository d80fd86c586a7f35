/** A document's data for the checks, with aliases, merges and CloudFormation's functions resolved. */
import type { DocumentContent, Entry, ResourceProperties } from "../model/content.ts";
import type { DataNode, Mapping, Range, Scalar, Sequence } from "../model/document.ts";
import type { FileEdit } from "../model/source-map.ts";
import { MAX_MERGES } from "../model/limits.ts";
import { ScalarMap } from "../source-map/scalar-map.ts";
import { keyName, mergedMappings, nodesBelow, resolveAlias, textOf } from "../syntax/tree.ts";
import { intrinsicOf } from "./intrinsic.ts";
import { holdsOpaque } from "./intrinsic-text.ts";
import type { TreeReading } from "./reading.ts";
import { eachStep } from "./step-list.ts";
import { alternatives } from "./steps.ts";

/** `${name}`: the file is a template (Terraform's `templatefile`, `envsubst`), and another program decides the value. */
const TEMPLATE_VALUE = /(?<![\\$])\$\{[\w.-]+\}/;

export class Content implements DocumentContent {
  readonly root: Mapping;
  readonly resource: ResourceProperties | undefined;
  readonly #reading: TreeReading;
  readonly #entries = new WeakMap<Mapping, ReadonlyMap<string, Entry>>();
  readonly #items = new WeakMap<Sequence, readonly DataNode[]>();
  readonly #maps = new WeakMap<Scalar, ScalarMap>();
  #steps: readonly Mapping[] | undefined;

  constructor(reading: TreeReading, root: Mapping, resource: ResourceProperties | undefined) {
    this.#reading = reading;
    this.root = root;
    this.resource = resource;
  }

  get steps(): readonly Mapping[] {
    return (this.#steps ??= eachStep(this.#reading, this.root, (node) => [node]));
  }

  get hasChosenSteps(): boolean {
    const list = this.get(this.root, "mainSteps")?.value;
    if (list?.type !== "Sequence" || this.isUnknown(list)) return list !== undefined && this.isUnknown(list);
    return list.items.some((item) => this.isUnknown(resolveAlias(this.#reading.tree, item)));
  }

  entries(node: DataNode | undefined): readonly Entry[] {
    return node?.type === "Mapping" ? [...this.#byName(node).values()] : [];
  }

  get(node: DataNode | undefined, name: string): Entry | undefined {
    return node?.type === "Mapping" ? this.#byName(node).get(name) : undefined;
  }

  getAnyCase(node: DataNode | undefined, name: string): Entry | undefined {
    const lower = name.toLowerCase();
    return this.get(node, name) ?? this.entries(node).find((entry) => entry.name.toLowerCase() === lower);
  }

  /** A key of the mapping itself overrides that of a merge, and a nearer merge overrides a farther one. */
  #byName(node: Mapping): ReadonlyMap<string, Entry> {
    const known = this.#entries.get(node);
    if (known) return known;
    const { tree } = this.#reading;
    const found = new Map<string, Entry>();
    this.#entries.set(node, found);
    const seen = new Set<Mapping>();
    const open = [node];
    for (let at = open.pop(); at; at = open.pop()) {
      if (seen.has(at) || seen.size > MAX_MERGES) continue;
      seen.add(at);
      const own = new Map<string, Entry>();
      const merged: Mapping[] = [];
      for (const pair of at.pairs) {
        const name = keyName(tree, pair);
        if (name === "<<") merged.push(...mergedMappings(tree, pair));
        else if (name !== undefined) own.set(name, { name, key: pair.key, value: resolveAlias(tree, pair.value) });
      }
      for (const [name, entry] of own) if (!found.has(name)) found.set(name, entry);
      open.push(...merged.toReversed());
    }
    return found;
  }

  items(node: DataNode | undefined): readonly DataNode[] {
    if (node?.type !== "Sequence" || node.tag !== undefined) return [];
    let items = this.#items.get(node);
    if (!items) this.#items.set(node, (items = node.items.flatMap((item) => this.#arms(item))));
    return items;
  }

  #arms(item: DataNode): readonly DataNode[] {
    const actual = resolveAlias(this.#reading.tree, item);
    if (!actual) return [];
    return this.isUnknown(actual) ? alternatives(this.#reading, actual) : [actual];
  }

  isUnknown(node: DataNode | undefined): boolean {
    if (node === undefined) return false;
    if (intrinsicOf(this.#reading.tree, node)) return true;
    if (node.type !== "Scalar") return false;
    return holdsOpaque(this.#reading, node.range) || TEMPLATE_VALUE.test(textOf(node) ?? "");
  }

  text(node: DataNode | undefined): string | undefined {
    return this.isUnknown(node) ? undefined : textOf(node);
  }

  *scalars(root: DataNode): Iterable<Scalar> {
    for (const node of nodesBelow(root)) if (node.type === "Scalar") yield node;
  }

  range(node: DataNode): Range {
    return this.#reading.fileRange(node);
  }

  textRange(scalar: Scalar, start: number, end: number): Range {
    return this.#map(scalar).range(start, end);
  }

  decoded(scalar: Scalar): string {
    return this.#map(scalar).text;
  }

  /** A separate map for each scalar. The maps in the reading cannot be shared, because they record whether scripts share a scalar. */
  #map(scalar: Scalar): ScalarMap {
    let map = this.#maps.get(scalar);
    if (!map) this.#maps.set(scalar, (map = new ScalarMap(this.#reading.tree, scalar, this.#reading.host)));
    return map;
  }

  replace({ range: [pos, end] }: DataNode, text: string): FileEdit[] | undefined {
    return this.#reading.host.edits([{ pos, end, text }]);
  }
}
