/** The messages about elements of a list of values, which have no keys. */
import { isValueList, leavesOf } from "../../aws/json/json.ts";
import { renderJson } from "../../aws/json/layout.ts";
import type { Extraction } from "./extraction.ts";
import { conditions, quoted } from "./message-words.ts";

/** Returns `undefined` if the extraction takes a value that has a key, or another verdict does not depend on keys. */
export function elementsMessage({
  verdict,
  document: { value, layout },
  print,
}: Extraction): { readonly messageId: string; readonly data: Record<string, string> } | undefined {
  if (!isValueList(value) || (verdict.kind !== "layout" && verdict.kind !== "leftover")) return undefined;
  const all = leavesOf(value).map(({ text }) => text);
  const today = print(renderJson(value, layout))?.at(-1) ?? "";
  const count = all.filter((text) => today.includes(text)).length;
  const elements =
    count < all.length
      ? "an element of the list"
      : all.length === 1
        ? "the element of the list"
        : "the elements of the list";
  if (verdict.kind === "leftover")
    return { messageId: "leftoverElements", data: { elements, result: quoted(verdict.result) } };
  return {
    messageId: "elements",
    data: { elements, when: conditions(verdict.on), takes: takes(verdict.result, all, count > 1) },
  };
}

/** Describes what the chain takes from another form of a list with these elements. */
function takes(result: string, all: readonly string[], isSeveral: boolean): string {
  if (result === "") return "finds nothing";
  if (isSeveral && result === all[0]) return "extracts only the first element";
  return isSeveral && result === all.at(-1) ? "extracts only the last element" : `returns ${quoted(result)}`;
}
