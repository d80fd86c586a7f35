/** `Fn::Sub`: `${Name}` is put in by CloudFormation, `${!Name}` is a literal `${Name}`. */
import type { OpaqueText, Range } from "../model/document.ts";
import { MAX_DECODED } from "../model/limits.ts";
import { applyEdits, sortEdits } from "../scalars/edit-order.ts";
import { FixedMap } from "./joined-map.ts";
import type { Layer } from "./layer.ts";
import { Runs } from "../scalars/runs.ts";
import type { FileEdit, ScriptEdit } from "../model/source-map.ts";

/** A variable of `Fn::Sub`: a parameter, `AWS::Region`, `Resource.Attribute`. Anything else in `${…}` is not replaced. */
const VARIABLE = /\$\{(!|\s*([A-Za-z0-9_.:]+)\s*\})/g;

export interface Substitution {
  readonly map: Layer;
  readonly opaque: readonly OpaqueText[];
}

/** The text that a template string stands for, as far as the template says it. */
export function substitute(template: Layer): Substitution {
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
  return { map: new SubstitutedMap(text, runs, template, opaque), opaque };
}

class SubstitutedMap implements Layer {
  readonly text: string;
  readonly #runs: Runs;
  readonly #template: Layer;
  /** UTF-16 units that were decoded to check edits. */
  #decoded = 0;

  readonly #opaque: readonly OpaqueText[];

  constructor(text: string, runs: Runs, template: Layer, opaque: readonly OpaqueText[]) {
    this.#opaque = opaque;
    this.text = text;
    this.#runs = runs;
    this.#template = template;
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

  #templateEdits(changes: readonly ScriptEdit[]): ScriptEdit[] | undefined {
    const sorted = sortEdits(changes);
    if (!sorted) return undefined;
    const local = sorted.map(({ pos, end, text }) => {
      const from = pos < this.text.length ? this.#runs.start(pos) : this.#template.text.length;
      return { pos: from, end: end > pos ? this.#runs.end(end - 1) : from, text: escapeVariables(text) };
    });
    if (this.#decoded > MAX_DECODED) return undefined;
    this.#decoded += this.text.length;
    const wanted = applyEdits(this.text, sorted);
    const kept = keptOpaque(this.#opaque, sorted);
    if (!kept) return undefined;
    const splits = sorted.some(({ pos, end }) => this.#runs.splits(pos) || this.#runs.splits(end));
    if (!splits && means(applyEdits(this.#template.text, local), wanted, kept)) return local;
    const whole = templateOf(wanted, kept);
    return means(whole, wanted, kept) ? [{ pos: 0, end: this.#template.text.length, text: whole }] : undefined;
  }
}

const escapeVariables = (text: string): string => text.replaceAll("${", "${!");

/** Where the opaque texts stand after the changes; `undefined` where a change cuts one. */
function keptOpaque(opaque: readonly OpaqueText[], changes: readonly ScriptEdit[]): Range[] | undefined {
  const kept: Range[] = [];
  for (const { range } of opaque) {
    const [start, end] = range;
    let shift = 0;
    let removed = false;
    for (const change of changes) {
      if (change.end <= start && change.pos <= start) shift += change.text.length - (change.end - change.pos);
      else if (change.pos <= start && change.end >= end) removed = true;
      else if (change.pos < end) return undefined;
    }
    if (!removed) kept.push([start + shift, end + shift]);
  }
  return kept;
}

/** Whether a template stands for the text, with exactly these variables. */
function means(template: string, text: string, opaque: readonly Range[]): boolean {
  const { map, opaque: found } = substitute(new FixedMap(template, () => [0, 0]));
  return (
    map.text === text &&
    found.length === opaque.length &&
    found.every(({ range }, index) => range[0] === opaque[index]![0] && range[1] === opaque[index]![1])
  );
}

function templateOf(text: string, opaque: readonly Range[]): string {
  let template = "";
  let at = 0;
  for (const [start, end] of opaque) {
    template += escapeVariables(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return template + escapeVariables(text.slice(at));
}
