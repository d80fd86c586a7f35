/** An index to find the placeholders in code that a shell parses again, because there may be many pieces of code. */
import { groupBy } from "../../../grouping/group-by.ts";
import { type InterpretedText, SpanIndex } from "../../../shell/index.ts";
import type { Pasted } from "../places/pasted-values.ts";
import type { Ancestry } from "../places/placed-placeholders.ts";

interface Place {
  readonly pos: number;
  readonly end: number;
  readonly pasted: Pasted;
}

/** The placeholders of one parameter. */
interface Places {
  /** In order of the script. */
  readonly all: readonly Pasted[];
  readonly spans: SpanIndex<Place>;
  /** Keyed by the here-documents that contain them. */
  readonly bodies: ReadonlyMap<object, readonly Pasted[]>;
}

const indexes = new WeakMap<readonly Pasted[], ReadonlyMap<string, Places>>();

function placesOf(name: string, pasted: readonly Pasted[]): Places | undefined {
  let index = indexes.get(pasted);
  if (index === undefined) {
    const byName = groupBy(pasted, ({ placeholder }) => placeholder.name);
    indexes.set(pasted, (index = new Map([...byName].map(([key, all]) => [key, indexed(all)]))));
  }
  return index.get(name);
}

function indexed(all: readonly Pasted[]): Places {
  const bodies = new Map<object, Pasted[]>();
  for (const one of all)
    for (const body of bodiesAround(one)) {
      const same = bodies.get(body);
      if (same === undefined) bodies.set(body, [one]);
      else same.push(one);
    }
  const spans = all.map((pasted) => ({ pos: pasted.placeholder.pos, end: pasted.placeholder.end, pasted }));
  return { all, spans: new SpanIndex(spans), bodies };
}

function bodiesAround({ at }: Pasted): object[] {
  const bodies: object[] = [];
  for (let around: Ancestry | undefined = at; around !== undefined; around = around.parent)
    if (around.node.type === "HereDoc") bodies.push(around.node);
  return bodies;
}

/** Returns whether the placeholder is in the code: in its words, or in a here-document that its command reads. */
export function isPastedInto({ command, end, pos }: InterpretedText, pasted: Pasted): boolean {
  const { placeholder } = pasted;
  if (placeholder.pos >= pos && placeholder.end <= end) return true;
  const read: readonly object[] = command?.redirects ?? [];
  return read.length > 0 && bodiesAround(pasted).some((body) => read.includes(body));
}

/** Returns the placeholders of a parameter in the code, in order of the script. */
export function pastedInto(code: InterpretedText, name: string, pasted: readonly Pasted[]): readonly Pasted[] {
  const places = placesOf(name, pasted);
  if (places === undefined) return [];
  const found = new Set(places.spans.within(code).map((place) => place.pasted));
  for (const body of code.command?.redirects ?? []) for (const one of places.bodies.get(body) ?? []) found.add(one);
  return [...found].toSorted((a, b) => a.placeholder.pos - b.placeholder.pos);
}

/** Returns the last placeholder of a parameter before an offset; the parameter's first placeholder if there is none. */
export function pastedBefore(pos: number, name: string, pasted: readonly Pasted[]): Pasted | undefined {
  const all = placesOf(name, pasted)?.all ?? [];
  return all.findLast(({ placeholder }) => placeholder.end <= pos) ?? all[0];
}
