/** Pipelines that take a field out of JSON with text tools, and whether they take the right one. */
import type { KnownDocument } from "../../aws/json/documents.ts";
import { keysOf } from "../../aws/json/json.ts";
import { layouts, renderJson } from "../../aws/json/layout.ts";
import type { Evaluation, Invocation, Run, ShellScript, Span } from "../../shell/index.ts";
import { isTextTool } from "../../programs/text/index.ts";
import { Effort } from "../../programs/text/tool/effort.ts";
import { chainOf, counts, cuts, isConsumed, piped, type Chain } from "./pipeline.ts";
import { cleanUpOf, type CleanUp } from "./clean-up.ts";
import { evaluator } from "./evaluate.ts";
import { documentOf } from "./source.ts";
import { judge } from "./optional-keys.ts";
import type { Stages, Verdict } from "./verdict.ts";
import { formatOfFile, formatOfOutput } from "./message-format.ts";
import { outerKeys, patternWords, shownKey, type ShownKey } from "./expected-value.ts";

export interface Extraction {
  readonly verdict: Verdict;
  readonly document: KnownDocument;
  /** Whether the document is known, and not made up for a pipeline that looks like JSON. */
  readonly known: boolean;
  /** From the first text tool to the last, within one pipeline. */
  readonly span: Span;
  /** The first tool of the span. */
  readonly first: Invocation;
  /** The last. */
  readonly last: Run;
  /** What stands right before the span, with a pipe between them. */
  readonly before: Run | undefined;
  /** The value is also the value of that one key when today's document is `text`. */
  readonly words: readonly string[];
  /** The runs of the tools that the document goes through, the first to read it first. */
  readonly stages: readonly Run[];
  /** What each stage prints when this document flows in; `undefined` if a stage is not simulated. */
  readonly print: (document: string) => readonly string[] | undefined;
}

/** Units that simulating the pipelines of one file may cost, however many scripts it has; see `Effort`. */
const MAX_EFFORT = 30_000_000;

/** What simulating the pipelines of one file may cost. If it is exhausted, no more of them are simulated. */
export function simulationEffort(): Effort {
  return new Effort(MAX_EFFORT);
}

/** A script as its text and its syntax tree. */
export type ScriptText = Pick<ShellScript, "text" | "tree">;

/**
 * What the last tool of a chain takes out of JSON; `undefined` where it takes no field, or nobody can tell.
 * @param effort the budget of the file's simulations; what this one costs is taken from it.
 */
export function extractionOf(
  invocation: Invocation,
  evaluation: Evaluation,
  script: ScriptText,
  effort: Effort,
): Extraction | undefined {
  if (!isTextTool(invocation.program) || effort.isExhausted) return undefined;
  let sound: Extraction | undefined;
  let ofUnknownText: Extraction | undefined;
  for (const run of invocation.runs) {
    if (isConsumed(run, evaluation, script.text)) continue;
    const found = ofRun(run, script, effort);
    if (found === undefined) continue;
    if (found.verdict.kind === "sound") sound = found;
    else if (found.known) return found;
    else ofUnknownText ??= found;
  }
  return ofUnknownText ?? sound;
}

function ofRun(last: Run, script: ScriptText, effort: Effort): Extraction | undefined {
  const chain = chainOf(last);
  if (!chain.stages.some(cuts) || chain.stages.some(counts)) return undefined;
  const [source, ...others] = chain.sources;
  if (others.length > 0 || (source !== undefined && chain.open)) return undefined;
  const document = source === undefined ? undefined : documentOf(source);
  // A secret that is printed as text can be JSON itself.
  const isInner = document === "plain" && isQuoted(shownKey(chain.stages));
  if (document === "plain" && !isInner) return undefined;
  const isKnown = document !== undefined && document !== "plain";
  const words = patternWords(chain.stages.toReversed(), isKnown ? keysOf(document.value) : []);
  const judged =
    document === undefined || document === "plain"
      ? ofUnknown(chain, words, effort)
      : { document, verdict: judge(document, (input) => outputs(chain, input, effort), words) };
  if (judged?.verdict === undefined) return undefined;
  const cleanUp = NOT_CLEAN.has(judged.verdict.kind) ? cleanUpOf(last.invocation.command, script, effort) : undefined;
  const clean = cleanUp && judge(judged.document, cleanedUp(cleanUp, chain, effort), words);
  const verdict = clean !== undefined && IS_VALUE.has(clean.kind) ? clean : judged.verdict;
  const { first, before } = pipelineStart(last, chain, script.text);
  // What was wrong before another pipeline went on with it is told where it went wrong.
  const earlier = chain.stages[chain.stages.indexOf(first) + 1];
  const there = earlier === undefined || verdict.kind === "sound" ? undefined : ofRun(earlier, script, effort);
  if (there?.verdict.kind === verdict.kind) return there;
  return {
    verdict,
    document: judged.document,
    known: isKnown,
    span: { pos: first.invocation.pos, end: last.invocation.end },
    first: first.invocation,
    last,
    before,
    words,
    stages: chain.stages.toReversed(),
    print: (input) => outputs(chain, input, effort),
  };
}

