/** Extractions whose result a script only tests: `… | cut -d: -f2 | tr -d ' ,' | grep -qx 5`. */
import type { KnownDocument } from "../../../aws/json/documents.ts";
import { isValueList, withValue, type Leaf } from "../../../aws/json/json.ts";
import { renderJson } from "../../../aws/json/layout.ts";
import { runTextTool } from "../../../programs/text/index.ts";
import { otherRenderings } from "./renderings.ts";
import type { Stages } from "./stages.ts";
import type { Verdict } from "./verdict-kinds.ts";

/** What is tested. */
interface Tested {
  readonly verdict: Verdict;
  readonly document: KnownDocument;
  /** The stages before `grep`. */
  readonly print: Stages;
}

/**
 * Returns whether a test with `grep` may have another result because of what the verdict describes. To count the values, or to test
 * whether there are any, is not to read them. A sound extraction is sound for every test.
 * @param argv the command line of `grep`; `undefined` if the pattern is unknown
 */
export function affectsTest({ verdict, document, print }: Tested, argv: readonly string[] | undefined): boolean {
  if (verdict.kind === "sound") return true;
  if (verdict.kind !== "layout" && verdict.kind !== "optionalKey" && verdict.kind !== "leftover") return false;
  const { leaf, kind } = verdict;
  if (argv === undefined) return kind !== "leftover";
  if (matchesAll(argv, print(renderJson(document.value, document.layout))?.at(-1) ?? "")) return false;
  const text = searchedText(argv);
  if (text === undefined) return kind !== "leftover";
  const found = withLeaf(document, leaf, text);
  const answer = (input: string): string => answerOf(argv, print(input)?.at(-1) ?? "");
  const today = answer(renderJson(found.value, found.layout));
  // The test never finds the value: a comma or a space is beside it.
  if (kind === "leftover")
    return !isValueList(document.value) && !text.includes(leaf.key) && today === answerOf(argv, "");
  if (kind === "optionalKey") return true;
  const isSame = (one: KnownDocument): boolean => {
    const before = answer(renderJson(one.value, one.layout));
    for (const on of otherRenderings(one, leaf)) if (answer(on.text) !== before) return false;
    return true;
  };
  return !isSame(document) || !isSame(found);
}

/** Whether the pattern matches every line that is extracted. */
function matchesAll(argv: readonly string[], text: string): boolean {
  const counting = argv.map((word) => (/^-[A-Za-z]*[cq]/.test(word) ? word.replace(/[cq]/g, "") : word));
  const words = counting.filter((word) => word !== "-" && !/^--(?:count|quiet|silent)$/.test(word));
  return runTextTool(words[0]!, words, text)?.stdout.trim() === text.trim();
}

/** The only text that the pattern matches; `undefined` if it has operators. */
function searchedText(argv: readonly string[]): string | undefined {
  const [pattern, ...others] = argv.slice(1).filter((word) => !word.startsWith("-"));
  return others.length > 0 ? undefined : /^\^?([\w:@ -][\w:@. -]*)\$?$/.exec(pattern ?? "")?.[1];
}

/** The document in which the leaf has the value that the test looks for. */
function withLeaf(document: KnownDocument, { path, value }: Leaf, text: string): KnownDocument {
  const wanted = typeof value === "number" && Number.isFinite(Number(text)) ? Number(text) : text;
  return { ...document, value: withValue(document.value, path, wanted) };
}

function answerOf(argv: readonly string[], text: string): string {
  const result = runTextTool(argv[0]!, argv, text);
  return JSON.stringify([result?.stdout, result?.success]);
}
