import { describe, expect, it, test } from "vitest";
import { programs } from "../../../../src/programs/table.ts";
import { evaluate, knownText, parseShell } from "../../../../src/shell/index.ts";
import { FileRemovals } from "../../../../src/shell/syntax/file-removals.ts";
import { scriptFindings } from "../../../support/script-findings.ts";
import { USUAL } from "../../../support/interest.ts";

/** Which of the calls `aws yes` and `aws no` may run. */
function calls(text: string): string {
  const { invocations } = evaluate(parseShell(`#!/bin/bash\n${text}`), { programs, interest: USUAL });
  return [
    ...new Set(
      invocations.flatMap(({ program, runs }) => (program === "aws" ? [knownText(runs[0]!.argv[1]!.value)] : [])),
    ),
  ].join(" ");
}

const USE = ". /tmp/e; $X";
const TEST = "if [ -f /tmp/e ]; then aws yes; else aws no; fi";

describe("a file that the script has written", () => {
  it.each([
    `echo 'X=date' > /tmp/e\n${TEST}\n${USE}`,
    `echo 'X=date' >> /tmp/e\nif [[ -s /tmp/e ]]; then aws yes; else aws no; fi\n${USE}`,
    `cat > /tmp/e <<EOF\nX=$(id)\nEOF\nif test -r /tmp/e; then aws yes; else aws no; fi\n${USE}`,
    `f() { echo 'X=date' > /tmp/e; }\nf\nif [ -e /tmp/e ]; then aws yes; else aws no; fi\n${USE}`,
    `echo 'X=date' > /tmp/e\n${TEST}\n${USE}\nrm -f /tmp/e`,
    `echo 'X=date' > /tmp/e\nrm -f /tmp/other\n${TEST}\n${USE}`,
    `echo 'X=date' > e\nif [ -f e ]; then aws yes; else aws no; fi\n. ./e; $X`,
  ])("is there: %s", (text) => {
    expect(calls(text)).toBe("yes");
  });

  it.each([
    `rm -f /tmp/e; echo 'X=date' > /tmp/e; rm -f /tmp/e\n${TEST}\n${USE}`,
    `echo 'X=date' > /tmp/e\nrm -rf /tmp/*\n${TEST}\n${USE}`,
    `echo 'X=date' > /tmp/e\nfind /tmp -name e -delete\n${TEST}\n${USE}`,
    `echo 'X=date' > /tmp/e\n$SUDO rm -rf "/tmp"\n${TEST}\n${USE}`,
    `echo 'X=date' > /tmp/e\nbash -c 'rm /tmp/e'\n${TEST}\n${USE}`,
    `echo 'X=date' > /tmp/e\nF=/tmp/e; rm "$F"\n${TEST}\n${USE}`,
    `echo 'X=date' > /tmp/e\ntruncate -s 0 /tmp/e\nif [ -s /tmp/e ]; then aws yes; else aws no; fi\n${USE}`,
    `echo 'X=date' > /tmp/e\nmv /tmp/e /tmp/f\n${TEST}\n${USE}`,
    `if q; then echo 'X=date' > /tmp/e; fi\n${TEST}\n${USE}`,
    `q && echo 'X=date' > /tmp/e\n${TEST}\n${USE}`,
    `for I in 1 2; do echo 'X=date' > /tmp/e\n${TEST}\n${USE}; rm /tmp/e; done`,
    `t() { ${TEST}; }\necho 'X=date' > /tmp/e\nt\n${USE}\nrm /tmp/e\nt`,
    `echo 'X=date' > e; cd /\nif [ -f e ]; then aws yes; else aws no; fi\n. ./e; $X`,
    `aws s3 cp s3://b/e /tmp/e\n${TEST}\n${USE}`,
    `id > /tmp/e\n${TEST}\n${USE}`,
    `echo 'X=date' > /tmp/e\nif [ -x /tmp/e ]; then aws yes; else aws no; fi\n${USE}`,
  ])("may be missing: %s", (text) => {
    expect(calls(text)).toMatch(/yes no$/);
  });

  it("sets the profile when it is sourced after the test", () => {
    const text =
      "cat > /etc/ops.env <<'EOF'\nexport AWS_PROFILE=ops\nEOF\n[ -f /etc/ops.env ] && . /etc/ops.env\naws s3 ls || exit 1";
    expect(scriptFindings(text)).toEqual([]);
    expect(scriptFindings(text.replace("[", "rm /etc/ops.env\n[")).map(({ messageId }) => messageId)).toEqual([
      "somePaths",
    ]);
  });
});

test("commands that remove other files are found as fast as they are read", () => {
  const removals = new FileRemovals("rm a\n".repeat(50_000));
  expect(removals.mayRemove("/tmp/e", undefined)).toBe(false);
  expect(removals.mayRemove("/a/e", 0)).toBe(false);
  expect(removals.mayRemove("/a/e", 1)).toBe(true);
});
