import { describe, expect, it } from "vitest";
import { noParameterInjection, type Options } from "../../../rules/no-parameter-injection.ts";
import { lint, type LintOptions } from "../../support/lint.ts";

const rules = { "no-parameter-injection": noParameterInjection } as unknown as NonNullable<LintOptions["rules"]>;

/** A document with the parameter `p`, in YAML; line n of the script is line n + 10 of the file without a declaration of its own. */
function document(
  script: string,
  declaration: Readonly<Record<string, unknown>> = {},
  head = 'schemaVersion: "2.2"',
): string {
  const lines = script.split("\n").map((line) => (line === "" ? "" : `          ${line}`));
  return `${head}
parameters:
  p: ${JSON.stringify({ type: "String", ...declaration })}
mainSteps:
  - action: aws:runShellScript
    name: step
    inputs:
      runCommand:
        - |
${lines.join("\n")}
`;
}

const FIRST = 10;

function messagesOf(text: string, options: Options = {}) {
  return lint(text, { rules, config: { rules: { "ssm/no-parameter-injection": ["error", options] } } });
}

/** `messageId@line of the script` for each finding. */
function found(script: string, declaration?: Readonly<Record<string, unknown>>, options?: Options): string[] {
  return messagesOf(document(script, declaration), options).map(
    ({ line, messageId }) => `${messageId}@${line - FIRST + 1}`,
  );
}

const pattern = (allowedPattern: string) => ({ allowedPattern });
const ENV = { interpolationType: "ENV_VAR" };

it.each([true, 12, null])("a suggested pattern that replaces %j is a string in JSON", (allowedPattern) => {
  const text = JSON.stringify({
    schemaVersion: "2.2",
    parameters: { p: { type: "String", allowedPattern } },
    mainSteps: [{ action: "aws:runShellScript", name: "step", inputs: { runCommand: ["echo {{ p }}"] } }],
  });
  const fixed = (messagesOf(text)[0]?.suggestions ?? []).map(
    ({ fix: { range, text: put } }) => text.slice(0, range[0]) + put + text.slice(range[1]),
  );
  expect(fixed.length).toBeGreaterThan(0);
  for (const one of fixed) expect(typeof JSON.parse(one)).toBe("object");
});

it.each([undefined, "[a-z]+"])(
  "the suggestion for older agents adds a variable and a pattern to %j",
  (allowedPattern) => {
    const text = JSON.stringify({
      schemaVersion: "2.2",
      parameters: { p: { type: "String", allowedPattern } },
      mainSteps: [{ action: "aws:runShellScript", name: "step", inputs: { runCommand: ["echo {{ p }}"] } }],
    });
    const [message] = messagesOf(text, { minimumAgent: "3.3.2745" });
    const edited = (message?.suggestions ?? []).map(
      ({ fix: { range, text: put } }) => JSON.parse(text.slice(0, range[0]) + put + text.slice(range[1])).parameters.p,
    );
    const limited = expect.stringMatching(allowedPattern === undefined ? /^\^\[.*\]\*\$$/ : /^\^\(\?:\[a-z\]\+\)\$$/);
    expect(edited).toEqual([
      { type: "String", allowedPattern: limited, ...ENV },
      { type: "String", allowedPattern: limited },
    ]);
  },
);

describe("a parameter without constraints", () => {
  it.each([
    ["echo {{ p }}", "command@1"],
    ["echo {{p}}", "command@1"],
    ['X="{{ p }}"', "command@1"],
    ["X='{{ p }}'", "command@1"],
    ["# {{ p }}\n:", "command@1"],
    ["cat <<EOF\n{{ p }}\nEOF", "command@2"],
    ["cat <<'EOF'\n{{ p }}\nEOF", "command@2"],
    ["echo $(( {{ p }} ))", "command@1"],
    ["for i in {{ p }}; do :; done", "command@1"],
    ["case {{ p }} in a) ;; esac", "command@1"],
    ["X=`echo {{ p }}`", "command@1"],
    ["set -e\n{{ p }} --now", "command@2"],
  ])("%s", (script, finding) => {
    expect(found(script)).toEqual([finding]);
  });

  it.each(["{{ p }}", "set -e\n{{ p }}\nexit 0", "echo {{ other }}", "echo {{ global:DATE }}", "echo {{ ssm:/a/b }}"])(
    "silent: %s",
    (script) => {
      expect(found(script)).toEqual([]);
    },
  );
});

