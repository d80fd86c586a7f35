/** A test of a text is a test of every call that may have printed it. */
import { expect, it } from "vitest";
import { rules } from "../../../../rules/index.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

/** The findings of the complete script, which `lint` compares with those of the slice. */
function unnoticed(script: string): readonly unknown[] {
  return lint(document(script), { rules }).filter(({ ruleId }) => ruleId === "ssm/no-unnoticed-failure");
}

/** On both paths, wget refuses the header. */
const REFUSED = 'wget -qO- --header "$H" "http://169.254.169.254/latest/$(f)"';

it.each([
  `X=$(${REFUSED})\n[ -n "$X" ] || exit 1`,
  `X=$(:; ${REFUSED})\n[ -n "$X" ] || exit 1`,
  `get() { X=$(${REFUSED}); [ -n "$X" ] || return 1; }\nget || exit 1`,
  `${REFUSED} > x\n[ -s x ] || exit 1`,
])("equal outputs on both paths: %s", (check) => {
  expect(unnoticed(`if c; then H=x; else H=y; fi\n${check}\necho`)).toEqual([]);
});

it.each([
  "curl -o a.x https://a || curl -o a.x https://b\nX=$(cat a.x)",
  "curl -o a.x https://a || curl -o a.x https://b || curl -o a.x https://c\nX=$(cat a.x)",
  "if q; then X=$(curl https://a); else X=$(curl https://b); fi",
])("the output of one of several programs: %s", (outputs) => {
  expect(unnoticed(`${outputs}\nif [ "$X" != "$(d)" ]; then exit 1; fi\necho`)).toEqual([]);
  expect(unnoticed(`${outputs}\nY=$X\nif [ "$Y" != "$(d)" ]; then exit 1; fi\necho`)).toEqual([]);
  expect(unnoticed(`${outputs}\necho "$X"`)).not.toEqual([]);
});
