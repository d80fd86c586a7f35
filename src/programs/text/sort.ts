/** `sort`, for texts that have the same order in every locale. */
import { readOptions } from "./tool/options.ts";
import { versionOrder } from "./version-order.ts";
import { joinLines, linesOf, printedResult, type TextTool } from "./tool/tool.ts";

const table = {
  flags: "urnsbfV",
  valued: "kt",
  long: {
    unique: "u",
    reverse: "r",
    stable: "s",
    "numeric-sort": "n",
    "ignore-leading-blanks": "b",
    "ignore-case": "f",
    "version-sort": "V",
    key: "k",
    "field-separator": "t",
  },
};

/** The order of two texts differs between locales or versions. */
class LocaleDecides extends Error {}

interface Key {
  /** Fields from first to last, counted from 1; the whole line if there is no key. */
  readonly from: number;
  readonly to: number;
  readonly numeric: boolean;
  readonly folded: boolean;
  readonly version: boolean;
  readonly reverse: boolean;
  readonly blanks: boolean;
}

export const sort: TextTool = (argv, stdin) => {
  const line = readOptions(argv, table);
  const separator = line?.value("t");
  if (line === undefined || line.operands.length > 0 || (separator !== undefined && separator.length !== 1))
    return undefined;
  const all = {
    numeric: line.has("n"),
    folded: line.has("f"),
    version: line.has("V"),
    reverse: line.has("r"),
    blanks: line.has("b"),
  };
  if (all.version && (all.numeric || all.folded)) return undefined;
  const keys: Key[] = [];
  for (const { name, value } of line.options) {
    if (name !== "k") continue;
    const [, from, flags, to, more] = /^(\d+)([nrbfV]*)(?:,(\d+)([nrbfV]*))?$/.exec(value) ?? [];
    if (from === undefined || Number(from) === 0 || to === "0") return undefined;
    const own = `${flags ?? ""}${more ?? ""}`;
    // Leading blanks may be ignored at the start of a key but not at its end.
    if (own.includes("b") || (own.includes("V") && /[nf]/.test(own))) return undefined;
    keys.push({
      from: Number(from),
      to: Number(to ?? Infinity),
      ...(own === ""
        ? all
        : {
            numeric: own.includes("n"),
            folded: own.includes("f"),
            version: own.includes("V"),
            reverse: own.includes("r"),
            blanks: false,
          }),
    });
  }
  if (all.blanks && keys.length > 0) return undefined;
  if (keys.length === 0) keys.push({ from: 1, to: Infinity, ...all });
  const part = (text: string, key: Key): string =>
    key.from === 1 && key.to === Infinity
      ? text
      : fieldsOf(text, separator)
          .slice(key.from - 1, key.to)
          .join(separator ?? "");
  const byKeys = (one: string, other: string): number => {
    for (const key of keys) {
      const order = orderOf(key)(part(one, key), part(other, key));
      if (order !== 0) return key.reverse ? -order : order;
    }
    return 0;
  };
  const last = line.has("s") || line.has("u") ? (): number => 0 : textOrder;
  try {
    const sorted = linesOf(stdin).toSorted(
      (one, other) => byKeys(one, other) || (all.reverse ? -last(one, other) : last(one, other)),
    );
    return printedResult(
      joinLines(line.has("u") ? sorted.filter((text, at) => at === 0 || byKeys(sorted[at - 1]!, text) !== 0) : sorted),
    );
  } catch (error) {
    if (error instanceof LocaleDecides) return undefined;
    throw error;
  }
};

function orderOf({ numeric, folded, version }: Key): (one: string, other: string) => number {
  if (numeric) return numericOrder;
  if (version) return byVersion;
  return folded ? (one, other) => textOrder(one.toUpperCase(), other.toUpperCase()) : textOrder;
}

/** Without a separator, a field includes the blanks before it. */
function fieldsOf(text: string, separator: string | undefined): readonly string[] {
  return separator === undefined ? (text.match(/[ \t]+[^ \t]*|[^ \t]+/g) ?? []) : text.split(separator);
}

function byVersion(one: string, other: string): number {
  const order = versionOrder(one, other);
  if (order === undefined) throw new LocaleDecides();
  return order;
}

function numericOrder(one: string, other: string): number {
  return numberAt(one) - numberAt(other);
}

function numberAt(text: string): number {
  const digits = /^[ \t]*(-?\d*\.?\d*)/.exec(text)![1]!;
  // Some locales group digits with commas.
  if (/^[ \t]*-?[\d.]*,\d/.test(text) || digits.length > 15) throw new LocaleDecides();
  return Number(/\d/.test(digits) ? digits : 0);
}

/** The order in the C locale, if locales that compare punctuation and case last, or punctuation first, agree with it. */
function textOrder(one: string, other: string): number {
  if (one === other) return 0;
  const order = one < other ? -1 : 1;
  if (sign(letters(one), letters(other)) !== order || byPunctuation(one, other) !== order) throw new LocaleDecides();
  return order;
}

function sign(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function letters(text: string): string {
  return text.replace(/[^0-9A-Za-z]/g, "").toLowerCase();
}

/** Compares with punctuation before digits and letters, and ignores the case of letters; zero if that does not decide. */
function byPunctuation(one: string, other: string): number {
  const [mine, theirs] = [one.toLowerCase(), other.toLowerCase()];
  let at = 0;
  while (at < mine.length && mine[at] === theirs[at]) at++;
  const [first = "", second = ""] = [mine[at], theirs[at]];
  if (first === "" || second === "") return sign(first, second);
  const [marks, otherMarks] = [letters(first) === "", letters(second) === ""];
  if (marks && otherMarks) return 0;
  return marks === otherMarks ? sign(first, second) : marks ? -1 : 1;
}
