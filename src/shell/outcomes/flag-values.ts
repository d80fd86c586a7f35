/** The values of a flag: those that it has before a failure, and because of one. Which assignments reset it follows from them. */
import type { Binding } from "../model/environment.ts";
import { knownText } from "../model/value.ts";
import { failedStatusIn } from "../values/pieces.ts";

/** Values without a failure, of a flag that the script does not set first. */
const NO_FAILURE: ReadonlySet<string> = new Set(["=", "=0", "()"]);

export class FlagValues {
  readonly #before = new Set<string>();
  readonly #after = new Set<string>();

  add(before: readonly Binding[], after: readonly Binding[]): void {
    for (const one of before) this.#before.add(keyOf(one));
    for (const one of after) this.#after.add(keyOf(one));
  }

  /** Whether one of these values may be the same as without a failure. An unknown value is assumed to be another. */
  areReset(all: readonly Binding[]): boolean {
    return all.map(keyOf).some((key) => {
      if (key === "status") return true;
      if (key === "?" || key === "failed" || this.#after.has(key)) return false;
      if (this.#before.size === 1 && this.#before.has("unset")) return NO_FAILURE.has(key);
      return this.#before.has(key);
    });
  }
}

/** What distinguishes the values: a text, an empty array, `$?` of a failure, `$?`. */
function keyOf(one: Binding): string {
  if (one.state !== "set") return "unset";
  if (one.array !== undefined) return one.array.length === 0 && one.front === undefined ? "()" : "?";
  const text = knownText(one.value);
  if (text !== undefined) return `=${text}`;
  if (failedStatusIn(one.value) !== undefined) return "failed";
  const [piece] = one.value;
  return one.value.length === 1 && piece!.kind === "unknown" && piece!.name === "?" ? "status" : "?";
}
