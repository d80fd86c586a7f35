/** Compares perl with the call of sed that replaces it. */
import { expect, test } from "vitest";
import { sedForPerl } from "../../../src/analysis/exposure/selection/perl-substitutions.ts";
import type { ToolResult } from "../../../src/programs/text/tool/tool.ts";
import { runReal } from "../../support/real-tools.ts";

const TEXT = "db://app12:p&w@host/x\npassword=a.b-c\n\tA[1] = $x {2}\n";

const PATTERNS =
  ":[^@]*@ (password=).* ^.{4} . \\d+ [a-z]+$ \\s+ \\w\\W (a)(p+) \\$x \\[\\d\\] A\\[ a|b a+? \\bx \\<a [\\w] @host \\Kx $x a{,2} {2} \\{2\\} \\. p& x\\&".split(
    " ",
  );
const TEXTS = ["", "***", "$1***", "\\1-", "<$&>", "a&b", "${1}0", "\\$x", "$x", "\\t", "\\U$1", "\\@", "@x", "\\."];

test("sed prints what perl prints", () => {
  const calls = PATTERNS.flatMap((pattern) =>
    TEXTS.flatMap((text) =>
      ["", "g", "gi"].flatMap((flags) => {
        const perl = ["perl", "-pe", `s#${pattern}#${text}#${flags}`];
        const sed = sedForPerl(perl);
        return sed === undefined ? [] : [{ perl, sed }];
      }),
    ),
  );
  const printed = (argvs: readonly (readonly string[])[]): readonly ToolResult[] =>
    runReal(argvs.map((argv) => ({ argv, stdin: TEXT })));
  const perl = printed(calls.map((call) => call.perl));
  const own = printed(calls.map((call) => call.sed));
  // Only perl accepts a group that does not exist.
  const replaced = calls.flatMap((call, index) =>
    perl[index]!.success && own[index]!.success ? [[call.perl[2], own[index]!.stdout, perl[index]!.stdout]] : [],
  );
  expect(replaced.filter(([, one, other]) => one !== other)).toEqual([]);
  expect(replaced.length).toBeGreaterThan(200);
});
