import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isTokenPath, metadataUrl } from "../../../src/aws/metadata/service.ts";
import { isOtherCloud } from "../../../src/aws/metadata/other-clouds.ts";
import { readTokenHeader } from "../../../src/aws/metadata/token-header.ts";
import type { AbstractString, Piece } from "../../../src/shell/model/value.ts";
import { quote, recordingServer, type RecordingServer } from "../../support/recording-server.ts";

const text = (value: string): AbstractString => [{ kind: "text", text: value }];
const unknown: Piece = { kind: "unknown", reason: "input", nonEmpty: false };
const inherited: Piece = { kind: "unknown", reason: "inherited", name: "TOKEN", nonEmpty: false };

/** A function that writes an IPv4 address in one of the possible notations. */
const spelling = fc
  .record({
    parts: fc.integer({ min: 1, max: 4 }),
    bases: fc.array(fc.constantFrom("", "0x", "0"), { minLength: 4, maxLength: 4 }),
  })
  .map(({ parts, bases }) => (address: string) => {
    const bytes = address.split(".").map(Number);
    const tail = bytes.slice(parts - 1).reduce((sum, byte) => sum * 256 + byte, 0);
    const numbers = [...bytes.slice(0, parts - 1), tail];
    return numbers
      .map((number, index) => {
        const base = bases[index]!;
        return base === "0x" ? `0x${number.toString(16)}` : base === "0" ? `0${number.toString(8)}` : String(number);
      })
      .join(".");
  });

