/** The syntax trees of jq's filters, as far as they are simulated. */
import type { Json } from "../../aws/json/json.ts";

export type Filter =
  | { readonly kind: "identity" }
  | { readonly kind: "recurse" }
  | { readonly kind: "literal"; readonly value: Json }
  /** `"a\(.b)"`; `format` is the name behind `@`. */
  | { readonly kind: "string"; readonly format: string; readonly parts: readonly (string | Filter)[] }
  | { readonly kind: "format"; readonly name: string }
  | { readonly kind: "variable"; readonly name: string }
  /** `of[key]`. */
  | { readonly kind: "index"; readonly of: Filter; readonly key: Filter }
  /** `of[from:to]`. */
  | { readonly kind: "slice"; readonly of: Filter; readonly from: number | undefined; readonly to: number | undefined }
  /** `of[]`. */
  | { readonly kind: "iterate"; readonly of: Filter }
  /** `(of)?`; in `.a.b?` it is only about the last step. */
  | { readonly kind: "try"; readonly of: Filter; readonly isStep: boolean }
  | { readonly kind: "array"; readonly of: Filter | undefined }
  | { readonly kind: "object"; readonly members: readonly Member[] }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Filter[] }
  | { readonly kind: "pipe" | "comma"; readonly parts: readonly Filter[] }
  | { readonly kind: "operator"; readonly name: string; readonly left: Filter; readonly right: Filter };

export interface Member {
  readonly key: Filter;
  readonly value: Filter;
}

/** What is not simulated, or is no filter at all. */
export class NotSimulated extends Error {}
