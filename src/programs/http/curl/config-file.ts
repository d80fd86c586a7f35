/** Parses curl's config files (`-K`), as described by `curl --manual`. */
import type { AbstractString } from "../../../shell/index.ts";
import { seal } from "../../argv/opaque-text.ts";

/** One line of a config file as command-line arguments. */
export type ConfigLine = readonly [option: AbstractString] | readonly [option: AbstractString, value: AbstractString];

const ESCAPES: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", v: "\v" };

function quoted(text: string): string {
  let value = "";
  for (let index = 1; index < text.length && text[index] !== '"'; index++) {
    const char = text[index]!;
    if (char !== "\\") {
      value += char;
    } else {
      index++;
      const escaped = text[index] ?? "";
      value += ESCAPES[escaped] ?? escaped;
    }
  }
  return value;
}

/** The options of a config file in the form of command-line arguments. */
export function configLines(content: AbstractString): ConfigLine[] {
  const { text, unseal } = seal(content);
  const lines: ConfigLine[] = [];
  for (const line of text.split("\n")) {
    const trimmed = line.trim();
    if (trimmed === "" || trimmed.startsWith("#")) continue;
    const dashed = trimmed.startsWith("-");
    const [start = "", name = ""] = (dashed ? /^(\S+)\s*/ : /^([^\s=:]+)[\s=:]*/).exec(trimmed) ?? [];
    const rest = trimmed.slice(start.length);
    const option = unseal(dashed ? name : `--${name}`);
    if (rest === "") lines.push([option]);
    else lines.push([option, unseal(rest.startsWith('"') ? quoted(rest) : /^\S*/.exec(rest)![0])]);
  }
  return lines;
}
