/** Scripts that no person writes: named limits bound their evaluation, and the result lists what was cut short. */
import { describe, expect, it } from "vitest";
import { programs } from "../../../src/programs/table.ts";
import { evaluate } from "../../../src/shell/evaluate.ts";
import type { Evaluation } from "../../../src/shell/model/evaluation.ts";
import { effort } from "../../../src/shell/limits/effort.ts";
import { LIMITS } from "../../../src/shell/limits/limits.ts";
import { markWork } from "../../../src/shell/limits/work.ts";
import { parseShell } from "../../../src/shell/syntax/parse.ts";
import { outline } from "../../../src/shell/model/value.ts";
import { interestIn, USUAL } from "../../support/interest.ts";
import { scriptFindings } from "../../support/script-findings.ts";

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join("\n");
}

function evaluated(text: string): Evaluation {
  return evaluate(parseShell(text), { programs, interest: USUAL });
}

function cuts({ cuts: all }: Evaluation): readonly string[] {
  return [...new Set(all.map((one) => one.limit))].toSorted();
}

function aws({ invocations }: Evaluation): Evaluation["invocations"] {
  return invocations.filter((one) => one.program === "aws");
}

describe("scripts that are long but simple", () => {
  it("10,000 calls are 10,000 invocations", () => {
    const evaluation = evaluated(lines(10_000, (index) => `aws s3 cp a${index} s3://b`));
    expect(aws(evaluation)).toHaveLength(10_000);
    expect(cuts(evaluation)).toEqual([]);
  });

  it("the paths are joined after 2,500 checks", () => {
    const text = lines(
      2500,
      (index) => `V=$(aws ssm get-parameter --name ${index})\nif [ -z "$V" ]; then echo none; fi\nexport E=${index}`,
    );
    const evaluation = evaluated(text);
    expect(aws(evaluation)).toHaveLength(2500);
    expect(cuts(evaluation)).toEqual([]);
    for (const one of aws(evaluation)) expect(one.runs.length).toBeLessThanOrEqual(2);
  });

  it("a line of 1 MB", () => {
    const [one] = aws(evaluated(`aws s3 cp ${"x".repeat(1_000_000)} y`));
    expect(outline(one!.runs[0]!.argv[3]!.value)).toHaveLength(1_000_000);
  });

  it("100,000 words", () => {
    const [one] = aws(evaluated(`aws s3 rm ${"ab ".repeat(100_000)}`));
    expect(one!.runs[0]!.argv).toHaveLength(100_003);
  });
});

