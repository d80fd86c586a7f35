/** Replacement extractors that are right in every layout. */
import { isAllPrinted, isEmbedded, onlyPiece, type Evaluation, type Invocation, SpanIndex } from "../../shell/index.ts";
import { isValueList, writtenPath, type Leaf } from "../../aws/json/json.ts";
import type { KnownDocument } from "../../aws/json/documents.ts";
import { renderJson } from "../../aws/json/layout.ts";
import type { ScriptEdit } from "../../document/index.ts";
import { lowerBound } from "../../sorted/lower-bound.ts";
import { readAwsCommandLine } from "../../programs/aws/command-line.ts";
import { runTextTool } from "../../programs/text/index.ts";
import type { Extraction } from "./extraction.ts";
import { toolInput } from "./pipeline.ts";
import { keptRedirections, type KeptRedirections } from "./redirections.ts";
import { selectionOf, selectsElements } from "./list-elements.ts";
import { otherRenderings } from "./verdicts/renderings.ts";
import { isWithinParent } from "./verdicts/similar-members.ts";

export type Extractor = "jq" | "sed";

export interface Repair {
  readonly extractor: Extractor | "query";
  /** The replacement text. */
  readonly command: string;
  readonly changes: readonly ScriptEdit[];
}

/** Returns the leaf that the extraction is meant to take, if that is clear. */
export function wantedLeaf({ verdict }: Extraction): Leaf | undefined {
  switch (verdict.kind) {
    case "noSuchKey":
      return verdict.instead;
    case "wrongKey":
      return verdict.wanted;
    case "optionalKey":
      return verdict.others.every((other) => isWithinParent(other, verdict.leaf)) ? verdict.leaf : undefined;
    case "severalKeys":
    case "wrongText":
    case "layoutOfPart":
    case "sound":
      return undefined;
    default:
      return verdict.leaf;
  }
}

/** Returns the fixes that are possible here, the best first. */
export function repairs(extraction: Extraction, evaluation: Evaluation, text: string): Repair[] {
  const leaf = wantedLeaf(extraction);
  const { span } = extraction;
  const isElement = isValueList(extraction.document.value);
  if (leaf === undefined || !extraction.known || !(isElement || /^\w+$/.test(leaf.key))) return [];
  if (isElement && selectsElements(extraction)) return [];
  if (isEmbedded(evaluation.embedded, span)) return [];
  // The replacement would extract the field from every element of a list, not only from the selected one.
  if (extraction.asked.size > 0 || extraction.choice !== undefined || extraction.isLabelled) return [];
  // Text from another pipeline may have been changed on its way.
  if (!onlyThesePipelines(extraction) || !isWrittenOut(extraction, evaluation)) return [];
  const kept = keptRedirections(extraction, text);
  if (kept === undefined) return [];
  const selection = selectionOf(extraction, leaf);
  if (selection === undefined) return [];
  const found: Repair[] = [];
  const fails = failsWithoutValue(extraction, text);
  const checked = fails ? `${selection} | grep ''` : selection;
  const query = queryRepair(extraction, leaf, kept, leaf.path.includes(undefined) ? checked : selection, text);
  if (query !== undefined) found.push(query);
  // `jq -e` also fails for `false`.
  const hasOwnStatus = fails && selection === "" && typeof leaf.value !== "boolean";
  const jq = `jq ${hasOwnStatus ? "-er" : "-r"} '${jqPath(leaf)}'`;
  found.push(replace("jq", jq, extraction, kept, hasOwnStatus ? selection : checked));
  const sed = sedScript(leaf.key);
  const inBackticks = backticksBefore(text, span.pos, evaluation) % 2 === 1;
  // On one line, sed finds only the last of several values.
  if (!inBackticks && !leaf.path.includes(undefined) && isRight(extraction, leaf, sed))
    found.push(replace("sed", `sed -n '${sed}'`, extraction, kept, checked));
  return found;
}

/** Whether the pipeline fails if there is no value: if it ends with `grep`, or contains one under `pipefail`. */
function failsWithoutValue({ span, stages, last }: Extraction, text: string): boolean {
  const isPipefail = /\bpipefail\b/.test(text);
  const isPiped = /^[\s\\]*\|(?!\|)/.test(text.slice(span.end, span.end + 100));
  return stages.some(({ invocation }) => {
    const isInside = span.pos <= invocation.pos && invocation.end <= span.end;
    const decides = isPipefail || (invocation === last.invocation && !isPiped);
    return isInside && decides && /^[ef]?grep$/.test(invocation.program);
  });
}

/** Offsets of a script's backticks that are not escaped by a backslash. */
const backticks = new WeakMap<Evaluation, readonly number[]>();

