/** Small documents that once made ssmlint crash, hang, or use gigabytes of memory. Each is linted within the test's timeout. */
import { Linter } from "eslint";
import { describe, expect, test } from "vitest";
import { hostileDocument, targets } from "../../fuzz/documents.ts";
import { Checker } from "../../fuzz/check.ts";
import { INHERITED } from "../../fuzz/words.ts";
import { implicit } from "../../support/documents.ts";
import { RECOMMENDED, recommended } from "../../support/recommended.ts";

const linter = new Linter();
const lint = (script: string) => recommended(implicit(...script.split("\n")));

const CREDENTIALS = "curl -s http://169.254.169.254/latest/meta-data/iam/security-credentials/r";

describe("names of Object.prototype", () => {
  test.each(INHERITED)("%s", (name) => {
    const variable = /^\w/.test(name) ? name : "X";
    const script = [
      `${variable}=1; export ${variable}; : "\${${variable}:-x}" "\${${variable}:?}"; ${name}() { aws ${name} ${name}; }; ${name}`,
      `aws s3 ${name} a b; aws ${name} ls; trap 'aws s3 ls' ${name}; alias ${name}='aws s3 ls'; set -o ${name}; shopt -s ${name}`,
      `[ a ${name} b ]; case x in [[:${name}:]]) aws s3 ls ;; esac; sudo --${name} aws s3 ls; ${name} aws s3 ls`,
      `${CREDENTIALS} | awk '{print ${name}; ${name}["${name}"] = 1}' | grep '[[:${name}:]]' | tr -d '[:${name}:]' | cut --${name}`,
      `aws s3 ls --query ${name}.${name} | grep '"${name}"' | cut -d'"' -f4 # ssmlint-disable-line ssm/${name}`,
      `# eslint ssm/${name}: error`,
      `aws s3 ls {{ ${name} }}`,
    ].join("\n");
    const messages = lint(script);
    expect(messages.some(({ fatal }) => fatal)).toBe(false);
    // `then` is not a command.
    if (name !== "then") expect(messages.some(({ ruleId }) => ruleId === "ssm/explicit-aws-credentials")).toBe(true);
  });
});

