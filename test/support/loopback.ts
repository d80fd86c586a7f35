/** Loopback servers that replace AWS's endpoints and the instance metadata service, for the real `aws` and `curl`. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** The CLI of Debian's package, version 2. Tests that need the CLI are skipped if it is not installed. */
export const AWS = "/usr/bin/aws";
export const hasAws = existsSync(AWS);

export async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ port: number; server: Server }> {
  const server = createServer(handle);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { port: (server.address() as AddressInfo).port, server };
}

/** The access key that signed a request; `undefined` for an unsigned request. */
export function signingKey(request: IncomingMessage): string | undefined {
  return /Credential=([^/]+)\//.exec(request.headers.authorization ?? "")?.[1];
}

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program until it exits, for at most `seconds`. */
export function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  seconds = 30,
): Promise<Outcome> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"], timeout: seconds * 1000 });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", fail);
    child.on("close", (status) => done({ status, stdout, stderr }));
  });
}
