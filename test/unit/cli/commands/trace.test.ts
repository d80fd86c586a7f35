import { describe, expect, test } from "vitest";
import { broken, unrelated } from "../../../support/documents.ts";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { document } from "../../../support/rule-tester.ts";
import { scratch } from "../../../support/scratch.ts";

const KEYS = "export AWS_ACCESS_KEY_ID=x\nexport AWS_SECRET_ACCESS_KEY=y";

const EXPORT = "export AWS_PROFILE=app";

describe("ssmlint trace", () => {
  const trace = async (script: string, ...argv: string[]) =>
    ssmlint(scratch({ "a.yaml": document(script) }), ["trace", "a.yaml", ...argv], { columns: 80 });

  test("names the source, the line that sets it, and the credential provider on each kind of node", async () => {
    const { out, code } = await trace(`${KEYS}\naws s3 ls\nunset AWS_ACCESS_KEY_ID\nsudo aws s3 ls`);
    expect(code).toBe(0);
    expect(out).toContain("✓ env                           AWS_ACCESS_KEY_ID is exported (line 8)");
    expect(out).toContain("EC2, leftover file       env: AWS_ACCESS_KEY_ID is exported");
    expect(out).toContain("EC2, leftover file       shared-credentials-file: /root/.aws/credentials");
    expect(out).toContain("Default Host Management  none: the command finds no credentials");
  });

  test("a profile that may not exist stops a call with keys, too", async () => {
    const { out } = await trace(`${KEYS}\nexport AWS_PROFILE=default\naws s3 ls`);
    expect(out).toContain("EC2, no leftover file    error: profile default must exist");
    expect(out).toContain("EC2, leftover file       env: AWS_ACCESS_KEY_ID is exported");
  });

  test("fits 80 columns", async () => {
    const { out } = await trace(
      `curl http://169.254.169.254/latest/meta-data/iam/security-credentials/a-long-role-name | grep Token | cut -d'"' -f4\naws s3 ls`,
    );
    expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  test("distinguishes IMDSv1 from IMDSv2, and shows where the token comes from", async () => {
    const put =
      'T=$(curl -sX PUT http://169.254.169.254/latest/api/token -H "X-aws-ec2-metadata-token-ttl-seconds: 60")';
    const get = "http://169.254.169.254/latest/meta-data/instance-id";
    const { out } = await trace(`${put}\ncurl -H "X-aws-ec2-metadata-token: $T" ${get}\ncurl ${get}`);
    expect(out).toContain("✓ IMDSv2: the token is the answer to the token request (line 8)");
    expect(out).toContain("✗ IMDSv1: it sends no token");
    expect(out).toContain("HttpTokens=required: 401");
  });

  test("shows what a pipeline extracts from each form of the JSON", async () => {
    const { out } = await trace(`aws sts get-caller-identity --profile a | grep Account | cut -d'"' -f4`);
    expect(out).toMatch(/^ +today +"Account": "\d+… +\d+$/m);
    expect(out).toMatch(/^ +one line .*✗$/m);
    expect(out).toMatch(/^ +similar key .*✗$/m);
  });

  test("shows the parameter expansions that take a value as the last stage", async () => {
    const { out } = await trace(
      `A=$(aws sts get-caller-identity --profile a | grep Account)\nA=\${A#*: '"'}\necho \${A%'"'*}`,
    );
    expect(out).toMatch(/^ +form +grep Account +\$\{A#\*: '"'\}, \$\{A%'"'\*\}$/m);
    expect(out).toMatch(/^ +today +"Account": "\d+… +210987654321$/m);
  });

  const UNDECIDED = `[ -d /opt ] && echo there\nif [ -n "$OTHER" ]; then X=1; fi`;

  test.each([
    ["if", `if [ -f /etc/a.env ]; then ${EXPORT}; fi`, ["`[ -f /etc/a.env ]` is true", "`[ -f /etc/a.env ]` is false"]],
    ["&&", `grep -q a /etc/b && ${EXPORT}`, ["`grep -q a /etc/b` succeeds", "`grep -q a /etc/b` fails"]],
    ["||", `grep -q a /etc/b || ${EXPORT}`, ["`grep -q a /etc/b` succeeds", "`grep -q a /etc/b` fails"]],
    ["case", `case "$S" in p*|q) ${EXPORT} ;; esac`, ['`"$S"` matches `p*|q`', '`"$S"` does not match `p*|q`']],
    ["for", `for f in $L; do ${EXPORT}; done`, ["`for f in $L` runs at least once", "`for f in $L` never runs"]],
    ["while", `while read -r l; do ${EXPORT}; done`, ["`read -r l` runs at least once", "`read -r l` never runs"]],
    [
      "HOME",
      "for f in $L; do export HOME=/srv; done",
      ["`for f in $L` runs at least once", "`for f in $L` never runs"],
    ],
    ["a function", `f() { ${EXPORT}; }; test -n "$A" && f`, ['`test -n "$A"` is true', '`test -n "$A"` is false']],
    ["two", `if [ -n "$A" ] && [ -n "$B" ]; then ${EXPORT}; fi`, ['`[ -n "$A" ]` is true and `[ -n "$B" ]` is true']],
  ])("names the condition that a path depends on: %s", async (_, line, conditions) => {
    const { out } = await trace(`${UNDECIDED}\n${line}\naws s3 ls`);
    const text = out.replaceAll(/\s+/g, " ");
    for (const condition of conditions) expect(text.replaceAll(" (line 10)", "")).toContain(`Only if ${condition} (`);
    expect(text).toContain("(line 10)");
    expect(text).not.toMatch(/\/opt|OTHER/);
    expect(out.split("\n").filter((one) => one.length > 80)).toEqual([]);
  });

  test("labels the path that no single condition decides as the other one", async () => {
    const { out } = await trace(`if [ -n "$A" ]; then if [ -n "$B" ]; then ${EXPORT}; fi; fi\naws s3 ls`);
    expect(out).toContain("Otherwise (2 of 2):");
  });

  test("shows one path for each home directory, and /root and no HOME as the same", async () => {
    const pathsOf = async (one: string, other: string): Promise<number> => {
      const script = `if [ -n "$A" ]; then ${one}; else ${other}; fi\naws s3 ls`;
      const { out } = await trace(script, "--format", "json");
      return (JSON.parse(out) as [{ calls: [{ paths: object[] }] }])[0].calls[0].paths.length;
    };
    expect(await pathsOf("export HOME=/srv", "export HOME=/opt")).toBe(2);
    expect(await pathsOf("export HOME=/root", "unset HOME")).toBe(1);
  });

  test("shows what several variables result in together, if a run represents paths that differ in them", async () => {
    const names =
      "PROFILE ACCESS_KEY_ID SECRET_ACCESS_KEY SESSION_TOKEN CONFIG_FILE SHARED_CREDENTIALS_FILE ROLE_ARN WEB_IDENTITY_TOKEN_FILE DEFAULT_PROFILE";
    const lines = names.split(" ").map((name) => `if ${name}; then export AWS_${name}=x; fi`);
    const { out } = await trace(`${lines.join("\n")}\naws s3 ls`, "--format", "json");
    const [{ calls }] = JSON.parse(out) as [{ calls: [{ paths: object[] }] }];
    expect(calls[0].paths).toHaveLength(10);
  });

  test("names the condition that decides whether a request has a token", async () => {
    const { out } = await trace(
      `T=\nif [ -x /usr/bin/curl ]; then T=$(curl -sX PUT http://169.254.169.254/latest/api/token -H "X-aws-ec2-metadata-token-ttl-seconds: 60"); fi\ncurl -H "X-aws-ec2-metadata-token: $T" http://169.254.169.254/latest/meta-data/instance-id`,
    );
    expect(out).toMatch(/Only if `\[ -x \/usr\/bin\/curl \]` \(line 9\) is true \(\d of 2\):\n +✓ IMDSv2/);
    expect(out).toMatch(/Only if `\[ -x \/usr\/bin\/curl \]` \(line 9\) is false \(\d of 2\):\n +✗ IMDSv1/);
  });

  test("an assignment without export takes effect if the agent has exported the variable", async () => {
    const { out } = await trace("AWS_SHARED_CREDENTIALS_FILE=/dev/null\naws s3 ls");
    expect(out).toContain("EC2, leftover file       shared-credentials-file: /root/.aws/credentials");
    expect(out).toContain("hybrid node              none: the command finds no credentials");
    const again = await trace("unset AWS_SHARED_CREDENTIALS_FILE\nAWS_SHARED_CREDENTIALS_FILE=/dev/null\naws s3 ls");
    expect(again.out).toContain("hybrid node              shared-credentials-file: /root/.aws/credentials");
  });

  test("--format json includes the conditions", async () => {
    const { out } = await trace(`if [ -n "$A" ]; then ${EXPORT}; fi\naws s3 ls`, "--format", "json");
    const [file] = JSON.parse(out) as { calls: { paths: { conditions: object[] }[] }[] }[];
    const conditions = file!.calls[0]!.paths.flatMap((path) => path.conditions);
    expect(conditions).toEqual([
      { kind: "test", text: '[ -n "$A" ]', outcome: true, at: { line: 8 } },
      { kind: "test", text: '[ -n "$A" ]', outcome: false, at: { line: 8 } },
    ]);
  });

  test("FILE:LINE limits the trace to the calls on that line", async () => {
    const cwd = scratch({ "a.yaml": document("aws s3 ls\naws s3 cp a s3://b") });
    const { out } = await ssmlint(cwd, ["trace", "a.yaml:9"]);
    expect(out).toContain("aws s3 cp");
    expect(out).not.toContain("aws s3 ls");
    expect(await ssmlint(cwd, ["trace", "a.yaml:1"])).toMatchObject({ code: 1 });
  });

  test("--format json has lines instead of offsets", async () => {
    const { out } = await trace(`${KEYS}\naws s3 ls`, "--format", "json");
    const [file] = JSON.parse(out) as { calls: { line: number; paths: { chain: { steps: object[] } }[] }[] }[];
    expect(file!.calls[0]).toMatchObject({ line: 10, command: "aws s3 ls", signed: true });
    expect(file!.calls[0]!.paths[0]!.chain.steps[0]).toMatchObject({
      provider: "env",
      outcome: "answers",
      at: { line: 8 },
    });
  });

  test("a file that cannot be traced gives an error of one line", async () => {
    const cwd = scratch({ "broken.yaml": broken, "other.yaml": unrelated });
    for (const argv of [["broken.yaml"], ["other.yaml"], ["gone.yaml"], [], ["other.yaml", "-f", "sarif"]]) {
      const { code, err } = await ssmlint(cwd, ["trace", ...argv]);
      expect({ argv, code, lines: err.trimEnd().split("\n").length }).toEqual({ argv, code: 2, lines: 1 });
    }
  });
});