const scripts: Readonly<Record<string, string>> = {
  "a response of functions that call the next one 300 times": `${[0, 1, 2, 3, 4].map((i) => `f${i}() { ${`f${i + 1}; `.repeat(300)}}`).join("\n")}\naws s3 ls || f0`,
  "a regular expression that backtracks": `X=${"a".repeat(60_000)}\n[[ "$X$(aws s3 ls)" =~ .*.*.*b ]] && date`,
  "awk: a record that doubles forever": `${CREDENTIALS} | grep AccessKeyId | awk '{while(1)$0=$0 $0; print}'`,
  "awk: a field with a huge index": `${CREDENTIALS} | awk '{$99999999=$0; print $1}'`,
  "awk: gsub that doubles": `${CREDENTIALS} | awk '{${'gsub(/./,"&&");'.repeat(40)} print}'`,
  "awk: a string that doubles": `${CREDENTIALS} | awk '{for(i=0;i<60;i++)x=x x $0; print x}'`,
  "awk: a wide format": `${CREDENTIALS} | awk '{x=sprintf("%1000000000d",1); print x}'`,
  "awk: recursion with a growing argument": `${CREDENTIALS} | awk 'function f(a){return f(a a)}{print f($0)}'`,
  ...Object.fromEntries(
    ["x ", "1+", "2^", "2*", "1&&", "0||", "a~", '"a" in x in ', "!", "-", "$", "1?1:", "(", "x=", "if(x);else "].map(
      (operator) => [
        `awk: ${operator} 30,000 times`,
        `S=$(aws secretsmanager get-secret-value --secret-id x)\necho "$S" | awk '{print ${operator.repeat(30_000)}1}'\n${CREDENTIALS} | awk '{print ${operator.repeat(3000)}1}'`,
      ],
    ),
  ),
  ...Object.fromEntries(
    [".a", "|.a", "1+", "-", "[", "(", "not|", ".a//", "if . then ", "try ", "reduce . as $x (0;", "def f: 1;"].map(
      (part) => [
        `jq: ${part} 20,000 times`,
        `S=$(aws secretsmanager get-secret-value --secret-id x)\necho "$S" | jq '${part.repeat(20_000)}.a'\n${CREDENTIALS} | jq -r '${part.repeat(3000)}.Token'`,
      ],
    ),
  ),
  ...Object.fromEntries(
    ["a.", "a||", "!", "[*].", "[", "{a:", "(", "a|", "&"].map((part) => [
      `JMESPath: ${part} 20,000 times`,
      `aws sts assume-role --query '${part.repeat(20_000)}a' --output text | grep Token | cut -d'"' -f4`,
    ]),
  ),
  ...Object.fromEntries(
    ["1+", "-", "(", "x=", "1?1:", "2**", "1,", "a[", "!"].map((part) => [
      `arithmetic: ${part} 20,000 times`,
      `X=$((${part.repeat(20_000)}1)); (( ${part.repeat(5000)}1 )) && aws s3 ls; let "x=${part.repeat(5000)}1"; aws s3 ls`,
    ]),
  ),
  ...Object.fromEntries(
    ["! ", "( ", "a -a ", "a -o ", "-n a -a "].map((part) => [
      `test: ${part}20,000 times`,
      `test ${part.repeat(20_000)}a && aws s3 ls; [ ${part.repeat(20_000)}a ] || aws s3 ls; aws s3 ls`,
    ]),
  ),
  "redirections to one file": `bash -${"<>_".repeat(20_000)}c 'aws s3 ls'\naws s3 ls`,
  "sed: a loop that doubles": `${CREDENTIALS} | sed ':a;s/"/""/g;ta'`,
  "sed: sixty doublings": `${CREDENTIALS} | sed '${"s/.*/&&/;".repeat(60)}'`,
  "sed: a hold space that grows forever": `${CREDENTIALS} | sed -n ':a;H;G;h;ba'`,
  "sed: flags of digits": `${CREDENTIALS} | sed 's/a/b/${"0".repeat(60)}x'`,
  "a redirection of digits before a pipe": `${CREDENTIALS} >>${"0&>00>>".repeat(40)}- | grep Token | cut -d'"' -f4`,
  "braces beyond what counts exactly": "for i in {9007199254740992..9007199254740994}; do aws s3 ls $i; done",
  "braces beyond 64 bits": "for i in {9223372036854775806..9223372036854775807}; do aws s3 ls $i; done",
  "nested braces": `aws s3 ls ${"{a,b}".repeat(30)}`,
  "80,000 addresses": `curl ${"http://169.254.169.254/latest/meta-data/{1..4096} ".repeat(20)}`,
  "brackets in a pattern": `case $x in ${"[".repeat(60_000)}) aws s3 ls;; esac`,
  "brackets in a test": `[[ $x == ${"[".repeat(60_000)} ]] && aws s3 ls`,
  "brackets and letters on known text": `X=abc; case $X in ${"[a".repeat(20_000)}) aws s3 ls;; esac`,
  "unclosed character classes": `case abc in ${"[[:".repeat(20_000)}) aws s3 ls;; esac`,
  "stars in a pattern": `X=${"a".repeat(5000)}; case $X in ${"*a".repeat(2000)}b) aws s3 ls;; esac`,
  "spaces in a header": `curl -H "X-aws-ec2-metadata-token${" ".repeat(4000)}x" http://169.254.169.254/latest/meta-data/`,
  "code that doubles": `X='eval "$X$X"'; eval "$X"; aws s3 ls`,
  "replacements that multiply": `X=aaaaaaaaaa\n${"X=${X//a/aaaaaaaaaa}\n".repeat(30)}aws s3 ls $X`,
  "unclosed substitutions": `${"$(".repeat(50_000)}\naws s3 ls`,
  "a file name of thousands of words": `curl -s http://169.254.169.254/latest/meta-data/ > {$X,${"x,".repeat(3000)}}; X[1]=${"x,".repeat(3000)}; cat f | grep '"a"' | cut -d'"' -f4; aws s3 ls`,
  "nested declarations, truncated": `seq 08 4 >> x\nwhile curl http://169.254.169.254/latest/meta-data/; do\nfor AWS_SECRET_ACCESS_KEY in \${@,${',{{ constructor }}} ${HOME-`wget  > /dev/null`} "  {x,"${?}"}$(declare -A X=w 3<& ~/.aws/credenti'.repeat(40)}als)" w w; do\ntrue\ndone\ndone`,
  "tests that compare with tests": `curl $(${'[[ w == "w $('.repeat(24)}echo${')" ]]'.repeat(24)})`,
  "5,000 calls in a string": `eval '${"aws s3 ls;".repeat(5000)}'`,
};

