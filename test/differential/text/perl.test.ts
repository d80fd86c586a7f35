/** Compares perl with the call of sed that replaces it. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { sedForPerl } from "../../../src/analysis/exposure/selection/perl-substitutions.ts";

const TEXT = "db://app12:p&w@host/x\npassword=a.b-c\n\tA[1] = $x {2}\n";

const PATTERNS =
  ":[^@]*@ (password=).* ^.{4} . \\d+ [a-z]+$ \\s+ \\w\\W (a)(p+) \\$x \\[\\d\\] A\\[ a|b a+? \\bx \\<a [\\w] @host \\Kx $x a{,2} {2} \\{2\\} \\. p& x\\&".split(
    " ",
  );
const TEXTS = ["", "***", "$1***", "\\1-", "<$&>", "a&b", "${1}0", "\\$x", "$x", "\\t", "\\U$1", "\\@", "@x", "\\."];

test("sed prints what perl prints", () => {
  let replaced = 0;
  for (const pattern of PATTERNS)
    for (const text of TEXTS)
      for (const flags of ["", "g", "gi"]) {
        const argv = ["perl", "-pe", `s#${pattern}#${text}#${flags}`];
        const sed = sedForPerl(argv);
        if (sed === undefined) continue;
        const [perl, own] = [argv, sed].map(([program, ...words]) => {
          const { status, stdout } = spawnSync(program!, words, { input: TEXT, encoding: "utf8" });
          return status === 0 ? stdout : undefined;
        });
        // Only perl accepts a group that does not exist.
        if (perl === undefined || own === undefined) continue;
        replaced++;
        expect([argv[2], own]).toEqual([argv[2], perl]);
      }
  expect(replaced).toBeGreaterThan(200);
});
