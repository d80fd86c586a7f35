/**
 * Values that patterns require together with their keys: `grep -A1 '"Key": "Name"' | grep Value` looks for the tag called Name. A
 * sample contains made-up values, so these values are inserted into it.
 */
import { toolInput } from "./pipeline.ts";
import type { KnownDocument } from "../../aws/json/documents.ts";
import { isObject, type Json } from "../../aws/json/json.ts";
import type { Run } from "../../shell/index.ts";

/** A longer argument (in characters) is not a pattern that a person has written. */
const MAX_ARGUMENT = 2_000;

/** White space between JSON tokens, as patterns write it. */
const SPACE = String.raw`(?:\s|\\s|\[\[:(?:space|blank):\]\]|\[ \\?t?\]|[*+?]){0,20}`;
const MEMBER = new RegExp(String.raw`"([A-Za-z_]\w*)\\?"${SPACE}:${SPACE}\\?"([\w./:@-]+)\\?"`, "g");

/** Returns the required value of each key; the first one if there are several. */
export function askedValues(stages: readonly Run[]): ReadonlyMap<string, string> {
  const asked = new Map<string, string>();
  for (const run of stages) {
    if (!/grep$|sed$|awk$/.test(run.invocation.program)) continue;
    for (const argument of toolInput(run)?.argv.slice(1) ?? []) {
      if (argument.length > MAX_ARGUMENT) continue;
      for (const [, key, value] of argument.matchAll(MEMBER)) if (!asked.has(key!)) asked.set(key!, value!);
    }
  }
  return asked;
}

/** Returns the document with these values for keys whose value is a string. */
export function withValues(document: KnownDocument, asked: ReadonlyMap<string, string>): KnownDocument {
  return asked.size === 0 ? document : { ...document, value: copy(document.value, asked) };
}

function copy(value: Json, asked: ReadonlyMap<string, string>): Json {
  if (Array.isArray(value)) return value.map((element: Json) => copy(element, asked));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      (typeof inner === "string" ? asked.get(key) : undefined) ?? copy(inner, asked),
    ]),
  );
}