describe("the values that the declaration permits", () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ["echo {{ p }}", pattern("^[a-z0-9-]+$"), []],
    ["echo {{ p }}", pattern("^[a-z0-9;-]+$"), ["command@1"]],
    ["echo {{ p }}", pattern("[a-z0-9-]+"), ["unanchored@1"]],
    ['cat <<EOF\n{{ p }}\nEOF\necho "{{ p }}"', pattern('^[^"$`\\\\]*$'), ["command@2", "command@4"]],
    ["echo {{ p }}", pattern("^[a-z]+|None$"), ["unanchored@1"]],
    ["echo {{ p }}", pattern("^[a-z]+$|^None$"), []],
    ["echo {{ p }}", pattern("^(?:[a-z]+|None)$"), []],
    ["echo {{ p }}", pattern(String.raw`\A[a-z ]+\z`), []],
    ["X={{ p }}", pattern("^[a-z ]+$"), ["command@1"]],
    ["export X={{ p }}", pattern("^[a-z ]+$"), []],
    ['echo "{{ p }}"', pattern('^[^"$`\\\\]*$'), []],
    ['echo "{{ p }}"', pattern('^[^"]*$'), ["command@1"]],
    ["echo '{{ p }}'", pattern('^[^"]*$'), ["command@1"]],
    ["echo '{{ p }}'", pattern("^[^']*$"), []],
    ["cat <<'EOF'\n{{ p }}\nEOF", pattern("^[^']*$"), ["command@2"]],
    ["cat <<'EOF'\n{{ p }}\nEOF", pattern("^.*$"), []],
    ["# {{ p }}\n:", pattern("^.*$"), []],
    ["# {{ p }}\n:", pattern(String.raw`^[\s\w]*$`), ["command@1"]],
    ["echo {{ p }}", pattern("^(?=a).*$"), []],
    ["echo $(( {{ p }} ))", pattern(String.raw`^1 / 2 \)\); id; echo \$\(\( 1$`), ["command@1"]],
    // Bash parses the code between backticks when it runs it, and then continues after them. dash rejects the script.
    ["#!/bin/bash\nX=`echo '{{ p }}'`", pattern("^`;[a-z]+;`$"), ["command@2"]],
    ["#!/bin/dash\nX=`echo '{{ p }}'`", pattern("^`;[a-z]+;`$"), []],
    ["#!/bin/bash\n(( {{ p }} > 1 ))", pattern("^1[)] ;[(]id$"), ["command@2"]],
    ["#!/bin/bash\necho {{ p }}", pattern("^>[(]id[)]$"), ["command@2"]],
    ["echo a {{ p }}", pattern("^>>[a-z]+$"), ["write@1"]],
    ["echo {{ p }}", pattern(String.raw`^\p{L}+$`), []],
    ["echo {{ p }}", pattern(String.raw`^\p{Any}+$`), ["command@1"]],
    ["echo {{ p }}", { allowedValues: ["prod", "test"] }, []],
    ["echo {{ p }}", { allowedValues: ["prod", "x; id"] }, ["command@1"]],
    ["echo {{ p }}", { type: "Integer" }, []],
    ["run\nexit 0\nDATA {{ p }}", {}, []],
    ["if run; then\nexit 0\nfi\necho {{ p }}", {}, ["command@4"]],
    ["run || exit 0\necho {{ p }}", {}, ["command@2"]],
    ["exit 0 & \necho {{ p }}", {}, ["command@2"]],
    ["exec 2> log\necho {{ p }}", {}, ["command@2"]],
    ["exec run\necho {{ p }}", {}, []],
    ["exit {{ p }}", {}, ["command@1"]],
    ["echo {{ p }}", { type: "Boolean" }, []],
    ["echo {{ p }}", { type: "AWS::EC2::Instance::Id" }, []],
    ["echo {{ p }}", { type: "List<AWS::EC2::Instance::Id>" }, []],
    ["echo {{ p }}", { type: "StringList" }, ["command@1"]],
    ["echo '{{ p }}'", { type: "StringList", ...pattern("^[^']*$") }, []],
    ['echo "{{ p }}"', { type: "StringList", ...pattern("^[a-z;]*$") }, ["command@1"]],
    ["echo {{ p }}", { minChars: 1, maxChars: 3 }, ["command@1"]],
  ])("%s with %j", (script, declaration, findings) => {
    expect(found(script, declaration)).toEqual(findings);
  });

  it("shows the shortest value", () => {
    const [message] = messagesOf(document("aws s3 ls s3://{{ p }} --profile x", pattern("^[a-z0-9.;-]{3,63}$")));
    expect(message!.message).toMatch(/^Anyone .*`\{\{ p \}\}` accepts `;id`/);
    expect(message).toMatchObject({ line: FIRST, column: 26, endColumn: 33 });
  });

  it("does not judge values that CloudFormation supplies", () => {
    const content = document("echo {{ p }}", pattern("${Pattern}")).replaceAll(/^/gm, "          ");
    const template = `Resources:\n  D:\n    Type: AWS::SSM::Document\n    Properties:\n      Content:\n        Fn::Sub: |\n${content}`;
    expect(messagesOf(template)).toEqual([]);
    expect(messagesOf(template.replace("${Pattern}", "[a-z]"))).toMatchObject([{ messageId: "unanchored" }]);
  });
});

