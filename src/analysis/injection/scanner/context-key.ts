/** A key for tables that is equal for equal contexts. */
import type { PasteContext } from "./paste-context.ts";

const keys = new WeakMap<PasteContext, string>();

/** Returns the same key for equal contexts. */
export function contextKey(context: PasteContext): string {
  let key = keys.get(context);
  if (key === undefined) keys.set(context, (key = JSON.stringify(context)));
  return key;
}
