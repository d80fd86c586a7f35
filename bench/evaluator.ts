/**
 * The cost of the evaluator on scripts, each of which is large in one way.
 *
 * npx esbuild bench/evaluator.ts --bundle --platform=node --format=esm --packages=external --outfile=node_modules/.bench.mjs && node --expose-gc node_modules/.bench.mjs
 */
import { credentialCalls } from "../src/analysis/credentials/credential-call.ts";
import { programs } from "../src/programs/table.ts";
import { evaluate } from "../src/shell/evaluate.ts";
import { parseShell } from "../src/shell/syntax/parse.ts";
import { USUAL } from "../test/support/interest.ts";

const times = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("\n");

const nested = (
  count: number,
  open: (index: number) => string,
  inside: string,
  close: (index: number) => string,
): string => `${times(count, open)}\n${inside}\n${times(count, (index) => close(count - 1 - index))}`;

const scripts: Readonly<Record<string, string>> = {
  "1,000 lines": times(1_000, (n) => `echo line ${n}; X${n % 50}=value; aws s3 ls s3://b/${n}`),
  "10,000 lines": times(10_000, (n) => `echo line ${n}; X${n % 50}=value; aws s3 ls s3://b/${n}`),
  "10,000 lines with conditions": times(
    10_000 / 5,
    (n) => `if check ${n}; then\nexport V${n % 50}=x\nelse\naws s3 ls s3://b/${n}\nfi`,
  ),
  "10,000 lines, credentials on one path each": times(
    10_000 / 5,
    (n) => `if check ${n}; then\nexport AWS_PROFILE=p${n}\nelse\naws s3 ls s3://b/${n}\nfi`,
  ),
  "200 nested functions": nested(
    200,
    (n) => `f${n}() {`,
    "aws s3 ls",
    (n) => `}\nf${n}`,
  ),
  "200 functions, each calls the next": `${times(200, (n) => `f${n}() { check ${n} && export A${n}=1; f${n + 1}; }`)}\nf200() { aws s3 ls; }\nf0`,
  "20 functions, each calls the next twice": `${times(20, (n) => `f${n}() { f${n + 1}; f${n + 1}; }`)}\nf20() { aws s3 ls; }\nf0`,
  "40 levels of if": nested(
    40,
    (n) => `if check ${n}; then export A${n}=1`,
    "aws s3 ls",
    () => "else unset A; fi",
  ),
  "1,000 calls of one function": `f() { if check "$1"; then export A=$1; fi; aws s3 ls "s3://b/$1"; }\n${times(1_000, (n) => `f ${n}`)}`,
  recursion: 'f() { check "$1" && return; aws s3 ls "$1"; f "x$1"; f "y$1"; }\nf a',
  "a line of 1 MB": `echo ${"word ".repeat(200_000)}\naws s3 ls`,
  "a string of 1 MB": `X='${"x".repeat(1_000_000)}'\nexport AWS_PROFILE="$X$X"\naws s3 ls`,
  "1 MB of ${X}": `X=1\necho "${"${X}".repeat(250_000)}"\naws s3 ls`,
  "40 nested substitutions": `${'echo "$('.repeat(40)}aws s3 ls${')"'.repeat(40)}`,
  "40 nested loops": nested(
    40,
    (n) => `for x${n} in a b c; do`,
    "aws s3 ls",
    () => "done",
  ),
  "500 optional exports": `${times(500, (n) => `check ${n} && export AWS_PROFILE=p${n}`)}\naws s3 ls`,
  "a doubled string": `X=x\n${times(40, () => 'X="$X$X"')}\naws s3 ls "$X"`,
};

for (const [name, text] of Object.entries(scripts)) {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const start = performance.now();
  const parsed = parseShell(`#!/bin/bash\n${text}`);
  const middle = performance.now();
  const evaluation = evaluate(parsed, { programs, interest: USUAL });
  const calls = evaluation.invocations.flatMap((invocation) => credentialCalls(invocation));
  const end = performance.now();
  globalThis.gc?.();
  const kept = (process.memoryUsage().heapUsed - before) / 1_048_576;
  const cuts = [...new Set(evaluation.cuts.map(({ limit }) => limit))].join(", ");
  console.log(
    `${name.padEnd(45)} parse ${(middle - start).toFixed(0).padStart(6)} ms, evaluate ${(end - middle).toFixed(0).padStart(6)} ms, ` +
      `${kept.toFixed(0).padStart(4)} MB kept, ${calls.length} calls${cuts === "" ? "" : `, cut: ${cuts}`}`,
  );
}
