/** The syntax tree of sed scripts. */
import type { Matcher } from "../regular-expression/matcher.ts";

export type SedAddress =
  | { readonly kind: "line"; readonly number: number }
  | { readonly kind: "last" }
  | { readonly kind: "match"; readonly matcher: Matcher }
  /** `first~step` */
  | { readonly kind: "step"; readonly first: number; readonly step: number }
  /** `0,/…/`: the range starts before the first line. */
  | { readonly kind: "zero" }
  /** `addr,+N` */
  | { readonly kind: "more"; readonly count: number }
  /** `addr,~N` */
  | { readonly kind: "multiple"; readonly of: number };

/** A text, the number of a group (0 for `&`), or a case conversion of the following letters. */
export type ReplacementPart = string | number | { readonly letters: LetterCase };

/** U, L, E: upper case, lower case, or unchanged, up to the next conversion. u, l: upper or lower case for one letter. */
export type LetterCase = "U" | "L" | "E" | "u" | "l";

export interface Substitution {
  readonly kind: "substitute";
  readonly matcher: Matcher;
  readonly replacement: readonly ReplacementPart[];
  readonly global: boolean;
  readonly print: boolean;
  readonly nth: number;
}

export type SedAction =
  | Substitution
  | { readonly kind: "transliterate"; readonly map: ReadonlyMap<string, string> }
  | { readonly kind: "block"; readonly commands: readonly SedCommand[] }
  | { readonly kind: "branch"; readonly when: "always" | "substituted"; readonly label: string }
  | { readonly kind: "label"; readonly label: string }
  /** `a`, `i`, `c`: the text, including its newline. */
  | { readonly kind: "text"; readonly where: "after" | "before" | "instead"; readonly text: string }
  | { readonly kind: "simple"; readonly letter: string };

export interface SedCommand {
  readonly from: SedAddress | undefined;
  readonly to: SedAddress | undefined;
  readonly negated: boolean;
  readonly action: SedAction;
}

/** The script is malformed, or uses a feature that is not simulated. */
export class NotSimulated extends Error {}
