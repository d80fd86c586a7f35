import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applySuggestions } from "../../../../src/cli/lint/apply-suggestions.ts";
import { Trials } from "../../../../src/cli/lint/trial-work.ts";
import { evaluations } from "../../../../src/eslint/scripts/elapsed-time.ts";
import type { Message } from "../../../../src/cli/lint/result.ts";

/** Reports each letter that is a key of `replacements` as a finding of a rule with the letter's name; its suggestions replace the letter. */
function verifier(replacements: Readonly<Record<string, readonly string[]>>) {
  return (text: string): Message[] =>
    [...text.replace(/^\uFEFF/, "")].flatMap((letter, index) => {
      const texts = replacements[letter];
      if (texts === undefined) return [];
      const suggestions = texts.map((replacement) => ({
        desc: replacement,
        fix: { range: [index, index + 1] as [number, number], text: replacement },
      }));
      return [
        {
          ruleId: letter,
          messageId: "x",
          severity: 2,
          line: 1,
          column: index + 1,
          message: letter,
          suggestions,
        } as Message,
      ];
    });
}

const all = () => true;
type Verify = (text: string) => Message[];
const suggested = (text: string, verify: Verify, wants: (message: Message) => boolean) => {
  const lint = (code: string) => ({ text: code, messages: verify(code) });
  const { after, ...counts } = applySuggestions(lint(text), new Trials(lint), { wants });
  expect(after.messages).toEqual(verify(after.text));
  return { text: after.text, ...counts };
};
const apply = (text: string, replacements: Readonly<Record<string, readonly string[]>>, wants = all) =>
  suggested(text, verifier(replacements), wants);

