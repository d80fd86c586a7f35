import { seed } from "../../support/seed.ts";
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWget } from "../../../src/programs/http/wget/command-line.ts";
import { gnuWgetSyntax } from "../../../src/programs/http/wget/options.ts";
import { knownText } from "../../../src/shell/model/value.ts";
import { commandLines, differences, modelled, url, URL_MARK } from "../../support/http-differential.ts";
import { recordingServer, type Recorded, type RecordingServer } from "../../support/recording-server.ts";
import { argument, runOf } from "../../support/run-of.ts";

const FILES: Record<string, string> = {};
let server: RecordingServer;
beforeAll(async () => {
  server = await recordingServer();
  FILES["list"] = `http://${server.authority}/listed\n\n${server.authority}/second\n`;
  server.write("list", FILES["list"]);
});
afterAll(() => server.close());

/** The requests that the model predicts, in the server's recording format. */
function sent(words: readonly string[], busybox: boolean): Recorded[] {
  return modelled(readWget(runOf(["wget", ...words], FILES), busybox), (lines) => {
    const headers: Record<string, string> = {};
    for (const text of lines) {
      const [, name = "", value = ""] = /^([^:]*):(.*)$/s.exec(text) ?? [];
      const key = name.toLowerCase();
      if (!key.startsWith("x-")) continue;
      headers[key] = busybox && headers[key] !== undefined ? `${headers[key]}, ${value.trim()}` : value.trim();
    }
    return headers;
  });
}

const flag = fc.constantFrom("q", "S", "4", "x", "E", "H", "nv", "nd", "np");
const long = fc.constantFrom(
  ["header", "X-A: b"],
  ["header", "x-a:2"],
  ["header", "X-B: c d"],
  ["header", ""],
  ["head", "X-Short: 1"],
  ["method", "PUT"],
  ["method", "put"],
  ["meth", "DELETE"],
  ["body-data", "x"],
  ["post-data", "a=b"],
  ["output-document", "/dev/null"],
  ["timeout", "2"],
  ["tries", "1"],
  ["referer", `http://${URL_MARK}/referer`],
  ["user-agent", `http://${URL_MARK}/agent`],
  ["input-file", "list"],
);
const argv = fc.oneof(
  { weight: 4, arbitrary: url.map((text) => [text]) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(long, fc.boolean())
      .map(([[name, value], equals]) => (equals ? [`--${name}=${value}`] : [`--${name}`, value!])),
  },
  { weight: 2, arbitrary: fc.array(flag, { minLength: 1, maxLength: 2 }).map((flags) => flags.map((f) => `-${f}`)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(["-qO-"], ["-O", "/dev/null"], ["-O/dev/null"], ["-T2", "-t1"], ["-U", "x"]),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(["--quiet"], ["--no-verbose"], ["--no-proxy"], ["--spider"], ["-i", "list"]),
  },
  { weight: 1, arbitrary: fc.constantFrom(["--quiet=on"], ["--no-cache"]) },
);
const badUsage = fc.constantFrom(
  ["--nonsense"],
  ["--output"],
  ["-T"],
  ["--header", "X-NoColon"],
  ["--header", " X-A: b"],
  ["--header", "X A: b"],
  ["--header", ": b"],
);

const BUSYBOX_LEFT_OUT =
  /^(X-NoColon| X-A|X A|: b|-[E4xvNH]|-n|--(input|meth|body|referer|head$|tries|quiet=|no-v|no-pro|-i))/;

async function differing(program: string, busybox: boolean): Promise<unknown> {
  const lines = commandLines(argv, 6, badUsage, { count: 100, server }).filter(
    (list) => !busybox || list.every((word) => !BUSYBOX_LEFT_OUT.test(word)),
  );
  const found = await differences(program, lines, (words) => sent(words, busybox), server);
  expect(found.requests).toBeGreaterThan(lines.length / 4);
  return found.differing;
}

describe("the model of wget, compared with the real wget", () => {
  it("predicts the requests (GNU)", async () => {
    expect(await differing("wget", false), `SEED=${seed}`).toEqual([]);
  });

  it("predicts the requests (BusyBox)", async () => {
    expect(await differing("busybox wget -O /dev/null", true), `SEED=${seed}`).toEqual([]);
  });

  it("has exactly the short options that wget accepts", () => {
    const code = `for c in {a..z} {A..Z} {0..9}; do wget -$c 2>&1 | grep -q "invalid option -- '$c'" || echo "$c"; done`;
    const env = { PATH: "/usr/bin:/bin", LC_ALL: "C" };
    const taken = execFileSync("bash", ["-c", code], { encoding: "utf8", env }).trim().split("\n");
    const letters = [...gnuWgetSyntax().short.replaceAll(":", ""), "n"];
    expect([...new Set(letters)].toSorted()).toEqual(taken.toSorted());
  });

  it("has every long option that wget lists", () => {
    const help = execFileSync("wget", ["--help"], { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
    const listed = [...help.matchAll(/^ .{6,7}--([a-z0-9-]+)(=)?/gm)];
    expect(listed.length).toBeGreaterThan(100);
    const { long: table } = gnuWgetSyntax();
    for (const [, name, value] of listed) {
      if (name === "max-redirect" || name === "hsts-file") continue;
      const meaning = table[name!];
      expect(meaning, name).toBeDefined();
      if (value !== undefined) expect(meaning, name).toMatch(/:$/);
      else expect(meaning, name).not.toMatch(/[^:]:$/);
    }
  });
});

it("preserves unknown text, and marks where it may contain options", () => {
  const unknown = { kind: "unknown", reason: "input", nonEmpty: false } as const;
  const glued = readWget(
    runOf(["wget", argument([{ kind: "text", text: "--header=X-A: " }, unknown]), "-qO-", "http://h/"]),
  );
  expect(glued.requests[0]!.headers[0]!.text).toEqual([{ kind: "text", text: "X-A: " }, unknown]);
  expect(readWget(runOf(["wget", argument([unknown], true), "http://h/"])).open).toBe(true);
  expect(readWget(runOf(["wget", "-O", argument([unknown], true), "http://h/"])).open).toBe(false);
});

it("knows that BusyBox's wget has no --method", () => {
  const run = runOf(["wget", "--method=PUT", "http://h/latest/api/token"]);
  expect(readWget(run, true).refusal).toBeDefined();
  expect(readWget(run, false).refusal).toBeUndefined();
});

it("knows that an empty header ends the headers in BusyBox's wget and clears them in GNU's", () => {
  const run = runOf(["wget", "--header=X-A: 1", "--header=", "--header=X-B: 2", "http://h/"]);
  const lines = (busybox: boolean) => readWget(run, busybox).requests[0]!.headers.map(({ text }) => knownText(text));
  expect(lines(true)).toEqual(["X-A: 1"]);
  expect(lines(false)).toEqual(["X-B: 2"]);
});
