/** After code that is not known anything may be set. */
import { SLOT } from "./symbols.ts";
import type { Binding } from "../model/environment.ts";
import type { Machine } from "./evaluator.ts";
import type { Span } from "../syntax/span.ts";
import type { Path } from "./path.ts";

export function forgetEverything(machine: Machine, path: Path, span: Span): void {
  const { symbols } = machine;
  const anything: readonly Binding[] = [{ state: "unknown", exported: true, span }];
  const before = path.memory;
  before.forEach((slot, value) => {
    if (symbols.variable(slot) === undefined) return;
    const exported = (value as readonly Binding[]).some((one) => one.exported);
    path.memory = path.memory.set(slot, [{ state: "unknown", exported, span }]);
  });
  path.memory = path.memory.set(SLOT.others, anything);
}
