/** What is found while a text is read, and how reading is given up. */
import type { Range, Scalar } from "../../model/document.ts";

class NotSimple extends Error {}

/** Thrown where the text is left to `yaml`. One for all, as nobody reads its stack. */
export const notSimple: Error = new NotSimple();

/** A scalar before it has a place in the tree. */
export interface ScalarText {
  readonly range: Range;
  readonly style: Scalar["style"];
  readonly value: unknown;
}

/** As a `Tree` has them. */
export class Collected {
  readonly scalars: Scalar[] = [];
  readonly indents = new Map<Scalar, number>();
  readonly inFlow = new Set<Scalar>();
  readonly duplicates: Range[] = [];

  scalar({ range, style, value }: ScalarText, tag: string | undefined): Scalar {
    const scalar: Scalar = { type: "Scalar", range, tag, anchor: undefined, style, value };
    this.scalars.push(scalar);
    return scalar;
  }

  /** @param names those that the mapping has so far. */
  key(found: ScalarText, names: Set<unknown>): Scalar {
    if (names.has(found.value) && found.value !== "<<") this.duplicates.push(found.range);
    names.add(found.value);
    return this.scalar(found, undefined);
  }
}