/** Cases that the oracle found. Each was tried in dash, bash and busybox. */
describe("how shells parse a value", () => {
  it.each<[string, string, string[]]>([
    ["#!/bin/bash\n[[ -n {{ p }} ]] || :", "^[a-z()>]*$", ["command@2"]],
    ["#!/bin/bash\nX=${Y:-a{{ p }}b}", "^[a-z()<]*$", ["command@2"]],
    ["case a in {{ p }}) run;; esac", String.raw`^\n\$\(.*$`, ["command@1"]],
    ["case a in b|{{ p }}) run;; esac", String.raw`^\n\$\(.*$`, []],
    ["echo {{ p }}", "^;[a-z]*<x$", []],
    ["echo {{ p }}", "^;[a-z]*>x/$", []],
    ["echo {{ p }}/b", "^>[a-z]*$", []],
    ["echo {{ p }} b", "^>[a-z]*$", ["write@1"]],
    ["echo {{ p }}", String.raw`^\$\([a-z]*\|\)$`, []],
    ["echo {{ p }}", String.raw`^;[a-z]*\|\n\|x$`, []],
    ["X={{ p }}/y", "^;[a-z]*;$", ["command@1"]],
    ["X=`echo {{ p }}`", "^;[a-z]*$", ["command@1"]],
    ['X="$(echo {{ p }})"', "^;[a-z]*;$", ["command@1"]],
    ["#!/bin/bash\n(( {{ p }} > 1 )) || :", "^`[a-z]*`'$", []],
    ["#!/bin/bash\n(( {{ p }} > 1 )) || :", "^'`[a-z]*`'$", ["command@2"]],
    // An open quote: a literal character of the expression in dash and busybox, a syntax error in bash.
    ["#!/bin/dash\necho $(( {{ p }} + 1 ))", "^'`[a-z]*`$", ["command@2"]],
    ["#!/bin/busybox sh\necho $(( {{ p }} + 1 ))", '^"`[a-z]*`$', ["command@2"]],
    ["#!/bin/bash\necho $(( {{ p }} + 1 ))", "^'`[a-z]*`$", []],
    ["echo $(( {{ p }} + 1 ))", "^x/y\\)\\);[a-z]*#$", []],
    ["echo $(( {{ p }} + 1 ))", "^x/2\\)\\);[a-z]* #$", ["command@1"]],
    ["echo $(( {{ p }} + 1 ))", "^x\\);\\([a-z]*$", ["command@1"]],
    ["#!/bin/dash\necho $(( {{ p }} + 1 ))", "^x\\);\\([a-z]*$", []],
    ["#!/bin/bash\nX='{{ p }}'\necho $((X + 1))", "^a\\[`[a-z]*`\\]\\.$", []],
    ["#!/bin/bash\nX='{{ p }}'\necho $((X + 1))", "^a\\[`[a-z]*`\\]\\+$", ["computed@2"]],
    ["echo '{{ p }}' | xargs -I{} sh -c 'run {}'", String.raw`^\n[a-z]*$`, []],
    ["X='{{ p }}'\neval \"$X\"", "^;[a-z]*'$", []],
    ["{{ p }} --now", "^[a-z]*$", []],
  ])("%s with %s", (script, allowedPattern, findings) => {
    expect(found(script, pattern(allowedPattern))).toEqual(findings);
  });
});

it("names both values that together run a command", () => {
  const parameters = {
    a: { type: "String", ...pattern("^[a-z]*\\\\?$") },
    b: { type: "String", ...pattern("^[a-z; #]*$") },
  };
  const mainSteps = [{ action: "aws:runShellScript", name: "s", inputs: { runCommand: ['echo "{{ a }}" "{{ b }}"'] } }];
  const messages = messagesOf(JSON.stringify({ schemaVersion: "2.2", parameters, mainSteps }));
  expect(messages).toMatchObject([{ messageId: "together", suggestions: [{ messageId: "useEnvVar" }] }]);
  expect(messages[0]!.message).toContain(
    "`{{ a }}` in double quotes accepts `\\`, and the shell then reads `;id;#` in `{{ b }}` as code.",
  );
});

it.each([0, 1, 100])("values in two commands run a command together after %d other lines", (count) => {
  const parameters = {
    a: { type: "String", ...pattern("^[a-z]*\\\\?$") },
    b: { type: "String", ...pattern("^[a-z; #]*$") },
  };
  const runCommand = [...Array.from({ length: count }, () => "echo step"), 'echo "{{ a }}"', 'echo "{{ b }}"'];
  const mainSteps = [{ action: "aws:runShellScript", name: "s", inputs: { runCommand } }];
  const messages = messagesOf(JSON.stringify({ schemaVersion: "2.2", parameters, mainSteps }));
  expect(messages).toMatchObject([{ messageId: "together" }]);
});

