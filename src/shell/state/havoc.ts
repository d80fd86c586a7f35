/** Havoc: after unknown code, any variable may have any value, except those that name a watched program. */
import { SLOT } from "./path/symbols.ts";
import type { Binding } from "../model/environment.ts";
import type { Machine } from "./interfaces/evaluator.ts";
import type { Span } from "../spans/span.ts";
import type { Path } from "./path/path.ts";
import { EMPTY_STRING } from "../values/pieces.ts";
import { isDownloaded } from "../values/known-scripts.ts";
import { madeFrom } from "../values/provenance.ts";
import { outline, printersOf, type AbstractString } from "../model/value.ts";
import { bindingValue } from "../values/bindings.ts";

interface Unknown {
  readonly code?: AbstractString | undefined;
  readonly words?: AbstractString | undefined;
  readonly prefix?: string;
}

/**
 * Variables that the script does not set may contain what the programs have printed that provide the code or the words.
 * @param code the code. If the script downloaded it, watched variables keep their values.
 * @param words what was exported, if that is the reason.
 * @param prefix the start of the names of all variables that may have changed.
 */
export function forgetEverything(
  machine: Machine,
  path: Path,
  span: Span,
  { code, words, prefix = "" }: Unknown = {},
): void {
  const { outcomes, relevance, symbols } = machine;
  outcomes.files.forget(path);
  const downloaded = code !== undefined && isDownloaded(code);
  const binding = (exported: boolean, was?: AbstractString): readonly Binding[] => [
    { state: "unknown", exported, span, ...(downloaded ? { downloaded } : {}), ...(was === undefined ? {} : { was }) },
  ];
  const before = path.memory;
  const given =
    machine.printing === undefined
      ? textBehind(code ?? words, before.get(SLOT.others) as readonly Binding[])
      : undefined;
  before.forEach((slot, value) => {
    const name = symbols.variable(slot);
    // Sourced code is assumed to restore `IFS`.
    if (name === undefined || name === "IFS" || !name.startsWith(prefix) || (downloaded && relevance.isWatched(name)))
      return;
    const all = value as readonly Binding[];
    // `CLI=aws; . ./settings; $CLI s3 ls`
    if (all.some((one) => one.state === "set" && relevance.isCommand(outline(one.value)))) return;
    const exported = all.some((one) => one.exported);
    const was = valueBefore(all);
    // A variable with the same state as all others needs no slot of its own, so that a second havoc costs nothing.
    const isAsOthers = exported && !downloaded && was === undefined && given === undefined;
    path.memory = path.memory.set(slot, isAsOthers ? undefined : binding(exported, was));
  });
  if (downloaded && before.get(SLOT.others) !== undefined) return;
  const others: readonly Binding[] =
    words === undefined || machine.printing === undefined
      ? binding(true, given)
      : [{ state: "unknown", exported: true, span, words }];
  path.memory = path.memory.set(SLOT.others, others);
}

/** The text that variables may contain which the script does not set, after this code and the code before it. */
function textBehind(code: AbstractString = EMPTY_STRING, others: readonly Binding[] = []): AbstractString | undefined {
  const earlier = others.map((one) => (one.state === "unknown" ? one.was : undefined) ?? EMPTY_STRING);
  const text = madeFrom([code, ...earlier]);
  return text.printedBy === undefined ? undefined : [text];
}

/** What the variable contained, if that came from programs. */
function valueBefore(all: readonly Binding[]): AbstractString | undefined {
  const [only, ...others] = all;
  if (others.length > 0 || only === undefined) return undefined;
  if (only.state === "unknown") return only.was;
  return only.state === "set" && printersOf(only.value).length > 0 ? bindingValue(only) : undefined;
}
