import { describe, expect, it } from "vitest";
import { document, jsonDocument } from "../../../support/rule-tester.ts";
import { rules as ownRules } from "../../../../rules/index.ts";
import { configWith, fix, lint, LINTERS, probe, type LintOptions } from "../../../support/lint.ts";

const rules = { aws: probe(`Invocation[program="aws"]`), curl: probe(`Invocation[program="curl"]`) };

/** A document with these items of `runCommand`, which have to be indented by eight columns. */
function runCommand(items: string): string {
  return `schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: a\n    inputs:\n      runCommand:\n${items}`;
}

describe.each(LINTERS)("directives, ESLint $eslint", ({ Linter }) => {
  const options: LintOptions = { rules, with: Linter };
  /** The findings as `rule: text`, or only the message if no rule reports it, as for an unused directive. */
  const found = (text: string, config: LintOptions["config"] = {}): string[] =>
    lint(text, { ...options, config }).map(({ message, ruleId }) =>
      ruleId === null ? message : `${ruleId.slice(4)}: ${message}`,
    );
  const strict = { linterOptions: { reportUnusedDisableDirectives: "error" } } as const;
  it.each(["eslint", "ssmlint"])("%s-disable-next-line in a script", (label) => {
    expect(found(document(`# ${label}-disable-next-line ssm/aws -- because\naws a; curl b\naws c`))).toEqual([
      "curl: curl b",
      "aws: aws c",
    ]);
  });

  it.each([
    ["aws s3 ls # ssmlint-disable-line explicit-aws-credentials", 0],
    ["curl b # ssmlint-disable-line explicit-aws-credentials", 1],
  ])("a directive in a step that occurs again as an alias is one: %s", (item, count) => {
    const step = runCommand(`        - "${item}"\n`).replace("- action", "- &a\n    action");
    const messages = lint(`${step}  - *a\n  - *a\n`, { rules: ownRules, with: Linter, config: strict });
    expect(messages.filter(({ message }) => message.startsWith("Unused"))).toHaveLength(count);
  });

  describe("a directive of ssmlint does not need the namespace of a rule", () => {
    it.each([
      [
        "next line",
        document("# ssmlint-disable-next-line aws -- why\naws a; curl b\naws c"),
        ["curl: curl b", "aws: aws c"],
      ],
      ["line", document("aws a # ssmlint-disable-line aws\naws c"), ["aws: aws c"]],
      [
        "block",
        document("# ssmlint-disable aws\naws a; curl b\n# ssmlint-enable aws\naws c"),
        ["curl: curl b", "aws: aws c"],
      ],
      ["whole file", `# ssmlint-disable aws\n${document("aws a; curl b")}`, ["curl: curl b"]],
      ["a list", document("# ssmlint-disable-next-line aws, ssm/curl\naws a; curl b\naws c"), ["aws: aws c"]],
      ["configuration", document("# ssmlint aws: off, ssm/curl: error\naws a; curl b"), ["curl: curl b"]],
      ["JSON", jsonDocument("# ssmlint-disable-next-line aws\naws a\naws b"), ["aws: aws b"]],
    ])("%s", (_name, text, expected) => {
      expect(found(text, strict)).toEqual(expected);
    });

    it("a directive of eslint needs the namespace of a rule", () => {
      expect(found(document("# eslint-disable-next-line aws\naws a"))).toContain("aws: aws a");
    });

    it.each([
      ["first", "curl, aws", "aws a", "aws"],
      ["middle", "aws, none , curl", "aws a; curl b", "aws, curl"],
      ["last, with a reason", "aws, none -- why", "aws a", "aws -- why"],
    ])("removes an unused rule from a list: %s", (_name, list, script, left) => {
      const text = document(`# ssmlint-disable-next-line ${list}\n${script}`);
      const fixed = fix(text, { ...options, rules: { ...rules, none: probe("Nothing") }, config: strict });
      expect(fixed.replace(/ +\n/u, "\n")).toBe(document(`# ssmlint-disable-next-line ${left}\n${script}`));
    });
  });

  describe("a reason without a rule", () => {
    it.each([
      ["next line", "# ssmlint-disable-next-line -- why\naws a; curl b\naws c", ["aws: aws c"]],
      ["next line, for ESLint", "# eslint-disable-next-line -- why\naws a; curl b\naws c", ["aws: aws c"]],
      ["line", "aws a # ssmlint-disable-line -- why\naws c", ["aws: aws c"]],
      ["block", "# ssmlint-disable --- why\naws a; curl b\n# ssmlint-enable -- why\naws c", ["aws: aws c"]],
      ["a dash in the reason", "# ssmlint-disable-next-line -- a -- b, c\naws a", []],
      ["an empty reason", "# ssmlint-disable-next-line --\naws a", []],
      ["an empty reason after a rule", "# ssmlint-disable-next-line aws --\naws a; curl b", ["curl: curl b"]],
      ["an empty reason after a configuration", "# ssmlint aws: off --\naws a; curl b", ["curl: curl b"]],
    ])("%s", (_name, script, expected) => {
      expect(found(document(script), strict)).toEqual(expected);
      const items = script.split("\n").map((item) => `        - ${JSON.stringify(item)}\n`);
      expect(found(runCommand(items.join("")), strict)).toEqual(expected);
    });

    it("is the justification", () => {
      const linter = new Linter({ configType: "flat" }) as InstanceType<typeof Linter> & {
        getSuppressedMessages(): { suppressions: unknown }[];
      };
      linter.verify(document("aws a # ssmlint-disable-line -- a -- b"), configWith(rules), { filename: "a.yaml" });
      expect(linter.getSuppressedMessages()[0]?.suppressions).toEqual([{ kind: "directive", justification: "a -- b" }]);
    });
  });

  it("keeps the justification", () => {
    const linter = new Linter({ configType: "flat" });
    linter.verify(document("aws a # eslint-disable-line ssm/aws -- why"), configWith(rules), { filename: "a.yaml" });
    const { getSuppressedMessages } = linter as unknown as { getSuppressedMessages(): { suppressions: unknown }[] };
    expect(getSuppressedMessages.call(linter)[0]?.suppressions).toEqual([{ kind: "directive", justification: "why" }]);
  });

  it("disable-line works in a shell comment at the end of a line and in a YAML comment after a plain scalar", () => {
    expect(found(document("aws a # eslint-disable-line ssm/aws\naws b"))).toEqual(["aws: aws b"]);
    expect(found(runCommand("        - aws a # eslint-disable-line ssm/aws\n        - aws b\n"))).toEqual([
      "aws: aws b",
    ]);
  });

  it("disable and enable delimit a block", () => {
    expect(found(document("aws a\n# eslint-disable ssm/aws\naws b\ncurl c\n# eslint-enable ssm/aws\naws d"))).toEqual([
      "aws: aws a",
      "curl: curl c",
      "aws: aws d",
    ]);
  });

  it("work in a YAML comment between items", () => {
    const text = runCommand("        # eslint-disable-next-line ssm/aws\n        - aws a\n        - aws b\n");
    expect(found(text)).toEqual(["aws: aws b"]);
  });

  it("work as a separate item, with other lines between", () => {
    const text = runCommand(
      `        - "# eslint-disable-next-line ssm/aws"\n        # something else\n\n        - aws a\n        - aws b\n`,
    );
    expect(found(text, strict)).toEqual(["aws: aws b"]);
  });

  it("work as an item in JSON", () => {
    expect(found(jsonDocument("# eslint-disable-next-line ssm/aws -- x\naws a\naws b"), strict)).toEqual([
      "aws: aws b",
    ]);
  });

  it("in a string, apply to exactly the next line of the script", () => {
    const text = runCommand(String.raw`        - "aws a\n# eslint-disable-next-line ssm/aws\naws b\naws c"` + "\n");
    expect(found(text, strict)).toEqual(["aws: aws a", "aws: aws c"]);
    const line = runCommand(String.raw`        - "aws a\naws b # eslint-disable-line ssm/aws\naws c"` + "\n");
    expect(found(line, strict)).toEqual(["aws: aws a", "aws: aws c"]);
  });

  it("in a folded scalar, apply to the next line of the script, which is a paragraph", () => {
    const text = runCommand(
      "        - >\n          aws a\n\n          # eslint-disable-next-line ssm/aws\n\n          aws b\n\n          aws c\n",
    );
    expect(found(text, strict)).toEqual(["aws: aws a", "aws: aws c"]);
    const line = runCommand("        - >\n          aws a;\n          aws b # eslint-disable-line ssm/aws\n");
    expect(found(line, strict)).toEqual([]);
  });

  it("above `- |`, apply to the whole block scalar", () => {
    const text = runCommand(
      "        # eslint-disable-next-line ssm/aws\n        - |\n          aws a\n          aws b\n        - |\n          aws c\n",
    );
    expect(found(text, strict)).toEqual(["aws: aws c"]);
  });

  it("above `- |`, do not end a disabled block around them", () => {
    const block =
      "        # eslint-disable-next-line ssm/aws\n        - |\n          aws a\n        - |\n          aws c\n";
    const messages = found(runCommand(`        # eslint-disable ssm/aws\n${block}`));
    expect(messages.filter((message) => !message.startsWith("Unused"))).toEqual([]);
  });

  it("are ignored in strings and here-documents", () => {
    expect(found(document(`echo "\n# eslint-disable ssm/aws\n"; cat <<E\n# eslint-disable ssm/aws\nE\naws a`))).toEqual(
      ["aws: aws a"],
    );
  });

  it("for unknown rules are errors", () => {
    expect(lint(document("# eslint-disable-next-line ssm/nope\naws a"), options)[0]?.message).toContain("ssm/nope");
  });

  it.each([
    ["a block scalar", runCommand("        # ssmlint-disable-next-line nope, aws\n        - |\n          aws a\n"), 7],
    ["a JSON item", jsonDocument("aws a\n# ssmlint-disable-next-line aws, nope\naws a").replaceAll("\n", ""), 1],
    ["a line of a string", runCommand(String.raw`        - "aws a\naws b # eslint-disable-line ssm/nope\naws c"`), 7],
    ["a repeated block", document("# ssmlint-disable nope\naws a\n# ssmlint-disable nope, aws\naws a"), 8],
  ])("for unknown rules are reported once: %s", (_name, text, line) => {
    const unknown = lint(text, { ...options, config: strict }).filter(({ ruleId }) => ruleId === "ssm/nope");
    const count = [...text.matchAll(/nope/g)].length;
    expect(unknown).toHaveLength(count);
    expect(unknown[0]!.line).toBe(line);
  });

  it("are ignored with a warning if noInlineConfig is set", () => {
    expect(found(document("# eslint ssm/aws: off\naws a"), { linterOptions: { noInlineConfig: true } })).toEqual([
      expect.stringContaining("has no effect"),
      "aws: aws a",
    ]);
  });

  describe("unused directives", () => {
    it.each([
      ["next line", document("# eslint-disable-next-line ssm/curl\naws a"), document("x\naws a").replace(/ *x/, " ")],
      [
        "one of two",
        document("# eslint-disable-next-line ssm/curl, ssm/aws\naws a"),
        document("# eslint-disable-next-line ssm/aws\naws a"),
      ],
      ["JSON", jsonDocument("# eslint-disable-next-line ssm/curl\naws a"), jsonDocument(" \naws a")],
      [
        "above a block",
        runCommand("        # ssmlint-disable-next-line ssm/curl\n        - |\n          aws a\n"),
        runCommand("         \n        - |\n          aws a\n"),
      ],
      [
        "a string",
        runCommand(String.raw`        - "# eslint-disable-next-line ssm/curl\naws a"` + "\n"),
        runCommand(String.raw`        - " \naws a"` + "\n"),
      ],
      ...["|", ">-", "|+ # as root"].map((header): [string, string, string] => [
        `the least indented line after ${header}`,
        runCommand(`        - ${header}\n          # eslint-disable-next-line ssm/curl\n\n            aws a\n`),
        runCommand(`        - ${header}\n          # \n\n            aws a\n`),
      ]),
      [
        "an explicit indentation",
        runCommand("        - |2\n          # eslint-disable-next-line ssm/curl\n            aws a\n"),
        runCommand("        - |2\n \n            aws a\n"),
      ],
      [
        "single-quoted",
        runCommand("        - '# eslint-disable-next-line ssm/curl'\n        - aws a\n"),
        runCommand("        - ' '\n        - aws a\n"),
      ],
    ])("%s: are reported once, with a fix", (_name, text, fixed) => {
      expect(found(text, strict).filter((message) => message.startsWith("Unused"))).toHaveLength(1);
      expect(fix(text, { ...options, config: strict })).toBe(fixed);
    });
  });
});
