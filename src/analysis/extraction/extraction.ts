/** Finds pipelines that extract a field from JSON with text tools, and determines whether they extract the right one. */
import type { KnownDocument } from "../../aws/json/documents.ts";
import { isValueList, withValue, type Json, type Leaf } from "../../aws/json/json.ts";
import { renderJson } from "../../aws/json/layout.ts";
import {
  type Evaluation,
  type Invocation,
  type Run,
  type Span,
  textWithoutTrailingNewlines,
} from "../../shell/index.ts";
import { isTextTool } from "../../programs/text/index.ts";
import { startItems } from "../../programs/wrappers/xargs.ts";
import { Effort } from "../../programs/text/tool/effort.ts";
import { givenBy, isConsumed, testsOf } from "./consumers.ts";
import { pipelineStart, toolInput, type Chain } from "./pipeline.ts";
import type { Choice } from "./chosen-lines.ts";
import { cleanUpOf, takingsOf, type CleanUp, type Taking } from "./clean-up.ts";
import { printsAssignments } from "./verdicts/assignments.ts";
import { chainOutputs } from "./evaluate.ts";
import { type Label, labelOf } from "./label.ts";
import { judgeOptionalKeys, takesValue, withoutOthers } from "./verdicts/optional-keys.ts";
import { findsOtherValues } from "./other-values.ts";
import { judgeSearched } from "./searched-values.ts";
import { judgeUnknown } from "./unknown-text.ts";
import { cleanedUp, codeAround, readingOf, type Code, type Reading, type Script } from "./reading.ts";
import type { Stages } from "./verdicts/stages.ts";
import { affectsTest } from "./verdicts/tested-value.ts";
import type { Verdict } from "./verdicts/verdict-kinds.ts";

export interface Extraction {
  readonly verdict: Verdict;
  readonly document: KnownDocument;
  /** Whether the document is known, and not made up for a pipeline that appears to read JSON. */
  readonly known: boolean;
  /** The range from the first text tool to the last, within one pipeline. */
  readonly span: Span;
  /** The first tool of the span. */
  readonly first: Invocation;
  /** The run of the last tool. */
  readonly last: Run;
  /** The run directly before the span, connected by a pipe. */
  readonly before: Run | undefined;
  /** Names that the chain's patterns look for. */
  readonly words: readonly string[];
  /** The texts that select the line from which the field is extracted, if a loop reads the lines. */
  readonly choice: Choice | undefined;
  /** Values that keys must have for the chain to find the field beside them. */
  readonly asked: ReadonlyMap<string, string>;
  /** Whether the last tool prints the value within other text: a replacement would print the value alone. */
  readonly isLabelled: boolean;
  /** The runs of the tools that the document passes through, in order. */
  readonly stages: readonly Run[];
  /** The parameter expansions that take the value from what the last tool prints; none if that is the value itself. */
  readonly expansions: readonly string[];
  /**
   * Returns what each stage prints for this document, and after them the result of the expansions, if there are some; `undefined` if
   * a stage is not simulated.
   */
  readonly print: (document: string) => readonly string[] | undefined;
}

/** The budget for simulating the pipelines of one file, in units (see `Effort`), regardless of the number of scripts. */
const MAX_EFFORT = 30_000_000;
/** The same for the values that pipelines look for. */
const MAX_SEARCHED = 20_000_000;

/** Creates the budget for simulating the pipelines of one file. If it is exhausted, no further pipelines are simulated. */
export function simulationEffort(): Effort {
  return new Effort(MAX_EFFORT, new Effort(MAX_SEARCHED));
}

/**
 * Returns what the last tool of a chain extracts from JSON; `undefined` if it extracts no field, or that is unknown.
 * @param effort the budget for the file's simulations; the cost of this one is deducted
 */