describe("the address", () => {
  let server: RecordingServer;
  beforeAll(async () => {
    server = await recordingServer();
  });
  afterAll(() => server.close());

  it("is recognized in every spelling that curl and wget accept", async () => {
    const spellings = fc.sample(spelling, 40);
    const [, port] = server.authority.split(":");
    for (const program of ["curl -s", "wget -qO-"]) {
      const sent = await server.record(
        spellings.map((as) => `${program} ${quote(`http://${as("127.0.0.1")}:${port}/x`)}`),
      );
      spellings.forEach((as, index) => {
        const known = metadataUrl(text(`http://${as("169.254.169.254")}/x`)) !== undefined;
        expect([as("127.0.0.1"), known]).toEqual([as("127.0.0.1"), sent[index]!.length === 1]);
      });
    }
  });

  it.each([
    ["http://169.254.169.254/latest/meta-data/", "http://169.254.169.254"],
    ["169.254.169.254/latest", "http://169.254.169.254"],
    ["http://169.254.169.254", "http://169.254.169.254"],
    ["http://user:pw@169.254.169.254:80/latest", "http://169.254.169.254:80"],
    ["http://[fd00:ec2::254]/latest", "http://[fd00:ec2::254]"],
    ["http://[FD00:0EC2:0:0:0:0:0:0254]/latest", "http://[FD00:0EC2:0:0:0:0:0:0254]"],
    ["http://instance-data/latest", "http://instance-data"],
    ["HTTP://Instance-Data.EC2.internal./latest", "http://Instance-Data.EC2.internal."],
  ])("%s", (url, origin) => {
    expect(metadataUrl(text(url))?.origin).toBe(origin);
  });

  it.each([
    "http://169.254.170.2/v2/credentials",
    "http://169.254.170.23/v1/credentials",
    "http://169.254.169.253/",
    "http://example.com/169.254.169.254/latest",
    "http://example.com/?u=http://169.254.169.254/",
    "http://169.254.169.254.example.com/",
    "http://169.254.169.254@example.com/",
    "http://instance-data.example.com/",
    "ftp://169.254.169.254/",
    "http://[::1]/",
    "http://[nonsense/",
    "",
  ])("not %s", (url) => {
    expect(metadataUrl(text(url))).toBeUndefined();
  });

  it("is not assumed if the host is unknown", () => {
    expect(
      metadataUrl([{ kind: "text", text: "http://" }, unknown, { kind: "text", text: "/latest" }]),
    ).toBeUndefined();
    expect(metadataUrl([{ kind: "text", text: "http://169.254.169.254" }, unknown])).toBeUndefined();
    expect(metadataUrl([{ kind: "text", text: "http://169.254.169.254:" }, unknown])?.origin).toBe(
      "http://169.254.169.254",
    );
    expect(metadataUrl([unknown, { kind: "text", text: "@169.254.169.254/a" }])?.path).toEqual(text("/a"));
  });

  it("omits variables that are never set", () => {
    expect(metadataUrl([{ kind: "text", text: "http://169.254.169.254" }, inherited])?.path).toEqual(text("/"));
  });
});

describe("the path", () => {
  it("ends before the query and preserves unknown text", () => {
    const url = metadataUrl([
      { kind: "text", text: "169.254.169.254/latest/" },
      unknown,
      { kind: "text", text: "/x?y" },
    ]);
    expect(url?.path).toEqual([{ kind: "text", text: "/latest/" }, unknown, { kind: "text", text: "/x" }]);
  });

  it("is the token path, is not, or is unknown", () => {
    expect(isTokenPath(text("/latest/api/token"))).toBe(true);
    expect(isTokenPath(text("//latest//api/token"))).toBe(true);
    expect(isTokenPath(text("/2021-03-23/api/token"))).toBe(false);
    expect(isTokenPath([{ kind: "text", text: "/" }, unknown, { kind: "text", text: "/api/token" }])).toBeUndefined();
    expect(isTokenPath([{ kind: "text", text: "/latest/meta-data/" }, unknown])).toBe(false);
  });

  it("can be that of another cloud", () => {
    expect(isOtherCloud(text("/metadata/instance"), [])).toBe(true);
    expect(isOtherCloud(text("/computeMetadata/v1/"), [])).toBe(true);
    expect(isOtherCloud(text("/latest/meta-data"), [text("Metadata:true")])).toBe(true);
    expect(isOtherCloud(text("/latest/meta-data"), [text("metadata-flavor: Google")])).toBe(true);
    expect(isOtherCloud(text("/latest/meta-data/metadata"), [text("X-Metadata: true")])).toBe(false);
  });
});

function header(...pieces: (string | Piece)[]): ReturnType<typeof readTokenHeader> {
  const line = pieces.map((piece): Piece => (typeof piece === "string" ? { kind: "text", text: piece } : piece));
  return readTokenHeader(line, []);
}

describe("the header", () => {
  const token: Piece = { kind: "unknown", reason: "placeholder", name: "token", nonEmpty: false };

  it("has no value if it ends with a semicolon: curl sends it empty or not at all", () => {
    for (const value of ["", "AQAE==", "$TOKEN"])
      expect(header(`X-aws-ec2-metadata-token;${value}`)).toEqual({ is: "empty", variable: undefined });
    expect(header("X-aws-ec2-metadata-token;", token)).toEqual({ is: "empty", variable: undefined });
  });

  it.each(["X-aws-ec2-metadata-token: ", "x-AWS-ec2-metadata-token:"])("%s", (name) => {
    expect(header(name)).toEqual({ is: "empty", variable: undefined });
    expect(header(`${name}AQAE==`)).toEqual({ is: "token" });
    expect(header(name, token)).toEqual({ is: "token" });
    expect(header(name, inherited)).toEqual({ is: "empty", variable: "TOKEN" });
    expect(header(`${name}$TOKEN`)).toEqual({ is: "literal", text: "$TOKEN" });
    expect(header(`${name}$(get_token)`)).toMatchObject({ is: "literal" });
  });

  it("continues the previous header if it begins with a space", () => {
    expect(header(" X-aws-ec2-metadata-token:", token)).toEqual({ is: "folded" });
    expect(header(inherited, "\tX-aws-ec2-metadata-token: ", token)).toEqual({ is: "folded" });
  });

  it("is a different header, or may be the token header", () => {
    for (const name of ["X-aws-ec2-metadata-token-ttl-seconds", "aws-ec2-metadata-token", "X_AWS_EC2_Metadata_Token"])
      expect(header(`${name}: 60`)).toEqual({ is: "misnamed", name });
    for (const name of ["Accept", "X-aws-ec2", "X-Metadata-Token", "aws-token"])
      expect(header(`${name}: 60`).is).toBe("other");
    expect(header("").is).toBe("other");
    expect(header(token).is).toBe("unknown");
    expect(header("X-", token, ": y").is).toBe("unknown");
    expect(header(token, "X: y").is).toBe("unknown");
  });
});