describe("a value that is parsed a second time", () => {
  const plain = pattern("^[^'\"$`\\\\\n]*$");
  it.each<[string, string[]]>([
    ["X='{{ p }}'\neval \"$X\"", ["secondParse@1"]],
    ["X='{{ p }}'\nX=y\neval \"$X\"", []],
    ["X='{{ p }}'\necho \"$X\"", []],
    ["sh -c 'echo {{ p }}'", ["secondParse@1"]],
    ["sh -c 'echo \"{{ p }}\"'", []],
    ["sh -c 'echo \"$1\"' _ '{{ p }}'", []],
    ["X='{{ p }}'\nsh -c 'echo \"$1\"' _ \"$X\"", []],
    ["X='{{ p }}'\nsudo su - user -c \"run $X\"", ["secondParse@1"]],
    ["X='{{ p }}'\nssh host \"run $X\"", ["secondParse@1"]],
    ["X='{{ p }}'\nssh -o A=b -p 22 host run \"$X\"", ["secondParse@1"]],
    ["ssh '{{ p }}' uptime", []],
    ["echo '{{ p }}' | xargs -I{} sh -c 'run {}'", ["secondParse@1"]],
    ["echo '{{ p }}' | xargs -I{} run {}", []],
    ["echo 'run {{ p }}' | at now", ["secondParse@1"]],
    ["cat > /tmp/x.sh <<'EOF'\nrun {{ p }}\nEOF\nbash /tmp/x.sh", ["secondParse@2"]],
    ...["", "sudo ", "nohup ", "timeout -k 5 60 ", "nice -n 5 ", "env A=1 "].map((starter): [string, string[]] => [
      `cat > /tmp/x.sh <<'EOF'\nrun {{ p }}\nEOF\nchmod +x /tmp/x.sh\n${starter}/tmp/x.sh`,
      ["secondParse@2"],
    ]),
    ["cat > /tmp/x.txt <<'EOF'\nrun {{ p }}\nEOF", []],
    ["bash <<'EOF'\nrun {{ p }}\nEOF", ["secondParse@2"]],
    ["f() { eval \"$1\"; }\nf '{{ p }}'", ["secondParse@2"]],
    ["f() { run \"$1\"; }\nf '{{ p }}'", []],
    // Through constructs that the slice has to follow.
    [`f() { eval "$1"; }\n${"f a\n".repeat(20)}f '{{ p }}'`, ["secondParse@22"]],
    ["f() { sh; }\necho 'run {{ p }}' | f", ["secondParse@2"]],
    ["f() { while read -r l; do eval \"$l\"; done; }\nf <<'EOF'\nrun {{ p }}\nEOF", ["secondParse@3"]],
    ['X=\'{{ p }}\'\nY=$X\nfor i in a "$Y"; do eval "run $i"; done', ["secondParse@1"]],
    ['X=\'{{ p }}\'\nif [ -n "$A" ]; then X=b; fi\nsh -c "run $X"', ["secondParse@1"]],
    ["S='sh -c'\nX='{{ p }}'\n$S \"run $X\"", ["secondParse@2"]],
    ['run_it() { "$@"; }\nX=\'{{ p }}\'\nrun_it sh -c "run $X"', ["secondParse@2"]],
    ["g() { printf %s '{{ p }}'; }\neval \"run $(g)\"", ["secondParse@1"]],
    ["A=(a '{{ p }}')\neval \"${A[@]}\"", ["secondParse@1"]],
    ["{ echo 'run {{ p }}'; } > /tmp/f\n. /tmp/f", ["secondParse@1"]],
    ["echo 'run {{ p }}' | tee /tmp/f\nsh < /tmp/f", ["secondParse@1"]],
    // Commands that run later.
    ["echo 'run {{ p }}' > /tmp/job\nat -f /tmp/job now", ["secondParse@1"]],
    ["echo '* * * * * root run {{ p }}' > /etc/cron.d/x", ["secondParse@1"]],
    ["echo '* * * * * root run {{ p }}' | sudo tee -a /etc/crontab", ["secondParse@1"]],
    ["(crontab -l; echo '@daily run {{ p }}') | crontab -", ["secondParse@1"]],
    [
      "F=/etc/cron.d/x\ncat > $F <<'EOF'\nA=1\n1 2 * * * root run {{ p }}\n*/5 * * * * root run '{{ p }}'\nEOF",
      ["secondParse@4"],
    ],
    ["cat > /etc/cron.daily/x <<'EOF'\nrun {{ p }}\nEOF", ["secondParse@2"]],
    ["echo '* * * * * root run \"{{ p }}\"' > /etc/cron.d/x", []],
    ["echo '# {{ p }}' > /etc/cron.d/x", []],
    ["echo 'run {{ p }}' > /etc/motd", []],
  ])("%s", (script, findings) => {
    expect(found(script, plain)).toEqual(findings);
  });

  const brackets = pattern("^[^'\\\\]*$");
  it.each<[string, string[]]>([
    ["#!/bin/bash\nX='{{ p }}'\necho $((X + 1))", ["computed@2"]],
    ["#!/bin/bash\nX='{{ p }}'\n[[ $X -eq 1 ]]", ["computed@2"]],
    ["#!/bin/bash\nX='{{ p }}'\n[ -v \"$X\" ]", ["computed@2"]],
    ["#!/bin/bash\nX='{{ p }}'\n[ \"$X\" -eq 1 ]", []],
    ["#!/bin/dash\nX='{{ p }}'\necho $((X + 1))", []],
    ["X='{{ p }}'\necho $((X + 1))", ["computed@1"]],
  ])("%s", (script, findings) => {
    expect(found(script, brackets)).toEqual(findings);
  });
});