export function extractionOf(
  invocation: Invocation,
  evaluation: Evaluation,
  { text, tree }: Code,
  effort: Effort,
): Extraction | undefined {
  const script = { text, tree, embedded: evaluation.embedded };
  if (effort.isExhausted) return undefined;
  let sound: Extraction | undefined;
  let ofUnknownText: Extraction | undefined;
  for (const run of invocation.runs) {
    for (const found of extractionsOf(run, script, evaluation, effort)) {
      if (found.verdict.kind === "sound") sound = found;
      else if (found.known) return found;
      else ofUnknownText ??= found;
    }
  }
  return ofUnknownText ?? sound;
}

/** The extractions by the chain of text tools that ends with this run, or with an earlier pipeline, and by expansions of its output. */
function* extractionsOf(run: Run, script: Script, evaluation: Evaluation, effort: Effort): Generator<Extraction> {
  if (isTextTool(run.invocation.program) && !isConsumed(run, evaluation, script.text)) {
    const found = ofRun(run, script, effort, givenBy(run, evaluation, script.text));
    const tests = testsOf(run, evaluation, script.text);
    const isUsed =
      tests.length === 0 || tests.some((test) => found?.last !== run || affectsTest(found, toolInput(test)?.argv));
    if (found !== undefined && isUsed) yield found;
  }
  for (const taking of takingsOf(run.invocation.command, codeAround(run, script), effort)) {
    const found = ofRun(run, script, effort, undefined, taking);
    if (found !== undefined) yield found;
  }
}

/**
 * @param xargs the run of `xargs` that starts a program with the output of `last`
 * @param taking how the script takes the value from the output of `last`, if no text tool does
 */
function ofRun(last: Run, script: Script, effort: Effort, xargs?: Run, taking?: Taking): Extraction | undefined {
  const reading = readingOf(last, script, effort, taking);
  if (reading === undefined) return undefined;
  const judged = judge(reading, effort, taking);
  if (judged === undefined) return undefined;
  const { chain, stages, known, words, print } = reading;
  const { document, asked = reading.asked } = judged;
  const label = judged.verdict.kind === "leftover" ? labelIn(judged.verdict, document, stages) : undefined;
  const finish =
    label?.remove ?? (NOT_CLEAN.has(judged.verdict.kind) ? cleanUp(last, script, effort, xargs) : undefined);
  const clean = finish && judgeOptionalKeys(document, cleanedUp(finish, chain, effort), words);
  const verdict = clean !== undefined && IS_VALUE.has(clean.kind) ? clean : judged.verdict;
  if (saysNothing(verdict, asked, document, print) || isListWithoutMarks(verdict, document, stages)) return undefined;
  const { first, before } = pipelineStart(last, chain, script.text);
  for (const other of alsoExtracting(verdict, document, chain, first, effort)) {
    const found = ofRun(other, script, effort);
    if (found?.verdict.kind === verdict.kind) return found;
  }
  return {
    verdict,
    document,
    known: known !== undefined,
    span: { pos: first.invocation.pos, end: last.invocation.end },
    first: first.invocation,
    last,
    before,
    words,
    stages,
    asked,
    choice: chain.choice,
    isLabelled:
      label !== undefined || taking !== undefined || (known !== undefined && printsAssignments(document, print)),
    expansions: taking?.expansions ?? [],
    print,
  };
}

interface Judged {
  readonly document: KnownDocument;
  readonly verdict: Verdict;
  /** The value that the chain looks for, if the sample does not contain it. */
  readonly asked?: ReadonlyMap<string, string> | undefined;
}

function judge(reading: Reading, effort: Effort, taking?: Taking): Judged | undefined {
  const { chain, stages, known, words, print } = reading;
  const judged =
    known === undefined
      ? judgeUnknown(chain, words, effort)
      : { document: known, verdict: judgeOptionalKeys(known, print, words) };
  if (known !== undefined && judged?.verdict === undefined)
    return taking === undefined ? judgeSearched(known, reading, effort) : undefined;
  if (judged?.verdict === undefined) return undefined;
  const { document, verdict } = judged;
  // Other expansions than those that take the value of a key shorten or change the text.
  if (taking !== undefined && verdict.kind !== "layout" && verdict.kind !== "sound") return undefined;
  const isNothing = verdict.kind === "noSuchKey" || verdict.kind === "spacing";
  if (known !== undefined && isNothing && findsOtherValues(document, print, stages))
    return taking === undefined ? judgeSearched(known, reading, effort) : undefined;
  return { document, verdict };
}

