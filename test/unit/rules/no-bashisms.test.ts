import { describe, expect, it } from "vitest";
import { noBashisms } from "../../../rules/no-bashisms.ts";
import { fix, lint, type LintOptions } from "../../support/lint.ts";
import { document, FIRST_LINE, jsonDocument } from "../../support/rule-tester.ts";

const rules = { "no-bashisms": noBashisms };
const found = (text: string) =>
  lint(text, { rules }).map(({ messageId, line, column }) => `${messageId} ${line - FIRST_LINE + 1}:${column}`);

describe("no-bashisms", () => {
  it("reports each kind once, where it is first, with its class", () => {
    const script = "[[ a == b ]] && echo x\n[[ c ]]\nA=(1)\nset -o pipefail\necho ${x^^}\nls &> log";
    expect(found(document(script))).toEqual([
      "command 1:11",
      "parse 3:11",
      "builtin 4:15",
      "expansion 5:16",
      "meaning 6:14",
    ]);
  });

  it.each(["#!/bin/bash\n[[ a ]]", "#!/usr/bin/env bash\nA=(1)", "#!/usr/bin/python3\nx = [[1]]", "#!/bin/zsh\nA=(1)"])(
    "is silent if bash or another interpreter runs the script: %j",
    (script) => expect(found(document(script))).toEqual([]),
  );

  it.each(["#!/bin/sh\n[[ a ]]", "#!/bin/dash\n[[ a ]]", "#!/bin/busybox sh\n[[ a ]]"])(
    "is not silent for %j",
    (script) => expect(found(document(script))).toEqual(["command 2:11"]),
  );

  it("names the shells of the fleet", () => {
    const config = {
      rules: { "ssm/no-bashisms": ["error", { shells: ["dash", "busybox"] }] },
    } satisfies LintOptions["config"];
    const [message] = lint(document("A=(1)"), { rules, config });
    expect(message!.message).toMatch(
      /^dash and busybox cannot parse an array: on instances whose sh is dash or busybox,/,
    );
  });

  it("fixes what POSIX spells otherwise", () => {
    expect(fix(document("function f {\n  ls &> log\n}\n[ a == b ] || source ./x"), { rules })).toBe(
      document("f() {\n  ls > log 2>&1\n}\n[ a = b ] || . ./x"),
    );
    expect(fix(jsonDocument('echo -e "a\\tb"'), { rules })).toBe(jsonDocument("printf '%b\\n' \"a\\tb\""));
  });

  it("suggests bash as the first line", () => {
    const [message] = lint(document("A=(1)"), { rules });
    expect(message!.suggestions).toHaveLength(1);
    const { range, text: added } = message!.suggestions![0]!.fix;
    const text = document("A=(1)");
    expect(text.slice(0, range[0]) + added + text.slice(range[1])).toBe(document("#!/bin/bash\nA=(1)"));
  });

  it("leaves placeholders and broken scripts alone", () => {
    expect(found(document("echo {{ a }} '{{ b }}'\nls {{ c }}{{ d }}"))).toEqual([]);
    expect(found(document("if [[ a"))).toEqual([]);
  });
});
