/** A test of a text is a test of every call that may have printed it, also if their outputs count as the same unknown text. */
import { expect, it } from "vitest";
import { scriptFindings } from "../../../support/script-findings.ts";

/** On both paths, wget refuses the header. */
const REFUSED = 'wget -qO- --header "$H" "http://169.254.169.254/latest/$(f)"';

it.each([
  `X=$(${REFUSED})\n[ -n "$X" ] || exit 1`,
  `X=$(:; ${REFUSED})\n[ -n "$X" ] || exit 1`,
  `get() { X=$(${REFUSED}); [ -n "$X" ] || return 1; }\nget || exit 1`,
  `${REFUSED} > x\n[ -s x ] || exit 1`,
])("%s", (check) => {
  const found = scriptFindings(`if c; then H=x; else H=y; fi\n${check}\necho`);
  expect(found.filter(({ rule }) => rule === "ssm/no-unnoticed-failure")).toEqual([]);
});
