/**
 * Files that one step writes and a later step finds. The agent runs each step as a process of its own, in order, on one machine, also
 * after a step that failed; it skips a step whose precondition does not hold.
 */
import { describe, expect, it } from "vitest";
import { recommended } from "../../../support/recommended.ts";

const RULE = "ssm/explicit-aws-credentials";

interface TestStep {
  readonly run: string;
  readonly precondition?: readonly [string, string];
}

const PARAMETERS = {
  Mode: { type: "String", allowedValues: ["a", "b"] },
  Other: { type: "String", allowedPattern: "^x$" },
};

const documentOf = (steps: readonly TestStep[]): string =>
  JSON.stringify({
    schemaVersion: "2.2",
    parameters: PARAMETERS,
    mainSteps: steps.map(({ run, precondition }, index) => ({
      action: "aws:runShellScript",
      name: `s${index}`,
      ...(precondition && { precondition: { StringEquals: precondition } }),
      inputs: { runCommand: [run] },
    })),
  });

/** The message IDs of the findings about credentials. */
const found = (...steps: readonly (string | TestStep)[]): readonly (string | undefined)[] =>
  recommended(documentOf(steps.map((one) => (typeof one === "string" ? { run: one } : one))), "document.json")
    .filter(({ ruleId }) => ruleId === RULE)
    .map(({ messageId }) => messageId);

const CALL = "aws s3 ls";
const CONFIGURE = "aws configure set aws_access_key_id AKIA\naws configure set aws_secret_access_key s";
const WRITE =
  "mkdir -p ~/.aws\nprintf '[default]\\naws_access_key_id=A\\naws_secret_access_key=s\\n' > ~/.aws/credentials";
const ABSOLUTE = WRITE.replaceAll("~", "/root");

describe("credentials that an earlier step has written", () => {
  it.each([
    CONFIGURE,
    WRITE,
    ABSOLUTE,
    `if a; then\n${WRITE}\nelse\n${CONFIGURE}\nfi`,
    `[ -d /srv ] || exit 1\n${WRITE}`,
  ])("reach each later step: %j", (write) => {
    expect(found(write, CALL)).toEqual([]);
    expect(found(write, "uptime", CALL)).toEqual([]);
    expect(found(write, "rm -f ~/.aws/cli/cache/x", CALL)).toEqual([]);
  });

  it.each([
    `if a; then\n${WRITE}\nfi`,
    `[ -d /srv ] || exit 0\n${WRITE}`,
    `${WRITE}\nrm -f ~/.aws/credentials`,
    "mkdir -p ~/.aws\nprintf '[app]\\naws_access_key_id=A\\n' >> ~/.aws/credentials",
    "sudo -u app aws configure set aws_access_key_id A",
    "echo aws configure set aws_access_key_id A",
  ])("do not reach it on every path: %j", (write) => expect(found(write, CALL)).toEqual(["nothing"]));

  it("do not reach the steps before", () => expect(found(CALL, WRITE)).toEqual(["nothing"]));

  it("are gone after a step that removes them", () => {
    expect(found(WRITE, CALL, "rm -rf ~/.aws", CALL)).toEqual(["nothing"]);
    expect(found(WRITE, "aws s3 ls\nrm -f ~/.aws/credentials", CALL)).toEqual(["nothing"]);
  });

  it("are not those of another user", () => expect(found(WRITE, "sudo -u app aws s3 ls")).toEqual(["nothing"]));

  it("depend on the precondition of the step that writes them", () => {
    const mode = ["{{ Mode }}", "a"] as const;
    expect(found({ run: WRITE, precondition: ["platformType", "Linux"] }, CALL)).toEqual([]);
    expect(found({ run: WRITE, precondition: mode }, CALL)).toEqual(["nothing"]);
    expect(found({ run: WRITE, precondition: mode }, { run: CALL, precondition: mode })).toEqual([]);
    expect(found({ run: WRITE, precondition: mode }, { run: CALL, precondition: ["{{ Other }}", "x"] })).toEqual([
      "nothing",
    ]);
    expect(found({ run: WRITE, precondition: mode }, CONFIGURE, { run: CALL, precondition: mode })).toEqual([]);
  });
});

describe("a file that an earlier step has written and a later step sources", () => {
  const write = (text: string): string => `cat > /opt/app/app.env <<'EOF'\n${text}\nEOF`;
  const SOURCE = `. /opt/app/app.env\n${CALL}`;

  it.each([
    ["export AWS_PROFILE=app", []],
    ["export AWS_DEFAULT_REGION=eu-west-1 AWS_PROFILE='app'\n# end", []],
    ["AWS_PROFILE=app", ["notExported"]],
    ["export AWS_DEFAULT_REGION=eu-west-1", ["nothing"]],
    ["set -a\nAWS_PROFILE=app\nset +a", []],
  ])("sets what it contains: %j", (text, expected) => {
    expect(found(write(text), SOURCE)).toEqual(expected);
    expect(found(write(text), "uptime", `if a; then\n${SOURCE}\nfi`)).toEqual(expected);
  });

  it("sets what the step knew", () => {
    const key = "K=$(aws sts assume-role --profile base --query K --output text)";
    const both = "export AWS_ACCESS_KEY_ID=$K AWS_SECRET_ACCESS_KEY=$K";
    expect(found(`${key}\necho "${both}" > /opt/app/app.env`, SOURCE)).toEqual([]);
  });

  it.each([
    `echo 'export AWS_DEFAULT_REGION=eu-west-1' >> /opt/app/app.env`,
    write('eval "$(get-keys)"'),
    write("/opt/app/prepare"),
    `${write("export AWS_DEFAULT_REGION=eu-west-1")}\nif a; then\n${write("export AWS_PROFILE=app")}\nfi`,
    `if a; then\n${write("export AWS_DEFAULT_REGION=eu-west-1")}\nfi`,
    write("export AWS_DEFAULT_REGION=eu-west-1").replace("app.env", "app.env.new"),
  ])("may contain anything else: %j", (first) => expect(found(first, SOURCE)).toEqual([]));
});
