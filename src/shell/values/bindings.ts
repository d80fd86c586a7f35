/** The values of bindings. */
import { elementOf, madeFrom } from "./provenance.ts";
import type { Binding } from "../model/environment.ts";
import { COMPUTED, EMPTY_STRING, unknownPiece, type RefinedText } from "./pieces.ts";
import type { AbstractString, UnknownText } from "../model/value.ts";

/** A variable that the script has not set, with known facts about its value. */
type OpenBut = Open & Learnt;

/** The known facts about an unknown text: strings that it is not equal to, and answers to questions about it. */
type Learnt = Pick<RefinedText, "answers" | "not">;

export type Inherited = Extract<Binding, { readonly state: "inherited" }>;

/** A binding whose value the script does not determine: the environment does, or unknown code. */
export type Open = Extract<Binding, { readonly state: "inherited" | "unknown" }>;

export function openBut(binding: Open, learnt: Learnt): Binding {
  const but: OpenBut = { ...binding, ...learnt };
  return but;
}

/** The binding after a test has shown that the environment does not have the variable. */
export function notGiven({ marked, removal }: Inherited): Binding {
  return { state: "unset", exported: marked === true, removal };
}

function withLearnt(piece: UnknownText, { answers, not }: OpenBut): RefinedText {
  return answers === undefined && not === undefined ? piece : { ...piece, answers, not };
}

/** The text if it is known where it came from, but not whether it is still the same. */
function unsure(value: AbstractString): UnknownText {
  const [only, ...others] = value;
  if (only?.kind !== "unknown" || others.length > 0) return madeFrom([value]);
  const bare: RefinedText = { ...only, nonEmpty: false, answers: undefined, not: undefined, nonZero: undefined };
  return bare;
}

/** The value of an expansion of the variable. */
export function bindingValue(binding: Binding, name?: string): AbstractString {
  switch (binding.state) {
    case "set":
      if (binding.array === undefined) return binding.value;
      if (binding.front === 0 && binding.array.length === 1) return [elementOf(binding.array[0]!, 0)];
      return binding.front === 0 ? [madeFrom(binding.array)] : (binding.array[0] ?? EMPTY_STRING);
    case "inherited":
      return [withLearnt(unknownPiece("inherited", false, name), binding)];
    case "unset":
      return EMPTY_STRING;
    case "unknown":
      return [withLearnt(binding.was === undefined ? COMPUTED : unsure(binding.was), binding)];
  }
}

/** Whether the script has set it to an array with indexed elements. */
export function isArray(binding: Binding): boolean {
  return binding.state === "set" && binding.array !== undefined;
}
