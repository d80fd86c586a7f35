import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { credentialSources, type CredentialSource } from "../../../../src/aws/credentials/source.ts";
import type { Binding } from "../../../../src/shell/model/environment.ts";
import type { AbstractString } from "../../../../src/shell/model/value.ts";
import { argv, run, text, unknown } from "../../../support/aws-runs.ts";

const nothing = { profile: undefined, noSignRequest: false, open: false };
const span = { pos: 0, end: 1 };
const set = (value: AbstractString, exported = true): Binding => ({ state: "set", exported, value, span });

function sources(
  variables: Parameters<typeof run>[1],
  files: Parameters<typeof run>[2] = {},
  options: Partial<Parameters<typeof credentialSources>[1]> = {},
  trustSourced = true,
): CredentialSource[] {
  const start = run(argv("aws", "s3", "ls"), variables, files);
  return [...credentialSources(start, { ...nothing, ...options }, { trustSourced })].toSorted();
}

const KEYS = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "s" };

describe("the source of credentials", () => {
  it.each<[CredentialSource, Record<string, string>]>([
    ["implicit", {}],
    ["implicit", { AWS_ACCESS_KEY_ID: "a" }],
    ["implicit", { AWS_SECRET_ACCESS_KEY: "s", AWS_SESSION_TOKEN: "t" }],
    ["implicit", { AWS_ACCESS_KEY: "a", AWS_SECRET_KEY: "s" }],
    ["implicit", { AWS_ROLE_ARN: "r" }],
    ["implicit", { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://x" }],
    ["implicit", { AWS_PROFILE: "" }],
    ["implicit", { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" }],
    ["keys", KEYS],
    ["profile variable", { AWS_PROFILE: "p" }],
    ["profile variable", { AWS_DEFAULT_PROFILE: "p" }],
    ["web identity", { AWS_WEB_IDENTITY_TOKEN_FILE: "f", AWS_ROLE_ARN: "r" }],
    ["file variable", { AWS_SHARED_CREDENTIALS_FILE: "/dev/null" }],
  ])("%s: %j", (source, variables) => expect(sources(variables)).toEqual([source]));

  it("ignores variables that are not exported and arrays", () => {
    expect(sources({ AWS_PROFILE: [set(text("p"), false)] })).toEqual(["implicit"]);
    expect(
      sources({ AWS_PROFILE: [{ state: "set", exported: true, value: text("p"), span, array: [text("p")] }] }),
    ).toEqual(["implicit"]);
  });

  it("treats an inherited variable as empty, unless the agent sets it", () => {
    expect(sources({ AWS_PROFILE: [set(unknown("inherited", "PROFILE"))] })).toEqual(["implicit"]);
    expect(sources({ AWS_PROFILE: [set(unknown("inherited", "SSM_profile"))] })).toEqual(["profile variable"]);
    expect(sources({ AWS_PROFILE: [set(unknown("computed"))] })).toEqual(["profile variable"]);
    expect(sources({ AWS_PROFILE: [set(unknown("placeholder", "profile"))] })).toEqual(["profile variable"]);
  });

  it("recognizes an option that specifies or may specify a profile", () => {
    expect(sources({}, {}, { profile: text("p") })).toEqual(["option"]);
    expect(sources({}, {}, { profile: [] })).toEqual(["implicit"]);
    expect(sources({}, {}, { noSignRequest: true })).toEqual(["option"]);
    expect(sources({}, {}, { open: true })).toEqual(["option"]);
  });

  it("trusts a sourced file only if the option says so", () => {
    const sourced = { AWS_PROFILE: [{ state: "unknown", exported: true, span }] as const };
    expect(sources(sourced)).toEqual(["unknown"]);
    expect(sources(sourced, {}, {}, false)).toEqual(["implicit"]);
  });

  it("distinguishes alternatives", () => {
    const maybe = { ...KEYS, AWS_ACCESS_KEY_ID: [set(text("a")), { state: "unset", exported: false }] as const };
    expect(sources(maybe)).toEqual(["implicit", "keys"]);
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }), (exported) => {
        const bindings = exported.map((each) => set(text("p"), each));
        const expected = [...new Set(exported.map((each) => (each ? "profile variable" : "implicit")))].toSorted();
        expect(sources({ AWS_PROFILE: bindings })).toEqual(expected);
      }),
    );
  });
});

const file = (content: string, path = "~/.aws/credentials", variables = {}) =>
  sources(variables, { [path]: text(content) });

describe("files that the script wrote", () => {
  it("count if they define keys in the default profile", () => {
    expect(file("[default]\naws_access_key_id = a\naws_secret_access_key = s\n")).toEqual(["written file"]);
    expect(file("[default]\r\naws_access_key_id=a\r\n", "/root/.aws/credentials", { HOME: "/root" })).toEqual([
      "written file",
    ]);
    expect(file("[other]\naws_access_key_id = a\n")).toEqual(["implicit"]);
    expect(file("[default]\nregion = x\n")).toEqual(["implicit"]);
    expect(sources({}, { "~/.aws/credentials": unknown("input") })).toEqual(["written file"]);
  });

  it("count in the config file if they take precedence over a leftover key", () => {
    const config = "~/.aws/config";
    expect(file("[default]\nrole_arn = r\ncredential_source = Ec2InstanceMetadata\n", config)).toEqual([
      "written file",
    ]);
    expect(file("[default]\ncredential_source = Ec2InstanceMetadata\n", config)).toEqual(["implicit"]);
    expect(file("[default]\naws_access_key_id = a\naws_secret_access_key = s\n", config)).toEqual(["implicit"]);
    expect(file("[profile p]\nrole_arn = r\nsource_profile = x\n", config)).toEqual(["implicit"]);
  });
});
