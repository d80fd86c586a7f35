/** A text by which contexts that are alike are one in a table. */
import type { PasteContext } from "./paste-context.ts";

const keys = new WeakMap<PasteContext, string>();

/** Equal for contexts that are alike. */
export function contextKey(context: PasteContext): string {
  let key = keys.get(context);
  if (key === undefined) keys.set(context, (key = JSON.stringify(context)));
  return key;
}
