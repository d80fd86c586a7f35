/**
 * The forms in which a document can be printed: as it is today, and as RFC 8259 permits in the future. White space between tokens
 * and the order of names carry no meaning, and an object can get one more name; in any combination.
 */
import { isObject, reorderKeys, withMember, writtenPath, type Json, type Leaf } from "../../../aws/json/json.ts";
import type { KnownDocument } from "../../../aws/json/documents.ts";
import { layouts, renderJson, type Layout } from "../../../aws/json/layout.ts";

export type Change = "one line" | "other white space" | "other order" | "similar key";

export interface Rendering {
  /** The differences from today's form; never empty. */
  readonly changes: readonly Change[];
  /** The key that was added. */
  readonly added: string | undefined;
  readonly text: string;
}

/** The value of an added key. */
export const ADDED_VALUE = "zz-0/other+value==";

/** The budget for rendering combined changes of one document, in characters. Forms with a single difference are always rendered. */
const MOST_COMBINED = 1_000_000;

/** One difference from today's form. */
interface Variant<Applied> {
  readonly change: Change | undefined;
  readonly apply: Applied;
  readonly added?: string;
}

/** The number of differences between two layouts: a layout with a single difference is the better explanation. */
function differences(one: Layout, other: Layout): number {
  return Number(one.colon !== other.colon) + Number((one.indent === undefined) !== (other.indent === undefined));
}

function layoutsBeside({ layout: today, isFormatted }: KnownDocument): Variant<Layout>[] {
  if (isFormatted === true) return [];
  const others: [Change, Layout][] = [
    ["one line", layouts.compact],
    ["one line", layouts.line],
    ["other white space", layouts.metadata],
    ["other white space", layouts.cli],
    ["other white space", layouts.tight],
  ];
  return others
    .filter(([, layout]) => layout.indent !== today.indent || layout.colon !== today.colon)
    .toSorted(([, one], [, other]) => differences(one, today) - differences(other, today))
    .map(([change, layout]) => ({
      change: change === "one line" && today.indent === undefined ? "other white space" : change,
      apply: layout,
    }));
}

type Edit = (value: Json) => Json;

/** Orders of names: the wanted name and those that lead to it first, or last; all names reversed; or the first name last. */
function ordersBesides({ path }: Leaf): Variant<Edit>[] {
  const wanted = new Set(path);
  const isWanted = ([key]: readonly [string, Json]): boolean => wanted.has(key);
  const orders: ((members: readonly (readonly [string, Json])[]) => readonly (readonly [string, Json])[])[] = [
    (members) => [...members.filter((one) => !isWanted(one)), ...members.filter(isWanted)],
    (members) => [...members.filter(isWanted), ...members.filter((one) => !isWanted(one))],
    (members) => members.toReversed(),
    ([first, ...rest]) => (first === undefined ? rest : [...rest, first]),
  ];
  return orders.map((order) => ({ change: "other order", apply: (value) => reorderKeys(value, order) }));
}

/** Adds a name that contains the wanted one, beside it. */
function membersBeside({ key, path }: Leaf): Variant<Edit>[] {
  if (key === "") return [];
  const capital = key.slice(0, 1).toUpperCase() + key.slice(1);
  return [`Other${key}`, `${key}Other`, `other${capital}`].flatMap((added) =>
    (["before", "after"] as const).map((side): Variant<Edit> => ({
      change: "similar key",
      added,
      apply: (value) => withMember(value, path, { key: added, value: ADDED_VALUE, side }),
    })),
  );
}

/** How well a change explains a wrong result; lower is better. */
const EXPLAINS: Readonly<Record<Change, number>> = {
  "one line": 0,
  "other white space": 0,
  "other order": 1,
  "similar key": 4,
};

/** Of equally many changes, those that explain better come first. */
function rank(changes: readonly Change[]): number {
  return changes.reduce((sum, change) => sum + EXPLAINS[change], 0);
}

interface Form {
  readonly layout: Variant<Layout>;
  readonly member: Variant<Edit>;
  readonly order: Variant<Edit>;
  readonly changes: readonly Change[];
}

/** Combines the variants: first one difference each, then two, then three. Most callers need only the first ones. */
function* formsOf(
  ofLayouts: readonly Variant<Layout>[],
  members: readonly Variant<Edit>[],
  orders: readonly Variant<Edit>[],
): Generator<Form> {
  const differs = ({ change }: Variant<unknown>): number => Number(change !== undefined);
  for (const count of [1, 2, 3]) {
    const forms = ofLayouts.flatMap((layout) =>
      members.flatMap((member) =>
        orders
          .filter((order) => differs(layout) + differs(member) + differs(order) === count)
          .map((order) => {
            const changes = [layout, member, order].flatMap(({ change }) => change ?? []);
            return { layout, member, order, changes, rank: rank(changes) };
          }),
      ),
    );
    yield* forms.toSorted((a, b) => a.rank - b.rank);
  }
}

/** Forms that have been rendered, and the generator of the others. */
interface Rendered {
  readonly document: KnownDocument;
  readonly path: string;
  readonly forms: Rendering[];
  readonly others: Generator<Rendering, void>;
}

/** The latest ones: the scripts of a file often extract the same few fields of one document. */
const latest: Rendered[] = [];
const MOST_KEPT = 8;

/**
 * Generates all other forms of a document, for an extraction that takes `wanted` from it today: each form once, those with fewer
 * differences first.
 */
export function* otherRenderings(document: KnownDocument, wanted: Leaf): Generator<Rendering, void> {
  const path = writtenPath(wanted.path);
  const isSame = (one: Rendered): boolean =>
    one.document.value === document.value &&
    one.document.layout === document.layout &&
    one.document.isFormatted === document.isFormatted &&
    one.path === path;
  let rendered = latest.find(isSame);
  if (rendered === undefined) {
    rendered = { document, path, forms: [], others: renderings(document, wanted) };
    latest.push(rendered);
    if (latest.length > MOST_KEPT) latest.shift();
  }
  const { forms, others } = rendered;
  for (let index = 0; ; index++) {
    if (index === forms.length) {
      const next = others.next();
      if (next.done === true) return;
      forms.push(next.value);
    }
    yield forms[index]!;
  }
}

function* renderings(document: KnownDocument, wanted: Leaf): Generator<Rendering, void> {
  const same: Variant<Edit> = { change: undefined, apply: (value) => value };
  const allLayouts = [{ change: undefined, apply: document.layout }, ...layoutsBeside(document)];
  const orders = hasSeveralNames(document.value) ? [same, ...ordersBesides(wanted)] : [same];
  const members = [same, ...membersBeside(wanted)];
  const seen = new Set([renderJson(document.value, document.layout)]);
  let combined = 0;
  for (const { layout, member, order, changes } of formsOf(allLayouts, members, orders)) {
    if (changes.length > 1 && combined > MOST_COMBINED) return;
    const text = renderJson(member.apply(order.apply(document.value)), layout.apply);
    if (changes.length > 1) combined += text.length;
    if (seen.has(text)) continue;
    seen.add(text);
    yield { changes, added: member.added, text };
  }
}

function hasSeveralNames(value: Json): boolean {
  if (Array.isArray(value)) return value.some(hasSeveralNames);
  if (!isObject(value)) return false;
  const members = Object.values(value);
  return members.length > 1 || members.some(hasSeveralNames);
}
