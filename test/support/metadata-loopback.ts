/** An instance metadata service that supports only version 2, and replaces 169.254.169.254. */
import { writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { join } from "node:path";
import { listen } from "./loopback.ts";

export const ROLE_KEY = "ASIAROLEROLEROLEROLE";

const DOCUMENT = `{
  "Code" : "Success",
  "LastUpdated" : "2026-01-01T00:00:00Z",
  "Type" : "AWS-HMAC",
  "AccessKeyId" : "${ROLE_KEY}",
  "SecretAccessKey" : "s/e+cret=",
  "Token" : "IQo//t+k==",
  "Expiration" : "2099-01-01T06:30:00Z"
}`;

const PAGE = `<?xml version="1.0" encoding="iso-8859-1"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>404 - Not Found</title></head><body>AccessKeyId Token</body></html>
`;

/**
 * How the service answers. good: as on an instance with a role; 404, 401: with this status to every request; noRole: a token, and 404
 * for the role; garbage: pages with status 200; failed: 200 and a document without keys; nothing: empty answers; closed: it closes the
 * connection.
 */
export const MOODS = ["good", "404", "401", "noRole", "garbage", "failed", "nothing", "closed"] as const;
export type Mood = (typeof MOODS)[number];

export interface MetadataService {
  readonly server: Server;
  readonly port: number;
  mood: Mood;
  /** Method and path of each request, and whether it came with the token. */
  readonly requests: { readonly method: string; readonly path: string; readonly token: boolean }[];
  /** Makes `curl` reach the service when it runs with this `HOME`. */
  serve(home: string): void;
}

export async function metadataService(): Promise<MetadataService> {
  const TOKEN = "AQAEAtoken==";
  const requests: MetadataService["requests"] = [];
  const { server, port } = await listen((request, response) => {
    const path = request.url ?? "";
    const token = request.headers["x-aws-ec2-metadata-token"] === TOKEN;
    requests.push({ method: request.method ?? "", path, token });
    const end = (status: number, body = "") => void response.writeHead(status).end(body);
    const isToken = request.method === "PUT" && path === "/latest/api/token";
    const list = "/latest/meta-data/iam/security-credentials/";
    if (service.mood === "closed") return void request.socket.destroy();
    if (service.mood === "404") return end(404, PAGE);
    if (service.mood === "401") return end(401, PAGE);
    if (service.mood === "garbage") return end(200, PAGE);
    if (service.mood === "nothing") return end(200);
    if (isToken) return end("x-aws-ec2-metadata-token-ttl-seconds" in request.headers ? 200 : 400, TOKEN);
    if (!token) return end(401, PAGE);
    if (service.mood === "noRole") return end(404, PAGE);
    if (path === list) return end(200, "upload-role");
    if (path === `${list}upload-role`) {
      return end(200, service.mood === "failed" ? '{\n  "Code" : "Failed",\n  "Message" : "no"\n}' : DOCUMENT);
    }
    return end(404, PAGE);
  });
  const service: MetadataService = {
    server,
    port,
    mood: "good",
    requests,
    serve: (home) => writeFileSync(join(home, ".curlrc"), `connect-to = "169.254.169.254:80:127.0.0.1:${port}"\n`),
  };
  return service;
}
