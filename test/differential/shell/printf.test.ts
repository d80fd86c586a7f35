/** `printf` prints for known arguments what it prints in the shell. */
import fc from "fast-check";
import { test } from "vitest";
import { seed } from "../../support/seed.ts";
import { expectSameStarted } from "../../support/started.ts";

const flag = fc.constantFrom("", "", "-", "0", "+", "#");
const width = fc.constantFrom("", "1", "6");
const number = fc.tuple(flag, width, fc.constantFrom("", "", "", ".2"), fc.constantFrom(..."dioxX"));
// In dash, a flag for numbers also pads text with zeros.
const string = fc.tuple(fc.constantFrom("", "-"), width, fc.constantFrom("", ".", ".0", ".2"), fc.constantFrom("s"));
const other = fc.tuple(fc.constantFrom("", "-"), fc.constantFrom(..."bc"));
const text = fc.constantFrom("a", " ", ":", String.raw`\t`, String.raw`\\`, String.raw`\101`, "%%");
/** The share of scripts whose words are known. */
const SHARES = { dash: 0.74, bash: 0.536 };
const FORMATS = {
  dash: fc.oneof(number, string, other),
  bash: fc.oneof(number, string, other, fc.constantFrom(["*d"], ["-*s"], ["(%Y)T"])),
};
const formats = (shell: "dash" | "bash"): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        FORMATS[shell].map((parts) => `%${parts.join("")}`),
        text,
      ),
      { minLength: 1, maxLength: 5 },
    )
    .map((parts) => parts.join(""));
const argument = fc.constantFrom("17", "-3", "0", "010", "0x1f", "26", "a b", "", String.raw`x\ty`, String.raw`\\`);

test.each(["dash", "bash"] as const)("printf prints the same as in %s", (shell) => {
  const scripts = fc
    .tuple(formats(shell), fc.array(argument, { maxLength: 3 }))
    .map(([format, values]) => `aws "$(printf '${format}' ${values.map((one) => `'${one}'`).join(" ")})"`);
  expectSameStarted(shell, fc.sample(scripts, { numRuns: 300, seed }), SHARES[shell]);
});

test("%q and ${X@Q} quote as in bash", () => {
  const quoted = fc.string({
    unit: fc.constantFrom(...Array.from(" ~#a-=:,{}\\'\"$!\t\n\u0001\u007F+%/")),
    maxLength: 5,
  });
  const scripts = quoted.map((one) => {
    const code = Array.from(one, (character) => `\\x${character.codePointAt(0)!.toString(16).padStart(2, "0")}`).join(
      "",
    );
    return `X=$'${code}'; printf -v Y %q "$X"; aws "$Y" "\${X@Q}"`;
  });
  expectSameStarted("bash", fc.sample(scripts, { numRuns: 200, seed }), 0.9);
});
