/** The arguments that programs and builtins pass to `aws` on each path, with `*` for unknown text. */
import { describe, expect, it } from "vitest";
import { GIVEN_TOGETHER } from "../../../src/aws/credentials/variables.ts";
import { programs } from "../../../src/programs/table.ts";
import { readItems } from "../../../src/programs/wrappers/xargs-items.ts";
import { evaluate } from "../../../src/shell/evaluate.ts";
import { outline } from "../../../src/shell/model/value.ts";
import { parseShell } from "../../../src/shell/syntax/parse.ts";
import { USUAL } from "../../support/interest.ts";

function started(script: string, program = "aws"): readonly string[] {
  const evaluation = evaluate(parseShell(script), { programs, interest: USUAL, together: GIVEN_TOGETHER });
  return evaluation.invocations
    .filter((one) => one.program === program)
    .flatMap(({ runs }) => runs.map(({ argv }) => argv.slice(1)))
    .map((argv) => argv.map(({ value, split }) => outline(value).replaceAll("\uFFFC", "*") + (split ? "…" : "")))
    .map((words) => words.join(" "));
}

const ELEVEN = Array.from({ length: 11 }, (_, n) => `if q${n}; then x${n}=1; fi`).join("\n");

describe("arguments", () => {
  const cases: readonly (readonly [script: string, ...args: string[]])[] = [
    ["#!/bin/bash\nread -aK <<< 'a b'\naws \"${K[1]}\"", "b"],
    ["#!/bin/bash\nread -a K <<< 'a b'\naws \"${K[0]}\"", "a"],
    ["#!/bin/bash\nread -r -d '' K <<E\n\n a\n b\n\nE\naws \"$K\"", "a\n b"],
    ["#!/bin/bash\nIFS= read -rd '' K <<E\n a\nE\naws \"$K\"", " a\n"],
    ["#!/bin/bash\nread -r -d '' K <<E\n\n a $X\nb \nE\naws \"$K\"", "a *\nb"],
    ['#!/bin/bash\nread -r K <<< " $X a "\naws "$K"', "* a"],
    ['#!/bin/bash\nread K <<< " $X a "\naws "$K"', "*"],
    ['#!/bin/bash\nIFS=, read -r K <<< "$X a,"\naws "$K"', "*"],
    ['#!/bin/bash\nIFS=, read -r K <<< "$X,a"\naws "$K"', "*,a"],
    ["#!/bin/bash\nwhile read -rd : K; do aws $K; done <<< a:b:c", "a", "b"],
    ["#!/bin/bash\nwhile read -rd '' K; do aws $K; done < <(cat list)", "*…"],
    ["for i in $(seq 2); do aws $i; done", "1", "2"],
    ["for i in $(seq 2 3); do aws $i; done", "2", "3"],
    ["for i in $(seq 1 2 5); do aws $i; done", "*…"],
    ["find . -exec aws a {} \\; -exec aws b {} +", "a .*", "b .*…"],
    ['find . -exec aws "$X" {} \\;', "* .*"],
    ['sudo -i aws "$X"', "*"],
    ['#!/bin/bash\nIFS=: read -r K L <<< a:b:\naws "$K" "$L"', "a b"],
    ["case ab in a\\*) aws yes ;; *) aws no ;; esac", "no"],
    // Options may follow the files.
    ['echo k > a; cp a b -f; mv b c -v; aws "$(cat c)"', "k"],
    ['while q; do X=1; done || aws "$X"'],
    ['while q; do X=1; r; done || aws "$X"', "1"],
    ["aws \"$(printf '%d %i %o %x' 17 18 19 26)\"", "17 18 23 1a"],
    ["#!/bin/bash\nexec -cl aws a", "a"],
    ["#!/bin/bash\nexec -a name aws a", "a"],
    ["find . -name x -exec echo {} \\; -exec aws b \\;", "b"],
    ["parallel aws cp {} to ::: a 'b c'", "cp a to", "cp b c to"],
    ["parallel -j 4 --bar 'aws cp \"x/{/.}\"' < list", "cp x/'*'"],
    ["ls | parallel -k aws cp", "cp *"],
    ["parallel -I% aws % {} ::: a", "a {}"],
    ["parallel aws {2} {1} ::: a ::: b c", "* *"],
    ["parallel <<E\naws a\naws b\nE", "a", "b"],
    ["parallel {} ::: 'aws a'; parallel ::: 'aws b'; parallel echo ';' {} ::: 'aws c'", "a", "b"],
    ["parallel -q aws '$(x) {}' ::: a", "$(x) a"],
    ["cat x | parallel --pipe aws a", "a"],
    ["parallel -S host aws a ::: b; parallel --dry-run aws a ::: b; parallel -p aws a ::: b"],
    ["aws $((0 && 1)) $((1 && 1)) $((1 && 0)) $((0 || 0)) $((0 || 3)) $((2 || 0))", "0 1 0 0 1 1"],
    [`${ELEVEN}\nif q; then set -e; fi\nfalse\naws y`, "y"],
    [`if q; then set -e; fi\n${ELEVEN}\nfalse\naws y`, "y"],
    // An environment that contains the key also contains the secret.
    [': "${AWS_ACCESS_KEY_ID:?}"\nif [ -z "$AWS_SECRET_ACCESS_KEY" ]; then aws never; else aws given; fi', "given"],
    [
      'if [ -z "$AWS_ACCESS_KEY_ID" ]; then if [ -n "$AWS_SECRET_ACCESS_KEY" ]; then aws never; fi; aws none; fi',
      "none",
    ],
  ];
  for (const [script, ...args] of cases) it(JSON.stringify(script), () => expect(started(script)).toEqual(args));
});

describe("a script in another language", () => {
  it.each(["#!/usr/bin/python3\n", "#!/usr/bin/env python3\n", "#!/usr/bin/pwsh\n", "#!/usr/bin/perl -w\n"])(
    "%j",
    (shebang) => {
      const script = `${shebang}aws s3 ls\nimport os; os.system("aws s3 ls")\n`;
      const nothing = { invocations: [], events: [], cuts: [], embedded: [] };
      expect(evaluate(parseShell(script), { programs, interest: USUAL })).toMatchObject(nothing);
      expect(evaluate(parseShell(script), { programs, interest: { watched: ["aws"] } })).toMatchObject(nothing);
    },
  );
});

describe("the position of an xargs item", () => {
  const items = (text: string): readonly string[] =>
    (readItems(text, 100, "words", false) ?? []).map(({ value: [piece] }) =>
      piece?.kind === "text" ? `${piece.text}@${piece.at ?? "nowhere"}` : "",
    );

  it("is known if the item is written literally", () =>
    expect(items("s3  ls\nx")).toEqual(["s3@100", "ls@104", "x@107"]));
  it("is unknown if the item is quoted or escaped", () => {
    expect(items(`a 'b c' "d" e'f' g\\h i`)).toEqual([
      "a@100",
      "b c@nowhere",
      "d@nowhere",
      "ef@nowhere",
      "gh@nowhere",
      "i@121",
    ]);
  });
  it("is unknown behind a line break too, within which no quotes match", () => {
    expect(items("a\n'b c'")).toEqual(["a@100", "b c@nowhere"]);
    for (const text of ["'a\nb'", "'a"]) expect(readItems(text, 100, "words", false)).toBeUndefined();
  });
});
