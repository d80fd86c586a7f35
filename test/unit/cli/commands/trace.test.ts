import { describe, expect, test } from "vitest";
import { broken, unrelated } from "../../../support/documents.ts";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { document } from "../../../support/rule-tester.ts";
import { scratch } from "../../../support/scratch.ts";

const KEYS = "export AWS_ACCESS_KEY_ID=x\nexport AWS_SECRET_ACCESS_KEY=y";

describe("ssmlint trace", () => {
  const trace = async (script: string, ...argv: string[]) =>
    ssmlint(scratch({ "a.yaml": document(script) }), ["trace", "a.yaml", ...argv], { columns: 80 });

  test("names the source, the line that sets it, and who answers on each kind of node", async () => {
    const { out, code } = await trace(`${KEYS}\naws s3 ls\nunset AWS_ACCESS_KEY_ID\nsudo aws s3 ls`);
    expect(code).toBe(0);
    expect(out).toContain("✓ env                           AWS_ACCESS_KEY_ID is exported (line 8)");
    expect(out).toContain("EC2, leftover file       env: AWS_ACCESS_KEY_ID is exported");
    expect(out).toContain("EC2, leftover file       shared-credentials-file: /root/.aws/credentials");
    expect(out).toContain("Default Host Management  none: the command finds no credentials");
  });

  test("fits 80 columns", async () => {
    const { out } = await trace(
      `curl http://169.254.169.254/latest/meta-data/iam/security-credentials/a-long-role-name | grep Token | cut -d'"' -f4\naws s3 ls`,
    );
    expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  test("tells IMDSv1 from IMDSv2, and where the token comes from", async () => {
    const put =
      'T=$(curl -sX PUT http://169.254.169.254/latest/api/token -H "X-aws-ec2-metadata-token-ttl-seconds: 60")';
    const get = "http://169.254.169.254/latest/meta-data/instance-id";
    const { out } = await trace(`${put}\ncurl -H "X-aws-ec2-metadata-token: $T" ${get}\ncurl ${get}`);
    expect(out).toContain("✓ IMDSv2: the token is the answer to the token request (line 8)");
    expect(out).toContain("✗ IMDSv1: it sends no token");
    expect(out).toContain("HttpTokens=required: 401");
  });

  test("shows what a pipeline takes out of each form of the JSON", async () => {
    const { out } = await trace(`aws sts get-caller-identity --profile a | grep Account | cut -d'"' -f4`);
    expect(out).toMatch(/^ +today +"Account": "\d+… +\d+$/m);
    expect(out).toMatch(/^ +one line .*✗$/m);
    expect(out).toMatch(/^ +similar key .*✗$/m);
  });

  test("FILE:LINE is about the calls of that line", async () => {
    const cwd = scratch({ "a.yaml": document("aws s3 ls\naws s3 cp a s3://b") });
    const { out } = await ssmlint(cwd, ["trace", "a.yaml:9"]);
    expect(out).toContain("aws s3 cp");
    expect(out).not.toContain("aws s3 ls");
    expect(await ssmlint(cwd, ["trace", "a.yaml:1"])).toMatchObject({ code: 1 });
  });

  test("--format json has lines in place of offsets", async () => {
    const { out } = await trace(`${KEYS}\naws s3 ls`, "--format", "json");
    const [file] = JSON.parse(out) as { calls: { line: number; paths: { chain: { steps: object[] } }[] }[] }[];
    expect(file!.calls[0]).toMatchObject({ line: 10, command: "aws s3 ls", signed: true });
    expect(file!.calls[0]!.paths[0]!.chain.steps[0]).toMatchObject({
      provider: "env",
      outcome: "answers",
      at: { line: 8 },
    });
  });

  test("what cannot be traced is an error of one line", async () => {
    const cwd = scratch({ "broken.yaml": broken, "other.yaml": unrelated });
    for (const argv of [["broken.yaml"], ["other.yaml"], ["gone.yaml"], [], ["other.yaml", "-f", "sarif"]]) {
      const { code, err } = await ssmlint(cwd, ["trace", ...argv]);
      expect({ argv, code, lines: err.trimEnd().split("\n").length }).toEqual({ argv, code: 2, lines: 1 });
    }
  });
});
