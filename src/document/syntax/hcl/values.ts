/** Evaluates expressions of HCL to text if it is known: literals, and locals and variable defaults that are literals. */
import type { FileReference } from "../../model/document.ts";
import { type Expression, expressionOf, nameOf, rangeOf } from "./expression.ts";
import type { HclFile } from "./file.ts";
import type { Definition, Module } from "./module.ts";
import type { HclNode } from "./syntax-tree.ts";
import { decodeTemplate, type DecodedTemplate, type SequenceText } from "./template.ts";
import { type TemplateSequence, holesIn } from "./template-sequences.ts";
import type { LiteralKind } from "./template-tokens.ts";

/** Maximum length of a known text in UTF-16 code units, because locals that refer to each other could multiply it. */
const MAX_KNOWN = 65_536;

/** Maximum length of a chain of definitions. */
const MAX_DEFINITIONS = 30;

/** For each `data` attribute that is the text of a file, the attribute that names the file. */
const DATA_FILES: ReadonlyMap<string, string> = new Map([
  ["local_file.content", "filename"],
  ["template_file.rendered", "template"],
]);

/** The range of a template's text, and its kind. */
export function contentOf(source: string, template: HclNode): { range: [number, number]; kind: LiteralKind } {
  if (template.type !== "heredoc_template") {
    return {
      range: [template.startIndex + 1, Math.max(template.startIndex + 1, template.endIndex - 1)],
      kind: "quoted",
    };
  }
  const [start, marker] = template.children;
  const feed = source.indexOf("\n", marker!.endIndex);
  const from = feed === -1 ? template.endIndex : feed + 1;
  const name = source.slice(marker!.startIndex, marker!.endIndex).trim();
  const to = Math.max(from, source.lastIndexOf("\n", template.endIndex - name.length) + 1);
  const isIndented = source.slice(start!.startIndex, start!.endIndex).endsWith("-");
  return { range: [from, to], kind: isIndented ? "indented-heredoc" : "heredoc" };
}

/** The hole that makes up a whole quoted text. The value of such a text is the hole's value, of any type. */
export function onlyHole(template: HclNode, holes: readonly TemplateSequence[]): HclNode | undefined {
  const [hole] = holes;
  if (template.type === "heredoc_template" || holes.length !== 1 || hole?.expression === undefined) return undefined;
  return hole.start === template.startIndex + 1 && hole.end === template.endIndex - 1 ? hole.expression : undefined;
}

export class Values {
  readonly #module: Module;
  readonly #texts = new Map<string, string | undefined>();

  constructor(module: Module) {
    this.#module = module;
  }

  /** The definition that a reference starts with: a local, a variable, or the name of a document that a `data` block looks up. */
  definition({ path }: Extract<Expression, { kind: "reference" }>): Definition | undefined {
    const [kind, name, label, attribute] = path;
    if (kind === "data" && name === "aws_ssm_document" && attribute === "name" && path.length === 4)
      return this.#module.data(name, String(label), attribute);
    if ((kind !== "local" && kind !== "var") || typeof name !== "string") return undefined;
    return this.#module.definition(kind, name);
  }

  /**
   * The file whose text a reference to a `data` block evaluates to: `data.local_file.x.content`,
   * `data.template_file.x.rendered`. `undefined` for any other reference.
   */
  dataFile({ path }: Pick<Extract<Expression, { kind: "reference" }>, "path">): FileReference | undefined {
    const [kind, type, label] = path;
    const wanted = DATA_FILES.get(`${type}.${path.at(-1)}`);
    if (kind !== "data" || wanted === undefined) return undefined;
    const definition = this.#module.data(String(type), String(label), wanted);
    if (definition === undefined) return undefined;
    const { file, value } = definition;
    if (type === "local_file") return this.fileCall(file, value, undefined);
    const template = expressionOf(file.text, value);
    const inner = template.kind === "text" ? onlyHole(template.template, holesIn(template.template)) : undefined;
    const call = inner ? expressionOf(file.text, inner) : template;
    if (call.kind !== "call" || call.name !== "file" || call.args.length !== 1) return undefined;
    const given = this.#module.data(String(type), String(label), "vars");
    const found = this.fileCall(file, call.args[0]!, undefined);
    return found && { ...found, variables: given ? this.#variables(given.file, given.value) : new Map() };
  }

  /** The file of a `file` call, or of a `templatefile` call with variables; `undefined` if no part of its path is known. */
  fileCall(file: HclFile, path: HclNode, variables: HclNode | undefined): FileReference | undefined {
    const expression = expressionOf(file.text, path);
    const written = expression.kind === "text" ? this.decode(file, expression.template).text : this.text(file, path);
    if (written === undefined) return undefined;
    return { path: written, variables: variables && this.#variables(file, variables) };
  }

  #variables(file: HclFile, node: HclNode): ReadonlyMap<string, string | undefined> {
    const given = new Map<string, string | undefined>();
    const expression = expressionOf(file.text, node);
    if (expression.kind !== "object") return given;
    for (const { key, value } of expression.entries) {
      const name = expressionOf(file.text, key);
      const text = name.kind === "reference" ? String(name.path[0]) : this.text(file, key);
      if (text !== undefined) given.set(text, this.text(file, value));
    }
    return given;
  }

  /** The text that replaces a hole. */
  fill(file: HclFile, { expression }: TemplateSequence, depth = 0): SequenceText {
    if (expression === undefined) return { text: "" };
    const known = this.text(file, expression, depth + 1);
    if (known !== undefined) return { text: known };
    const name = nameOf(file.text, expression);
    return { text: `\${${name}}`, name };
  }

  decode(file: HclFile, template: HclNode, depth = 0): DecodedTemplate {
    const { kind, range } = contentOf(file.text, template);
    return decodeTemplate(file.text, range, kind, holesIn(template), (hole) => this.fill(file, hole, depth));
  }

  /** The text of an expression; `undefined` if it is unknown. */
  text(file: HclFile, node: HclNode, depth = 0): string | undefined {
    if (depth > MAX_DEFINITIONS) return undefined;
    const expression = expressionOf(file.text, node);
    switch (expression.kind) {
      case "literal":
        if (expression.value === null) return undefined;
        if (expression.node.type === "unary_operation") return String(expression.value);
        return file.text.slice(...rangeOf(expression.node)).trim();
      case "text": {
        const { opaque, text } = this.decode(file, expression.template, depth + 1);
        const hasDirectives = holesIn(expression.template).some((hole) => hole.expression === undefined);
        return opaque.length > 0 || hasDirectives || text.length > MAX_KNOWN ? undefined : text;
      }
      case "reference":
        return this.#referenceText(expression, depth);
      default:
        return undefined;
    }
  }

  #referenceText(reference: Extract<Expression, { kind: "reference" }>, depth: number): string | undefined {
    if (reference.path.length !== (reference.path[0] === "data" ? 4 : 2)) return undefined;
    const key = reference.path.join(".");
    if (this.#texts.has(key)) return this.#texts.get(key);
    // Unknown during evaluation, because a definition may refer to itself.
    this.#texts.set(key, undefined);
    const definition = this.definition(reference);
    const text = definition && this.text(definition.file, definition.value, depth + 1);
    this.#texts.set(key, text);
    return text;
  }
}
