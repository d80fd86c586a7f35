/** A subshell with many different ends: what one of them reveals about a call is not lost. */
import { expect, it } from "vitest";
import { rules } from "../../../../rules/index.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

it.each([
  ["{", "curl -fsS https://h | tar xz", "} | tee log"],
  ["(", "curl -fsS https://h | tar xz", ")\necho"],
  ["X=$(", "curl -fsS https://h | tar xz", ")\necho"],
  ["f() {", "curl -fsS https://h | tar xz", "}\nf | tee log"],
  ["f() {", "date | curl -fsS https://h -d @-", "}\nf | tee log"],
])("the number of unrelated commands does not matter: %s", (start, call, end) => {
  for (let count = 0; count < 7; count++) {
    const unrelated = Array.from({ length: count }, (_, index) => `app${index}`).join("\n");
    const script = `${start}\nset -e\n${unrelated}\n${call}\nsystemctl start app\n${end}`;
    expect(
      lint(document(`#!/bin/bash\n${script}`), { rules }).map(({ messageId }) => messageId),
      script,
    ).toEqual(["handedOn"]);
  }
});