describe("documents that the fuzzer found", () => {
  test.each([
    ["scripts", 470312, 7746, "braces around substitutions, expanded less often on the second way through a command"],
  ] as const)("%s %i %i: %s", async (target, seed, index) => {
    const checker = await Checker.create();
    expect(await checker.violations(hostileDocument(target, seed, index))).toEqual([]);
  });
});

describe("scripts", () => {
  test.each(Object.entries(scripts))("%s", (_, script) => {
    expect(lint(script).some(({ fatal }) => fatal)).toBe(false);
  });
});

test("the same scripts in a document in a string", () => {
  const strict = [...RECOMMENDED, { linterOptions: { reportUnusedDisableDirectives: 2 } }] as Linter.Config[];
  const content =
    'schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: run\n    inputs:\n      runCommand:\n        - |-\n          # ssmlint-disable-line ssm/no-syntax-error\n          ls\n';
  const properties = { DocumentFormat: "YAML", DocumentType: "Command", Content: { "Fn::Sub": content } };
  const text = JSON.stringify({ Resources: { D: { Type: "AWS::SSM::Document", Properties: properties } } });
  const { output, messages } = linter.verifyAndFix(text, strict, { filename: "document.json" });
  expect(messages).toEqual([]);
  expect(output).not.toContain("disable-line");
});

test("a directive with 10,000 rules at the end of a line of 2 MB", { timeout: 15_000 }, () => {
  const rules = "no-bashisms, ".repeat(10_000);
  const step = {
    action: "aws:runShellScript",
    name: "s",
    inputs: { runCommand: [`# ssmlint-disable ${rules}`, "ls"] },
  };
  const text = JSON.stringify({ schemaVersion: "2.2", description: "x".repeat(2_000_000), mainSteps: [step] });
  const strict = [...RECOMMENDED, { linterOptions: { reportUnusedDisableDirectives: 2 } }] as Linter.Config[];
  const messages = linter.verify(text, strict, { filename: "document.json" });
  expect(messages.filter(({ ruleId }) => ruleId === null)).toHaveLength(10_000);
});

test("a suggestion whose edits overlap in the file is dropped", () => {
  const text = [
    "Resources:",
    "  D:",
    "    Type: AWS::SSM::Document",
    "    Properties:",
    "      Content:",
    "        Fn::Sub: >",
    '          schemaVersion: "2.2"',
    "",
    "          parameters:",
    "            p:",
    "              type: String",
    "          mainSteps:",
    "            - action: aws:runShellScript",
    "              name: run",
    "              inputs:",
    "                runCommand:",
    "                  - for (($(A={1..2} |",
    "                    jq -r .Token);++$(curl -s {{ p",
    "                    }})+9&length)); do",
    '                  - "true"',
    "                  - done",
    "      DocumentType: Command",
    "",
  ].join("\n");
  const messages = recommended(text);
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  expect(messages.some(({ ruleId }) => ruleId === "ssm/no-parameter-injection")).toBe(true);
});

