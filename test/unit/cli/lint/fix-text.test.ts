import fc from "fast-check";
import { Linter } from "eslint";
import { expect, test } from "vitest";
import { fixText } from "../../../../src/cli/lint/fix-text.ts";
import { evaluations } from "../../../../src/eslint/scripts/elapsed-time.ts";
import type { Message } from "../../../../src/cli/lint/result.ts";

/** A plugin whose rule has a fix for each occurrence of each of the texts. */
function configOf(replacements: readonly (readonly [string, string])[]): Linter.Config[] {
  const replace: import("eslint").Rule.RuleModule = {
    meta: { fixable: "code", schema: false },
    create: (context) => ({
      Program(node) {
        const { text } = context.sourceCode;
        for (const [from, to] of replacements)
          for (let at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + 1)) {
            const range: [number, number] = [at, at + from.length];
            context.report({ node, message: from, fix: (fixer) => fixer.replaceTextRange(range, to) });
          }
      },
    }),
  };
  return [{ plugins: { own: { rules: { replace } } }, rules: { "own/replace": 2 } }];
}

const all = { wants: () => true, suggestions: false };

function fix(text: string, config: Linter.Config[], wants: (message: Message) => boolean = () => true) {
  const linter = new Linter();
  const verified: string[] = [];
  const verify = (code: string) => {
    verified.push(code);
    return { text: code, messages: linter.verify(code, config) as Message[] };
  };
  const fixed = fixText(verify(text), verify, { wants, suggestions: false });
  return { fixed, verified };
}

test("fixes give the same result as in ESLint, and no text is linted twice", () => {
  const word = fc.string({ unit: fc.constantFrom(..."abc"), minLength: 1, maxLength: 3 });
  const given = fc.array(fc.tuple(word, word), { maxLength: 3 });
  const text = fc.array(word, { maxLength: 8 }).map((words) => `// ${words.join(" ")}`);
  fc.assert(
    fc.property(text, given, fc.boolean(), (body, replacements, hasMark) => {
      const before = hasMark ? `\uFEFF${body}` : body;
      const config = configOf(replacements);
      const { fixed, verified } = fix(before, config);
      const { output } = new Linter().verifyAndFix(before, config);
      // The fixes undo one another. ESLint stops earlier, with a warning.
      const isCircular = new Set(verified).size < verified.length || fixed?.after.messages.some((one) => one.fix);
      if (isCircular !== true) expect(fixed?.after.text ?? before).toBe(output);
      expect(new Set(verified).size).toBe(verified.length);
      expect(verified.length).toBeLessThanOrEqual(31);
      if (fixed !== undefined) expect(verified.at(-1)).toBe(fixed.after.text);
    }),
  );
});

test("a text that needs one pass is linted once before and once after", () => {
  const { fixed, verified } = fix("// a b a", configOf([["a", "1"]]));
  expect(fixed).toEqual({
    after: { text: "// 1 b 1", messages: [] },
    applied: 0,
    left: 0,
    untried: 0,
    oversized: 0,
  });
  expect(verified).toEqual(["// a b a", "// 1 b 1"]);
});

test("nothing is fixed if no finding is selected", () => {
  expect(fix("// a", configOf([["a", "1"]]), () => false).fixed).toBeUndefined();
});

test("all fixes are reverted if they break the document", () => {
  const verify = (text: string) => ({
    text,
    messages: [{ fatal: text === "broken", fix: { range: [0, 1], text: "broken" } } as Message],
  });
  expect(fixText(verify("x"), verify, all)).toBeUndefined();
});

test("a long or expensive text gets only a few passes", () => {
  const rounds = (length: number, commands = 0): number => {
    let count = 0;
    const verify = (text: string) => {
      count++;
      evaluations.commands += commands;
      return { text, messages: [{ fix: { range: [0, 0], text: "x" } } as unknown as Message] };
    };
    fixText(verify("y".repeat(length)), verify, all);
    return count - 1;
  };
  expect(rounds(100)).toBe(30);
  expect(rounds(100_000)).toBe(3);
  expect(rounds(5_000_000)).toBe(1);
  expect(rounds(100, 30_000)).toBe(2);
  expect(rounds(100, 100_000)).toBe(1);
});
