/** What a chain of text tools, or expansions of a program's output, reads: the document, and the names that it looks for in it. */
import type { KnownDocument } from "../../aws/json/documents.ts";
import { keysOf } from "../../aws/json/json.ts";
import { embeddedAround, type Evaluation, type Run, type ShellScript } from "../../shell/index.ts";
import type { Effort } from "../../programs/text/tool/effort.ts";
import { isTextTool } from "../../programs/text/index.ts";
import { askedValues, withValues } from "./asked-values.ts";
import { choiceOf, type Choice } from "./chosen-lines.ts";
import type { CleanUp, Taking } from "./clean-up.ts";
import { chainOutputs } from "./evaluate.ts";
import { patternWords, shownKey, type ShownKey } from "./expected-value.ts";
import { withMapKeys } from "./map-keys.ts";
import { chainOf, extractsPart, printsAnswerOnly, type Chain } from "./pipeline.ts";
import { documentOf } from "./source.ts";
import type { Stages } from "./verdicts/stages.ts";

/** A script's text, its syntax tree, and those of the code in it that runs as text. */
export interface Script extends Code {
  readonly embedded: Evaluation["embedded"];
}

export type Code = Pick<ShellScript, "text" | "tree">;

/** The code that contains the command; positions in its tree index its text. */
export function codeAround({ invocation }: Run, script: Script): Code {
  const inner = embeddedAround(script.embedded, invocation);
  return inner === undefined ? script : { text: inner.text, tree: inner.tree };
}

export interface Reading {
  readonly chain: Chain & { readonly choice: Choice | undefined };
  /** The tools in the order in which the document passes through them. */
  readonly stages: readonly Run[];
  /** The document, if it is known, with the values that the patterns require. */
  readonly known: KnownDocument | undefined;
  /** Values that keys must have for the chain to find the field beside them. */
  readonly asked: ReadonlyMap<string, string>;
  /** Names that the chain's patterns look for. */
  readonly words: readonly string[];
  readonly print: Stages;
}

/**
 * Returns `undefined` if nothing is extracted from JSON.
 * @param taking how the script takes the value from the output of `last`, if no text tool does
 */
export function readingOf(last: Run, script: Script, effort: Effort, taking?: Taking): Reading | undefined {
  const read = isTextTool(last.invocation.program) ? chainOf(last) : { ...NO_TOOLS, sources: [last] };
  const { text, tree } = codeAround(last, script);
  const choice = read.open ? undefined : choiceOf(last.invocation.command, text, tree);
  const chain = { ...read, choice };
  if (chain.stages.some(extractsPart) === (taking !== undefined) || chain.stages.some(printsAnswerOnly))
    return undefined;
  const [source, ...others] = chain.sources;
  if (others.length > 0 || (source !== undefined && chain.open)) return undefined;
  const document = source === undefined ? undefined : documentOf(source, effort);
  if (document === "formatted") return undefined;
  // A secret that is printed as text can itself be JSON.
  if (document === "plain" && !isQuoted(shownKey(chain.stages))) return undefined;
  const found = document === "plain" ? undefined : document;
  if (taking !== undefined && found === undefined) return undefined;
  const stages = chain.stages.toReversed();
  const asked = found !== undefined && !found.exact ? askedValues(stages) : NONE_ASKED;
  const isAsked = new Set([...asked].flat());
  const keys = found === undefined ? [] : keysOf(found.value);
  const chosen = choice?.flatMap((one) => one.match(/\w{3,}/g) ?? []) ?? [];
  const patterns = [...patternWords(stages, keys), ...namesIn(taking, keys)];
  const words = [...new Set([...chosen, ...patterns])].filter((word) => !isAsked.has(word));
  return {
    chain,
    stages,
    known: found && withMapKeys(withValues(found, asked), words),
    asked,
    words,
    print:
      taking === undefined ? (input) => chainOutputs(chain, input, effort) : cleanedUp(taking.apply, chain, effort),
  };
}

const NONE_ASKED: ReadonlyMap<string, string> = new Map();

/** The chain of a program whose output no text tool reads. */
const NO_TOOLS: Chain = { stages: [], sources: [], open: false, files: [] };

/** The document's keys that the patterns of the expansions contain. */
function namesIn(taking: Taking | undefined, keys: readonly string[]): readonly string[] {
  return keys.filter((key) => taking?.expansions.some((expansion) => expansion.includes(key)));
}

/** The stages, followed by the clean-up of the last output. */
export function cleanedUp(finish: CleanUp, chain: Chain, effort: Effort): Stages {
  return (input) => {
    const printed = chainOutputs(chain, input, effort);
    const clean = printed && finish(printed.at(-1) ?? input);
    return clean === undefined ? undefined : [...printed!, clean];
  };
}

/** Whether the key is written as in JSON. */
function isQuoted(shown: ShownKey | undefined): boolean {
  return shown !== undefined && shown.by !== "column";
}