describe("ENV_VAR", () => {
  it.each<[string, string[]]>([
    ['echo "{{ p }}"', []],
    ["echo {{ p }}", []],
    ['echo "{{ p }}/x"', []],
    ["cat <<EOF\n{{ p }}\nEOF", []],
    ["# '{{ p }}'\n:", []],
    ["echo '{{ p }}'", ["envLiteral@1"]],
    ["cat <<'EOF'\n{{ p }}\nEOF", ["envLiteral@2"]],
    ["awk '{ print \"{{ p }}\" }'", ["envLiteral@1"]],
    ['echo "{{ p }}_x"', ["envNameCharacter@1"]],
    ["echo {{ p }}9", ["envNameCharacter@1"]],
    // bash, dash, busybox and mksh print `~root/x`.
    ["ls ~{{ p }}/x", ["envTilde@1"]],
    ["f() { for i in 1 2; do cat a >> ~{{ p }}/x; done; }\nf", ["envTilde@1"]],
    ["X=~{{ p }}/x", ["envTilde@1"]],
    ["export X=~{{ p }}/x", ["envTilde@1"]],
    ['ls "~{{ p }}/x"', []],
    ['ls ~"{{ p }}"/x', []],
    ["ls ~/{{ p }}/x", []],
    ["ls a~{{ p }}/x", []],
    ["echo ~{{ p }} MB", []],
    // The second parse sees `~root/x`.
    ["eval ls ~{{ p }}/x", ["envSecondParse@1"]],
    ['sh -c "echo {{ p }}"', ["envSecondParse@1"]],
    ['sh -c "echo {{ p }}_x"', ["envNameCharacter@1"]],
    ["sh -c 'eval \"echo {{ p }}\"'", ["envSecondParse@1"]],
    ["for i in 1 2; do sh -c 'echo {{ p }}'; done", []],
    [String.raw`echo \{{ p }}`, ["envLiteral@1"]],
    ["ssh h <<EOF\nrun {{ p }}\nEOF", ["envSecondParse@2"]],
    ["#!/bin/bash\n(( {{ p }} > 1 ))", ["envSecondParse@2"]],
    ["#!/bin/bash\n[[ {{ p }} -eq 1 ]]", ["envSecondParse@2"]],
    ["#!/bin/bash\nA[{{ p }}]=1", ["envSecondParse@2"]],
    ["#!/bin/dash\necho $(( {{ p }} > 1 ))", []],
    ['X="{{ p }}"\neval "$X"', ["envSecondParse@1"]],
    ["sh -c 'echo \"{{ p }}\"'", []],
    ["sudo sh -c 'echo \"{{ p }}\"'", ["envDropped@1"]],
    ["sudo --preserve-env=SSM_p sh -c 'echo \"{{ p }}\"'", []],
    ["sudo --preserve-env=SSM_q sh -c 'echo \"{{ p }}\"'", ["envDropped@1"]],
    ["crontab - <<'EOF'\n* * * * * run \"{{ p }}\"\nEOF", ["envDropped@2"]],
    ["cat > /etc/cron.d/x <<EOF\n* * * * * root run {{ p }}\nEOF", ["envSecondParse@2"]],
    ["at now <<'EOF'\nrun \"{{ p }}\"\nEOF", []],
    ["sh <<'EOF'\nrun \"{{ p }}\"\nEOF", []],
    ["sudo -E sh -c 'echo \"{{ p }}\"'", []],
    ["su - user -c 'echo \"{{ p }}\"'", ["envDropped@1"]],
    ["sudo -iu user sh -c 'echo \"{{ p }}\"'", ["envDropped@1"]],
    ["sudo -i <<EOF\nrun {{ p }}\nEOF", ["envSecondParse@2"]],
    ["sudo -u user -s <<'EOF'\nrun \"{{ p }}\"\nEOF", ["envDropped@2"]],
    ["sudo -E -s <<'EOF'\nrun \"{{ p }}\"\nEOF", []],
    // Variables with the value.
    ...[
      'bash <<EOF\nrun "$X"\nEOF',
      'ssh host <<EOF\nrun "$X"\nEOF',
      'cat <<EOF | bash\nrun "$X"\nEOF',
      'cat > x.sh <<EOF\nrun "$X"\nEOF\nbash x.sh',
      'tee x.sh <<EOF\nrun "$X"\nEOF\nchmod +x x.sh\n./x.sh',
      'cat > x.env <<EOF\nexport V="$X"\nEOF\n. x.env',
      "cat > /etc/cron.d/x <<EOF\n* * * * * root run $X\nEOF",
      "crontab - <<EOF\n* * * * * run $X\nEOF",
      '(crontab -l; echo "@daily run $X") | crontab -',
      'JOB="@daily run $X"\n{ crontab -l; echo "$JOB"; } | crontab - || exit 1',
      '{ echo "set -e"; echo "run $X"; } > x.sh\nbash x.sh',
      'print_code() { echo "run $X"; }\nprint_code | bash',
      "print_code() { cat <<EOF\nrun $X\nEOF\n}\nprint_code > x.sh\nbash x.sh",
    ].map((code): [string, string[]] => [`X="{{ p }}"\n${code}`, ["envSecondParse@1"]]),
    ...[
      'cat > x.conf <<EOF\nvalue="$X"\nEOF',
      "bash <<'EOF'\nrun \"$X\"\nEOF",
      '(crontab -l; echo "@daily run") | crontab -\necho "$X"',
      'print_code() { echo "run"; }\nprint_code | bash\nprint_value() { echo "$X"; }\nprint_value | sort',
    ].map((code): [string, string[]] => [`X="{{ p }}"\n${code}`, []]),
    // The shell that runs the code expands the variable.
    ...[
      "bash x.sh",
      ". ./x.sh",
      "chmod +x x.sh\n./x.sh",
      "chmod +x x.sh\nnohup ./x.sh &",
      "bash x.sh\nsh x.sh",
      "install -m 755 x.sh /usr/local/bin/run-x\nrun-x",
    ].map((code): [string, string[]] => [`cat > x.sh <<'X'\nrun "{{ p }}"\nls "{{ p }}"\nX\n${code}`, []]),
    ["cat > /usr/local/bin/run-x <<'X'\nrun \"{{ p }}\"\nX\nchmod +x /usr/local/bin/run-x\n/usr/local/bin/run-x", []],
    ["echo 'run \"{{ p }}\"' > x.sh\nsh x.sh", []],
    ['f() { bash -c "$1"; }\nf \'run "{{ p }}"\'', []],
    [`X='{{ p }}'\nbash -c "run $X"\nsh -c "ls \\"$X\\""`, []],
    [`X='{{ p }}'\nbash -c "run '$X'"`, ["envLiteral@1"]],
    ["cat > x.sh <<'X'\nrun '{{ p }}'\nX\nbash x.sh", ["envLiteral@2"]],
    ["cat > x.sh <<'X'\nrun \"{{ p }}\"\nX\ncat x.sh", ["envLiteral@2"]],
    ["cat > x.sh <<'X'\nrun \"{{ p }}\"\nX\nsudo bash x.sh", ["envDropped@2"]],
    ["cat > x.sh <<'X'\neval \"{{ p }}\"\nX\nbash x.sh", ["envSecondParse@2"]],
    ["doas -s <<'EOF'\nrun \"{{ p }}\"\nEOF", ["envDropped@2"]],
    ["sudo -k <<'EOF'\nrun \"{{ p }}\"\nEOF", ["envLiteral@2"]],
    ['sudo echo "{{ p }}"', []],
    ['if [ -z "${SSM_p+x}" ]; then export SSM_p="{{ p }}"; fi\necho "$SSM_p"', ["envOldAgent@1"]],
  ])("%s", (script, findings) => {
    expect(found(script, ENV)).toEqual(findings);
  });

  const fallback = 'if [ -z "${SSM_p+x}" ]; then export SSM_p="{{ p }}"; fi';

  it("needs a pattern on older agents", () => {
    expect(found(fallback, { ...ENV, ...pattern('^[^"]*$') })).toEqual(["envOldAgent@1"]);
    expect(found(fallback, { ...ENV, ...pattern('^[^"$`\\\\]*$') })).toEqual([]);
    expect(found(fallback, ENV, { minimumAgent: "3.3.2746.0" })).toEqual([]);
    expect(found('echo "{{ p }}"', ENV, { minimumAgent: "3.3.2745" })).toEqual(["envOldAgent@1"]);
    expect(found('echo "{{ p }}"', ENV, { minimumAgent: "3.4" })).toEqual([]);
  });

  it("recognizes the line for older agents, however long the name is", () => {
    const text = document(fallback, ENV).replaceAll(/\bp(?=:| \}\})|(?<=SSM_)p/g, "p".repeat(50));
    expect(messagesOf(text).map(({ messageId }) => messageId)).toEqual(["envOldAgent"]);
  });

  it.each([
    [["{{ p }}"], 0],
    ["{{p}}", 0],
    [["i-0123456789abcdef0"], 1],
    [["x{{ p }}"], 1],
    [["{{ q }}"], 1],
  ])("is an id if it names the target of the step: %j", (InstanceIds, count) => {
    const inputs = { DocumentName: "AWS-RunShellScript", InstanceIds, Parameters: { commands: ["echo {{ p }}"] } };
    const mainSteps = [{ name: "s", action: "aws:runCommand", inputs }];
    const parameters = { p: { type: "String" }, q: { type: "String" } };
    expect(messagesOf(JSON.stringify({ schemaVersion: "0.3", parameters, mainSteps }))).toHaveLength(count);
  });

  it("is ignored in schema 1.2 and in Automation", () => {
    const old = { schemaVersion: "1.2", parameters: { p: { type: "String", ...ENV } } };
    const properties = [{ id: "0", runCommand: ['echo "{{ p }}"'] }];
    const command = JSON.stringify({ ...old, runtimeConfig: { "aws:runShellScript": { properties } } });
    expect(messagesOf(command)).toMatchObject([{ messageId: "envIgnored" }]);
    const inputs = { DocumentName: "AWS-RunShellScript", Parameters: { commands: ['echo "{{ p }}"'] } };
    const mainSteps = [{ name: "s", action: "aws:runCommand", inputs }];
    const automation = JSON.stringify({ ...old, schemaVersion: "0.3", mainSteps });
    expect(messagesOf(automation)).toMatchObject([{ messageId: "envIgnored" }]);
  });
});

