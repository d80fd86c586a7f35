/** Code in strings is mapped to its positions in the step's script. */
import { describe, expect, it } from "vitest";
import { evaluated } from "../../../support/evaluating.ts";

describe("positions of commands in strings", () => {
  const cases: [script: string, command: string, exact: boolean | undefined][] = [
    ["bash -c 'aws s3 ls'", "aws s3 ls", true],
    ['bash -c "aws s3 ls"', "aws s3 ls", true],
    ["eval 'x=1; aws s3 ls; y'", "aws s3 ls", true],
    ["eval aws s3 ls", "aws s3 ls", false],
    ['bash -c "export A=$A; aws s3 ls $B x"', "aws s3 ls $B x", false],
    ["bash <<'E'\naws s3 ls\nE\n", "aws s3 ls", true],
    ["bash <<E\naws s3 ls\nE\n", "aws s3 ls", true],
    ["bash <<E\naws s3 ls \\$A\nE\n", "aws s3 ls \\$A", false],
    ["bash <<-E\n\t\taws s3 ls\n\tE\n", "aws s3 ls", true],
    ["bash <<< 'aws s3 ls'", "aws s3 ls", false],
    ["echo 'aws s3 ls' | bash", "aws s3 ls", false],
    ["cat > f <<'E'\naws s3 ls\nE\n. ./f", "aws s3 ls", true],
    ["trap 'aws s3 ls' EXIT", "aws s3 ls", true],
    ["bash -c 'bash -c \"aws s3 ls\"'", "aws s3 ls", true],
    ["X='aws s3 ls'; eval \"$X\"", "aws s3 ls", true],
    ['read X <<E\n  aws s3 ls \nE\neval "$X"', "aws s3 ls", true],
    ["X=`aws s3 ls`", "aws s3 ls", undefined],
    ["X=`echo \\`aws s3 ls\\``", "aws s3 ls", undefined],
    ['X="`aws s3 ls \\"a b\\"`"', 'aws s3 ls \\"a b\\"', undefined],
    ["bash -c 'aws '\"s3\"' ls'", "aws '\"s3\"' ls", false],
    ["nice bash -c 'aws s3 ls'", "aws s3 ls", true],
  ];
  it.each(cases)("%j", (script, command, exact) => {
    const { invocations, embedded } = evaluated(script);
    const found = invocations.filter((one) => one.program === "aws");
    expect(found.map((one) => script.slice(one.argumentsSpan.pos, one.argumentsSpan.end))).toEqual([command]);
    expect(script.slice(found[0]!.programSpan.pos, found[0]!.programSpan.end)).toBe("aws");
    if (exact !== undefined) expect(embedded.at(-1)!.exact).toBe(exact);
  });

  it("are the word that contains them if the text does not appear in the script", () => {
    const script = 'X=aws; X=${X/s/s s3}; eval "$X"';
    const found = evaluated(script).invocations.find((one) => one.program === "aws");
    expect(script.slice(found!.pos, found!.end)).toBe('"$X"');
  });

  it("are not duplicated: the same code at the same position is parsed once", () => {
    const { embedded, invocations } = evaluated("f() { eval 'aws s3 ls'; }; f; f; f");
    expect(embedded).toHaveLength(1);
    expect(invocations.filter((one) => one.program === "aws")).toHaveLength(1);
  });
});

describe("invocations", () => {
  it("are distinguished by position and wrapper", () => {
    const { invocations } = evaluated("f() { sudo nice aws s3 ls; }; f; f");
    expect(invocations.map((one) => [one.program, one.via.join()])).toEqual([
      ["sudo", ""],
      ["nice", "sudo"],
      ["aws", "sudo,nice"],
    ]);
  });

  it.each([
    ["/usr/local/bin/aws s3", "aws"],
    ['"$BIN/aws" s3', "aws"],
    ['AWS=/opt/aws; "$AWS" s3', "aws"],
    ['C=(aws --region x); "${C[@]}" s3', "aws"],
    ["$(command -v aws) s3", "aws"],
    ['"$X" s3', ""],
  ])("%s is named %j", (script, program) => {
    expect(evaluated(script).invocations.at(-1)!.program).toBe(program);
  });

  it("contain the calls and scopes that lead to them", () => {
    const [one] = evaluated("g() { (aws); }\nf() { g; }\nf").invocations;
    expect(one!.runs[0]!.calls.map((call) => call.pos)).toEqual([26, 21]);
    expect(one!.runs[0]!.scopes.map((scope) => [scope.kind, scope.name])).toEqual([
      ["function", "f"],
      ["function", "g"],
      ["subshell", undefined],
    ]);
  });

  it("contain the target of stdout and the source of stdin", () => {
    const { invocations } = evaluated("aws a > out < in; echo x | aws b; aws c <<< y; aws d");
    const runs = invocations.map((one) => one.runs[0]!);
    expect(runs.map((run) => run.stdoutFile)).toEqual(["out", undefined, undefined, undefined]);
    expect(runs.map((run) => run.stdin?.map((piece) => (piece.kind === "text" ? piece.text : "*")).join(""))).toEqual([
      undefined,
      "x\n",
      "y\n",
      undefined,
    ]);
  });
});
