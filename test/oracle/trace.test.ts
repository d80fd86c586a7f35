/**
 * `ssmlint trace` against the real CLI: for generated scripts, the source that the trace names for each kind of machine is the one
 * that `aws configure list` prints there. ORACLE_COUNT sets how many scripts; each is run on four machines.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { MACHINES, type MachineName } from "../../src/analysis/trace/machines.ts";
import { traceScript } from "../../src/analysis/trace/trace.ts";
import { createPlugin } from "../../src/eslint/plugin.ts";
import type { SsmSourceCode } from "../../src/eslint/source-code.ts";
import { hasAws, listen } from "../support/loopback.ts";
import { metadataService } from "../support/metadata-loopback.ts";
import { document } from "../support/rule-tester.ts";
import { seed } from "../support/seed.ts";

const count = Number(process.env["ORACLE_COUNT"] ?? 25);
const PYTHON = "/usr/bin/python3";
const KEYS = "[default]\naws_access_key_id = AKIALEFTOVER\naws_secret_access_key = s\n";

const sandbox = mkdtempSync(join(tmpdir(), "trace-oracle-"));
const servers: Server[] = [];
let metadataPort = 0;
let containerPort = 0;

beforeAll(async () => {
  const metadata = await metadataService();
  const container = await listen((_, response) => {
    const body = { AccessKeyId: "ASIACONTAINER", SecretAccessKey: "s", Token: "t", Expiration: "2099-01-01T00:00:00Z" };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  servers.push(metadata.server, container.server);
  metadataPort = metadata.port;
  containerPort = container.port;
  for (const { machine, files } of MACHINES) {
    for (const file of files) {
      mkdirSync(dirname(join(sandbox, machine, file)), { recursive: true });
      writeFileSync(join(sandbox, machine, file), KEYS);
    }
  }
});

afterAll(() => {
  for (const server of servers) server.close();
  rmSync(sandbox, { recursive: true, force: true });
});

const value = (...values: string[]) => fc.constantFrom(...values);
const assignment = fc.oneof(
  fc.tuple(value("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"), value("AKIAX", "AKIAX", "''")),
  fc.tuple(value("AWS_PROFILE", "AWS_DEFAULT_PROFILE"), value("default", "ops", "''")),
  fc.tuple(value("AWS_SHARED_CREDENTIALS_FILE"), value("/dev/null", "/root/.aws/credentials", "/opt/none", "''")),
  fc.tuple(value("AWS_CONTAINER_CREDENTIALS_FULL_URI"), value("http://127.0.0.1:CONTAINER/")),
  fc.tuple(value("AWS_EC2_METADATA_DISABLED"), value("true", "false")),
  fc.tuple(value("HOME"), value("/home/app", "/root")),
);
const name = value("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_SHARED_CREDENTIALS_FILE", "HOME");
const line = fc.oneof(
  { weight: 5, arbitrary: assignment.map(([variable, text]) => `export ${variable}=${text}`) },
  { weight: 1, arbitrary: assignment.map(([variable, text]) => `${variable}=${text}`) },
  { weight: 1, arbitrary: assignment.map(([variable, text]) => `( export ${variable}=${text}; true )`) },
  { weight: 1, arbitrary: assignment.map(([variable, text]) => `f() { export ${variable}=${text}; }; f`) },
  { weight: 2, arbitrary: name.map((variable) => `unset ${variable}`) },
  { weight: 1, arbitrary: name.map((variable) => `export ${variable}`) },
);
const call = fc.oneof(
  { weight: 4, arbitrary: fc.constant("aws configure list") },
  { weight: 1, arbitrary: value("default", "ops").map((profile) => `aws configure list --profile ${profile}`) },
  { weight: 1, arbitrary: assignment.map(([variable, text]) => `${variable}=${text} aws configure list`) },
  { weight: 1, arbitrary: name.map((variable) => `env -u ${variable} aws configure list`) },
  {
    weight: 1,
    arbitrary: assignment.map(([variable, text]) => `env ${variable}=${text} timeout 9 aws configure list`),
  },
);
const scripts = fc.tuple(fc.array(line, { maxLength: 6 }), call).map(([lines, last]) => [...lines, last].join("\n"));

const { document: language } = createPlugin(rules).languages;

/** The trace's answers by machine. */
function predicted(script: string): ReadonlyMap<MachineName, string> {
  const file = { body: document(script), path: "a.yaml", physicalPath: "a.yaml", bom: false };
  const parsed = language.parse(file, { languageOptions: { complete: true } });
  const { ast } = (parsed as unknown as { code: SsmSourceCode }).code;
  const [step] = ast.steps;
  const traces = traceScript(step!.evaluation, step!.shell.text).filter(({ kind }) => kind === "aws");
  expect(traces).toHaveLength(1);
  const [trace] = traces;
  if (trace?.kind !== "aws") throw new Error("no call");
  expect(trace.paths).toHaveLength(1);
  return new Map(trace.paths[0]!.machines.map(({ machine, answer }) => [machine, answer]));
}

