import { seed } from "../../support/seed.ts";
import { execFile, execFileSync } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCurl } from "../../../src/programs/http/curl/command-line.ts";
import { curlLetter, curlOption } from "../../../src/programs/http/curl/options.ts";
import { commandLines, differences, modelled, url, URL_MARK } from "../../support/http-differential.ts";
import { recordingServer, type Recorded, type RecordingServer } from "../../support/recording-server.ts";
import { argument, runOf } from "../../support/run-of.ts";

const FILES: Record<string, string> = {
  headers: "X-File: one\nX-Other: two\n",
  empty: "",
  config: `# a comment
header = "X-Config: \\"yes\\""
-s
request PUT
max-time: 4
`,
  urls: "",
};

let server: RecordingServer;
beforeAll(async () => {
  server = await recordingServer(FILES);
  const at = server.authority;
  FILES["urls"] = `url = "${at}/from-config"\nnext\nurl=http://${at}/second\n--header X-Late:1\n`;
  server.write("urls", FILES["urls"]);
});
afterAll(() => server.close());

/** The requests that the model predicts, in the server's recording format. */
function sent(words: readonly string[]): Recorded[] {
  return modelled(readCurl(runOf(["curl", ...words], FILES)), (lines) => {
    const headers: Record<string, string> = {};
    for (const text of lines) {
      const [, name = "", value = ""] = /^([^:;]*)[:;](.*)$/s.exec(text) ?? [];
      if (!name.toLowerCase().startsWith("x-") || (value.trim() === "") !== /^[^:]*;/.test(text)) continue;
      const key = name.toLowerCase();
      headers[key] = headers[key] === undefined ? value.trim() : `${headers[key]}, ${value.trim()}`;
    }
    return headers;
  });
}

const flag = fc.constantFrom("s", "S", "f", "L", "k", "i", "g", "4", "v", "O", "j", "I", "G", "R", "q", "N", "#");
const valued = fc.oneof(
  fc.constantFrom("PUT", "POST", "DELETE", "GET").map((value) => ["X", "request", value] as const),
  fc
    .constantFrom(
      "X-A: b",
      "X-A:b",
      "x-a: 1",
      "X-Empty:",
      "X-Empty: ",
      "X-Sent;",
      "X-Gone; b",
      "@headers",
      "X-B:  c d ",
      "",
    )
    .map((value) => ["H", "header", value] as const),
  fc.constantFrom("data", "a=b").map((value) => ["d", "data", value] as const),
  fc.constant(["T", "upload-file", "/dev/null"] as const),
  fc.constantFrom("config", "urls", "empty", "/dev/null").map((value) => ["K", "config", value] as const),
  fc.constantFrom("/dev/null", "out").map((value) => ["o", "output", value] as const),
  fc.constant(["e", "referer", `http://${URL_MARK}/referer`] as const),
  fc.constant(["x", "proxy", `http://${URL_MARK}`] as const),
  fc.constant(["w", "write-out", "%{http_code}"] as const),
  fc.constant(["m", "max-time", "4"] as const),
  fc.constant(["b", "cookie", `http://${URL_MARK}/cookie=1`] as const),
);
const argv = fc.oneof(
  { weight: 4, arbitrary: url.map((text) => [text]) },
  { weight: 2, arbitrary: fc.array(flag, { minLength: 1, maxLength: 3 }).map((flags) => [`-${flags.join("")}`]) },
  { weight: 3, arbitrary: valued.map(([, name, value]) => [`--${name}`, value]) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.array(flag, { maxLength: 2 }), valued, fc.boolean())
      .map(([flags, [letter, , value], glued]) =>
        glued ? [`-${flags.join("")}${letter}${value}`] : [`-${flags.join("")}${letter}`, value],
      ),
  },
  { weight: 1, arbitrary: url.map((text) => ["--url", text]) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(["--next"], ["-:"], ["--no-silent"], ["--location"], ["--no-fail"], ["-T", ""]),
  },
  {
    weight: 1,
    arbitrary: fc.constant(["--variable", "v=expanded", "--expand-header", "X-Variable: {{v}}"]),
  },
);
const refused = fc.constantFrom(["--header=X-A: b"], ["--request=PUT"], ["--nonsense"], ["-H"], ["--no-header"]);
describe("the model of curl, compared with the real curl", () => {
  it("predicts the requests", async () => {
    const lines = commandLines(argv, 7, refused, { count: 150, server });
    const { differing, requests } = await differences("curl", lines, sent, server);
    expect(differing, `SEED=${seed}`).toEqual([]);
    expect(requests).toBeGreaterThan(lines.length / 4);
  });

  it("predicts that nothing is sent if two methods are requested", async () => {
    const at = `${server.authority}/a`;
    const lines = [
      "-T /dev/null -Gd a=b",
      "-T /dev/null -G",
      "-IGd a=b",
      "-Id a=b",
      "-F a=b -Gd a=b",
      "-T /dev/null -I",
    ];
    const found = await differences(
      "curl",
      lines.map((line) => [...line.split(" "), at]),
      sent,
      server,
    );
    expect(found.differing).toEqual([]);
  });

  it("predicts that operations before one with two methods are sent if their options agree", async () => {
    const at = `${server.authority}/a`;
    const ends = ["-I -T /dev/null", "-T /dev/null -I", "-I -d a=b", "-F a=b -T /dev/null", "-F a=b -I", "-I -F a=b"];
    const lines = ends.map((end) => [at, "--next", at, ...end.split(" ")]);
    const found = await differences("curl", lines, sent, server);
    expect(found.differing).toEqual([]);
    expect(found.requests).toBe(4);
  });

  it("predicts that URLs before one whose upload is a second method are requested", async () => {
    const at = `${server.authority}/a`;
    const later = ["-T", "", "-T", "/dev/null"];
    const lines = [["-I"], ["-d", "a=b"], ["-F", "a=b"], ["-G", "-d", "a=b"], []].flatMap((method) => [
      [...method, at, at, at, ...later],
      [...method, at, ...later, at, "--next", at],
      [...method, at, "-T", "", at],
    ]);
    const found = await differences("curl", lines, sent, server);
    expect(found.differing).toEqual([]);
    expect(found.requests).toBe(4 * (1 + 1 + 2) + (3 + 3 + 2));
  });

  it("predicts that help and version request nothing", async () => {
    const lines = ["-V", "-sV", "--version", "-h", "--help", "-M"].map((option) => [option, `${server.authority}/a`]);
    const found = await differences("curl", lines, sent, server);
    expect(found.differing).toEqual([]);
    expect(found.requests).toBe(0);
  });

  it("has every option that curl lists, with or without a value", () => {
    const help = execFileSync("curl", ["--help", "all"], { encoding: "utf8" });
    const listed = [...help.matchAll(/^ (?:-(.), |    )--(\S+)( <)?/gm)];
    expect(listed.length).toBeGreaterThan(200);
    for (const [, letter, name, value] of listed) {
      const option = curlOption(name!);
      expect([name, option?.takesValue], name).toEqual([name, value !== undefined && name !== "help"]);
      if (letter !== undefined) expect(curlLetter(letter), letter).toEqual(option);
    }
  });
});