describe("suggestions", () => {
  test("are applied only if they are the first of their finding", () => {
    expect(apply("-a-b-a-", { a: ["1", "2"], b: ["3"] })).toEqual({ text: "-1-3-1-", applied: 3, left: 0, untried: 0 });
  });

  test("are applied at the correct position in a text with a byte order mark", () => {
    expect(apply("\uFEFFxa", { a: ["1"] }).text).toBe("\uFEFFx1");
  });

  test("are applied only for the selected findings", () => {
    const wants = ({ ruleId }: Message) => ruleId === "a";
    expect(suggested("ab", verifier({ a: ["1"], b: ["2"] }), wants)).toEqual({
      text: "1b",
      applied: 1,
      left: 0,
      untried: 0,
    });
  });

  test("are skipped only if another finding would follow", () => {
    expect(apply("a-b-c", { a: ["1"], b: ["cc"], c: ["2"] })).toMatchObject({ text: "1-b-2", left: 1 });
    expect(apply("b", { b: ["c"], c: [] })).toEqual({ text: "b", applied: 0, left: 1, untried: 0 });
  });

  test("are applied with the fixes of the findings that follow, at their positions", () => {
    const fixes: Readonly<Record<string, string>> = { f: "g", g: "", h: "i" };
    const fixing = (replacements: Readonly<Record<string, readonly string[]>>) => (text: string) =>
      verifier(replacements)(text).map((message): Message => {
        const fix = fixes[message.ruleId!];
        const at = message.column - 1;
        return fix === undefined ? message : { ...message, fix: { range: [at, at + 1], text: fix }, suggestions: [] };
      });
    const verify = fixing({ a: ["xxf"], b: ["h"], c: ["2"], f: [], g: [], h: [], i: [] });
    // The fix of `h` leads to a finding without one.
    expect(suggested("c-a-b-a-c", verify, all)).toEqual({ text: "2-xx-b-xx-2", applied: 4, left: 1, untried: 0 });
    // Nor is a fix applied that is not wanted.
    const wants = ({ ruleId }: Message) => ruleId !== "f";
    expect(suggested("a-c", verify, wants)).toEqual({ text: "a-2", applied: 1, left: 1, untried: 0 });
  });

  test("are applied if another finding of the same rule gets another reason", () => {
    const verify = (text: string): Message[] => [
      ...verifier({ a: ["1"] })(text),
      { ...verifier({ z: [] })("z")[0]!, messageId: text.includes("a") ? "before" : "after" },
    ];
    expect(suggested("a", verify, all)).toEqual({ text: "1", applied: 1, left: 0, untried: 0 });
  });

  test("are applied to hundreds of findings even if some suggestions are rejected", () => {
    const text = `${"a-".repeat(100)}b-${"a-".repeat(150)}b-${"a-".repeat(200)}`;
    let calls = 0;
    const verify = verifier({ a: ["1"], b: ["cc"], c: [] });
    const result = suggested(text, (code) => (calls++, verify(code)), all);
    expect(result).toEqual({ text: text.replaceAll("a", "1"), applied: 450, left: 2, untried: 0 });
    expect(calls).toBeLessThan(60);
  });

  test("are applied without bisection if it is clear which ones cause new findings", () => {
    const count = (text: string, replacements: Readonly<Record<string, readonly string[]>>) => {
      let calls = 0;
      const verify = verifier(replacements);
      const result = suggested(text, (code) => (calls++, verify(code)), all);
      // The findings of the original and of the result are also computed by `suggested`.
      return { ...result, trials: calls - 2 };
    };
    const rejected = { b: ["cc"], c: [] };
    expect(count("b-".repeat(100), rejected)).toMatchObject({ applied: 0, left: 100, trials: 2 });
    expect(count("a-b-b-".repeat(100), { a: ["1"], ...rejected })).toMatchObject({
      text: "1-b-b-".repeat(100),
      applied: 100,
      trials: 4,
    });
    expect(count("b-".repeat(100), { b: ["b"] })).toMatchObject({ applied: 0, left: 100, trials: 2 });
    // Each is tried if only a few are left, because edits may also disturb each other.
    expect(count("b-".repeat(8), rejected)).toMatchObject({ applied: 0, trials: 15 });
  });

  test("are applied only as far as the text does not become huge", () => {
    const verify = verifier({ a: ["x".repeat(30_000)] });
    const lengths: number[] = [];
    const result = suggested("a-".repeat(100), (code) => (lengths.push(code.length), verify(code)), all);
    expect(result).toMatchObject({ applied: 6, left: 0, untried: 94 });
    expect(Math.max(...lengths)).toBeLessThan(180_300);
  });

  test("are abandoned for a huge text before they take minutes", () => {
    let linted = 0;
    const verify = verifier({ a: ["cc"], c: [] });
    const text = `${"a-".repeat(1000)}${"-".repeat(5_000_000)}`;
    const result = suggested(text, (code) => ((linted += code.length), verify(code.slice(0, 5000))), all);
    expect(result).toMatchObject({ applied: 0, left: 0, untried: 1000 });
    // Before, one trial, and after.
    expect(linted).toBeLessThan(16_000_000);
  });

  test("are abandoned if evaluating the scripts costs too much", () => {
    const verify = verifier({ a: ["cc"], c: [] });
    let calls = 0;
    const costly = (code: string) => (calls++, (evaluations.commands += 100_000), verify(code));
    expect(suggested("a-".repeat(100), costly, all)).toMatchObject({ applied: 0, left: 0, untried: 100 });
    // Before, one trial, and after.
    expect(calls).toBe(3);
  });

  test("are tried after others that are rejected, even if those alone are as many as a round adds", () => {
    const texts = { a: [`cc${"x".repeat(20_000)}`], b: ["1"], c: [] };
    expect(suggested(`${"a-".repeat(3)}${"b-".repeat(3)}`, verifier(texts), all)).toMatchObject({
      text: "a-a-a-1-1-1-",
      left: 3,
      untried: 0,
    });
  });

  test("are applied one after the other if they are adjacent", () => {
    expect(apply("aaaa", { a: ["1"] })).toMatchObject({ text: "1111", applied: 4 });
  });

  test("are not applied if the finding has a fix", () => {
    const verify = () => [
      {
        ruleId: "a",
        severity: 2,
        line: 1,
        column: 1,
        message: "",
        fix: { range: [0, 1], text: "f" },
        suggestions: [{ desc: "", fix: { range: [0, 1], text: "s" } }],
      } as unknown as Message,
    ];
    expect(suggested("a", verify, all)).toEqual({ text: "a", applied: 0, left: 0, untried: 0 });
  });

  test("terminate if they change nothing or trigger each other forever", () => {
    expect(apply("a", { a: ["a"] })).toMatchObject({ text: "a", applied: 0 });
    expect(apply("ab", { a: ["b"], b: ["a"] }).text).toHaveLength(2);
  });

  test("never lead to a finding of a new kind, with a bounded amount of work", () => {
    const letters = "abcdef";
    const replacement = fc.array(fc.string({ unit: fc.constantFrom(..."abcdef-"), maxLength: 3 }), { maxLength: 2 });
    const rules = fc.record(Object.fromEntries([...letters].map((letter) => [letter, replacement])), {
      requiredKeys: [],
    });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."abcdef-"), maxLength: 30 }), rules, (text, given) => {
        const verify = verifier(given as Record<string, readonly string[]>);
        let calls = 0;
        const { text: after } = suggested(text, (code) => (calls++, verify(code)), all);
        const count = (code: string, letter: string) => code.split(letter).length - 1;
        for (const letter of Object.keys(given)) expect(count(after, letter)).toBeLessThanOrEqual(count(text, letter));
        expect(calls).toBeLessThan(80);
      }),
    );
  });
});
