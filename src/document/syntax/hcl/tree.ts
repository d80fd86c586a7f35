/**
 * Expressions of HCL as the nodes that YAML and JSON give: objects are mappings, tuples are sequences, and what is computed is a node
 * with a function (`Tree.computed`): `join` is `Join`, a conditional is `If`, and what is not known has its own name.
 */
import type { Alias, DataComment, DataNode, Mapping, OpaqueText, Pair, Range, Scalar } from "../../model/document.ts";
import type { FileReference } from "../../model/files.ts";
import { MAX_DEPTH, MAX_LISTED } from "../../model/limits.ts";
import { Runs } from "../../scalars/runs.ts";
import type { Intrinsic, Templates, Tree } from "../tree.ts";
import { type Expression, expressionOf, nameOf, rangeOf } from "./expression.ts";
import { type HclBlock, type HclFile, parseHclFile } from "./file.ts";
import type { Module } from "./module.ts";
import { foreignNode } from "./foreign.ts";
import { scalarNode, sequenceNode } from "./nodes.ts";
import type { HclNode } from "./parser.ts";
import { type DecodedTemplate, holesIn } from "./template.ts";
import { onlyHole, Values } from "./values.ts";

/** Functions that give their first argument back, as far as matters here. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  "chomp",
  "compact",
  "distinct",
  "nonsensitive",
  "sensitive",
  "tolist",
  "tostring",
  "trimspace",
]);

/** What of a path is behind the name that is defined. */
const stepsOf = (path: readonly (string | number)[]): readonly (string | number)[] =>
  path[0] === "data" ? [] : path.slice(2);

/** The entries of objects together: the last of each name counts. */
function mergedPairs(pairs: readonly Pair[]): readonly Pair[] {
  const last = new Map(pairs.map((pair) => [pair.key.type === "Scalar" ? pair.key.value : pair.key, pair]));
  return [...last.values()];
}

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
  /** Values of other files, by what they are called. */
  readonly definedElsewhere = new Map<DataNode, string>();
  readonly #file: HclFile;
  readonly #values: Values;
  readonly #opaque: OpaqueText[] = [];
  readonly #written = new Map<Scalar, Written>();
  /** By the place of their expression, so that what is named twice is one node. */
  readonly #nodes = new Map<string, DataNode>();
  readonly #open = new Set<string>();
  readonly #foreignBudget = { left: MAX_LISTED };

  constructor(file: HclFile, module: Module) {
    this.#file = file;
    this.#values = new Values(module);
    this.text = file.text;
    this.comments = file.comments;
  }

  get templates(): Templates {
    return this;
  }

  /** The ranges of all interpolations that are read so far, in order. */
  get opaque(): readonly OpaqueText[] {
    return this.#opaque.toSorted((a, b) => a.range[0] - b.range[0]);
  }

  /** The ranges of all here-documents that are read so far. */
  get heredocs(): readonly Range[] {
    return [...this.#written.keys()].filter(({ style }) => style === "hcl-heredoc").map(({ range }) => range);
  }

  /** The node of an expression of the file. */
  node(expression: HclNode): DataNode {
    return this.#own(expression, 0);
  }

  /** The attributes of a block, and the blocks in it, as a mapping. */
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

  /** What `data.template_file.label.rendered` is taken from. */
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

  reread(scalar: Scalar, source: string): { text: string; opaque: readonly OpaqueText[] } | undefined {
    if (!this.#written.has(scalar)) return undefined;
    const file = parseHclFile(`x = [${source}\n]\n`);
    const [attribute, ...others] = file.attributes;
    if (file.problem || attribute === undefined || others.length > 0) return undefined;
    const list = expressionOf(file.text, attribute.value);
    const item = list.kind === "tuple" && list.items.length === 1 ? list.items[0] : undefined;
    const expression = item && expressionOf(file.text, item);
    if (expression?.kind !== "text" || rangeOf(expression.node)[1] !== 5 + source.length) return undefined;
    return this.#values.decode(file, expression.template);
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
        return this.#call(expression, depth);
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

  /** A name is the text itself, also one that a local has. */
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

  /** What a value holds under names and indices. */
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

  #call({ args, name, node }: Extract<Expression, { kind: "call" }>, depth: number): DataNode {
    const range = rangeOf(node);
    const [first, second] = args;
    if (first === undefined) return this.#unknown(node);
    switch (name) {
      case "jsonencode":
      case "yamlencode":
      case "jsondecode":
      case "yamldecode":
        return this.#compute(range, name, this.#own(first, depth));
      case "file":
      case "templatefile":
        return this.#fileCall(
          node,
          this.#values.fileCall(this.#file, first, name === "file" ? undefined : (second ?? first)),
        );
      case "join":
      case "split":
        if (second === undefined) return this.#unknown(node);
        return this.#compute(
          range,
          name === "join" ? "Join" : "Split",
          sequenceNode(range, [this.#own(first, depth), this.#own(second, depth)]),
        );
      case "concat":
      case "flatten":
        return this.#list(node, this.#listed(name === "flatten" ? this.#itemsOf(first) : args, depth));
      case "merge": {
        const parts = args.map((arg) => this.#own(arg, depth));
        if (!parts.every((part) => part.type === "Mapping" && !this.computed.has(part))) return this.#unknown(node);
        const pairs = mergedPairs(parts.flatMap((part) => (part as Mapping).pairs));
        if (pairs.length > MAX_LISTED) return this.#unknown(node);
        return { type: "Mapping", range, tag: undefined, anchor: name, pairs };
      }
      case "replace":
        return this.#isLineEnding(args) ? this.#own(first, depth) : this.#unknown(node);
      default:
        return TRANSPARENT.has(name) ? this.#own(first, depth) : this.#unknown(node);
    }
  }

  /** `replace(x, "\r\n", "\n")`. */
  #isLineEnding([, from, to]: readonly HclNode[]): boolean {
    const pair = [from, to].map((arg) => arg && this.#values.text(this.#file, arg));
    return pair[0]?.includes("\r") === true && (pair[1] === "\n" || pair[1] === "");
  }

  #itemsOf(node: HclNode): readonly HclNode[] {
    const expression = expressionOf(this.text, node);
    return expression.kind === "tuple" ? expression.items : [node];
  }

  /** The items of lists in one; a list that is chosen or computed is one item with all its lines. */
  #listed(lists: readonly HclNode[], depth: number): DataNode[] {
    return lists.flatMap((list) => {
      const node = this.#own(list, depth);
      if (node.type === "Sequence" && !this.computed.has(node)) return node.items;
      return [this.#lines(node, 0)];
    });
  }

  /** A list that doubles again and again is not known. */
  #list(node: HclNode, items: readonly DataNode[]): DataNode {
    return items.length > MAX_LISTED ? this.#unknown(node) : sequenceNode(rangeOf(node), items);
  }

  #lines(node: DataNode, depth: number): DataNode {
    const computed = this.computed.get(node);
    if (computed?.name === "If" && computed.argument.type === "Sequence" && depth < MAX_DEPTH) {
      const [condition, ...arms] = computed.argument.items;
      const lines = arms.map((arm) => this.#lines(arm, depth + 1));
      return this.#compute(node.range, "If", sequenceNode(node.range, [condition!, ...lines]));
    }
    if (node.type !== "Sequence" || computed) return node;
    if (node.items.length === 0) return this.#compute(node.range, "Ref", scalarNode(node.range, "AWS::NoValue"));
    const separator = scalarNode(node.range, "\n");
    return this.#compute(node.range, "Join", sequenceNode(node.range, [separator, node]));
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
