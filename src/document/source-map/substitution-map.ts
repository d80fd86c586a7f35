/** `Fn::Sub`: CloudFormation replaces `${Name}`; `${!Name}` is a literal `${Name}`. */
import type { OpaqueText, Range } from "../model/document.ts";
import { applyEdits, sortEdits } from "../scalars/edit-order.ts";
import { keptOpaque } from "./kept-opaque.ts";
import { FixedMap } from "./joined-map.ts";
import type { ItemSlot } from "./item-slot.ts";
import type { Layer } from "./layer.ts";
import { Runs } from "../scalars/runs.ts";
import { ScalarMap } from "./scalar-map.ts";
import type { FileEdit, ScriptEdit } from "../model/source-map.ts";
import { holdsInParts, means } from "./template-parts.ts";
import { mayVerify } from "../scalars/verification.ts";

/** A variable of `Fn::Sub`: a parameter, `AWS::Region`, `Resource.Attribute`. Anything else in `${…}` is not replaced. */
const VARIABLE = /\$\{(!|\s*([A-Za-z0-9_.:]+)\s*\})/g;

export interface Substitution {
  readonly map: Layer;
  readonly opaque: readonly OpaqueText[];
}

/** The text that a template string evaluates to, as far as the template determines it. */
export function substituteTemplate(template: Layer): Substitution {
  const source = template.text;
  if (!source.includes("${")) return { map: template, opaque: [] };
  const runs = new Runs();
  const opaque: OpaqueText[] = [];
  let text = "";
  let at = 0;
  for (const match of source.matchAll(VARIABLE)) {
    const start = match.index;
    runs.verbatim(at, start);
    text += source.slice(at, start);
    const end = start + match[0].length;
    if (match[2] === undefined) {
      runs.atomic("${", start, end);
      text += "${";
    } else {
      opaque.push({ range: [text.length, text.length + match[0].length], name: match[2] });
      runs.verbatim(start, end);
      text += match[0];
    }
    at = end;
  }
  runs.verbatim(at, source.length);
  text += source.slice(at);
  return { map: new SubstitutedMap(text, runs, template, opaque, SUBSTITUTIONS), opaque };
}

/** Reads and writes the syntax of a template. */
export interface TemplateLanguage {
  /** `undefined` if the text is not a valid template. */
  read(template: string): { readonly text: string; readonly opaque: readonly OpaqueText[] } | undefined;
  escape(text: string): string;
  /** Whether each part of the template, if it cuts no sequence, is read independently of the others. */
  isSeparable(template: string): boolean;
  /** Rewrites the whole template for a text with these variables, if that is possible. */
  write?(text: string, opaque: readonly Range[]): string;
}

const SUBSTITUTIONS: TemplateLanguage = {
  read(template) {
    const { map, opaque } = substituteTemplate(new FixedMap(template, () => [0, 0]));
    return { text: map.text, opaque };
  },
  escape: (text) => escapeVariables(text),
  isSeparable: (text) => !/\$\{(?!!|\s*[A-Za-z0-9_.:]+\s*\})/.test(text),
  write: templateOf,
};

export class SubstitutedMap implements Layer {
  readonly text: string;
  readonly #runs: Runs;
  readonly #template: Layer;
  readonly #opaque: readonly OpaqueText[];
  readonly #language: TemplateLanguage;
  /** Number of UTF-16 code units that were decoded to verify edits. */
  #decoded = 0;
  #isSeparable: boolean | undefined;

  constructor(text: string, runs: Runs, template: Layer, opaque: readonly OpaqueText[], language: TemplateLanguage) {
    this.#opaque = opaque;
    this.text = text;
    this.#runs = runs;
    this.#template = template;
    this.#language = language;
  }

  range(pos: number, end: number): [number, number] {
    const length = this.text.length;
    const first = Math.min(Math.max(pos, 0), length);
    const last = Math.min(Math.max(end, first), length);
    if (first < last) return this.#template.range(this.#runs.start(first), this.#runs.end(last - 1));
    const at = first < length ? this.#runs.start(first) : this.#template.text.length;
    return this.#template.range(at, at);
  }

  edits(changes: readonly ScriptEdit[]): FileEdit[] | undefined {
    const inTemplate = this.#templateEdits(changes);
    return inTemplate && this.#template.edits(inTemplate);
  }

  hostEdits(changes: readonly ScriptEdit[]): ScriptEdit[] | undefined {
    const inTemplate = this.#templateEdits(changes);
    return inTemplate && this.#template.hostEdits(inTemplate);
  }

  /** Inserts list items, which are no templates, before and after the template; `undefined` if it is not a separate list item. */
  itemSlot(): ItemSlot | undefined {
    const isItem = this.#language === SUBSTITUTIONS && this.#template instanceof ScalarMap;
    return isItem ? this.#template.itemSlot() : undefined;
  }

  #templateEdits(changes: readonly ScriptEdit[]): ScriptEdit[] | undefined {
    const sorted = sortEdits(changes);
    if (!sorted) return undefined;
    const language = this.#language;
    const local = sorted.map(({ pos, end, text }) => {
      const from = pos < this.text.length ? this.#runs.start(pos) : this.#template.text.length;
      return { pos: from, end: end > pos ? this.#runs.end(end - 1) : from, text: language.escape(text) };
    });
    const splits = sorted.some(({ pos, end }) => this.#runs.splits(pos) || this.#runs.splits(end));
    if (!splits && this.#holdsInParts(sorted, local)) return local;
    if (!mayVerify(this.#decoded)) return undefined;
    this.#decoded += this.text.length;
    const wanted = applyEdits(this.text, sorted);
    const kept = keptOpaque(this.#opaque, sorted);
    if (!kept) return undefined;
    if (!splits && means(language.read, applyEdits(this.#template.text, local), wanted, kept)) return local;
    const whole = language.write?.(wanted, kept);
    if (whole === undefined || !means(language.read, whole, wanted, kept)) return undefined;
    return [{ pos: 0, end: this.#template.text.length, text: whole }];
  }

  #holdsInParts(changes: readonly ScriptEdit[], edits: readonly ScriptEdit[]): boolean {
    const { text: template } = this.#template;
    this.#isSeparable ??= this.#language.isSeparable(template);
    if (!this.#isSeparable) return false;
    const edited = {
      source: template,
      range: [0, template.length] as const,
      text: this.text,
      runs: this.#runs,
      opaque: this.#opaque,
    };
    return holdsInParts(edited, changes, edits, (part) =>
      this.#language.isSeparable(part) ? this.#language.read(part) : undefined,
    );
  }
}

const escapeVariables = (text: string): string => text.replaceAll("${", "${!");

function templateOf(text: string, opaque: readonly Range[]): string {
  let template = "";
  let at = 0;
  for (const [start, end] of opaque) {
    template += escapeVariables(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return template + escapeVariables(text.slice(at));
}