interface Task {
  readonly script: string;
  readonly machine: MachineName;
  readonly env: Record<string, string>;
  readonly argv: readonly string[];
}

/** The environment of the call on each machine, as a real bash leaves it. */
function tasksOf(script: string): Task[] {
  return MACHINES.map(({ machine, agentFile, hasRole }): Task => {
    const bin = join(sandbox, "bin");
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, "aws"), '#!/bin/sh\nprintf "%s\\0" "$@" --; env -0\n', { mode: 0o755 });
    const { stdout } = spawnSync("bash", ["-c", script.replaceAll("CONTAINER/", `${containerPort}/`)], {
      encoding: "utf8",
      env: {
        PATH: `${bin}:/usr/bin:/bin`,
        ...(agentFile === undefined ? {} : { AWS_SHARED_CREDENTIALS_FILE: agentFile }),
      },
    });
    const words = stdout.split("\0");
    const end = words.indexOf("--");
    const variables = words.slice(end + 1).filter((word) => /^(?:AWS_|HOME=)/.test(word));
    const env = Object.fromEntries(
      variables.map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)]),
    );
    const inside = (path: string): string =>
      /^\/(?:root|var\/lib\/amazon|home)\b/.test(path) ? join(sandbox, machine, path) : path;
    env["HOME"] = inside(env["HOME"] ?? "/root");
    if (env["AWS_SHARED_CREDENTIALS_FILE"])
      env["AWS_SHARED_CREDENTIALS_FILE"] = inside(env["AWS_SHARED_CREDENTIALS_FILE"]);
    const argv = words.slice(0, end).filter((word) => word !== "configure" && word !== "list");
    return {
      script,
      machine,
      argv,
      env: {
        ...env,
        PATH: process.env["PATH"] ?? "",
        AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${hasRole ? metadataPort : 9}/`,
        AWS_METADATA_SERVICE_NUM_ATTEMPTS: "1",
        AWS_METADATA_SERVICE_TIMEOUT: "5",
        AWS_DEFAULT_REGION: "eu-west-1",
      },
    };
  });
}

async function answers(tasks: readonly Task[]): Promise<string[]> {
  const python = spawn(PYTHON, ["test/support/aws-configure-list.py"], { stdio: ["pipe", "pipe", "inherit"] });
  python.stdin.end(tasks.map(({ env, argv }) => `${JSON.stringify({ env, argv })}\n`).join(""));
  const found: string[] = [];
  for await (const text of createInterface({ input: python.stdout })) {
    const { status, type } = JSON.parse(text) as { status: number; type: string | null };
    found.push(status !== 0 ? "error" : type === null || type === "None" ? "none" : type);
  }
  return found;
}

describe.skipIf(!hasAws)("the trace and the real CLI (needs Debian's awscli)", () => {
  test(`name the same source, ${count} scripts`, { timeout: 30 * 60_000 }, async () => {
    const samples = fc.sample(scripts, { numRuns: count, seed: Number(process.env["ORACLE_SEED"] ?? seed) });
    const tasks = samples.flatMap(tasksOf);
    const real = await answers(tasks);
    const disagreements = tasks.flatMap(({ script, machine }, index) => {
      const said = predicted(script).get(machine);
      return said === real[index] ? [] : [{ script, machine, said, real: real[index] }];
    });
    const balance = new Map<string, number>();
    for (const answer of real) balance.set(answer, (balance.get(answer) ?? 0) + 1);
    console.log([...balance].map(([answer, times]) => `${answer}: ${times}`).join(", "));
    expect(disagreements.slice(0, 6), `${disagreements.length} of ${tasks.length}`).toEqual([]);
    expect(balance.size).toBeGreaterThan(4);
  });
});
