/** Compares ssmlint's credential provider chain and command lines with the real CLI, beside a stale credentials file. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { credentialCalls } from "../../../src/analysis/credentials/credential-call.ts";
import { AWS, hasAws, listen, run as start, signingKey } from "../../support/loopback.ts";
import { argv, run } from "../../support/aws-runs.ts";

const KEYS = { AWS_ACCESS_KEY_ID: "ENVIRONMENT", AWS_SECRET_ACCESS_KEY: "s" };
const STALE_FILE =
  "[default]\naws_access_key_id = STALE\naws_secret_access_key = s\n[p]\naws_access_key_id = PROFILE\naws_secret_access_key = s\n";

/** The behavior of the real CLI: the key that signed its first request, "unsigned", "none" for no request, or "metadata". */
type Answer = string;

let home: string;
const servers: Server[] = [];
let answer: (args: readonly string[], variables: Readonly<Record<string, string>>) => Promise<Answer>;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "ssmlint-"));
  mkdirSync(join(home, ".aws"));
  writeFileSync(join(home, ".aws/credentials"), STALE_FILE);
  writeFileSync(join(home, "good"), "[default]\naws_access_key_id = OTHERFILE\naws_secret_access_key = s\n");
  const answers = new Map<string, Answer>();
  const api = await listen((request, response) => {
    const id = /^\/?(\d+)\//.exec(request.url?.slice(1) ?? "")?.[1] ?? "";
    if (!answers.has(id)) answers.set(id, signingKey(request) ?? "unsigned");
    response.writeHead(403, { "content-type": "text/xml" }).end("<Error><Code>No</Code><Message>no</Message></Error>");
  });
  const metadata = await listen((request, response) => {
    const id = /^\/(\d+)\//.exec(request.url ?? "")?.[1] ?? "";
    if (!answers.has(id)) answers.set(id, "metadata");
    response.writeHead(404).end();
  });
  servers.push(api.server, metadata.server);
  let next = 0;
  answer = async (args, variables) => {
    const id = String(++next);
    await start(AWS, args, {
      PATH: process.env["PATH"] ?? "",
      HOME: home,
      AWS_DEFAULT_REGION: "eu-west-1",
      AWS_MAX_ATTEMPTS: "1",
      AWS_ENDPOINT_URL: `http://127.0.0.1:${api.port}/${id}/`,
      AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${metadata.port}/${id}/`,
      ...variables,
    });
    return answers.get(id) ?? "none";
  };
});

afterAll(() => {
  for (const server of servers) server.close();
  rmSync(home, { recursive: true, force: true });
});

/** ssmlint's verdict: "needs none" if the call needs no credentials, otherwise the sources of its credentials, such as "implicit". */
function verdict(args: readonly string[], variables: Readonly<Record<string, string>>): string {
  const [call] = credentialCalls(run(argv("aws", ...args), variables).invocation);
  if (call === undefined) return "needs none";
  return [...call.sources].join();
}

describe.skipIf(!hasAws)("the real CLI with a stale ~/.aws/credentials", () => {
  const web = ["sts", "assume-role-with-web-identity", "--role-arn", "arn:aws:iam::123456789012:role/x"];
  const cases: [args: string[], variables: Record<string, string>, verdict: string, answer: Answer][] = [
    [["s3", "ls"], {}, "implicit", "STALE"],
    [["s3", "ls"], { AWS_SECRET_ACCESS_KEY: "s", AWS_SESSION_TOKEN: "t" }, "implicit", "STALE"],
    [["s3", "ls"], { AWS_ACCESS_KEY_ID: "ENVIRONMENT" }, "implicit", "none"],
    [["s3", "ls"], { AWS_PROFILE: "p" }, "profile variable", "PROFILE"],
    [["s3", "ls"], { AWS_PROFILE: "" }, "implicit", "none"],
    [["s3", "ls"], { ...KEYS, AWS_PROFILE: "p" }, "profile variable", "ENVIRONMENT"],
    [["s3", "ls"], { ...KEYS, AWS_PROFILE: "missing" }, "profile variable", "none"],
    [["s3", "ls"], { AWS_SHARED_CREDENTIALS_FILE: "/dev/null" }, "file variable", "metadata"],
    [["s3", "ls"], { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1:9/" }, "implicit", "STALE"],
    [["--prof", "p", "s3", "ls"], KEYS, "option", "PROFILE"],
    [["s3", "ls", "--profile="], {}, "implicit", "STALE"],
    [["s3", "--no-sign", "ls"], {}, "option", "unsigned"],
    [["ec2", "describe-instances", "--generate-cli-skel"], {}, "needs none", "none"],
    [[...web, "--role-session-name", "abc", "--web-identity-token", "abcd"], {}, "needs none", "unsigned"],
    [["cognito-idp", "initiate-auth", "--auth-flow", "USER_AUTH", "--client-id", "abc"], {}, "needs none", "unsigned"],
  ];
  it.concurrent.each(cases)("aws %j with %j", async (args, variables, said, answered) => {
    expect(verdict(args, variables)).toBe(said);
    expect(await answer(args, variables)).toBe(answered);
  });
});
