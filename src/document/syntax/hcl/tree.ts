/**
 * Converts expressions of HCL into the same nodes as YAML and JSON. Objects become mappings, tuples become sequences, and a
 * computed value becomes a node with a function (`Tree.computed`): `join` is `Join`, a conditional is `If`, and an unknown
 * value has its own name.
 */
import type {
  Alias,
  DataComment,
  DataNode,
  FileReference,
  Mapping,
  OpaqueText,
  Pair,
  Range,
  Scalar,
} from "../../model/document.ts";
import { MAX_DEPTH, MAX_LISTED } from "../../model/limits.ts";
import { Runs } from "../../scalars/runs.ts";
import type { Intrinsic, Templates, Tree } from "../tree.ts";
import { type Expression, expressionOf, nameOf, rangeOf } from "./expression.ts";
import type { HclBlock, HclFile } from "./file.ts";
import { callNode, type NodeBuilder } from "./calls.ts";
import type { Module } from "./module.ts";
import { foreignNode } from "./foreign.ts";
import { scalarNode, sequenceNode } from "./nodes.ts";
import { SeparateTexts } from "./separate-text.ts";
import type { HclNode } from "./syntax-tree.ts";
import type { DecodedTemplate } from "./template.ts";
import { holesIn } from "./template-sequences.ts";
import { onlyHole, Values } from "./values.ts";

/** The part of a path after the defined name. */
const stepsOf = (path: readonly (string | number)[]): readonly (string | number)[] =>
  path[0] === "data" ? [] : path.slice(2);

interface Written {
  readonly template: HclNode;
  readonly decoded: DecodedTemplate;
}

export class HclTree implements Tree, Templates {
  readonly text: string;
  readonly language = "hcl";
  readonly roots: DataNode[] = [];
  readonly comments: readonly DataComment[];
  readonly errors = [];
  readonly targets: ReadonlyMap<Alias, DataNode> = new Map();
  readonly indents: ReadonlyMap<Scalar, number> = new Map();
  readonly inFlow: ReadonlySet<Scalar> = new Set();
  readonly computed = new Map<DataNode, Intrinsic>();
  readonly fileCalls = new Map<DataNode, FileReference>();
  /** Nodes whose value another file defines, with the name of the value. */
  readonly definedElsewhere = new Map<DataNode, string>();
  readonly #file: HclFile;
  readonly #values: Values;
  readonly #separate: SeparateTexts;
  readonly #opaque: OpaqueText[] = [];
  readonly #written = new Map<Scalar, Written>();
  /** Keyed by the range of their expression, so that an expression that is referenced twice is one node. */
  readonly #nodes = new Map<string, DataNode>();
  readonly #open = new Set<string>();
  readonly #foreignBudget = { left: MAX_LISTED };
  readonly #builder: NodeBuilder;

