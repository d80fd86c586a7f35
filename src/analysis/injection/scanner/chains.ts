/**
 * How a value leaves a compound command in which `;` is not valid at the value, runs a command, and opens the compound command
 * again.
 */
import type { Role } from "./paste-context.ts";

export type ChainPart =
  | { readonly kind: "text"; readonly text: string }
  /** Spaces or tabs, at least one. */
  | { readonly kind: "blank" }
  /** `;` or a line break, with spaces around it. */
  | { readonly kind: "separator" }
  /** The name of the command that runs. */
  | { readonly kind: "command" }
  /** Any character of a word. */
  | { readonly kind: "word" };

export interface Chain {
  readonly parts: readonly ChainPart[];
  /** The character that begins the chain, read as the first part. */
  readonly opensWith: RegExp;
  /** The mode at the end of the chain: in a word, or between two words. */
  readonly endsIn: "gap" | "word";
}

const SHORT: ReadonlyMap<string, ChainPart> = new Map<string, ChainPart>([
  [" ", { kind: "blank" }],
  [";", { kind: "separator" }],
  ["@", { kind: "command" }],
  ["_", { kind: "word" }],
]);

/** Notation: ` ` spaces, `;` a separator, `@` the command, `_` a word character, `%;` a literal `;`; anything else is literal text. */
function chain(text: string, opensWith: RegExp, endsIn: Chain["endsIn"]): Chain {
  const parts = Array.from(text.matchAll(/%?[^]/g), ([part]): ChainPart => {
    return SHORT.get(part) ?? { kind: "text", text: part.at(-1)! };
  });
  return { parts, opensWith, endsIn };
}

export const CHAINS: ReadonlyMap<Role, Chain> = new Map<Role, Chain>([
  // for i in a;do id;done;for i in b; do …
  ["list", chain(";do @;done;for _ in ", /[;\n]/, "gap")],
  // case a in *)id;esac;case b in …
  ["case-word", chain(" in *)@;esac;case _", /[ \t]/, "word")],
  // case a in *)id;;b) …
  ["case-pattern", chain(")@%;%;_", /\)/, "word")],
  // [[ a ]];id;[[ b == c ]]
  ["test", chain(" ]];@;[[ _", /[ \t]/, "word")],
  // A=(a);id;A=(b)
  ["array", chain(");@;_=(", /\)/, "gap")],
]);
