/**
 * Made-up JSON, URLs and lines in the form of a database's secret, to distinguish tools that extract an open field from tools that extract a
 * secret.
 */
import type { Json } from "../../../aws/json/json.ts";
import { layouts, renderJson } from "../../../aws/json/layout.ts";
import { OPEN_FIELDS } from "../../../aws/json/secret-keys.ts";
import { isOpenField } from "../secrets/open-fields.ts";

type Member = readonly [name: string, value: Json];

/** Returns the text of a secret that contains this mark. */
export type DatabaseSample = (mark: string) => string;

const PORT = 57_317;
/** The beginning of names in lines, apart from those in the script. */
const NAMED = "QX_";
const OPEN_VALUE = /q7[a-z]|57317|QX_[A-Z]/;

/** Returns whether the text contains the value of an open field, or the name of another field. */
export function hasOpenPart(text: string): boolean {
  return OPEN_VALUE.test(text);
}

const asUrl: DatabaseSample = (mark) => `q7url://q7user:${mark}@q7host:${PORT}/q7db`;
/** The same with short parts, for tools that cut at a column. */
const asShortUrl: DatabaseSample = (mark) => `q7a://q7b:${mark}@q7c/q7d`;

/** What a script does with a secret shows that it may be something other than JSON. */
export interface OtherForms {
  /** A URL with a password. */
  readonly isUrl: boolean;
  /** Lines `NAME=value`. */
  readonly hasLines: boolean;
}

/**
 * Returns the possible forms of such a secret, each in two orders of its fields: a tool that extracts the same position of both
 * orders extracts a secret from one of them.
 * @param names other possible names of its fields
 */
export function databaseSamples(
  names: readonly string[],
  { hasLines, isUrl }: OtherForms,
): readonly (readonly DatabaseSample[])[] {
  const open = [...new Set([...OPEN_FIELDS, ...names.filter(isOpenField)])];
  const secret = [...new Set(["password", "q7field", ...names.filter((name) => !isOpenField(name))])];
  const count = Math.max(open.length, secret.length);
  const openAt = (index: number, isText: boolean): Member => {
    const name = open[index] ?? `host${index}`;
    if (!/port$/i.test(name)) return [name, `q7${name.toLowerCase().replaceAll(/[^a-z]/g, "")}`];
    return [name, isText ? String(PORT) : PORT];
  };
  const secretAt = (index: number, mark: string): Member => [secret[index] ?? `secret${index}`, mark];
  const membersOf = (mark: string, isText: boolean, isOpenFirst: boolean): readonly Member[] =>
    Array.from({ length: count }, (_, index) => {
      const pair = [openAt(index, isText), secretAt(index, mark)];
      return isOpenFirst ? pair : pair.toReversed();
    }).flat();
  const sample =
    (layout: "compact" | "line", isText: boolean, isOpenFirst: boolean): DatabaseSample =>
    (mark) =>
      renderJson(Object.fromEntries(membersOf(mark, isText, isOpenFirst)), layouts[layout]).trim();
  const lines =
    (isOpenFirst: boolean): DatabaseSample =>
    (mark) =>
      membersOf(mark, true, isOpenFirst)
        .map(([name, value]) => `${names.includes(name) ? name : NAMED + name.toUpperCase()}=${String(value)}`)
        .join("\n");
  return [
    ...(isUrl ? [[asUrl, asShortUrl]] : []),
    ...(hasLines ? [[lines(true), lines(false)]] : []),
    ...(["compact", "line"] as const).flatMap((layout) =>
      [false, true].map((isText) => [sample(layout, isText, true), sample(layout, isText, false)]),
    ),
  ];
}
