/** Runs the real CLI in a sandbox of each machine of `ssmlint trace`: files, a metadata service and a container endpoint. */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "vitest";
import { rules } from "../../rules/index.ts";
import { MACHINES, type MachineName } from "../../src/analysis/trace/machines.ts";
import type { AwsCallTrace } from "../../src/analysis/trace/trace.ts";
import { createPlugin } from "../../src/eslint/plugin.ts";
import type { SsmSourceCode } from "../../src/eslint/source-code.ts";
import { traceFile } from "../../src/trace/trace-file.ts";
import { listen } from "../support/loopback.ts";
import { metadataService } from "../support/metadata-loopback.ts";
import { document } from "../support/rule-tester.ts";

const PYTHON = "/usr/bin/python3";
const KEYS = "[default]\naws_access_key_id = AKIALEFTOVER\naws_secret_access_key = s\n";

/** A CLI call on one of the machines. */
export interface Task {
  readonly script: string;
  readonly machine: MachineName;
  readonly env: Record<string, string>;
  readonly argv: readonly string[];
}

export interface Laboratory {
  /** The environment of the script's call on each machine, as a real bash that starts with these variables passes it on. */
  tasksOf(script: string, given?: Readonly<Record<string, string>>): Task[];
  close(): void;
}

export async function openLaboratory(): Promise<Laboratory> {
  const sandbox = mkdtempSync(join(tmpdir(), "trace-oracle-"));
  const metadata = await metadataService();
  const container = await listen((_, response) => {
    const body = { AccessKeyId: "ASIACONTAINER", SecretAccessKey: "s", Token: "t", Expiration: "2099-01-01T00:00:00Z" };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  for (const { machine, files } of MACHINES) {
    for (const file of files) {
      mkdirSync(dirname(join(sandbox, machine, file)), { recursive: true });
      writeFileSync(join(sandbox, machine, file), KEYS);
    }
  }
  const bin = join(sandbox, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "aws"), '#!/bin/sh\nprintf "%s\\0" "$@" --; env -0\n', { mode: 0o755 });

  const tasksOf = (script: string, given: Readonly<Record<string, string>> = {}): Task[] =>
    MACHINES.map(({ machine, agentFile, hasRole }): Task => {
      const { stdout } = spawnSync("bash", ["-c", script.replaceAll("CONTAINER/", `${container.port}/`)], {
        encoding: "utf8",
        env: {
          ...given,
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
          AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${hasRole ? metadata.port : 9}/`,
          AWS_METADATA_SERVICE_NUM_ATTEMPTS: "1",
          AWS_METADATA_SERVICE_TIMEOUT: "5",
          AWS_DEFAULT_REGION: "eu-west-1",
        },
      };
    });

  const close = (): void => {
    for (const { server } of [metadata, container]) server.close();
    rmSync(sandbox, { recursive: true, force: true });
  };
  return { tasksOf, close };
}

/** The credentials source that the real CLI prints for each task. */
export async function answersOf(tasks: readonly Task[]): Promise<string[]> {
  const python = spawn(PYTHON, ["test/support/aws-configure-list.py"], { stdio: ["pipe", "pipe", "inherit"] });
  python.stdin.end(tasks.map(({ env, argv }) => `${JSON.stringify({ env, argv })}\n`).join(""));
  const found: string[] = [];
  for await (const text of createInterface({ input: python.stdout })) {
    const { status, type } = JSON.parse(text) as { status: number; type: string | null };
    found.push(status !== 0 ? "error" : type === null || type === "None" ? "none" : type);
  }
  return found;
}

const { document: language } = createPlugin(rules).languages;

/** The trace of the script's only call. */
export function traceOf(script: string): AwsCallTrace {
  const file = { body: document(script), path: "a.yaml", physicalPath: "a.yaml", bom: false };
  const parsed = language.parse(file, { languageOptions: { complete: true } });
  const { code } = parsed as unknown as { code: SsmSourceCode };
  const traces = traceFile("a.yaml", code).calls.flatMap(({ trace }) => (trace.kind === "aws" ? [trace] : []));
  expect(traces, script).toHaveLength(1);
  return traces[0]!;
}