it("accepts a tilde before a variable whose value is expanded by a second parse", () => {
  const safe = { ...ENV, allowedPattern: "^[a-z]+$" };
  expect(found("eval ls ~{{ p }}/x", safe)).toEqual([]);
  expect(found("ls ~{{ p }}/x", safe)).toEqual(["envTilde@1"]);
});

const CHARACTERS = "that permits only `A-Za-z0-9_./:=@%+,-`";

describe("the advice about a value in code that another shell reads", () => {
  it.each([
    ["sudo -i sh -c 'echo {{ p }}'", `${CHARACTERS}: the shell that \`sudo\` starts does not have`],
    ["sudo -iu user sh -c 'echo {{ p }}'", `${CHARACTERS}: the shell that \`sudo\` starts does not have`],
    ["su - user -c 'echo {{ p }}'", `${CHARACTERS}: the shell that \`su\` starts does not have`],
    ["env -i sh -c 'echo {{ p }}'", `${CHARACTERS}: the shell that \`env\` starts does not have`],
    ["crontab - <<EOF\n* * * * * run {{ p }}\nEOF", `${CHARACTERS}: the shell that \`cron\` starts does not have`],
    ["sudo sh -c 'echo {{ p }}'", "write `sudo --preserve-env=SSM_p`, write the code in single quotes"],
    ['sh -c "echo {{ p }}"', "write the code in single quotes, and put the placeholder in double quotes in it"],
    ["sh <<EOF\nrun {{ p }}\nEOF", "quote the here-document's delimiter, and put the placeholder in double quotes"],
    ["sh <<'EOF'\nrun {{ p }}\nEOF", "`interpolationType: ENV_VAR`, put the placeholder in double quotes"],
    ["X='echo {{ p }}'\neval \"$X\"", `${CHARACTERS}: \`eval\` reads the value as code again`],
    ["sudo echo {{ p }}", "`interpolationType: ENV_VAR` and put the placeholder in double quotes"],
  ])("%s", (script, expected) => expect(messagesOf(document(script))[0]!.message).toContain(expected));

  it.each([
    ["sudo sh -c 'echo \"{{ p }}\"'", "Write `sudo --preserve-env=SSM_p`, or pass the value as an argument."],
    ["sudo -iu user sh -c 'echo \"{{ p }}\"'", "Write `sudo --preserve-env=SSM_p bash -lc '…'` without `-i` and `-s`."],
    ["su - user -c 'echo \"{{ p }}\"'", "Pass the value as an argument."],
    ["ssh h 'echo \"{{ p }}\"'", "Pass the value on stdin, to `read -r`."],
  ])("which does not have the variable: %s", (script, expected) =>
    expect(messagesOf(document(script, ENV))[0]!.message).toContain(expected),
  );
});

