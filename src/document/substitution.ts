/** `Fn::Sub`: `${Name}` is put in by CloudFormation, `${!Name}` is a literal `${Name}`. */
import type { OpaqueText } from "./document.ts";
import { Runs } from "./runs.ts";
import type { FileEdit, ScriptEdit, SourceMap } from "./source-map.ts";

/** A variable of `Fn::Sub`: a parameter, `AWS::Region`, `Resource.Attribute`. Anything else in `${…}` is not replaced. */
const VARIABLE = /\$\{(!|\s*([A-Za-z0-9_.:]+)\s*\})/g;

export interface Substitution {
  readonly map: SourceMap;
  readonly opaque: readonly OpaqueText[];
}

/** The text that a template string stands for, as far as the template says it. */
export function substitute(template: SourceMap): Substitution {
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
  return { map: new SubstitutedMap(text, runs, template), opaque };
}

class SubstitutedMap implements SourceMap {
  readonly text: string;
  readonly #runs: Runs;
  readonly #template: SourceMap;

  constructor(text: string, runs: Runs, template: SourceMap) {
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

  edits(_changes: readonly ScriptEdit[]): FileEdit[] | undefined {
    return undefined;
  }
}
