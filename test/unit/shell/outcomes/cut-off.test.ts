/** Code behind the limit of commands may check what it reads: a call that the whole script checks is not reported because of a limit. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { uncheckedHttpError } from "../../../../src/analysis/failures/unnoticed-calls.ts";
import { metadataFaults } from "../../../../src/analysis/metadata/verdict.ts";
import { programs } from "../../../../src/programs/table.ts";
import { evaluate, parseShell } from "../../../../src/shell/index.ts";
import { interestIn } from "../../../support/interest.ts";

interface Reported {
  readonly commands: number;
  /** What is reported, by the positions of calls. */
  readonly findings: ReadonlySet<string>;
}

function reported(text: string, commandShare?: number): Reported {
  const script = parseShell(text, { commandShare });
  const evaluation = evaluate(script, { programs, interest: interestIn(text) });
  const { commands, invocations, unnoticed } = evaluation;
  const lost = [...unnoticed.keys()].map(({ invocation }) => `${invocation.programSpan.pos} unnoticed`);
  const faults = invocations
    .filter((one) => metadataFaults(one, evaluation, true, text).length > 0)
    .map(({ programSpan }) => `${programSpan.pos} metadata`);
  const blind = invocations
    .filter((one) => !lost.includes(`${one.programSpan.pos} unnoticed`))
    .filter((one) => uncheckedHttpError(one, evaluation, [], script) !== undefined)
    .map(({ programSpan }) => `${programSpan.pos} error page`);
  return { commands, findings: new Set([...lost, ...faults, ...blind]) };
}

const GET = "aws ssm get-parameter --name p --query Parameter.Value --output text";
const V1 = "http://169.254.169.254/latest/meta-data/instance-id";
const TOKEN = "http://169.254.169.254/latest/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 60'";

/** Calls whose failure, or answer, is checked later. */
const CHECKED: readonly string[] = [
  `A=$(${GET} 2>&1)\nif echo "$A" | grep -q error; then exit 1; fi`,
  `B=$(${GET})\nRC=$?\necho done\nif [ "$RC" -ne 0 ]; then echo failed; exit 1; fi`,
  `${GET} > /tmp/c\ndate\n[ -s /tmp/c ] || exit 1`,
  `cd /tmp\n${GET} > c\ndate\n[ -s c ] || exit 1`,
  `D=/tmp/d\n${GET} > "$D"\ndate\n[ -s "$D" ] || exit 1`,
  `need() { [ -n "$E" ] || exit 1; }\nE=$(${GET})\ndate\nneed`,
  `F=$(${GET} | tr -d '"')\ndate\ncase $F in "") exit 1 ;; esac`,
  `${GET}\nif [ $? -ne 0 ]; then exit 1; fi`,
  `G=\nwhile [ -z "$G" ]; do\n  sleep 5\n  G=$(${GET})\ndone`,
  `H=$(curl -s https://example.com/h)\ndate\n[ "$H" = ok ] || exit 1`,
  `if ! J=$(${GET}); then\n  echo failed\n  exit 1\nfi`,
  `K=$(curl -s -o /dev/null -w '%{http_code}' ${V1})\nif [ "$K" = 401 ]; then\n  T=$(curl -fsX PUT ${TOKEN}) || exit 1\n  curl -fH "X-aws-ec2-metadata-token: $T" ${V1} || exit 1\nelse\n  curl -f ${V1} || exit 1\nfi`,
  `for L in 1 2 3; do\n  M=$(${GET})\n  [ -n "$M" ] && break\n  sleep 5\ndone\n[ -n "$M" ] || exit 1`,
];

const UNRELATED = ["date", 'echo "$HOME"', "N=1", "mkdir -p /tmp/x", "if q; then date; fi", `${GET} || exit 1`];

test("each of these scripts is reported for nothing", () => {
  for (const text of CHECKED) expect([...reported(`#!/bin/bash\n${text}`).findings]).toEqual([]);
});

test("wherever the limit of commands cuts a script off, nothing is reported that the whole script is not", () => {
  const part = fc.oneof(fc.constantFrom(...CHECKED), fc.constantFrom(...UNRELATED));
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 5 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (parts, at) => {
        const text = `#!/bin/bash\n${parts.join("\n")}\n`;
        const { commands, findings } = reported(text);
        const share = 1 + Math.floor(at * commands);
        for (const finding of reported(text, share).findings) expect(findings).toContain(finding);
      },
    ),
    { numRuns: 300 },
  );
});

test("a call that nothing checks is reported although the script is cut off after it", () => {
  const text = `#!/bin/bash\n${GET}\ndate\n${"ls --output text\n".repeat(50)}`;
  expect(reported(text, 20).findings).toEqual(reported(text).findings);
  expect(reported(text, 20).findings.size).toBe(1);
});

test("a loop that never ends is not left where it is cut off", () => {
  const text = `#!/bin/bash\nrun() { ${GET}; }\nrun\nwhile true; do\n  sleep 5\n  run\ndone\n`;
  expect([...reported(text).findings]).toEqual([]);
  for (const share of [2, 3, 4, 5, 6]) expect([...reported(text, share).findings]).toEqual([]);
});
