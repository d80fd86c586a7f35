/** What `[[ … =~ … ]]` stores in BASH_REMATCH, in an evaluation that records provenance. */
import type { Word } from "unbash";
import { expandPart } from "../expansion/words.ts";
import { knownText, type AbstractString } from "../model/value.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { setBindings } from "../state/variables.ts";
import { isProvenanceKept, madeFrom, matchOf } from "../values/provenance.ts";

export function storeGroups(frame: Frame, value: AbstractString, word: Word): void {
  if (!isProvenanceKept()) return;
  const pattern = regexOf(frame, word);
  const count = pattern === undefined ? 1 : pattern.split("(").length;
  const groups = Array.from({ length: count }, (_, group) => [
    pattern === undefined ? madeFrom([value]) : matchOf(value, { pattern, group }),
  ]);
  const front = pattern === undefined ? 0 : undefined;
  setBindings(frame.machine, frame.path, "BASH_REMATCH", [
    { state: "set", exported: false, value: groups[0]!, array: groups, front, span: undefined },
  ]);
}

/** The regular expression, in which quoted characters are literal; `undefined` if it is unknown. */
function regexOf(frame: Frame, { parts, text }: Word): string | undefined {
  if (parts === undefined) return text;
  let all = "";
  for (const part of parts) {
    const expanded = part.type === "Literal" ? part.text : knownText(expandPart(frame, part));
    if (expanded === undefined) return undefined;
    const isQuoted = part.type.endsWith("Quoted");
    all += isQuoted ? expanded.replaceAll(/[\\^$.[\](){}|*+?]/g, String.raw`\$&`) : expanded;
  }
  return all;
}
