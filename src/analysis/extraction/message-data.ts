/** The message of an extraction finding, and its data. */
import { knownText } from "../../shell/index.ts";
import { leavesOf, membersOf, writtenPath, type Json, type Leaf, type Member } from "../../aws/json/json.ts";
import type { Extraction } from "./extraction.ts";
import { renderJson } from "../../aws/json/layout.ts";
import { elementsMessage } from "./elements-message.ts";
import { conditions, onOneLine, quoted } from "./message-words.ts";
import { toolInput } from "./pipeline.ts";
import type { Verdict } from "./verdicts/verdict-kinds.ts";
import { ADDED_VALUE, type Rendering } from "./verdicts/renderings.ts";

/** The command line of the extraction as written, or the expansions that take the value from its output. */
function written({ span, expansions }: Extraction, text: string): string {
  if (expansions.length > 0) return onOneLine(expansions.join(", "));
  const command = text.slice(span.pos, span.end).replace(/(?:\\\n|\s)+/g, " ");
  return command.length > 100 ? `${command.slice(0, 100)}…` : command;
}

/** Returns the message's id and its data. */
export function messageFor(extraction: Extraction, text: string): { messageId: string; data: Record<string, string> } {
  const { verdict, document, known } = extraction;
  const data: Record<string, string> = { command: written(extraction, text), document: document.name };
  // "the output of …, as python prints it,": no comma before a period.
  const atEnd = { document: document.name.replace(/,$/, "") };
  const ofElements = elementsMessage(extraction);
  if (ofElements !== undefined) return { ...ofElements, data: { ...data, ...atEnd, ...ofElements.data } };
  switch (verdict.kind) {
    case "noSuchKey":
      return { messageId: "noSuchKey", data: { ...data, key: verdict.key, instead: hint(verdict.instead?.key) } };
    case "severalKeys":
      return {
        messageId: "severalKeys",
        data: { ...data, ...atEnd, pattern: pattern(extraction), keys: list(names(verdict.leaves), "and") },
      };
    case "optionalKey": {
      const others = list(names(verdict.others, verdict.leaf), "or");
      const forms = { key: verdict.leaf.key, others, takes: takesBeside(verdict, document.value) };
      return { messageId: "optionalKey", data: { ...data, ...forms } };
    }
    case "wrongKey":
      return { messageId: "wrongKey", data: { ...data, ...atEnd, key: verdict.leaf.key, wanted: verdict.wanted.key } };
    case "partialValue":
    case "innerJson":
    case "leftover":
      return {
        messageId: verdict.kind,
        data: {
          ...data,
          ...atEnd,
          key: verdict.leaf.key,
          // A query may have extracted the value, which then has no key.
          part: verdict.leaf.key === "" ? "the value" : `the value of ${verdict.leaf.key}`,
          result: quoted(verdict.result),
          value: quoted(verdict.leaf.text),
        },
      };
    case "wrongText":
      return { messageId: "wrongText", data: { ...data, ...atEnd, result: quoted(verdict.result) } };
    case "layout":
    case "layoutOfPart": {
      const { on, result, leaf } = verdict;
      const key = verdict.kind === "layout" ? leaf.key : `a part of ${leaf.key}`;
      const forms = { key, when: conditions(on), takes: takes(extraction, leaf, result, on) };
      if (on.changes.every((change) => change === "similar key"))
        return { messageId: "similarKey", data: { ...data, ...forms, added: on.added ?? "" } };
      const messageId = on.changes.includes("other order") ? "order" : known ? "layout" : "unknownLayout";
      return { messageId, data: { ...data, ...forms } };
    }
    default: {
      const holder = wantedHolder(extraction, verdict.leaf);
      const key = verdict.leaf?.key ?? holder?.key ?? "The value";
      if (readsFirstLine(extraction)) return { messageId: "firstLine", data: { ...data, key } };
      return { messageId: "spacing", data: { ...data, key, colon: memberForm(extraction, verdict.leaf, holder) } };
    }
  }
}