describe("nesting", () => {
  it("40 nested conditions", () => {
    const text = `${lines(40, (index) => `if [ "$C${index}" = 1 ]; then`)}\naws in\n${lines(40, () => "else aws out; fi")}`;
    expect(aws(evaluated(text))).toHaveLength(41);
  });

  /** A line of 1,000 characters in this many substitutions, each of them in a word of the one around it. */
  const nestedText = (levels: number): string =>
    `${'echo "$('.repeat(levels)}aws s3 ls ${"x".repeat(1000)}${')"'.repeat(levels)}`;

  it("15 substitutions around a long command", () => {
    const evaluation = evaluated(nestedText(15));
    expect(cuts(evaluation)).toEqual([]);
    expect(aws(evaluation)).toHaveLength(1);
  });

  it("code that is examined again with each of 80 commands around it is not followed", () => {
    expect(cuts(evaluated(nestedText(80)))).toEqual(["nestedText"]);
  });

  it("40 conditions in a row stay separate in their effect on credentials, up to the limit", () => {
    const text = `${lines(40, (index) => `if [ "$C${index}" = 1 ]; then export AWS_PROFILE=p; fi; X${index}=$C${index}`)}\nP=$(aws ssm get-parameter --name p --with-decryption)\necho $P`;
    const [one] = aws(evaluated(text));
    const states = new Set(
      one!.runs.flatMap((run) => run.environment.get("AWS_PROFILE").map((binding) => binding.state)),
    );
    expect([...states].toSorted()).toEqual(["inherited", "set"]);
  });

  it("functions that one of two branches defines are kept if too many paths meet", () => {
    const functions = lines(8, (index) => `if c; then f${index}() { aws "$1"; }; fi`);
    const all = aws(evaluated(`${functions}\n${lines(8, (index) => `f${index} a`)}`));
    const words = all.map(({ runs }) => new Set(runs.map(({ argv }) => outline(argv[1]!.value))));
    expect(words).toEqual(all.map(() => new Set(["a"])));
  });

  it("200 functions that call one another", () => {
    const text = `${lines(200, (index) => `f${index}() { f${index + 1}; }`)}\nf200() { aws s3 ls; }\nf0`;
    const evaluation = evaluated(text);
    expect(cuts(evaluation)).toEqual(["depth"]);
    expect(aws(evaluation)).toHaveLength(1);
  });

  it("recursion", () => {
    const evaluation = evaluated("f() { aws s3 ls; f; g; aws s3 cp a b; }; g() { f; g; }; f");
    expect(cuts(evaluation)).toEqual(["recursion"]);
    expect(aws(evaluation)).toHaveLength(2);
  });

  it.each([
    ["subshells", "(".repeat(10_000) + "aws s3 ls" + ")".repeat(10_000)],
    ["substitutions", `X=${"$(echo ".repeat(5000)}$(aws s3 ls)${")".repeat(5000)}`],
    ["conditions", `${"if a; then ".repeat(10_000)}aws s3 ls; ${"fi;".repeat(10_000)}`],
    ["groups", `${"{ ".repeat(10_000)}aws s3 ls; ${"};".repeat(10_000)}`],
    ["eval", 'f() { eval f; aws s3 ls; }; f; X=\'eval "$X"\'; eval "$X"'],
    ["quotes", `bash -c ${"\"bash -c '".repeat(200)}aws s3 ls`],
  ])("nested %s do not overflow the stack", (_, text) => {
    expect(() => evaluated(`${text}\naws after`)).not.toThrow();
  });

  it.each(["", "echo $(", "X=`"])("code that is nested too deeply in a string, after %j, is named", (before) => {
    const close = before.endsWith("(") ? ")" : before.slice(-1).replace("=", "");
    const code = `${before}${"( ".repeat(300)}aws s3 ls${" )".repeat(300)}${close}`;
    expect(cuts(evaluated(`bash -c '${code}'\naws after`))).toEqual(["nesting"]);
  });
});

