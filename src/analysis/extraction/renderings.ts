/** The forms in which a document can come: as printed today, and as it may come tomorrow. */
import { withMember, type Json, type Leaf } from "../../aws/json/json.ts";
import type { KnownDocument } from "../../aws/json/documents.ts";
import { layouts, renderJson, type Layout } from "../../aws/json/layout.ts";

export type Change = "one line" | "other white space" | "similar key";

export interface Rendering {
  readonly change: Change;
  /** The key that was added. */
  readonly added: string | undefined;
  readonly text: string;
}

/** The value of a key that is added. */
export const ADDED_VALUE = "zz-0/other+value==";

/** How much differs in a layout: what changes one thing only is the better explanation. */
function differences(one: Layout, other: Layout): number {
  return Number(one.colon !== other.colon) + Number((one.indent === undefined) !== (other.indent === undefined));
}

/** All the other forms of a document, for an extraction that takes `wanted` out of it today. */
export function otherRenderings(document: KnownDocument, wanted: Leaf): Rendering[] {
  const others: [Change, Layout][] = [
    ["one line", layouts.compact],
    ["one line", layouts.line],
    ["other white space", layouts.metadata],
    ["other white space", layouts.cli],
    ["other white space", layouts.tight],
  ];
  const today = document.layout;
  const renderings = others
    .filter(([, layout]) => layout.indent !== today.indent || layout.colon !== today.colon)
    .toSorted(([, one], [, other]) => differences(one, today) - differences(other, today))
    .map(([change, layout]): Rendering => ({ change, added: undefined, text: renderJson(document.value, layout) }));
  if (wanted.key === "") return renderings;
  const capital = wanted.key.slice(0, 1).toUpperCase() + wanted.key.slice(1);
  for (const key of [`Other${wanted.key}`, `${wanted.key}Other`, `other${capital}`]) {
    for (const side of ["before", "after"] as const) {
      const value: Json = withMember(document.value, wanted.path, { key, value: ADDED_VALUE, side });
      renderings.push({ change: "similar key", added: key, text: renderJson(value, document.layout) });
    }
  }
  return renderings;
}
