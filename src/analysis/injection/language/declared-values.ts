/** The language of the values that a declaration permits, and how the agent pastes them. */
import type { ParameterDeclaration } from "../../../document/index.ts";
import { charactersOf, EVERY_TEXT, exactTexts, searchAutomaton, type Automaton } from "./automaton.ts";
import { setOf, type CodeRange } from "./character-set.ts";
import { LazyAcceptor } from "./lazy-acceptor.ts";
import { parsePattern } from "./pattern-syntax.ts";
import { countBuilt, isSearchedOut, shortestWithin } from "./search.ts";

/**
 * text: unchanged; list: a JSON array on one line, if the item contains more than the placeholder; map: a JSON object. Source:
 * amazon-ssm-agent, agent/parameters/parameters.go, `convertToString`.
 */
export type Pasting = "text" | "list" | "map";

export interface DeclaredValues {
  /** Equal for declarations that permit the same values. */
  readonly key: string;
  readonly pasting: Pasting;
  /** The language of a text, or of a list element; for a map, that of the whole JSON text. */
  readonly automaton: Automaton;
  /** What limits the values: nothing, a pattern, or a list of values. */
  readonly limit: "none" | "pattern" | "values";
}

/** Returns whether `interpolationType` selects the environment variable. With any other value, the text is pasted. */
export function isEnvVar({ interpolationType }: ParameterDeclaration): boolean {
  return interpolationType?.text === "ENV_VAR";
}

/** Numbers and ids, which contain no character that a shell interprets. */
const HARMLESS_TYPE = /^(?:Integer|Boolean|(?:List<)?AWS::EC2::[\w:]+::Id>?)$/;

/** Values of characters that no shell interprets anywhere, so that most values can be skipped. */
const HARMLESS_VALUE = /^[\w./:=@%+,-]*$/;

/** The maximum total length of `allowedValues` that are checked, in UTF-16 units; later values are not judged. */
const MAX_VALUES_LENGTH = 4000;

/** The maximum number of checked values among those that do no harm alone. */
const MOST_HARMLESS = 40;

const valuesOf = new WeakMap<ParameterDeclaration, DeclaredValues | null>();

/** Returns the result of `declaredValues`, cached for each declaration. */
export function permittedValues(declaration: ParameterDeclaration): DeclaredValues | undefined {
  let values = valuesOf.get(declaration);
  if (values === undefined) valuesOf.set(declaration, (values = declaredValues(declaration) ?? null));
  return values ?? undefined;
}

/** Returns `undefined` if the values can do no harm, or nothing is known about them: the pattern does not compile, or is unknown. */
export function declaredValues(declaration: ParameterDeclaration): DeclaredValues | undefined {
  const { allowedPattern, allowedValues, open, type = "String" } = declaration;
  if (open || HARMLESS_TYPE.test(type)) return undefined;
  const pasting: Pasting = /^(?:StringList|List<.*>)$/.test(type) ? "list" : /Map/.test(type) ? "map" : "text";
  if (allowedValues !== undefined && allowedValues.length > 0) return fromValues(allowedValues, pasting);
  if (allowedPattern === undefined) return { key: pasting, pasting, automaton: EVERY_TEXT, limit: "none" };
  const matched = textsMatching(allowedPattern.text);
  if (matched === undefined || (pasting !== "map" && matched.isHarmless)) return undefined;
  const { automaton } = matched;
  return { key: `${pasting} pattern ${allowedPattern.text}`, pasting, automaton, limit: "pattern" };
}

/** Returns `permittedValues`, or otherwise the values that can do no harm alone; `undefined` for numbers, ids and maps. */
export function pastedTexts(declaration: ParameterDeclaration): DeclaredValues | undefined {
  const { allowedPattern, allowedValues, open, type = "String" } = declaration;
  const harmful = permittedValues(declaration);
  if (harmful !== undefined || open || type !== "String") return harmful?.pasting === "map" ? undefined : harmful;
  const texts = allowedValues?.filter((value) => value.length < MAX_VALUES_LENGTH / MOST_HARMLESS);
  const automaton = texts
    ? exactTexts(texts.slice(0, MOST_HARMLESS))
    : textsMatching(allowedPattern?.text ?? "")?.automaton;
  return automaton && { key: "", pasting: "text", automaton, limit: texts ? "values" : "pattern" };
}

const operands = new WeakMap<ParameterDeclaration, boolean>();

/** Returns whether a value may be a number or a name, as far as that is known. */
export function mayBeOperand(declaration: ParameterDeclaration): boolean {
  let may = operands.get(declaration);
  if (may === undefined) {
    const values = pastedTexts(declaration);
    may =
      values === undefined || (values.pasting === "text" && shortestWithin(values.automaton, OPERAND) !== undefined);
    operands.set(declaration, may);
  }
  return may;
}

const OPERAND = new LazyAcceptor({
  start: 0,
  kindOf: (character) => String(/\w/.test(character)),
  step: (_, character) => (/\w/.test(character) ? 1 : -1),
  accepts: (state) => state === 1,
});

interface Matched {
  readonly automaton: Automaton;
  /** Whether no text contains a character that a shell interprets. */
  readonly isHarmless: boolean;
}

const matchedBy = new Map<string, Matched | undefined>();

/** The maximum number of patterns whose automata are cached, and of their states in total. */
const MOST_PATTERNS = 60;
const MOST_STATES = 20_000;
let states = 0;

/** Returns the texts in which the pattern matches; `undefined` if RE2 cannot compile it. */
export function textsMatching(text: string): Matched | undefined {
  if (matchedBy.has(text)) return matchedBy.get(text);
  if (isSearchedOut()) return undefined;
  const pattern = parsePattern(text);
  const automaton = pattern && searchAutomaton(pattern);
  countBuilt(automaton?.states.length ?? 0);
  const matched = automaton && { automaton, isHarmless: charactersOf(automaton).every(isHarmless) };
  if (matchedBy.size >= MOST_PATTERNS || states > MOST_STATES) {
    matchedBy.clear();
    states = 0;
  }
  states += automaton?.states.length ?? 0;
  matchedBy.set(text, matched);
  return matched;
}

const HARMLESS = setOf(
  Array.from({ length: 128 }, (_, code): CodeRange => [code, code]).filter(([code]) =>
    HARMLESS_VALUE.test(String.fromCharCode(code)),
  ),
);

function isHarmless([first, last]: CodeRange): boolean {
  return HARMLESS.ranges.some(([from, to]) => from <= first && last <= to);
}

function fromValues(values: readonly string[], pasting: Pasting): DeclaredValues | undefined {
  if (pasting === "map") return undefined;
  const harmful: string[] = [];
  let length = 0;
  for (const value of values) {
    if (HARMLESS_VALUE.test(value)) continue;
    length += value.length;
    if (length > MAX_VALUES_LENGTH) break;
    harmful.push(value);
  }
  if (harmful.length === 0) return undefined;
  return {
    key: `${pasting} values ${JSON.stringify(harmful)}`,
    pasting,
    automaton: exactTexts(harmful),
    limit: "values",
  };
}

/** Returns the values that the declaration's pattern matches as a whole; `undefined` if these can do no harm. */
export function anchored(declaration: ParameterDeclaration): DeclaredValues | undefined {
  const text = `^(?:${declaration.allowedPattern?.text ?? ""})$`;
  return declaredValues({ ...declaration, allowedPattern: { ...declaration.allowedPattern!, text } });
}
