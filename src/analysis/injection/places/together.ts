/** Finds places of one value that the shell reads together, so that what the value opens in one place it may close in another. */
import type { Statement } from "unbash";
import { groupBy } from "../../../grouping/group-by.ts";
import { isSimple, statementAround } from "./statement-around.ts";
import type { Ancestry, Placed } from "./placed-placeholders.ts";
import type { PasteContext, PlaceTogether } from "../scanner/paste-context.ts";

/** A place where a value is pasted. */
export interface ValuePlace {
  readonly placed: Placed;
  readonly context: PasteContext | undefined;
  /** The parameter that the value belongs to. */
  readonly name: string;
}

/** The maximum number of places before and after a place that are considered with it. */
const NEIGHBOURS = 2;
/** The maximum length of the text between two places that a scan follows, in UTF-16 units. */
const LONG_TEXT = 400;

/** A variable or a placeholder: it is assumed to expand to text without quotes and operators. */
const EXPANDED = /\$(?:\w+|\{\w+\}|[@*#?!$-])|\{\{[^{}\n]*\}\}/g;
/** Text that a plain scan does not follow: substitutions, groups, here-documents and compound commands. */
const NOT_FOLLOWED =
  /[(){}`$]|<<|(?:^|[\s;&|])(?:if|then|elif|else|fi|for|while|until|do|done|case|esac|select|function)(?:$|[\s;&|])/;

/** Returns the contexts, each with the neighboring places of the same value. */
export function placesTogether(places: readonly ValuePlace[]): readonly (PasteContext | undefined)[] {
  const contexts = places.map(({ context }) => context);
  const judged = [...places.keys()].filter((index) => {
    const { context } = places[index]!;
    return context !== undefined && context.byXargs === undefined;
  });
  for (const unsorted of groupBy(judged, (index) => places[index]!.name).values()) {
    if (unsorted.length < 2) continue;
    const indexes = unsorted.toSorted((a, b) => places[a]!.placed.pos - places[b]!.placed.pos);
    const all = indexes.map((index) => places[index]!);
    const links = all.slice(1).map((next, at) => linkOf(all[at]!, next));
    for (const [at, { context }] of all.entries()) {
      let [from, to] = [at, at];
      while (from > Math.max(0, at - NEIGHBOURS) && links[from - 1] !== undefined) from -= 1;
      while (to < Math.min(all.length - 1, at + NEIGHBOURS) && links[to] !== undefined) to += 1;
      if (from === to) continue;
      const found = all.slice(from, to + 1).map((one, offset): PlaceTogether => {
        const link = from + offset === to ? undefined : links[from + offset];
        return { context: one.context!, between: link?.between, endsLine: link?.endsLine === true };
      });
      contexts[indexes[at]!] = { ...context!, together: { index: at - from, places: found } };
    }
  }
  return contexts;
}

type Link = Pick<PlaceTogether, "between" | "endsLine">;

/**
 * Returns how the shell gets from one place to the next, with the author's text between them if a scan can follow that;
 * `undefined` if the shell runs the first place before it reads the second.
 */
export function linkOf(
  { placed: first, context }: ValuePlace,
  { placed: second, context: next }: ValuePlace,
): Link | undefined {
  if (first.text !== second.text) return undefined;
  if (context?.quoting === "comment" && next?.quoting === "comment") {
    const rest = followed(first, second);
    return rest === undefined || rest.includes("\n") ? undefined : { between: rest, endsLine: false };
  }
  const [outer, nextOuter] = [topLevelStatement(first.at), topLevelStatement(second.at)];
  const between = isOneList(context, next) && isPlain(first.at, second.at) ? followed(first, second) : undefined;
  if (outer !== undefined && outer === nextOuter) return { between, endsLine: false };
  return between === undefined ? undefined : { between, endsLine: between.includes("\n") };
}

function isOneList(first: PasteContext | undefined, second: PasteContext | undefined): boolean {
  return [first, second].every(
    (one) =>
      one !== undefined &&
      /^(?:command|assignment|array)$/.test(one.role) &&
      /^(?:word|double|single|here-document)$/.test(one.quoting),
  );
}

/** Returns the statement of the script itself that contains the node. */
export function topLevelStatement(from: Ancestry): Ancestry["node"] | undefined {
  let found: Ancestry | undefined;
  for (let at = statementAround(from); at !== undefined; at = at.parent && statementAround(at.parent)) found = at;
  return found?.node;
}

/** Whether both are in simple commands of the same list. */
function isPlain(first: Ancestry, second: Ancestry): boolean {
  const [one, other] = [statementAround(first), statementAround(second)];
  if (one === undefined || other === undefined || one.parent?.node !== other.parent?.node) return false;
  return [one, other].every(({ node }) => isSimple((node as Statement).command));
}

function followed({ end, text }: Placed, { pos }: Placed): string | undefined {
  if (pos - end > LONG_TEXT) return undefined;
  const between = text.slice(end, pos).replaceAll(EXPANDED, "x");
  return NOT_FOLLOWED.test(between) ? undefined : between;
}
