/** The evaluator terminates on any script, and reports no position outside it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { programs } from "../../../src/programs/table.ts";
import { evaluate } from "../../../src/shell/evaluate.ts";
import { parseShell } from "../../../src/shell/syntax/parse.ts";
import { USUAL } from "../../support/interest.ts";

const fragments = fc.constantFrom(
  ..."if then else elif fi for i in do done while until case esac { } ( ) [[ ]] [ ] ; ;; ;& & && | || ! > >> < << <<< <( $( ` \" ' \\ #".split(
    " ",
  ),
  ..."export declare local readonly unset eval . source exec set shift read trap printf echo exit return break continue".split(
    " ",
  ),
  ...'A=1 A+=2 A=(1 A[0]=1 $A ${A:-b} ${A:=b} ${A:?} ${A#*} ${A//a/b} ${A[@]} ${!A} ${#A} $1 $@ "$@" $? $# $((A+1)) ((A++))'.split(
    " ",
  ),
  ..."aws curl sudo env bash -c -e -x -- f() f {{ x }} - = != -z -n -eq 1 a~ ~/x *.sh {a,b} $'\\n' é".split(" "),
  "\n",
  "\n",
  "cat <<E\nexport A\nE\n",
  "bash <<'E'\naws\nE\n",
);

describe("any script", () => {
  it("is evaluated without throwing", () => {
    fc.assert(
      fc.property(
        fc.array(fragments, { maxLength: 60 }),
        fc.constantFrom("", "#!/bin/bash\n", "#!/bin/dash\n"),
        (parts, head) => {
          const text = head + parts.join(" ");
          const { invocations, events, cuts, embedded } = evaluate(parseShell(text), { programs, interest: USUAL });
          for (const one of [...invocations, ...events, ...cuts, ...embedded]) {
            expect(one.pos).toBeGreaterThanOrEqual(0);
            expect(one.end).toBeLessThanOrEqual(text.length);
            expect(one.pos).toBeLessThanOrEqual(one.end);
          }
          for (const one of invocations) {
            expect(one.runs.length).toBeGreaterThan(0);
            for (const run of one.runs) expect(run.argv.length).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 800 },
    );
  });

  it("is evaluated deterministically", () => {
    fc.assert(
      fc.property(fc.array(fragments, { maxLength: 40 }), (parts) => {
        const script = parseShell(parts.join(" "));
        const once = evaluate(script, { programs, interest: USUAL });
        const again = evaluate(script, { programs, interest: USUAL });
        expect(again.invocations.map((one) => [one.program, one.pos, one.runs.length])).toEqual(
          once.invocations.map((one) => [one.program, one.pos, one.runs.length]),
        );
      }),
      { numRuns: 100 },
    );
  });
});