function backticksBefore(text: string, pos: number, evaluation: Evaluation): number {
  let all = backticks.get(evaluation);
  if (all === undefined) backticks.set(evaluation, (all = [...text.matchAll(/(?<!\\)`/g)].map(({ index }) => index)));
  const places = all;
  return lowerBound(places.length, (index) => places[index]! < pos);
}

/** Whether all words of the pipeline, except the file, are literal in the script: `grep "$1"` looks for another key in each call. */
function isWrittenOut({ span, first }: Extraction, { invocations }: Evaluation): boolean {
  const isInside = (pos: number): boolean => span.pos <= pos && pos <= span.end;
  return indexOf(invocations)
    .within(span)
    .every((invocation) =>
      invocation.runs.every((run) => {
        const files = invocation === first ? (toolInput(run)?.fileWords ?? []) : [];
        return run.argv.every(
          (word) =>
            files.includes(word) ||
            word.value.every((piece) => piece.kind === "text" && piece.at !== undefined && isInside(piece.at)),
        );
      }),
    );
}

const indexes = new WeakMap<readonly Invocation[], SpanIndex<Invocation>>();

function indexOf(invocations: readonly Invocation[]): SpanIndex<Invocation> {
  let index = indexes.get(invocations);
  if (index === undefined) indexes.set(invocations, (index = new SpanIndex(invocations)));
  return index;
}

function onlyThesePipelines({ last, first, before }: Extraction): boolean {
  const [earlier] = first.runs;
  if (before !== undefined) return true;
  // `echo "$CREDS"`: the input is exactly one answer.
  const reading = first === last.invocation ? last : earlier;
  return isAllPrinted(onlyPiece((reading && toolInput(reading)?.input) ?? []));
}

function replace(
  extractor: Extractor,
  command: string,
  { span: { pos, end } }: Extraction,
  { input, output }: KeptRedirections,
  selection: string,
): Repair {
  const changes = [{ pos, end, text: command + input + selection + output }];
  return { extractor, command: command + selection, changes };
}

/** The filter. If the key is absent, the text tools print nothing, but jq prints `null`; `// empty` would also omit `false`, and `values` does not. */
function jqPath({ path, value }: Leaf): string {
  const steps = path.map((part) => (part === undefined ? "[]" : `.${part}`)).join("");
  const filter = steps.startsWith("[") ? `.${steps}` : steps;
  return `${filter} ${typeof value === "boolean" ? "| values" : "// empty"}`;
}

/** Works for one line and for many, with any white space. */
function sedScript(key: string): string {
  return `s/.*"${key}"[[:space:]]*:[[:space:]]*"\\([^"]*\\)".*/\\1/p`;
}

function takesFromAll(document: KnownDocument, leaf: Leaf, script: string, today: string): boolean {
  const takes = (text: string): boolean => runTextTool("sed", ["sed", "-n", script], text)?.stdout.trim() === leaf.text;
  if (!takes(today)) return false;
  for (const { text } of otherRenderings(document, leaf)) if (!takes(text)) return false;
  return true;
}

/** The budget for cached results, in characters of their keys: a document may be read thousands of times. */
const MOST_KEPT = 2_000_000;
const right = new Map<string, boolean>();
let kept = 0;

function isRight({ document }: Extraction, leaf: Leaf, script: string): boolean {
  const today = renderJson(document.value, document.layout);
  const key = JSON.stringify([today, leaf.path, leaf.text, script]);
  const known = right.get(key);
  if (known !== undefined) return known;
  const isIt = takesFromAll(document, leaf, script, today);
  kept += key.length;
  if (kept > MOST_KEPT) {
    right.clear();
    kept = key.length;
  }
  right.set(key, isIt);
  return isIt;
}

/** Uses `aws … --query KEY --output text` if the CLI is in the same pipeline and no option of it affects its output. */
function queryRepair(
  { before, first, span, document }: Extraction,
  leaf: Leaf,
  { input, ownOutput }: KeptRedirections,
  selection: string,
  text: string,
): Repair | undefined {
  if (before?.invocation.program !== "aws" || input !== "") return undefined;
  const line = readAwsCommandLine(before.argv);
  const isElement = isValueList(document.value);
  if (line.options.has("query") !== isElement || line.options.has("output") || line.open) return undefined;
  const isList = leaf.path.includes(undefined);
  const expression = writtenPath(leaf.path);
  // `--output text` prints a list of values on one line, and each list in a list of lists on its own line.
  const command = isElement
    ? "--output text"
    : `--query ${isList ? `'${expression} | [].[@]'` : expression} --output text`;
  const { end } = before.invocation.argumentsSpan;
  // The CLI's redirections are kept.
  const between = text.slice(end, first.pos);
  const bar = between.lastIndexOf("|");
  if (bar === -1 || /[^\s\\]/.test(between.slice(bar + 1))) return undefined;
  const own = /^[^]*[^\s\\]/.exec(between.slice(0, bar))?.[0] ?? "";
  const rest = (isElement ? " | tr '\\t' '\\n'" : "") + selection;
  const changes = [{ pos: end, end: span.end, text: ` ${command}${own}${rest}${ownOutput}` }];
  return { extractor: "query", command: command + rest, changes };
}
