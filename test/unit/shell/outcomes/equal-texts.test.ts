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

it("a program that reads two texts of unknown content prints something else each time", () => {
  const trim = 'trim() { echo "$1" | tr -d " "; }\nread -r A _ <<< "$(aws s3 ls a)"\nread -r B _ <<< "$(aws s3 ls b)"';
  const texts = `${trim}\nA=$(trim "$A")\nB=$(trim "$B")`;
  const calls = (script: string): readonly number[] => unnoticed(script).map((one) => (one as { line: number }).line);
  const neither = calls(`${texts}\necho "$A $B"`);
  expect(neither).toHaveLength(2);
  expect(calls(`${texts}\n[ -n "$A" ] || exit 1\necho "$A $B"`)).toEqual(neither.slice(1));
  expect(calls(`${texts}\n[ -n "$B" ] || exit 1\necho "$A $B"`)).toEqual(neither.slice(0, 1));
  expect(calls(`${texts}\n[ -n "$A" ] || exit 1\n[ -n "$B" ] || exit 1\necho "$A $B"`)).toEqual([]);
});

it("a text of one of several calls that the paths do not share is not that of other paths", () => {
  const script = `if a; then G=x; fi
case $R in a1|a2|a3|a4|a5) ;; *) exit 1 ;; esac
X=$(aws s3 ls "$G" --region $R)
if [ "$(echo "$X" | grep -c ARN)" -lt 1 ]; then exit 1; fi
if b; then echo "$G"; fi`;
  expect(unnoticed(script)).toEqual([]);
});
