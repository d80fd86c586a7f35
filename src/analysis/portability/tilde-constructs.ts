/** Tildes that only bash expands: `~+`, and `~` while `HOME` is not set, as in scripts that the agent runs. */
import type { Command, Word } from "unbash";
import type { FoundConstruct } from "./construct.ts";

const CURRENT = /^~[+-](?:\/|$)/;
const HOME = /^~(?:\/|$)/;

/**
 * @param isSet whether the script sets a variable of that name anywhere
 * @param name the kind of a `~` that is not expanded: in a redirection, it fails differently
 */
export function tildeConstruct(
  { text, pos, end }: Word,
  isSet: (name: string) => boolean,
  name: "homeTilde" | "homeTildeFile" = "homeTilde",
  span = { pos, end },
): readonly FoundConstruct[] {
  if (CURRENT.test(text)) return [{ name: "tilde", span }];
  if (!HOME.test(text) || isSet("HOME")) return [];
  return [{ name, span, fix: [{ pos: pos + 1, end: pos + 1, text: "root" }] }];
}

/** Programs and assignments that set `HOME`. */
const SETS_HOME = /^(?:sudo|doas|su|runuser|HOME=.*)$/s;

/** Returns whether the command starts its programs with `HOME` set. */
export function setsHome({ name, args, prefix }: Command): boolean {
  const words = [
    name?.text ?? "",
    ...args.map(({ text }) => text),
    ...prefix.map((one) => ("text" in one ? one.text : "")),
  ];
  return words.some((word) => SETS_HOME.test(word));
}
