/** Tildes that only bash expands: `~+`, and `~` while `HOME` is not set, as in scripts that the agent runs. */
import type { Command, ParameterExpansionPart, Word } from "unbash";
import type { Span } from "../../shell/index.ts";
import type { FoundConstruct } from "./construct.ts";

const AT_START = /^~([+-]?)(?=\/|$)/g;
/** In assignments, a tilde may also follow a colon that is not escaped. */
const IN_ASSIGNMENT = /(?<=^|(?<!\\)(?:\\\\)*:)~([+-]?)(?=[/:]|$)/g;

/**
 * @param isSet whether the script sets a variable of that name anywhere
 * @param name the kind of a `~` that is not expanded: in a redirection, it fails differently
 */
export function tildeConstruct(
  word: Word,
  isSet: (name: string) => boolean,
  name: "homeTilde" | "homeTildeFile" = "homeTilde",
): readonly FoundConstruct[] {
  return constructsOf(tildesIn(word, AT_START), isSet, name, { pos: word.pos, end: word.end });
}

/**
 * @param value the value that is assigned
 * @param span the assignment
 */
export function assignedTilde(
  value: Word,
  isSet: (name: string) => boolean,
  { pos, end }: Span,
): readonly FoundConstruct[] {
  return constructsOf(tildesIn(value, IN_ASSIGNMENT), isSet, "homeTilde", { pos, end });
}

/** Returns the constructs for the operand of an expansion: `${x:-~/a}`, `${x#~/}`. Between double quotes, only patterns are expanded. */
export function operandTilde(
  { operation }: ParameterExpansionPart,
  isSet: (name: string) => boolean,
  isQuoted: boolean,
): readonly FoundConstruct[] {
  const isExpanded = operation?.type === "Remove" || (operation?.type === "Default" && !isQuoted);
  return isExpanded ? tildeConstruct(operation.operand, isSet) : [];
}

interface Tilde {
  readonly pos: number;
  /** The `+` or `-` that follows; empty for the home directory. */
  readonly sign: string;
}

/** Returns the tildes that bash expands, apart from those before a user name. */
function tildesIn({ pos: start, end, text, parts }: Word, pattern: RegExp): readonly Tilde[] {
  const literals = parts?.filter(({ type }) => type === "Literal") ?? [{ pos: start, end, text }];
  return literals.flatMap(({ pos, end: to, text: written }) =>
    [...written.matchAll(pattern)].flatMap(({ 0: { length }, 1: sign = "", index }) => {
      const isFirst = index > 0 || pos === start;
      // Quotes and expansions that directly follow are a part of a user name.
      const isWhole = index + length < written.length || to === end;
      return isFirst && isWhole ? { pos: pos + index, sign } : [];
    }),
  );
}

/** One construct for each kind, because each has the fix of the whole word. */
function constructsOf(
  tildes: readonly Tilde[],
  isSet: (name: string) => boolean,
  name: "homeTilde" | "homeTildeFile",
  span: Span,
): readonly FoundConstruct[] {
  const ofHome = isSet("HOME") ? [] : tildes.filter(({ sign }) => sign === "");
  const fix = ofHome.map(({ pos }) => ({ pos: pos + 1, end: pos + 1, text: "root" }));
  return [
    ...(tildes.some(({ sign }) => sign !== "") ? [{ name: "tilde" as const, span }] : []),
    ...(ofHome.length > 0 ? [{ name, span, fix }] : []),
  ];
}

/** Programs and assignments that set `HOME`. */
const SETS_HOME = /^(?:sudo|doas|su|runuser|HOME=.*)$/s;

/** Returns whether the command starts its programs with `HOME` set. */
export function setsHome({ name, args, prefix }: Command): boolean {
  const words = [
    name?.text ?? "",
    ...args.map(({ text }) => text),
    ...prefix.map((one) => ("text" in one ? one.text : "")),
  ];
  return words.some((word) => SETS_HOME.test(word));
}
