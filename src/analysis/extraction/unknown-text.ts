/** Judges chains whose input is unknown, but whose patterns show that it is JSON, on a made-up document. */
import type { KnownDocument } from "../../aws/json/documents.ts";
import { layouts, renderJson } from "../../aws/json/layout.ts";
import type { Effort } from "../../programs/text/tool/effort.ts";
import { chainOutputs } from "./evaluate.ts";
import { columnKey, outerKeys, shownKey, type ShownKey } from "./expected-value.ts";
import { formatOfFile, formatOfOutput, isCertainlyJson } from "./message-format.ts";
import { requiredText } from "./other-values.ts";
import { judgeOptionalKeys } from "./verdicts/optional-keys.ts";
import { type Run, outline } from "../../shell/index.ts";
import type { Chain } from "./pipeline.ts";
import type { Stages } from "./verdicts/stages.ts";
import type { Verdict } from "./verdicts/verdict-kinds.ts";

/** Returns the made-up document and the verdict; `undefined` if nothing shows that the text is JSON. */
export function judgeUnknown(
  chain: Chain,
  words: readonly string[],
  effort: Effort,
): { document: KnownDocument; verdict: Verdict | undefined } | undefined {
  const shown = shownKey(chain.stages) ?? keyInJson(chain);
  if (shown === undefined || isOfOtherFormat(chain, shown)) return undefined;
  const sought = soughtIn(chain, shown);
  // If `echo $X` puts everything on one line, the chain extracts something else. The verdict then describes what it would extract
  // with the lines kept.
  return (
    ofMadeUp(sought, words, (input) => chainOutputs(chain, input, effort)) ??
    ofMadeUp(sought, words, (input) => chainOutputs(chain, input, effort, true))
  );
}

/** What made-up documents have. */
interface Sought {
  readonly key: string;
  /** The values that the key may have. */
  readonly examples: readonly (string | number | boolean)[];
  /** The objects that contain it. */
  readonly outer: readonly string[];
  /** Whether the key may be the last of its object, so that no comma follows its value. */
  readonly mayBeLast: boolean;
}

function soughtIn(chain: Chain, { key, by }: ShownKey): Sought {
  const { files, sources, stages } = chain;
  const required = requiredText(stages.toReversed(), key);
  // Who removes the quotes and the comma evidently reads JSON.
  const isEvident = by !== "input" || isCertainlyJson(files, sources);
  const examples = isEvident ? EXAMPLES : EXAMPLES.filter((one) => typeof one === "string");
  return {
    key,
    examples: required === "" ? examples : [...examples, `wanted-2/${required}`],
    outer: outerKeys(stages, { key, by }),
    mayBeLast: isEvident,
  };
}

/**
 * The name with which the chain selects a line, if the input is JSON: a file that is named so, or what a program prints that has
 * JSON, from which the chain removes the quotes.
 */
function keyInJson({ files, sources, stages }: Chain): ShownKey | undefined {
  const isPrinted = isCertainlyJson([], sources) || sources.some((source) => formatOfOutput(source) === "json");
  const isJson = isCertainlyJson(files, []) || (isPrinted && stages.some(hasQuote));
  const key = isJson ? columnKey(stages) : undefined;
  return key === undefined ? undefined : { key, by: "input" };
}

function hasQuote(run: Run): boolean {
  return run.argv.some(({ value }) => outline(value).includes('"'));
}

function ofMadeUp(
  sought: Sought,
  words: readonly string[],
  stages: Stages,
): { document: KnownDocument; verdict: Verdict | undefined } | undefined {
  for (const wanted of sought.examples) {
    for (const value of madeUp(sought, wanted)) {
      for (const layout of [layouts.cli, layouts.metadata, layouts.tight, layouts.line, layouts.compact]) {
        const document: KnownDocument = { name: "the JSON", value, layout, exact: true };
        const extract = wanted === VERSION_TAG ? withTag(stages) : stages;
        const result = extract(renderJson(value, layout))?.at(-1)?.trim();
        if (result === String(wanted))
          return { document, verdict: judgeOptionalKeys(document, extract, [...words, sought.key]) };
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
function madeUp(
  { key, mayBeLast, outer }: Sought,
  wanted: string | number | boolean,
): readonly KnownDocument["value"][] {
  const within = (value: object): KnownDocument["value"] =>
    beside(
      outer.reduce<object>((inner, name) => ({ [name]: inner }), value),
      false,
    );
  const member = { [key]: wanted };
  const between = beside(member, wanted === VERSION_TAG);
  if (!mayBeLast) return [between];
  if (outer.length === 0) return [between, { first: "one-1", ...member }];
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