/**
 * The stages for which the finding is reported instead, if they have the same fault: one that already takes the value, and the last one
 * of an earlier pipeline.
 */
function* alsoExtracting(
  verdict: Verdict,
  document: KnownDocument,
  chain: Chain,
  first: Run,
  effort: Effort,
): Generator<Run> {
  const typical = withoutOthers(document, verdict);
  const taker = takesValue(verdict) ? takerOf(verdict.leaf, typical, chain, effort) : undefined;
  if (taker !== undefined) yield taker;
  const earlier = chain.stages[chain.stages.indexOf(first) + 1];
  if (earlier !== undefined && verdict.kind !== "sound") yield earlier;
}

/**
 * Whether the verdict is about values that patterns require. The chain may extract such a value, which only shows that the value
 * is present. Or it finds the value but nothing beside it, although another answer may have what the chain looks for.
 */
function saysNothing(
  verdict: Verdict,
  asked: ReadonlyMap<string, string>,
  document: KnownDocument,
  stages: Stages,
): boolean {
  if (asked.size === 0) return false;
  if (verdict.kind === "spacing") return stages(renderJson(document.value, document.layout))?.[0] !== "";
  return "leaf" in verdict && asked.has(verdict.leaf?.key ?? "");
}

/** Whether only characters are removed from a list, and its brackets remain: people can still read it. */
function isListWithoutMarks(verdict: Verdict, { value }: KnownDocument, stages: readonly Run[]): boolean {
  if (verdict.kind !== "leftover" || !isValueList(value) || !verdict.result.trim().startsWith("[")) return false;
  return stages.every(({ invocation }) => /^(?:tr|g?sed|cat)$/.test(invocation.program));
}

/** Verdicts that do not apply to the value that the script uses if the script cleans it up first. */
const NOT_CLEAN: ReadonlySet<Verdict["kind"]> = new Set(["leftover", "wrongText", "severalKeys", "optionalKey"]);

/** Verdicts on an extraction that currently gives the value of one key. */
const IS_VALUE: ReadonlySet<Verdict["kind"]> = new Set(["sound", "layout", "optionalKey"]);

function labelIn(
  { leaf, result }: Extract<Verdict, { kind: "leftover" }>,
  { value, layout }: KnownDocument,
  stages: readonly Run[],
): Label | undefined {
  return labelOf(result, leaf.text, stages, renderJson(value, layout));
}

/** How the output is cleaned up before it is used: `xargs` removes the quotes, and parameter expansions can remove more. */
function cleanUp(last: Run, script: Script, effort: Effort, xargs: Run | undefined): CleanUp | undefined {
  if (xargs === undefined) return cleanUpOf(last.invocation.command, codeAround(last, script), effort);
  return (text) => startItems(xargs, text)?.join("\n");
}

/** Values of which later stages may take a part: the sample's value may lack the separator. */
const PARTED = ["/", ":", ".", "-", "_", "@"].map((by) => ["aA0", "bB1", "cC2", "dD3"].join(by));

/** The last stage that prints the whole value, if later stages take a part of the value. */
function takerOf(leaf: Leaf, document: KnownDocument, chain: Chain, effort: Effort): Run | undefined {
  const lastWhole = (value: Json, text: string): number => {
    const outputs = chainOutputs(chain, renderJson(value, document.layout), effort) ?? [];
    return outputs.findLastIndex((output) => textWithoutTrailingNewlines(output) === text);
  };
  const today = lastWhole(document.value, leaf.text);
  const parted = PARTED.map((text) => lastWhole(withValue(document.value, leaf.path, text), text));
  const taken = Math.min(today, ...parted.filter((index) => index >= 0));
  return taken < 0 || taken === chain.stages.length - 1 ? undefined : chain.stages.toReversed()[taken];
}
