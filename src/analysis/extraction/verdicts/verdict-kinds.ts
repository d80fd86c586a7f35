/** The kinds of verdicts on a chain of text tools that reads a document. */
import type { Leaf, Member } from "../../../aws/json/json.ts";
import type { Rendering } from "./renderings.ts";

export type Verdict =
  | { readonly kind: "sound"; readonly leaf: Leaf }
  /** The document does not have a key of that name. */
  | { readonly kind: "noSuchKey"; readonly key: string; readonly instead: Leaf | undefined }
  /** The chain finds nothing in today's spacing. */
  | { readonly kind: "spacing"; readonly leaf: Leaf | undefined }
  /** The chain extracts the values of several keys, one on each line. */
  | { readonly kind: "severalKeys"; readonly leaves: readonly Leaf[] }
  /** The value of one key, unless the document has one of the `others`; `result`: what is printed if it does. */
  | { readonly kind: "optionalKey"; readonly leaf: Leaf; readonly others: readonly Member[]; readonly result: string }
  /** A part of a value that is itself JSON; any other text is extracted unchanged. */
  | { readonly kind: "innerJson"; readonly leaf: Leaf; readonly result: string }
  /** The value of a key other than the wanted one. */
  | { readonly kind: "wrongKey"; readonly leaf: Leaf; readonly wanted: Leaf }
  /** A part of one value. */
  | { readonly kind: "partialValue"; readonly leaf: Leaf; readonly result: string }
  /** The value, with something else. */
  | { readonly kind: "leftover"; readonly leaf: Leaf; readonly result: string }
  /** Anything else. */
  | { readonly kind: "wrongText"; readonly result: string; readonly leaf: Leaf | undefined }
  /** Right today, but something else in another form. */
  | { readonly kind: "layout"; readonly leaf: Leaf; readonly result: string; readonly on: Rendering }
  /** Today the intended part of one value, but something else in another form. */
  | { readonly kind: "layoutOfPart"; readonly leaf: Leaf; readonly result: string; readonly on: Rendering };