it("does not advise a variable after a tilde", () => {
  const [message] = messagesOf(document("ls ~{{ p }}/x"));
  expect(message?.message).not.toContain("ENV_VAR");
  expect(message?.message).toContain("allowedPattern");
});

describe("the suggestion of ENV_VAR", () => {
  /** The script after the suggestion; `undefined` if there is none. */
  const rewritten = (script: string, declaration: Readonly<Record<string, unknown>> = {}): string | undefined => {
    const text = document(script, declaration);
    const offers = messagesOf(text, { minimumAgent: "3.4" }).flatMap(({ suggestions = [] }) => suggestions);
    const edit = offers.find(({ messageId }) => messageId === "useEnvVar")?.fix;
    if (edit === undefined) return undefined;
    const changed = text.slice(0, edit.range[0]) + edit.text + text.slice(edit.range[1]);
    return changed
      .slice(changed.indexOf("- |\n") + 4)
      .replaceAll(/^ {10}/gm, "")
      .trimEnd();
  };

  it.each([
    ["echo {{ p }}", 'echo "{{ p }}"'],
    ["echo {{ p }} b{{ p }}c", 'echo "{{ p }}" b"{{ p }}"c'],
    ["X={{ p }}", 'X="{{ p }}"'],
    ["[[ {{ p }} == b ]]", '[[ "{{ p }}" == b ]]'],
    ["[[ {{ p }} =~ b ]]", '[[ "{{ p }}" =~ b ]]'],
    ["[[ b =~ {{ p }} ]]", undefined],
    ["{{ p }} a", undefined],
    ["{{ p }} a; echo {{ p }}", undefined],
    ["ls ~{{ p }}/x", undefined],
    ["ls ~{{ p }}", undefined],
    ["ls ~a{{ p }}; echo {{ p }}", undefined],
    ["X=a:~{{ p }}/x", undefined],
    ["for d in ~{{ p }}/x; do :; done", undefined],
    ["sh -c 'ls ~{{ p }}/x'", undefined],
    ["ls ~/{{ p }}", 'ls ~/"{{ p }}"'],
    ["ls a~{{ p }}", 'ls a~"{{ p }}"'],
    ["echo b*{{ p }}", 'echo b*"{{ p }}"'],
    ["echo 'a {{ p }} b'", 'echo "a {{ p }} b"'],
    ["echo 'a $X {{ p }} b'", "echo 'a $X '\"{{ p }}\"' b'"],
    ["cat <<'EOF'\n{{ p }}\nEOF", "cat <<EOF\n{{ p }}\nEOF"],
    ["cat <<'EOF'\n$X {{ p }}\nEOF", undefined],
    ["echo `echo {{ p }}`", undefined],
    ["sudo -iu user sh -c 'echo {{ p }}'", undefined],
    ["sudo -i <<EOF\nrun {{ p }}\nEOF", undefined],
    ["sudo -s <<EOF\nrun {{ p }}\nEOF", undefined],
    ["sudo sh <<EOF\nrun {{ p }}\nEOF", 'sudo --preserve-env=SSM_p sh <<EOF\nrun "\\${SSM_p}"\nEOF'],
  ])("rewrites %j to %j", (script, expected) => expect(rewritten(script)).toBe(expected));

  it.each([
    ["run {{ p }} a", "run {{ p }} a"],
    ["run -a{{ p }} {{ p }}/x", 'run -a"{{ p }}" "{{ p }}"/x'],
    ["[ -n {{ p }} ]", '[ -n "{{ p }}" ]'],
    ["X={{ p }}", 'X="{{ p }}"'],
    ["run > {{ p }}", 'run > "{{ p }}"'],
    ["sh -c 'run {{ p }} a'", "sh -c 'run {{ p }} a'"],
    ["sh -c 'X={{ p }}'", "sh -c 'X=\"{{ p }}\"'"],
  ])("keeps an empty default from becoming a word: %j", (script, expected) =>
    expect(rewritten(script, { default: "" })).toBe(expected),
  );

  it("is only for text", () => {
    expect(rewritten("echo {{ p }}", { type: "StringList" })).toBeUndefined();
    expect(rewritten("echo {{ p }}", { type: undefined, description: "d" })).toBeDefined();
  });
});

