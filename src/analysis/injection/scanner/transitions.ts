/** The transition function of each mode. */
import * as arithmetic from "./arithmetic.ts";
import * as computed from "./computed-values.ts";
import { chain } from "./compound-commands.ts";
import * as expansions from "./expansions.ts";
import { body, delimiter } from "./here-documents.ts";
import * as quotes from "./quotes.ts";
import * as redirections from "./redirections.ts";
import type { Transition } from "./scan.ts";
import type { Mode } from "./scan-state.ts";
import { substitution } from "./substitutions.ts";
import * as words from "./words.ts";

export const TRANSITIONS: Readonly<Record<Mode, Transition>> = {
  needed: words.needed,
  gap: words.gap,
  word: words.unquoted,
  index: words.index,
  "inner-index": words.index,
  separated: words.separated,
  name: words.name,
  "own-name": words.ownName,
  comment: words.comment,
  ended: words.ended,
  redirect: redirections.redirect,
  target: redirections.target,
  process: redirections.process,
  double: quotes.double,
  single: quotes.single,
  escape: quotes.escape,
  dollar: expansions.dollar,
  braces: expansions.braces,
  "skipped-braces": expansions.skippedBraces,
  expansion: expansions.inExpansion,
  substitution,
  chain,
  arithmetic: arithmetic.arithmetic,
  "arithmetic-double": arithmetic.arithmeticDouble,
  "arithmetic-single": arithmetic.arithmeticSingle,
  "closing-arithmetic": arithmetic.closingArithmetic,
  "opening-arithmetic": arithmetic.openingArithmetic,
  subshell: arithmetic.subshell,
  computed: computed.computed,
  "computed-name": computed.computedName,
  subscript: computed.subscript,
  done: (_, state) => state,
  unread: (_, state, char) => (char === "`" || char === "\\" ? undefined : state),
  broken: (_, state) => state,
  body,
  delimiter,
};
