import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAwsCommandLine } from "../../../../src/programs/aws/command-line.ts";
import { awsModel } from "../../../../src/programs/aws/model.ts";
import { credentialCalls } from "../../../../src/analysis/credentials/credential-call.ts";
import { knownText, outline } from "../../../../src/shell/model/value.ts";
import { argv, run, unknown, type Word } from "../../../support/aws-runs.ts";

const read = (...words: Word[]) => readAwsCommandLine(argv("aws", ...words));
const option = (line: ReturnType<typeof read>, name: "profile" | "output" | "query" | "region") => {
  const value = line.options.get(name);
  return value === undefined ? undefined : knownText(value);
};

const open = (...words: Word[]) => read(...words).open;
const needs = (...words: Word[]) => credentialCalls(run(argv("aws", ...words)).invocation).length > 0;

describe("the command line of aws", () => {
  it("accepts global options at any position", () => {
    const globals: Word[][] = [["--profile", "p"], ["--output=json"], ["--no-sign-request"], ["--query", "A[*].B"]];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...globals), fc.nat(3)), { maxLength: 6 }), (placed) => {
        const words: Word[] = [];
        for (let place = 0; place <= 3; place++) {
          for (const [global, at] of placed) if (at === place) words.push(...global);
          if (place < 3) words.push(["s3", "cp", "file"][place]!);
        }
        const line = read(...words);
        expect([line.command, line.operation]).toEqual(["s3", "cp"]);
        expect(line.parameters.map((parameter) => knownText(parameter.value))).toEqual(["file"]);
        expect(line.options.size).toBe(new Set(placed.map(([global]) => global[0])).size);
      }),
    );
  });

  it("recognizes an option by an unambiguous prefix", () => {
    expect(option(read("--prof", "p", "s3", "ls"), "profile")).toBe("p");
    expect(option(read("s3", "ls", "--reg=x"), "region")).toBe("x");
    expect(read("s3", "ls", "--no-sign").options.has("no-sign-request")).toBe(true);
    expect(read("s3", "ls", "--no-").options.size).toBe(0);
    expect(read("iam", "list-users", "--profiles", "p").options.size).toBe(0);
  });

  it("does not read an option as the value of another option", () => {
    expect(read("s3", "ls", "--profile", "--region", "x").options.has("profile")).toBe(false);
    expect(read("s3", "ls", "--profile", "--region", "x").stops).toBe(true);
    expect(read("s3", "ls", "--profile").stops).toBe(true);
    expect(read("s3", "ls", "--region").stops).toBe(false);
    expect(option(read("s3", "ls", "--query", "-1"), "query")).toBe("-1");
  });

  it("reads an unquoted variable that is never set as the value that the script means", () => {
    const variable: Word = { split: unknown("inherited", "P") };
    for (const words of [
      ["--region", variable, "s3", "ls", "a"],
      ["s3", "--region", variable, "ls", "a"],
      ["--profile", variable, "s3", "--output", variable, "ls", "a"],
      ["s3", "ls", "--region", variable, "a"],
      ["s3", "ls", variable, "a"],
      [variable, "s3", "ls", "a"],
      ["--debug", variable, "s3", "ls", "a"],
    ]) {
      const line = read(...words);
      expect([line.command, line.operation]).toEqual(["s3", "ls"]);
      expect(line.parameters.map(({ value }) => knownText(value))).toEqual(["a"]);
    }
    expect(read("s3", "ls", "--profile", variable).stops).toBe(true);
    expect(read("s3", "ls", "--profile", variable, "--region", "x").stops).toBe(true);
  });

  it("uses the last of two values, and no options after --", () => {
    expect(option(read("--profile", "a", "s3", "ls", "--profile", "b"), "profile")).toBe("b");
    expect(read("--", "s3", "ls", "--profile", "b").options.size).toBe(0);
  });

  it("returns the range of the words that form the command", () => {
    const args = argv("aws", "--region", "x", "s3", "cp", "a");
    expect(readAwsCommandLine(args).head).toEqual({ pos: args[0]!.pos, end: args[4]!.end });
  });
});