/** Verdicts that do not hold for the value which the script uses if it takes something off first. */
const NOT_CLEAN: ReadonlySet<Verdict["kind"]> = new Set(["leftover", "wrongText", "severalKeys", "optionalKey"]);

/** Verdicts on an extraction that gives the value of one key today. */
const IS_VALUE: ReadonlySet<Verdict["kind"]> = new Set(["sound", "layout", "optionalKey"]);

/** What the stages print, and what a clean-up leaves of it. */
function cleanedUp(cleanUp: CleanUp, chain: Chain, effort: Effort): Stages {
  return (input) => {
    const printed = outputs(chain, input, effort);
    const clean = printed && cleanUp(printed.at(-1)!);
    return clean === undefined ? undefined : [...printed!, clean];
  };
}

/** Whether the key is written as JSON writes it. */
function isQuoted(shown: ShownKey | undefined): boolean {
  return shown !== undefined && shown.by !== "column";
}

function ofUnknown(
  chain: Chain,
  words: readonly string[],
  effort: Effort,
): { document: KnownDocument; verdict: Verdict | undefined } | undefined {
  const shown = shownKey(chain.stages);
  if (shown === undefined || isOfOtherFormat(chain, shown)) return undefined;
  const outer = outerKeys(chain.stages, shown);
  // Out of what `echo $X` puts on one line it takes something else; that is told as what it takes where the lines are kept.
  return (
    ofMadeUp(shown.key, outer, words, (input) => outputs(chain, input, effort)) ??
    ofMadeUp(shown.key, outer, words, (input) => outputs(chain, input, effort, true))
  );
}

function ofMadeUp(
  key: string,
  outer: readonly string[],
  words: readonly string[],
  stages: Stages,
): { document: KnownDocument; verdict: Verdict | undefined } | undefined {
  for (const wanted of ["wanted-2/x+y==", 4242, true]) {
    for (const value of madeUp(key, wanted, outer)) {
      for (const layout of [layouts.cli, layouts.metadata, layouts.tight, layouts.line, layouts.compact]) {
        const document: KnownDocument = { name: "the JSON", value, layout, exact: true };
        const result = stages(renderJson(value, layout))?.at(-1)?.trim();
        if (result === String(wanted)) return { document, verdict: judge(document, stages, [...words, key]) };
      }
    }
  }
  return undefined;
}

function beside(value: object): KnownDocument["value"] {
  return { first: "one-1", ...value, last: "three-3" };
}

/** Documents that have the key: beside others, and within objects that the chain looks for first. */
function madeUp(key: string, wanted: string | number | boolean, outer: readonly string[]): KnownDocument["value"][] {
  const within = (value: object): KnownDocument["value"] =>
    beside(outer.reduce<object>((inner, name) => ({ [name]: inner }), value));
  const member = { [key]: wanted };
  if (outer.length === 0) return [beside(member)];
  const later = { ...member, later: "five-5" };
  return [beside(member), within(later), within({ earlier: "four-4", ...later })];
}

/** Whether what flows in is no JSON, in spite of the key: a key with its colon is believed, another one where no name gainsays it. */
function isOfOtherFormat({ files, sources }: Chain, { key, by }: ShownKey): boolean {
  if (by === "member") return false;
  if (files.some((name) => formatOfFile(name) === "other")) return true;
  return by === "column" && (key === "href" || sources.some((source) => formatOfOutput(source) === "other"));
}

/** What each stage of the chain prints for a document, the last stage last. */
function outputs(chain: Chain, document: string, effort: Effort, keepLines = false): string[] | undefined {
  const outputOf = evaluator(() => document, chain.open ? document : undefined, effort, keepLines);
  const printed: string[] = [];
  for (const stage of chain.stages.toReversed()) {
    const output = outputOf(stage);
    if (output === undefined) return undefined;
    printed.push(output);
  }
  return printed;
}

/** The first stage that stands in the same pipeline as the last. */
function pipelineStart(last: Run, chain: Chain, text: string): { first: Run; before: Run | undefined } {
  let first = last;
  for (const stage of chain.stages.slice(1)) {
    // Whether it is known what is in the file says nothing about the pipeline that reads it.
    if (stage === chain.stages.at(-1) && stage.invocation.program === "cat") break;
    if (!piped(stage.invocation, first.invocation, text)) return { first, before: undefined };
    first = stage;
  }
  const [source] = chain.sources;
  const direct = source !== undefined && piped(source.invocation, first.invocation, text);
  return { first, before: direct ? source : undefined };
}
