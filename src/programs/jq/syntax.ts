/** The syntax tree of jq's filters, to the extent that they are simulated. */
import type { Json } from "../../aws/json/json.ts";

export type Filter =
  | { readonly kind: "identity" }
  | { readonly kind: "recurse" }
  | { readonly kind: "literal"; readonly value: Json }
  /** `"a\(.b)"`; `format` is the name after `@`. */
  | { readonly kind: "string"; readonly format: string; readonly parts: readonly (string | Filter)[] }
  | { readonly kind: "format"; readonly name: string }
  | { readonly kind: "variable"; readonly name: string }
  /** `of[key]`. */
  | { readonly kind: "index"; readonly of: Filter; readonly key: Filter }
  /** `of[from:to]`. */
  | { readonly kind: "slice"; readonly of: Filter; readonly from: number | undefined; readonly to: number | undefined }
  /** `of[]`. */
  | { readonly kind: "iterate"; readonly of: Filter }
  /** `(of)?`. In `.a.b?`, `isStep` is true and only the last step is guarded. */
  | { readonly kind: "try"; readonly of: Filter; readonly isStep: boolean }
  | { readonly kind: "array"; readonly of: Filter | undefined }
  | { readonly kind: "object"; readonly members: readonly Member[] }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Filter[] }
  | { readonly kind: "pipe" | "comma"; readonly parts: readonly Filter[] }
  /** `value as $name | body`. */
  | { readonly kind: "bind"; readonly value: Filter; readonly name: string; readonly body: Filter }
  /** `reduce of as $name (start; update)`. */
  | {
      readonly kind: "reduce";
      readonly of: Filter;
      readonly name: string;
      readonly start: Filter;
      readonly update: Filter;
    }
  /** Without `else`, the input passes. `elif` is another `if` in `otherwise`. */
  | { readonly kind: "if"; readonly test: Filter; readonly body: Filter; readonly otherwise: Filter }
  | { readonly kind: "operator"; readonly name: string; readonly left: Filter; readonly right: Filter };

export interface Member {
  readonly key: Filter;
  readonly value: Filter;
}

/** The filter uses a feature that is not simulated, or is invalid. */
export class NotSimulated extends Error {}
