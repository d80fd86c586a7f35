/** Arithmetic that adds a status to a variable, as in `RC=$((RC + $?))` and `(( FAILED |= RC ))`: the variable is a flag. */
import type { Frame } from "../state/interfaces/evaluator.ts";
import { bindings, referencedName } from "../state/variables.ts";
import type { Span } from "../spans/span.ts";
import { processOf } from "./flags.ts";
import { intersectionOfSlots } from "./status-info.ts";

const NONE: readonly number[] = [];

/**
 * Performs an assignment of the result of arithmetic. If that reads a status, only what reads the variable notices the failure.
 * @param name the variable that is assigned
 * @param span the assignment
 */
export function recordStatus<Result>(frame: Frame, name: string, span: Span, perform: () => Result): Result {
  const { machine, path, context } = frame;
  const { flags, isOn, statuses } = machine.outcomes;
  const flag = referencedName(machine, path, name);
  if (!isOn) return perform();
  const { memory } = path;
  const before = bindings(machine, path, flag);
  const held = flags.suspend(path, [flag]);
  const result = perform();
  const { failing = NONE, status } = path;
  const read = statuses.readSince(memory, path);
  const calls = status.kind === "success" ? intersectionOfSlots(read, failing) : read;
  const isHeld = [...held.values()].some((one) => one.length > 0);
  if (path.flow !== undefined || (calls.length === 0 && !isHeld)) return result;
  const { liveness } = machine;
  const raised = {
    name: flag,
    process: processOf(context.scopes),
    calls,
    before,
    after: bindings(machine, path, flag),
    isExported: liveness.isExported(flag),
    isOpen: liveness.readsUnnamed,
    isRead: liveness.isReadBeside(flag, span, undefined),
  };
  flags.raise(path, raised, held);
  return result;
}