  constructor(file: HclFile, module: Module) {
    this.#file = file;
    this.#values = new Values(module);
    this.#separate = new SeparateTexts(this.#values);
    this.text = file.text;
    this.comments = file.comments;
    this.#builder = {
      computed: this.computed,
      compute: (range, name, argument) => this.#compute(range, name, argument),
      expression: (node) => expressionOf(this.text, node),
      file: (node, path, variables) => this.#fileCall(node, this.#values.fileCall(file, path, variables)),
      node: (node, depth) => this.#own(node, depth),
      text: (node) => this.#values.text(file, node),
    };
  }

  get templates(): Templates {
    return this;
  }

  /** The ranges of all interpolations read so far, in order. */
  get opaque(): readonly OpaqueText[] {
    return this.#opaque.toSorted((a, b) => a.range[0] - b.range[0]);
  }

  /** The ranges of all here-documents read so far. */
  get heredocs(): readonly Range[] {
    return [...this.#written.keys()].filter(({ style }) => style === "hcl-heredoc").map(({ range }) => range);
  }

  /** The node of an expression of the file. */
  node(expression: HclNode): DataNode {
    return this.#own(expression, 0);
  }

  /** The attributes and nested blocks of a block, as a mapping. */
  block(block: HclBlock, depth = 0): Mapping {
    const pairs = block.attributes.map(({ key, name, node, value }): Pair => {
      const own: Scalar = scalarNode(rangeOf(key), name);
      return { type: "Pair", range: rangeOf(node), key: own, value: this.#own(value, depth) };
    });
    const inner = depth > MAX_DEPTH ? [] : block.blocks;
    for (const one of inner) {
      const key = scalarNode(rangeOf(one.node.children[0]!), one.type);
      pairs.push({ type: "Pair", range: rangeOf(one.node), key, value: this.block(one, depth + 1) });
    }
    return { type: "Mapping", range: rangeOf(block.node), tag: undefined, anchor: undefined, pairs };
  }

  /** The file that `data.template_file.label.rendered` is rendered from. */
  templateFile(label: string): FileReference | undefined {
    const path = ["data", "template_file", label, "rendered"];
    return this.#values.dataFile({ path });
  }

  runsOf(scalar: Scalar): Runs | undefined {
    return this.#written.get(scalar)?.decoded.runs;
  }

  indentOf(scalar: Scalar): number {
    return this.#written.get(scalar)?.decoded.indent ?? 0;
  }

  opaqueOf(scalar: Scalar): readonly OpaqueText[] | undefined {
    return this.#written.get(scalar)?.decoded.opaque;
  }

  reread(scalar: Scalar, source: string): { text: string; opaque: readonly OpaqueText[] } | undefined {
    return this.#written.has(scalar) ? this.#separate.decode(source) : undefined;
  }

  #own(node: HclNode, depth: number): DataNode {
    const key = `${node.startIndex}:${node.endIndex}`;
    const known = this.#nodes.get(key);
    if (known) return known;
    if (depth > MAX_DEPTH || this.#open.has(key)) return this.#unknown(node);
    this.#open.add(key);
    const made = this.#convert(expressionOf(this.text, node), depth + 1);
    this.#open.delete(key);
    this.#nodes.set(key, made);
    return made;
  }

  #convert(expression: Expression, depth: number): DataNode {
    const { kind, node } = expression;
    switch (kind) {
      case "text":
        return this.#text(expression.template, depth);
      case "literal":
        return scalarNode(rangeOf(node), expression.value);
      case "tuple":
        return sequenceNode(
          rangeOf(node),
          expression.items.map((item) => this.#own(item, depth)),
        );
      case "object":
        return this.#object(expression, depth);
      case "conditional": {
        const condition = this.text.slice(...rangeOf(expression.condition)).replaceAll(/\s+/g, " ");
        const arms = expression.arms.map((arm) => this.#own(arm, depth));
        const name = scalarNode(rangeOf(expression.condition), condition.slice(0, 80));
        return this.#compute(rangeOf(node), "If", sequenceNode(rangeOf(node), [name, ...arms]));
      }
      case "reference":
        return this.#reference(expression, depth);
      case "call":
        return callNode(expression, this.#builder, depth) ?? this.#unknown(node);
      default:
        return this.#unknown(node);
    }
  }

  #text(template: HclNode, depth: number): DataNode {
    const holes = holesIn(template);
    const whole = onlyHole(template, holes);
    if (whole) return this.#own(whole, depth);
    const decoded = this.#values.decode(this.#file, template);
    const style = template.type === "heredoc_template" ? "hcl-heredoc" : "hcl-quoted";
    const scalar: Scalar = { ...scalarNode(rangeOf(template), decoded.text), style };
    this.#written.set(scalar, { template, decoded });
    for (const hole of decoded.holes) this.#opaque.push(hole);
    return scalar;
  }

  #object({ entries, node }: Extract<Expression, { kind: "object" }>, depth: number): Mapping {
    const pairs = entries.map((entry): Pair => {
      const range = rangeOf(entry.node);
      return { type: "Pair", range, key: this.#key(entry.key, depth), value: this.#own(entry.value, depth) };
    });
    return { type: "Mapping", range: rangeOf(node), tag: undefined, anchor: undefined, pairs };
  }

  /** An unquoted key is literal text, even if a local has the same name. */
  #key(node: HclNode, depth: number): DataNode {
    const expression = expressionOf(this.text, node);
    if (expression.kind === "reference" && expression.path.length === 1) {
      const isPlain = this.text[node.startIndex] !== "(";
      return isPlain ? scalarNode(rangeOf(node), expression.path[0]) : this.#unknown(node);
    }
    return this.#own(node, depth);
  }

  #reference(reference: Extract<Expression, { kind: "reference" }>, depth: number): DataNode {
    const definition = this.#values.definition(reference);
    if (definition === undefined) return this.#fileCall(reference.node, this.#values.dataFile(reference));
    if (definition.file === this.#file)
      return this.#step(this.#own(definition.value, depth), stepsOf(reference.path)) ?? this.#unknown(reference.node);
    const name = reference.path.join(".");
    const unknown = (): DataNode => this.#unknown(reference.node);
    const at = { range: rangeOf(reference.node), name, budget: this.#foreignBudget, unknown };
    const value = foreignNode(this.#values, definition.file, definition.value, at, depth);
    const found = this.#step(value, stepsOf(reference.path)) ?? this.#unknown(reference.node);
    this.definedElsewhere.set(found, name);
    return found;
  }

  /** The node at a path of names and indices within a value. */
  #step(start: DataNode, path: readonly (string | number)[]): DataNode | undefined {
    let node: DataNode | undefined = start;
    for (const step of path) {
      if (node === undefined || this.computed.has(node)) return undefined;
      if (node.type === "Sequence") node = typeof step === "number" ? node.items[step] : undefined;
      else if (node.type === "Mapping") {
        node = node.pairs.findLast(({ key }) => key.type === "Scalar" && key.value === step)?.value;
      } else return undefined;
    }
    return node;
  }

  #fileCall(node: HclNode, reference: FileReference | undefined): DataNode {
    const computed = this.#unknown(node);
    if (reference) this.fileCalls.set(computed, reference);
    return computed;
  }

  #unknown(node: HclNode): DataNode {
    return this.#compute(rangeOf(node), nameOf(this.text, node), scalarNode(rangeOf(node), null));
  }

  #compute(range: Range, name: string, argument: DataNode): DataNode {
    const node = scalarNode(range, null);
    this.computed.set(node, { name, argument });
    return node;
  }
}
