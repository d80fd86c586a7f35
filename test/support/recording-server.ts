/** A loopback server that records the requests of real clients. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Recorded {
  readonly method: string;
  readonly path: string;
  /** The unchanged values of the `X-…` headers, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface RecordingServer {
  readonly authority: string;
  /** The working directory of the commands, which is also their home directory. */
  readonly directory: string;
  /** Runs shell commands one after the other. Resolves with the requests of each command. */
  record(commands: readonly string[]): Promise<Recorded[][]>;
  write(name: string, content: string): void;
  close(): void;
}

function shell(script: string, directory: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env["PATH"] ?? "/usr/bin:/bin", HOME: directory, LC_ALL: "C" };
    const child = spawn("bash", ["-s"], { cwd: directory, env, stdio: ["pipe", "ignore", "ignore"] });
    child.on("error", reject);
    child.on("close", () => resolve());
    child.stdin.end(script);
  });
}

/** Starts a server. @param files are created in the directory. */
export async function recordingServer(files: Readonly<Record<string, string>> = {}): Promise<RecordingServer> {
  const directory = mkdtempSync(join(tmpdir(), "ssmlint-http-"));
  const write = (name: string, content: string): void => writeFileSync(join(directory, name), content);
  for (const [name, content] of Object.entries(files)) write(name, content);
  let log: (Recorded | undefined)[] = [];
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? "").replace(/^http:\/\/[^/]*/, "").replace(/\?.*$/, "");
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) =>
        name.startsWith("x-") ? [[name, String(value)] as const] : [],
      ),
    );
    log.push(path === "/end-of-command" ? undefined : { method: request.method ?? "", path, headers });
    request.resume();
    request.on("end", () => response.writeHead(200, { "content-length": 0, connection: "close" }).end());
  });
  // BusyBox's wget sends the headers that follow an empty header after the end of the request. The request is answered anyway.
  server.on("clientError", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const authority = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    authority,
    directory,
    write,
    async record(commands) {
      log = [];
      const lines = commands.map(
        (command) => `timeout 2 ${command} </dev/null; curl -q -s http://${authority}/end-of-command`,
      );
      await shell(`set +H\n${lines.join("\n")}\n`, directory);
      const result: Recorded[][] = [[]];
      for (const entry of log) {
        if (entry === undefined) result.push([]);
        else result.at(-1)!.push(entry);
      }
      return result.slice(0, commands.length);
    },
    close() {
      server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A word quoted for the shell. */
export function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
