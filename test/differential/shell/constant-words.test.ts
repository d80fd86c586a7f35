/** Words that are expanded only once have to be the same everywhere. The results are compared with the shell's. */
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { outline } from "../../../src/shell/model/value.ts";
import { runsOf } from "../../support/evaluating.ts";

/** The distinct argument lists with which bash starts `aws`. */
function startedByBash(script: string): readonly string[] {
  const shown = `aws() { printf '%s|' "$@"; echo; }\n${script}`;
  return [...new Set(execFileSync("bash", ["-c", shown], { encoding: "utf8" }).trimEnd().split("\n"))];
}

const scripts: Readonly<Record<string, string>> = {
  "words without expansions": String.raw`for X in 1 2; do aws a 'b c' "d e" f\ g $'h\ti' "" x"y"'z'; done`,
  "home, which changes": "for H in /one /two; do HOME=$H; aws ~ ~/x '~' x~; done",
  "a variable in quotes": 'for X in 1 2; do aws "$X" a"$X" a; done',
  braces: "for X in 1 2; do aws $X {c,d}; done",
  "fields that are divided another way": "L=a:b; for I in : ,; do IFS=$I; aws $L a:b 'a:b'; done",
  "the same word in a function and outside": 'f() { aws "$1" same; }; f one; f two; aws three same',
  "code that is built": `for X in 1 2; do eval "aws $X 'a b'"; done`,
  "a line that goes on": "for X in 1 2; do aws a \\\n b; done",
};

describe("words", () => {
  it.each(Object.entries(scripts))("%s", (_, script) => {
    const started = runsOf(script).map(
      ({ argv }) =>
        `${argv
          .slice(1)
          .map(({ value }) => outline(value))
          .join("|")}|`,
    );
    expect(started).toEqual(startedByBash(script));
  });
});
