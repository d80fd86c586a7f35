/** Loops over the output of a call that set a flag or a counter: only a round, which has a word, sets it. */
import { describe, expect, it } from "vitest";
import { noUnnoticedFailure } from "../../../../rules/no-unnoticed-failure.ts";
import { lint, type LintOptions } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

describe("a loop over the output that sets what is checked", () => {
  const loops = [
    "for x in $(aws s3 ls); do *; done",
    "L=$(aws s3 ls)\nfor x in $L; do *; done",
    "while read -r x; do *; done < <(aws s3 ls)",
    "aws s3 ls > list\nwhile read -r x; do *; done < list",
  ];
  const checks: readonly [string, string, string][] = [
    ["found=false", '[ "$x" = b ] && found=true', '[ "$found" = true ] || exit 1\necho'],
    ["n=0", "n=$((n + 1))", "if [ $n -eq 0 ]; then exit 1; fi\necho"],
    ['die() { echo "$*"; exit 1; }\nIDS=()', 'IDS+=("$x")', "[ ${#IDS[@]} -gt 0 ] || die none\necho"],
  ];
  const rules = { "no-unnoticed-failure": noUnnoticedFailure } as unknown as NonNullable<LintOptions["rules"]>;
  const scripts = loops.flatMap((loop) =>
    checks.map(([start, round, end]) => `#!/bin/bash\n${start}\n${loop.replace("*", () => round)}\n${end}`),
  );

  it.each([
    ...scripts,
    // An empty here-string is an empty line, which this round does not count.
    '#!/bin/bash\nfound=0\nwhile read -r x; do [ "$x" = b ] && found=1; done <<< "$(aws s3 ls)"\n[ $found = 1 ] || exit 1\necho',
    "check() {\nlocal n=0\nfor i in $(aws s3 ls); do n=$((n+1)); done\n[ $n -gt 2 ]\n}\ncheck || exit 1\necho",
  ])("%s", (script) => expect(lint(document(script), { rules })).toEqual([]));

  it("reports a here-string, which always has a line", () => {
    const script =
      '#!/bin/bash\nn=0\nwhile read -r x; do n=$((n + 1)); done <<< "$(aws s3 ls)"\n[ $n -gt 0 ] || exit 1\necho';
    expect(lint(document(script), { rules }).map(({ messageId }) => messageId)).toEqual(["argument"]);
  });
});
