/** Liveness: paths stay apart if they differ in variables that are read again, so that values that occur together stay together. */
import { describe, expect, it } from "vitest";
import { evaluated, views } from "../../../support/evaluating.ts";

/** Two variables whose values differ together between the paths. The shebang selects bash. */
const together = (code: string): string => `#!/bin/bash\nX=a Y=b\nif c; then X=1; Y=2; fi\n${code}`;

describe("variables are live if they are read", () => {
  it.each([
    ["immediately", 'aws "$X" "$Y"'],
    ["after a line that looks like an assignment", 'echo "now X=$X Y=$Y"\naws "$X" "$Y"'],
    ["after lines of a file that look like assignments", 'cat > ./f <<\'E\'\nX=3\nY=3\nE\naws "$X" "$Y"'],
    ["after an assignment for one command", 'X=3 Y=4 env\naws "$X" "$Y"'],
    ["after arguments that look like assignments", 'env X=3 Y=4\naws "$X" "$Y"'],
    ["in their own assignment", 'X=$X Y="$Y"\naws "$X" "$Y"'],
    ["by an append", 'X+= Y+=\naws "$X" "$Y"'],
    ["after a subshell that assigns them", '(X=3 Y=4; d)\naws "$X" "$Y"'],
    ["after a background command that assigns them", 'X=3 Y=4 &\naws "$X" "$Y"'],
    ["after a substitution that assigns them", '$(X=3 Y=4; d) d\naws "$X" "$Y"'],
    ["after an assignment to an element", 'X[1]=z Y[1]=z\naws "$X" "$Y"'],
  ])("%s", (_, code) => {
    expect(views(together(code)).toSorted()).toEqual(["1 2: inherited", "a b: inherited"]);
  });

  it.each([
    ["a variable", `C='aws "$X" "$Y"'`, 'eval "$C"'],
    ["a variable, with escapes", String.raw`C="aws \"\$X\" \${Y}"`, 'eval "$C"'],
    ["a local variable", `f() { local C='aws "$X" "$Y"'; d; if c; then X=1; Y=2; fi; eval "$C"; }`, "f"],
    ["an array", `C=('aws "$X"' '"$Y"')`, 'eval "${C[@]}"'],
    ["an alias", `shopt -s expand_aliases\nalias go='aws "$X" "$Y"'`, "go"],
    ["a file", 'cat > ./f <<\'E\'\naws "$X" "$Y"\nE', ". ./f"],
    ["a file, with escapes", 'cat > ./f <<E\naws "\\$X" "\\$Y"\nE', ". ./f"],
    ["a file, as words", `echo 'aws "$X" "$Y"' > ./f`, ". ./f"],
    ["a trap", `trap 'aws "$X" "$Y"' EXIT`, ""],
    ["a function", 'f() { aws "$X" "$Y"; }', "f"],
    ["a function that a string defines", `eval 'f() { aws "$X" "$Y"; }'`, "f"],
    ["a function that a string defines, called by a trap", `eval 'f() { aws "$X" "$Y"; }'\ntrap f EXIT`, ""],
  ])("by code that is stored in %s", (_, keeps, runs) => {
    const script = `#!/bin/bash\nX=a Y=b\n${keeps}\nif c; then X=1; Y=2; fi\nd\n${runs}`;
    expect([...new Set(views(script))].toSorted()).toEqual(["1 2: inherited", "a b: inherited"]);
  });
});

it.each([`f() { aws "$(cat ./x)" "$(cat ./y)"; }`, `eval 'f() { aws "$(cat ./x)" "$(cat ./y)"; }'`])(
  "files that a function reads are live: %s",
  (keeps) => {
    const script = `echo a > ./x; echo b > ./y\n${keeps}\nif c; then echo 1 > ./x; echo 2 > ./y; fi\nd\nf`;
    expect(views(script).toSorted()).toEqual(["1 2: inherited", "a b: inherited"]);
  },
);

it.each(["I = 0", "J = 1, I = 0", "I=$N"])("for ((%s; …)) overwrites the variable of an earlier loop", (start) => {
  const loop = `for ((${start}; I < \${#L[@]}; I++)); do aws "\${L[$I]}"; done\n`;
  const cost = (loops: number): number => evaluated(`#!/bin/bash\n${loop.repeat(loops)}`).commands;
  expect(cost(8)).toBeLessThan(10 * cost(1));
});

it("for ((I = I + 1; …)) reads the variable of an earlier loop", () => {
  const script = together('for ((X = X + 1, Y = Y; 1; )); do aws "$X" "$Y"; exit; done');
  expect(new Set(views(script)).size).toBe(2);
});