describe("aws configure set", () => {
  it.each<[name: string, options: Word[], file: string, written: string]>([
    ["region", [], "config", "[default]\nregion = v\n"],
    ["default.region", [], "config", "[default]\nregion = v\n"],
    ["profile.p.region", [], "config", "[profile p]\nregion = v\n"],
    ["region", ["--profile", "p"], "config", "[profile p]\nregion = v\n"],
    ["aws_access_key_id", [], "credentials", "[default]\naws_access_key_id = v\n"],
    ["profile.p.aws_access_key_id", [], "credentials", "[p]\naws_access_key_id = v\n"],
    ["profile.p.aws_session_token", ["--profile", "q"], "credentials", "[p]\naws_session_token = v\n"],
  ])("%s v %j writes to the %s file", (name, options, file, written) => {
    const call = run(argv("aws", "configure", "set", name, "v", ...options));
    const effects = awsModel(call, call);
    const writes = effects.flatMap((one) => (one.kind === "write" ? [[one.path, outline(one.content)]] : []));
    expect(writes).toEqual([[`~/.aws/${file}`, `\n${written}`]]);
  });
});

describe("an argument of unknown text", () => {
  const input: Word = { split: unknown("input") };

  it("is data if it is quoted", () => {
    const quoted: Word = { quoted: unknown("input") };
    expect(open("s3", "cp", quoted, quoted)).toBe(false);
    expect(open("ec2", "describe-instances", quoted)).toBe(false);
    expect(open(quoted, "ls")).toBe(false);
  });

  it("is data if a positional argument is expected", () => {
    expect(open("s3", "cp", input, input)).toBe(false);
    expect(open("s3", "cp", "--recursive", input, "s3://b")).toBe(false);
    expect(open("s3", "cp", "--acl", "private", input, "s3://b")).toBe(false);
  });

  it("is a value after an option", () => {
    expect(open("ec2", "describe-instances", "--instance-ids", input, input)).toBe(false);
    expect(open("s3", "cp", "a", "s3://b", "--sse", input)).toBe(false);
  });

  it("may be options if only options can follow", () => {
    expect(open("s3", "cp", "a", "s3://b", input)).toBe(true);
    expect(open("s3", "cp", input, "a", "s3://b")).toBe(true);
    expect(open("s3", "ls", "s3://b", "--recursive", input)).toBe(true);
    expect(open("ec2", "describe-instances", input)).toBe(true);
    expect(open("ec2", "describe-instances", "--region=x", input)).toBe(true);
    expect(open(input, "s3", "ls")).toBe(true);
    expect(open(input)).toBe(true);
  });

  it("is omitted if it is a variable that the script never sets", () => {
    const never: Word = { split: unknown("inherited", "OPTIONS") };
    const line = read(never, "s3", "ls", never);
    expect([line.command, line.operation, line.open]).toEqual(["s3", "ls", false]);
  });
});

describe("commands that need no credentials", () => {
  it.each([
    ["--version"],
    ["help"],
    ["s3"],
    ["s3", "help"],
    ["s3", "cp", "help"],
    ["configure"],
    ["configure", "list"],
    ["configure", "set", "region", "x"],
    ["configure", "list-profiles"],
    ["history", "list"],
    ["cloudfront", "sign", "--url", "u"],
    ["ec2", "describe-instances", "--generate-cli-skeleton"],
    ["sts", "assume-role-with-web-identity", "--role-arn", "r"],
    ["cognito-idp", "initiate-auth"],
    ["sso", "login"],
  ])("aws %s %s", (...words) => expect(needs(...words)).toBe(false));

  it.each([
    ["s3", "ls"],
    ["s3", "presign", "s3://b/k"],
    ["sts", "get-caller-identity"],
    ["sts", "assume-role"],
    ["configure", "export-credentials"],
    ["ecr", "get-login-password"],
    ["cognito-idp", "admin-initiate-auth"],
    ["eks", "update-kubeconfig", "--name", "n"],
  ])("not aws %s %s", (...words) => expect(needs(...words)).toBe(true));
});