describe("splitting", () => {
  it.each<[string, string, string[]]>([
    ["echo {{ p }}", "^[a-z ]*$", ["splits@1"]],
    ["echo {{ p }}", "^[a-z*]*$", ["splits@1"]],
    ["echo {{ p }}", "^[a-z]*$", []],
    ['echo "{{ p }}"', "^[a-z ]*$", []],
    ["export X={{ p }}", "^[a-z]*$", []],
  ])("%s with %s", (script, allowedPattern, findings) => {
    expect(found(script, { allowedPattern }, { splitting: true })).toEqual(findings);
    expect(found(script, { allowedPattern })).toEqual([]);
  });

  it.each<[string, string[]]>([
    ["echo {{ p }}", ["splits@1"]],
    ['echo "{{ p }}"', []],
    ["cat <<EOF\n{{ p }}\nEOF", []],
  ])("of the variable in %j", (script, findings) => {
    const declaration = { ...ENV, allowedPattern: "^[a-z ]*$" };
    expect(found(script, declaration, { splitting: true, minimumAgent: "3.4" })).toEqual(findings);
    expect(found(script, declaration, { minimumAgent: "3.4" })).toEqual([]);
  });
});

describe("hostile input", () => {
  it.each([
    "^(a|a)*(a|a)*(a|a)*b$",
    "(((((((((((((((((((.*)*)*)*)*)*)*)*)*)*)*)*)*)*)*)*)*)*)*)*",
    `^${"(a?){0,1000}".repeat(20)}$`,
    `^(?:${"[a-z]{1,1000}|".repeat(50)}x)$`,
    "(".repeat(5000),
    `${"(".repeat(900)}a${")".repeat(900)}`,
    "\\p{Lu}\\P{Greek}[[:^alpha:]]{2,}\\x{10FFFF}\\Q.*\\E",
    "^\\b\\B\\b$",
    "[^\\x00-\\x{10FFFF}]",
    "",
  ])("finishes in time: case %#", (allowedPattern) => {
    expect(messagesOf(document('echo {{ p }} "{{ p }}"', { allowedPattern })).length).toBeLessThan(3);
  });

  it("supports many placeholders", () => {
    const count = 2000;
    const names = Array.from({ length: count }, (_, index) => `p${index}`);
    const parameters = Object.fromEntries(names.map((name) => [name, { type: "String" }]));
    const runCommand = names.map((name) => `echo {{ ${name} }} "{{ ${name} }}" '{{ ${name} }}'`);
    const mainSteps = [{ action: "aws:runShellScript", name: "s", inputs: { runCommand } }];
    const text = JSON.stringify({ schemaVersion: "2.2", parameters, mainSteps });
    expect(lint(text, { rules, config: { languageOptions: { allFindings: true } } })).toHaveLength(3 * count);
  });
});

it("the suggestions for many parameters do not grow with the square of the file", () => {
  const names = Array.from({ length: 150 }, (_, index) => `p${index}`);
  const text = `schemaVersion: "2.2"
parameters:
${names.map((name) => `  ${name}: {type: String}\n`).join("")}mainSteps:
  - action: aws:runShellScript
    name: step
    inputs:
      runCommand:
${names.map((name) => `        - X={{ ${name} }} # ${"x".repeat(300)}\n`.repeat(3)).join("")}`;
  const written = messagesOf(text)
    .flatMap(({ suggestions = [] }) => suggestions)
    .reduce((sum, { fix }) => sum + fix.text.length, 0);
  expect(written).toBeGreaterThan(1_000_000);
  expect(written).toBeLessThan(9_000_000);
});