describe("growth", () => {
  it("of the number of runs", () => {
    const evaluation = evaluated(`f() { aws s3 ls $1; }\n${lines(1000, (index) => `f ${index}`)}`);
    expect(cuts(evaluation)).toEqual(["runs"]);
    expect(aws(evaluation)[0]!.runs.length).toBeLessThanOrEqual(2 * LIMITS.runs);
  });

  it("of the number of commands", () => {
    const body = lines(100, (index) => `if c${index}; then export AWS_PROFILE=$1; fi; aws s3 cp $1`);
    const evaluation = evaluated(`f() {\n${body}\n}\n${lines(1000, (index) => `f ${index}`)}`);
    expect(cuts(evaluation)).toContain("commands");
    expect(aws(evaluation)).toHaveLength(100);
  });

  it("of nested loops", () => {
    const heads = lines(
      12,
      (index) => `while c${index}; do X${index}=$((X${index}+1)); if d; then export AWS_PROFILE=$X${index}; fi`,
    );
    const evaluation = evaluated(`${heads}\naws s3 ls\n${lines(12, () => "done")}`);
    expect(aws(evaluation)).toHaveLength(1);
  });

  it.each([
    ["a file", 60, ['echo "Host $n" >> /tmp/out', "curl -s http://x/$n >> /tmp/out", "echo - >> /tmp/out"]],
    ["two arrays", 350, lines(5, (index) => `if [ -f /a${index} ]; then A+=("$n"); else B+=("$n"); fi`).split("\n")],
  ])("of %s in the iterations of a loop, which then reaches a fixpoint", (_, most, body) => {
    const text = `for n in $(list); do\n${body.join("\n")}\ndone\naws s3 cp /tmp/out "s3://b/\${A[*]}\${B[*]}"\n[ -s /tmp/out ] || exit 1`;
    const evaluation = evaluate(parseShell(text), { programs, interest: interestIn(text) });
    expect(cuts(evaluation)).not.toContain("rounds");
    expect(evaluation.commands).toBeLessThan(most);
  });

  it("of strings", () => {
    const evaluation = evaluated(`X=ab; ${"X=$X$X; ".repeat(40)} aws $X`);
    expect(outline(aws(evaluation)[0]!.runs[0]!.argv[1]!.value).length).toBeLessThan(2 * LIMITS.text);
  });

  it("of braces", () => {
    const evaluation = evaluated("aws {1..1000}{1..1000}{1..1000} " + "{a,b}".repeat(40));
    expect(aws(evaluation)[0]!.runs[0]!.argv.length).toBeLessThan(2 * LIMITS.fields);
  });

  it("of the words of one command", () => {
    const evaluation = (words: number): Evaluation => evaluated(`aws ${"a ".repeat(words - 1)}`);
    expect(cuts(evaluation(LIMITS.words))).toEqual([]);
    expect(cuts(evaluation(LIMITS.words + 1))).toEqual(["words"]);
  });

  it("of expansions in braces", () => {
    const words = (groups: number): number =>
      aws(evaluated(`aws ${'{"$X",b}'.repeat(groups)}`))[0]!.runs[0]!.argv.length;
    // Half of the groups expand the variable in each of the words.
    expect([words(9), words(10)]).toEqual([2 ** 9 + 1, 2]);
    expect(words(2)).toBe(5);
  });

  it("of searches for closing braces, and of the words that result", () => {
    const nested = (depth: number): string => `${"{a".repeat(depth)}${",b}".repeat(depth)}`;
    const spent = (word: string): number => {
      evaluated(`aws ${word}`);
      return markWork().spent;
    };
    const flat = (words: number): string => `{${"a,".repeat(words)}b}`;
    for (const depth of [10, 40]) {
      const searched = depth * nested(depth).length - flat(depth).length;
      // `aaa`, `aab`, `ab` and `b` for three, instead of as many words of one character.
      const result = depth + (depth * (depth + 1)) / 2 - (depth + 1);
      expect(spent(nested(depth)) - spent(flat(depth))).toBe(searched + result);
    }
    for (const word of [nested(2000), "{a,".repeat(2000)]) expect(spent(word)).toBe(0);
  });

  it("of patterns", () => {
    const text = `X=${"a".repeat(4000)}; aws "\${X##*a*a*a*a*a*b}" "\${X//a*a*b/}"; case $X in *a*a*a*a*a*b) aws x;; esac`;
    expect(aws(evaluated(text))).toHaveLength(1);
  });

  it("of the cost of joins, which counts as commands", () => {
    const text = lines(
      1500,
      (index) =>
        `case "$A${index % 30}" in a) R${index % 50}=1;; b*) R${index % 50}=2;; [c-z]) R${index % 50}=$R${(index + 3) % 50};; *) R${index % 50}=4;; esac; aws s3 ls $R${index % 50}`,
    );
    const evaluation = evaluated(text);
    expect(cuts(evaluation)).toContain("commands");
    expect(evaluation.commands).toBeLessThan(2 * LIMITS.mostCommands);
  });

  it("of a pattern that a variable was compared with, which is not kept", () => {
    const long = `[[ $X =~ ${"(a|b)*".repeat(4_000)} ]] && aws x`;
    const short = lines(1500, () => "[[ $X =~ ^([a-z]+)$ ]] && { aws s3 ls $X || exit 1; }");
    expect(cuts(evaluated(`${long}\n${short}`))).toEqual([]);
  });

  it("of the commands of a pipeline: those beyond it are one cut", () => {
    const text = `${"aws s3 cp a - | ".repeat(500)}cat`;
    const evaluation = evaluate(parseShell(text, { commandShare: 10 }), { programs, interest: USUAL });
    expect(aws(evaluation)).toHaveLength(10);
    expect(evaluation.cuts.map(({ limit, pos }) => [limit, pos])).toEqual([
      ["commands", 10 * "aws s3 cp a - | ".length],
      ["commands", text.indexOf("cat")],
    ]);
  });

  it("of one function that nothing calls: the others are evaluated too", () => {
    const text = `f() {\n${lines(100, () => "aws s3 cp a b")}\n}\n${lines(20, (index) => `g${index}() { aws s3 ls; }`)}\n"$@"`;
    const evaluation = evaluate(parseShell(text, { commandShare: 100 }), { programs, interest: USUAL });
    expect(cuts(evaluation)).toContain("commands");
    expect(aws(evaluation).filter(({ pos }) => pos > text.indexOf("g0"))).toHaveLength(20);
  });

  it("of the calls that are remembered together, for each process of a pipeline", () => {
    const text = "aws s3 cp a - |".repeat(20_000);
    const evaluation = evaluate(parseShell(`${text} cat`), { programs, interest: interestIn(text) });
    expect(cuts(evaluation)).toContain("commands");
    expect(aws(evaluation).length).toBeLessThan(5_000);
  });

  it("of substitutions in one word", () => {
    const evaluation = evaluated(`aws s3 ls ${"$(aws)".repeat(30_000)}`);
    expect(cuts(evaluation)).toContain("commands");
    expect(evaluation.commands).toBeLessThan(LIMITS.mostCommands + 100);
  });

  it.each([
    ["variables", (index: number) => `read -r A${index} B${index} C${index} < /tmp/in; aws s3 ls $A${index}`],
    ["files", (index: number) => `echo "X=$A" > /tmp/e${index}; . /tmp/e${index}; aws s3 ls; cat /tmp/e${index}`],
  ])("of %s that differ between paths and are never read", (_, line) => {
    const cost = (count: number): number => {
      evaluated(`if [ "$P" ]; then export AWS_PROFILE=$P; fi\n${lines(count, line)}`);
      return effort();
    };
    expect(cost(800)).toBeLessThan(3 * cost(400));
  });

  it("of values on which a process ended", () => {
    const cost = (count: number): number => {
      const ends = lines(
        count,
        (index) => `R${index}=$(curl -w '%{http_code}' http://h); [ "$R${index}" = 200 ] || exit 1`,
      );
      evaluated(`bash <<'E'\n${ends}\nE`);
      return effort();
    };
    expect(cost(800)).toBeLessThan(3 * cost(400));
  });
});

