/** Runs the preamble in real shells with a metadata service that answers in every way, failures included. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instanceRolePreamble } from "../../../src/analysis/credentials/preamble.ts";
import { run } from "../../support/loopback.ts";
import { metadataService, MOODS, ROLE_KEY, type MetadataService } from "../../support/metadata-loopback.ts";

const SHELLS: [string, string[]][] = [
  ["dash", []],
  ["bash", []],
  ["bash", ["--posix"]],
  ["busybox", ["sh"]],
];
const STRICT = "set -eu\n";
const PRINT = '\nenv | grep "^AWS_[AS]" | LC_ALL=C sort';

let home: string;
let service: MetadataService;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "ssmlint-"));
  service = await metadataService();
  service.serve(home);
});

afterAll(() => {
  service.server.close();
  rmSync(home, { recursive: true, force: true });
});

const lines = instanceRolePreamble();
const start = (shell: string, args: readonly string[], head: string) =>
  run(shell, [...args, "-c", `${head}${lines.join("\n")}${PRINT}`], { PATH: process.env["PATH"] ?? "", HOME: home });

describe.each(SHELLS)("the preamble in %s %j", (shell, args) => {
  it.each(["", STRICT])("exports the role's credentials (%j)", async (head) => {
    service.mood = "good";
    service.requests.length = 0;
    const { status, stdout, stderr } = await start(shell, args, head);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toBe(
      `AWS_ACCESS_KEY_ID=${ROLE_KEY}\nAWS_SECRET_ACCESS_KEY=s/e+cret=\nAWS_SESSION_TOKEN=IQo//t+k==\n`,
    );
    expect(service.requests.filter(({ method, token }) => method !== "PUT" && !token)).toEqual([]);
  });

  it.each(MOODS.filter((mood) => mood !== "good"))("stops with a message if the service is %s", async (mood) => {
    service.mood = mood;
    for (const head of ["", STRICT]) {
      // oxlint-disable-next-line no-await-in-loop
      const { status, stdout, stderr } = await start(shell, args, head);
      expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
      expect(stderr).toMatch(/no credentials/);
    }
  });
});

it("uses the given prefix for its variables", () => {
  expect(instanceRolePreamble("other").join("\n")).not.toMatch(/\bimds/);
});
