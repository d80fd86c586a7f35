/** Judges chains whose input is unknown, but whose patterns show that it is JSON, on a made-up document. */
import type { KnownDocument } from "../../aws/json/documents.ts";
import { layouts, renderJson } from "../../aws/json/layout.ts";
import type { Effort } from "../../programs/text/tool/effort.ts";
import { chainOutputs } from "./evaluate.ts";
import { outerKeys, shownKey, type ShownKey } from "./expected-value.ts";
import { formatOfFile, formatOfOutput } from "./message-format.ts";
import { requiredText } from "./other-values.ts";
import { judgeOptionalKeys } from "./optional-keys.ts";
import type { Chain } from "./pipeline.ts";
import type { Stages, Verdict } from "./verdict.ts";

/** Returns the made-up document and the verdict; `undefined` if nothing shows that the text is JSON. */
export function judgeUnknown(
  chain: Chain,
  words: readonly string[],
  effort: Effort,
): { document: KnownDocument; verdict: Verdict | undefined } | undefined {
  const shown = shownKey(chain.stages);
  if (shown === undefined || isOfOtherFormat(chain, shown)) return undefined;
  const outer = outerKeys(chain.stages, shown);
  const required = requiredText(chain.stages.toReversed(), shown.key);
  const examples = required === "" ? EXAMPLES : [...EXAMPLES, `wanted-2/${required}`];
  // If `echo $X` puts everything on one line, the chain extracts something else. The verdict then describes what it would extract
  // with the lines kept.
  return (
    ofMadeUp(shown.key, examples, outer, words, (input) => chainOutputs(chain, input, effort)) ??
    ofMadeUp(shown.key, examples, outer, words, (input) => chainOutputs(chain, input, effort, true))
  );
}

function ofMadeUp(
  key: string,
  examples: readonly (string | number | boolean)[],
  outer: readonly string[],
  words: readonly string[],
  stages: Stages,
): { document: KnownDocument; verdict: Verdict | undefined } | undefined {
  for (const wanted of examples) {
    for (const value of madeUp(key, wanted, outer)) {
      for (const layout of [layouts.cli, layouts.metadata, layouts.tight, layouts.line, layouts.compact]) {
        const document: KnownDocument = { name: "the JSON", value, layout, exact: true };
        const extract = wanted === VERSION_TAG ? withTag(stages) : stages;
        const result = extract(renderJson(value, layout))?.at(-1)?.trim();
        if (result === String(wanted))
          return { document, verdict: judgeOptionalKeys(document, extract, [...words, key]) };
      }
    }
  }
  return undefined;
}

/** The tag of a release, of which scripts often take only the version: `grep '"tag_name"' | cut -d'"' -f4 | cut -c2-`. */
const VERSION_TAG = "v1.22.3";

/** Values that the key may have. */
const EXAMPLES = ["wanted-2/x+y==", 4242, true, VERSION_TAG];

/** The stages, followed by one that completes the version to the tag. */
function withTag(stages: Stages): Stages {
  return (input) => {
    const printed = stages(input);
    const last = printed?.at(-1)?.trim() ?? "";
    return /^\d+\.\d+\.\d+$/.test(last) ? [...printed!, `v${last}`] : printed;
  };
}

/** Tags of which only the version is extracted may be beside other tags. */
function beside(value: object, isTag: boolean): KnownDocument["value"] {
  return { first: isTag ? "v0.1.1" : "one-1", ...value, last: isTag ? "v3.0.3" : "three-3" };
}

/** Documents that have the key: beside others, and within objects that the chain looks for first. */
function madeUp(key: string, wanted: string | number | boolean, outer: readonly string[]): KnownDocument["value"][] {
  const within = (value: object): KnownDocument["value"] =>
    beside(
      outer.reduce<object>((inner, name) => ({ [name]: inner }), value),
      false,
    );
  const member = { [key]: wanted };
  if (outer.length === 0) return [beside(member, wanted === VERSION_TAG), { first: "one-1", ...member }];
  const later = { ...member, later: "five-5" };
  return [beside(member, false), within(later), within({ earlier: "four-4", ...later })];
}

/**
 * Whether the input is not JSON despite the key. A key with its colon is sufficient evidence; other keys count only if no file or
 * program name contradicts them.
 */
function isOfOtherFormat({ files, sources }: Chain, { key, by }: ShownKey): boolean {
  if (by === "member") return false;
  if (files.some((name) => formatOfFile(name) === "other")) return true;
  return by === "column" && (key === "href" || sources.some((source) => formatOfOutput(source) === "other"));
}
