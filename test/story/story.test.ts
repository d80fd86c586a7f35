/**
 * The incident that ssmlint is based on, reproduced: its documents, as written and as fixed by ssmlint, run as the agent runs them, with
 * the real `aws` and `curl`, on an instance with a leftover credentials file.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Linter } from "eslint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDocument } from "../../src/document/read.ts";
import plugin from "../../src/index.ts";
import { hasAws, listen, run, signingKey } from "../support/loopback.ts";
import { metadataService, MOODS, ROLE_KEY, type MetadataService, type Mood } from "../support/metadata-loopback.ts";
import { document, jsonDocument } from "../support/rule-tester.ts";

const STALE_KEY = "AKIASTALESTALESTALE0";
const UPLOAD = "aws s3 cp report.txt s3://reports/report.txt";
const LIST = "http://169.254.169.254/latest/meta-data/iam/security-credentials/";
const FETCH = [`ROLE_NAME=$(curl -s ${LIST})`, `CREDS=$(curl -s ${LIST}$ROLE_NAME)`];

/** `export NAME=$(…)` for the three credentials, with a program that extracts one key from the answer. */
const exports = (take: (key: string) => string) =>
  Object.entries({
    AWS_ACCESS_KEY_ID: "AccessKeyId",
    AWS_SECRET_ACCESS_KEY: "SecretAccessKey",
    AWS_SESSION_TOKEN: "Token",
  }).map(([name, key]) => `export ${name}=$(echo "$CREDS" | ${take(key)})`);

const SCRIPTS = {
  implicit: UPLOAD,
  "grep and cut": [...FETCH, ...exports((key) => `grep ${key} | cut -d'"' -f4`), UPLOAD].join("\n"),
  jq: [...FETCH, ...exports((key) => `jq -r .${key}`), UPLOAD].join("\n"),
};

/** The shells that may be the agent's `sh`, with the options that make them behave like it. */
const SHELLS: [string, string[]][] = [
  ["dash", []],
  ["bash", ["--posix"]],
];

let home: string;
let metadata: MetadataService;
let s3: Server;
let environment: Record<string, string>;
const keys: (string | undefined)[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "ssmlint-"));
  metadata = await metadataService();
  metadata.serve(home);
  const { server, port } = await listen((request, response) => {
    keys.push(signingKey(request));
    request.resume().on("end", () => response.writeHead(200, { etag: '"e"' }).end());
  });
  s3 = server;
  mkdirSync(join(home, ".aws"));
  writeFileSync(
    join(home, ".aws/credentials"),
    `[default]\naws_access_key_id = ${STALE_KEY}\naws_secret_access_key = stale\n`,
  );
  writeFileSync(join(home, "report.txt"), "report\n");
  environment = {
    PATH: "/usr/bin:/bin",
    HOME: home,
    AWS_DEFAULT_REGION: "eu-west-1",
    AWS_MAX_ATTEMPTS: "1",
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${metadata.port}/`,
  };
});

afterAll(() => {
  metadata.server.close();
  s3.close();
  rmSync(home, { recursive: true, force: true });
});

/** Runs the script of a document as the agent does. */
async function start(text: string, shell: string, args: readonly string[], mood: Mood = "good") {
  const [step] = readDocument(text).documents[0]!.steps;
  const file = join(home, "_script.sh");
  writeFileSync(file, `cd "$HOME"\n${step!.script.text}\n`, { mode: 0o700 });
  metadata.mood = mood;
  metadata.requests.length = 0;
  keys.length = 0;
  return { ...(await run(shell, [...args, "-c", file], environment)), keys: [...keys] };
}

function configuration(credentials?: "instance-role"): Linter.Config[] {
  const { rules } = plugin.configs.recommended;
  const explicit = ["error", credentials === undefined ? {} : { credentials }];
  return [
    {
      files: ["**/*.{yaml,json}"],
      plugins: { ssm: plugin as never },
      language: "ssm/document",
      rules: { ...rules, "ssm/explicit-aws-credentials": explicit } as never,
    },
  ];
}

function fixed(text: string, filename = "document.yaml"): string {
  const { output, messages } = new Linter().verifyAndFix(text, configuration("instance-role"), { filename });
  // Users choose the tool that parses JSON, unless the configuration states it.
  expect(messages.filter(({ ruleId }) => ruleId !== "ssm/no-fragile-json-parsing")).toEqual([]);
  return output;
}

/** The step's script with one statement on each line. An item in JSON may contain two. */
const scriptOf = (file: string) =>
  readDocument(file).documents[0]!.steps[0]!.script.text.trim().replaceAll("; ROLE_NAME=", "\nROLE_NAME=");
const CONTAINERS = { YAML: document, JSON: jsonDocument };

describe.skipIf(!hasAws)("on an instance with a leftover ~/.aws/credentials", () => {
  it("the document without credentials sends the stale key", async () => {
    expect((await start(document(SCRIPTS.implicit), "dash", [])).keys).toEqual([STALE_KEY]);
  });

  it("the document that uses IMDSv1 gets 401 and silently falls back", async () => {
    const outcome = await start(document(SCRIPTS["grep and cut"]), "dash", []);
    expect(outcome).toMatchObject({ status: 0, keys: [STALE_KEY] });
    expect(metadata.requests.every(({ token }) => !token)).toBe(true);
  });

  describe.each(Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[])(
    "the fixed document with credentials from %s",
    (name) => {
      describe.each(SHELLS)("in %s %j", (shell, args) => {
        it("sends the role's key", async () => {
          const text = fixed(document(SCRIPTS[name]));
          expect(await start(text, shell, args)).toMatchObject({ status: 0, stderr: "", keys: [ROLE_KEY] });
          expect(metadata.requests.filter(({ method, token }) => method !== "PUT" && !token)).toEqual([]);
        });

        it.each(MOODS.filter((mood) => mood !== "good"))("stops with a message if the service is %s", async (mood) => {
          const outcome = await start(fixed(document(SCRIPTS[name])), shell, args, mood);
          expect(outcome.keys).toEqual([]);
          expect(outcome.status).not.toBe(0);
          expect(outcome.stderr).toMatch(/no credentials|^curl: /m);
        });
      });
    },
  );

  it.each(Object.entries(CONTAINERS))("the fix is the same in %s and idempotent", (kind, container) => {
    for (const script of Object.values(SCRIPTS)) {
      const filename = `document.${kind.toLowerCase()}`;
      const text = fixed(container(script), filename);
      expect(scriptOf(text)).toBe(scriptOf(fixed(document(script))));
      expect(fixed(text, filename)).toBe(text);
    }
  });

  it("with each suggestion, the document without credentials sends the role's key", async () => {
    const text = document(SCRIPTS.implicit);
    const [finding] = new Linter().verify(text, configuration(), { filename: "document.yaml" });
    const kinds = finding!.suggestions!.map(({ messageId }) => messageId);
    expect(kinds).toEqual(["takeInstanceRole", "leaveFilesOut"]);
    for (const { fix } of finding!.suggestions!) {
      const repaired = text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]);
      // oxlint-disable-next-line no-await-in-loop -- one S3 for all
      expect(await start(repaired, "dash", [])).toMatchObject({ status: 0, keys: [ROLE_KEY] });
    }
  });
});
