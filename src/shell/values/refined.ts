/** Values about which a test has revealed more than what was known before. */
import type { Binding } from "../model/environment.ts";
import type { AbstractString } from "../model/value.ts";
import { bindingValue, notGiven, type Open } from "./bindings.ts";
import { bindingKey, sameString } from "./equality.ts";
import type { RefinedOutput, RefinedText } from "./pieces.ts";

type Unknown = RefinedOutput | RefinedText;

/** Whether `later` is what the same assignment has given as `earlier`, with a value that the earlier one may be. */
export function isRefinedBinding(later: Binding, earlier: Binding, name?: string): boolean {
  if (bindingKey(later) === bindingKey(earlier)) return true;
  if (earlier.state === "unset") return false;
  if (earlier.state !== "set") return isRefinedOpen(later, earlier, name);
  if (later.state !== "set" || later.array !== undefined || earlier.array !== undefined) return false;
  return (
    later.span?.pos === earlier.span?.pos &&
    later.span?.end === earlier.span?.end &&
    later.exported === earlier.exported &&
    later.ifGiven === earlier.ifGiven &&
    later.behind === earlier.behind &&
    isRefined(later.value, earlier.value)
  );
}

/** The same for a binding whose value the script does not determine. */
function isRefinedOpen(later: Binding, earlier: Open, name: string | undefined): boolean {
  if (later.state === "unset")
    return earlier.state === "inherited" && bindingKey(later) === bindingKey(notGiven(earlier));
  const span = earlier.state === "inherited" ? undefined : earlier.span;
  if (later.state === "set" && (later.span !== span || later.array !== undefined)) return false;
  if (later.state !== "set" && bindingKey(plainOpen(later)) !== bindingKey(plainOpen(earlier))) return false;
  return later.exported === earlier.exported && isRefined(bindingValue(later, name), bindingValue(earlier, name));
}

function isRefined(later: AbstractString, earlier: AbstractString): boolean {
  if (sameString(later, earlier)) return true;
  const only = onlyUnknown(earlier);
  if (only === undefined) return false;
  const text = textOf(later);
  if (text !== undefined) return mayBe(only, text);
  const known = onlyUnknown(later);
  if (known === undefined || (isNonEmpty(only) && !isNonEmpty(known))) return false;
  return (
    isZeroExcluded(only) === isZeroExcluded(known) &&
    (only.not ?? []).every((one) => known.not?.includes(one) === true) &&
    (only.answers ?? []).every((one) =>
      known.answers?.some(({ question, is }) => question === one.question && is === one.is),
    ) &&
    sameString([plain(known)], [plain(only)])
  );
}

function onlyUnknown(value: AbstractString): Unknown | undefined {
  const [piece] = value;
  return value.length === 1 && piece!.kind !== "text" ? piece : undefined;
}

/** The text, if it is known entirely. */
function textOf(value: AbstractString): string | undefined {
  let text = "";
  for (const piece of value) {
    if (piece.kind !== "text" || piece.isOptional === true) return undefined;
    text += piece.text;
  }
  return text;
}

/** Whether nothing that is known about the unknown value excludes the text. */
function mayBe(value: Unknown, text: string): boolean {
  if (value.not?.includes(text) === true || value.answers !== undefined || isZeroExcluded(value)) return false;
  return text !== "" || !isNonEmpty(value);
}

function isNonEmpty({ nonEmpty }: Unknown): boolean {
  return nonEmpty === true || nonEmpty === "checked";
}

function isZeroExcluded(value: Unknown): boolean {
  return value.kind === "unknown" && value.nonZero === true;
}

/** The value without what tests have revealed. */
function plain(value: Unknown): Unknown {
  return value.kind === "output"
    ? { ...value, nonEmpty: "assumed", not: undefined, answers: undefined }
    : { ...value, nonEmpty: false, nonZero: undefined, not: undefined, answers: undefined };
}

function plainOpen(binding: Open): Binding {
  const all: Open & Pick<RefinedText, "answers" | "not"> = { ...binding, not: undefined, answers: undefined };
  return all;
}

/**
 * A binding of an unknown value, without what tests have revealed about the value.
 * @param isCertain whether it is known not to be empty nevertheless
 */
export function unrefined(binding: Binding, isCertain = false): Binding {
  if (binding.state !== "set") return binding;
  const only = onlyUnknown(binding.value);
  if (only === undefined || binding.array !== undefined) return binding;
  const value = plain(only);
  if (!isCertain) return { ...binding, value: [value] };
  return {
    ...binding,
    value: [value.kind === "output" ? { ...value, nonEmpty: "checked" } : { ...value, nonEmpty: true }],
  };
}