it("each element of a list that an expansion changes or joins counts as a part of a command", () => {
  const effortOf = (elements: number): number =>
    evaluated(`set -- ${"a ".repeat(elements)}\n${'aws "${@%b}" "$*"\n'.repeat(20)}`).commands;
  expect(effortOf(1_000) - effortOf(10)).toBeGreaterThan(100);
});

it("each part of the words that braces repeat counts as a part of a command", () => {
  const effortOf = (groups: number): number =>
    evaluated(`${`aws s3 ls ${'{a,"$X"}'.repeat(groups)}\n`.repeat(20)}`).commands;
  expect(effortOf(8) - effortOf(1)).toBeGreaterThan(500);
});

it("a default is expanded once if it may or may not be used", () => {
  const levels = LIMITS.ways + 2;
  const open = Array.from({ length: levels }, (_, level) => `"\${A${level}:-`).join("");
  expect(evaluated(`aws ${open}$(aws)${'}"'.repeat(levels)}`).commands).toBeLessThan(300);
});

it("replacements nested in patterns take linear time", () => {
  const levels = 40;
  const script = `#!/bin/bash\nX=${"${A//".repeat(levels)}x${"/y}".repeat(levels)}\nP=$(aws ssm get-parameter --name p --with-decryption)\necho $P`;
  expect(scriptFindings(script)).not.toEqual([]);
});