test("the fix of an unused directive on the first line of a block leaves a valid document", () => {
  const strict = [...RECOMMENDED, { linterOptions: { reportUnusedDisableDirectives: 2 } }] as Linter.Config[];
  const text = implicit("# ssmlint-disable-line ssm/no-syntax-error", "echo fine");
  const { output, messages } = linter.verifyAndFix(text, strict, { filename: "document.yaml" });
  expect(messages).toEqual([]);
  expect(output).not.toContain("disable-line");
});

test("the fixes of unused directives at the start of a block in a string leave a valid document", () => {
  const directive = "# ssmlint-disable-line";
  const content = implicit(directive, "", directive, "", "echo fine").replace("- |", "- >-");
  const text = JSON.stringify({
    Resources: {
      doc: { Type: "AWS::SSM::Document", Properties: { DocumentFormat: "YAML", Content: { "Fn::Sub": content } } },
    },
  });
  const strict = [...RECOMMENDED, { linterOptions: { reportUnusedDisableDirectives: 2 } }] as Linter.Config[];
  const { output, messages } = linter.verifyAndFix(text, strict, { filename: "template.json" });
  expect(messages).toEqual([]);
  expect(output).not.toContain("disable-line");
});

test("the fix of an unused directive at the end of a quoted scalar leaves a valid document", () => {
  const document = implicit("echo fine").replace(/- \|\n(.*)/, '- "echo fine\n\n          # ssmlint-disable-line"');
  const text = `Resources:
  doc:
    Type: AWS::SSM::Document
    Properties:
      DocumentFormat: YAML
      Content:
        Fn::Sub: |
${document.replaceAll(/^/gm, "          ")}
`;
  const strict = [...RECOMMENDED, { linterOptions: { reportUnusedDisableDirectives: 2 } }] as Linter.Config[];
  const { fixed, output, messages } = linter.verifyAndFix(text, strict, { filename: "template.yaml" });
  expect({ fixed, messages }).toEqual({ fixed: true, messages: [] });
  expect(output).not.toContain("disable-line");
});

/** The number of documents for each target. Repetitions and large ones are long documents. `npm run fuzz` is the long run. */
const SHORT = { documents: 20, scripts: 40, repetitions: 12, large: 3 };

describe.each(targets)("random documents: %s", (target) => {
  test("satisfy the invariants of every document", async () => {
    const checker = await Checker.create();
    for (let index = 0; index < SHORT[target]; index++) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await checker.violations(hostileDocument(target, 7, index)), `document ${index}`).toEqual([]);
    }
  }, 180_000);
});

test("comparing slow patterns is bounded, and the report mentions the limit", () => {
  const pattern = (index: number): string => `^(([^;&|]*a{1,200}b?){2,5}[^$${index}]{0,300})*$`;
  const parameters = Array.from({ length: 200 }, (_, index) => [
    `p${index}`,
    { type: "String", allowedPattern: pattern(index) },
  ]);
  const runCommand = parameters.map(([name]) => `echo {{ ${String(name)} }}`);
  const mainSteps = [{ action: "aws:runShellScript", name: "run", inputs: { runCommand } }];
  const text = JSON.stringify({ schemaVersion: "2.2", parameters: Object.fromEntries(parameters), mainSteps });
  const found = recommended(text).filter(({ ruleId }) => ruleId === "ssm/no-parameter-injection");
  expect(found.filter(({ messageId }) => messageId === "tooMuch")).toHaveLength(1);
  const first = recommended(text.replaceAll(/echo \{\{ p(?!0 )\d+ \}\}/g, "true"));
  expect(first.some(({ messageId }) => messageId === "tooMuch")).toBe(false);
});

test("fixes that rewrite a whole folded scalar do not grow with the square of the document", () => {
  const commands = Array.from({ length: 1500 }, (_, index) => `          aws s3 ls bucket-${index};\n`).join("");
  const text = `schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript
    name: step
    inputs:
      runCommand:
        - >-
${commands}`;
  const written = recommended(text)
    .flatMap(({ suggestions = [] }) => suggestions)
    .reduce((sum, { fix }) => sum + fix.text.length, 0);
  expect(written).toBeGreaterThan(1_000_000);
  expect(written).toBeLessThan(12_000_000);
});