/** Whether the tools have only the first of several lines, from `read -r X < <(…)`. */
function readsFirstLine({ stages, document: { value, layout } }: Extraction): boolean {
  const inputs = stages.flatMap((run) => toolInput(run)?.input ?? []);
  return renderJson(value, layout).includes("\n") && inputs.some((one) => one.kind === "output" && one.form === "line");
}

/** The object or list that has the wanted name, if there is one. */
function wantedHolder({ document, words }: Extraction, leaf: Leaf | undefined): Member | undefined {
  if (leaf !== undefined && leaf.path.at(-1) !== undefined) return undefined;
  return membersOf(document.value).find(({ key, isLeaf }) => !isLeaf && words.includes(key));
}

/** How the document prints the wanted member: `"key": "value"`, or the form of a value that is not a string. */
function memberForm({ document: { layout } }: Extraction, leaf: Leaf | undefined, holder: Member | undefined): string {
  const scalar = typeof leaf?.value === "number" ? "123" : typeof leaf?.value === "boolean" ? "true" : '"value"';
  return `"key"${layout.colon}${holder === undefined ? scalar : leaf === undefined ? "{…}" : "[…]"}`;
}

function hint(key: string | undefined): string {
  return key === undefined ? "" : ` The key is called ${key}.`;
}

function list(keys: readonly string[], by: "and" | "or"): string {
  const shownKeys = keys.length > 4 ? [...keys.slice(0, 3), `${keys.length - 3} others`] : keys;
  const [last] = shownKeys.slice(-1);
  return shownKeys.length < 2 ? (last ?? "") : `${shownKeys.slice(0, -1).join(", ")} ${by} ${last}`;
}

/** The distinct names of members. If all have the same name, or a name is that of `beside`, the paths instead. */
function names(members: readonly Pick<Leaf, "key" | "path">[], beside?: Leaf): readonly string[] {
  const isAlike = beside === undefined && members.every(({ key }) => key === members[0]?.key);
  return [...new Set(members.map(({ key, path }) => (isAlike || key === beside?.key ? writtenPath(path) : key)))];
}

/** Describes what the chain extracts from an answer that has one of the other keys. */
function takesBeside({ leaf, others, result }: Extract<Verdict, { kind: "optionalKey" }>, value: Json): string {
  if (result === "") return "finds nothing";
  const other = leavesOf(value).find(({ text }) => text === result);
  const [first] = others;
  if (other !== undefined)
    return other.key === first?.key ? "extracts the value of that key" : `extracts the value of ${other.key}`;
  if (result.split("\n").filter((line) => line.trim() !== "").length > 1) return "returns several values";
  return result.includes(leaf.text) ? "returns more than its value" : `returns ${quoted(result)}`;
}

function pattern({ first, choice }: Extraction): string {
  if (choice !== undefined) return choice.map((text) => `*${text}*`).join("|");
  const [run] = first.runs;
  return (run?.argv ?? [])
    .slice(0, 3)
    .map(({ value }) => knownText(value) ?? "…")
    .join(" ");
}

/** Describes what the chain extracts from another form of the document. Made-up values and names are not shown. */
function takes({ document, known }: Extraction, leaf: Leaf, result: string, { changes }: Rendering): string {
  if (result === "") return "finds nothing";
  if (result === ADDED_VALUE) return "extracts the value of that key";
  const value = document.value as Readonly<Record<string, unknown>>;
  const key = Object.keys(value).find((name) => String(value[name]) === result);
  if (key !== undefined && known) return `extracts the value of ${key}`;
  if (key !== undefined && key !== leaf.key) {
    // The made-up document has one key before the wanted key and one after it, which represent all others.
    return changes.includes("other order")
      ? "extracts the value of another key"
      : `extracts the value of the key that comes ${key}`;
  }
  if (result.includes("\n")) return "returns several values";
  if (known && !result.includes(ADDED_VALUE)) return `returns ${quoted(result)}`;
  if (result.includes(leaf.text)) return "returns more than its value";
  return leaf.text.includes(result) ? "returns only a part of its value" : "returns something else";
}