function sends(...words: Parameters<typeof argument>[]): ReturnType<typeof readCurl> {
  return readCurl(runOf(["curl", ...words.map((word) => argument(...word))]));
}

describe("unknown text", () => {
  const unknown = { kind: "unknown", reason: "input", nonEmpty: false } as const;
  const inherited = { kind: "unknown", reason: "inherited", name: "OPTS", nonEmpty: false } as const;

  it("may be options if the shell splits it, but not in quotes or as the value of an option", () => {
    expect(sends([[unknown], true], ["http://h/"]).open).toBe(true);
    expect(sends([[unknown]], ["http://h/"]).open).toBe(false);
    expect(sends(["-m"], [[unknown], true], ["http://h/"]).open).toBe(false);
    expect(sends([[unknown, { kind: "text", text: "/latest" }], true]).open).toBe(false);
  });

  it("is omitted if it is an unset variable without quotes", () => {
    const line = sends([[inherited], true], ["http://h/"]);
    expect(line).toMatchObject({ open: false, requests: [{ url: [{ kind: "text", text: "http://h/" }] }] });
  });

  it("is preserved in header, method and URL", () => {
    const line = sends(["-XP"], ["-sHX-A: "], ["http://h/"]);
    expect(line.requests[0]!.method).toEqual([{ kind: "text", text: "P" }]);
    const glued = sends([[{ kind: "text", text: "-sHX-A: " }, unknown]], ["h"]);
    expect(glued.requests[0]!.headers[0]!.text).toEqual([{ kind: "text", text: "X-A: " }, unknown]);
  });

  it("may include headers if they are in an unknown file", () => {
    expect(sends(["-K"], ["/etc/curl.conf"], ["http://h/"]).open).toBe(true);
    expect(sends(["-H"], ["@/etc/headers"], ["http://h/"]).open).toBe(true);
    expect(readCurl(runOf(["curl", "-K", "-", "h"], {}, "header = X-A:1")).requests[0]!.headers).toHaveLength(1);
  });
});

it("the model returns why curl rejects a command line, and the intended request", () => {
  const line = readCurl(runOf(["curl", "--header=X-A: b", "--request=PUT", "http://h/"]));
  expect(line.refusal).toMatchObject({ because: "equals", option: "--header" });
  expect(line.requests[0]).toMatchObject({ method: [{ text: "PUT" }], headers: [{ text: [{ text: "X-A: b" }] }] });
});

it("a header that begins with a space is sent as a continuation of the previous one", async () => {
  const raw = createServer((socket) => {
    socket.once("data", (request) => {
      lines.push(...request.toString().split("\r\n"));
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    });
  });
  const lines: string[] = [];
  await new Promise<void>((resolve) => raw.listen(0, "127.0.0.1", resolve));
  const at = `http://127.0.0.1:${(raw.address() as AddressInfo).port}/a`;
  await promisify(execFile)("curl", ["-q", "-s", "-H X-Folded: b", at]);
  raw.close();
  expect(lines.slice(-4)).toEqual(["Accept: */*", " X-Folded: b", "", ""]);
});
