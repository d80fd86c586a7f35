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
  "a home directory that changes": "for H in /one /two; do HOME=$H; aws ~ ~/x '~' x~; done",
  "a quoted variable": 'for X in 1 2; do aws "$X" a"$X" a; done',
  braces: "for X in 1 2; do aws $X {c,d}; done",
  "fields with another separator": "L=a:b; for I in : ,; do IFS=$I; aws $L a:b 'a:b'; done",
  "the same word inside and outside a function": 'f() { aws "$1" same; }; f one; f two; aws three same',
  "code from expansions": `for X in 1 2; do eval "aws $X 'a b'"; done`,
  "a continued line": "for X in 1 2; do aws a \\\n b; done",
};

describe("words expand as in the shell", () => {
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
