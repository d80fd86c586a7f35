import { expect, it } from "vitest";
import { machineQuestion } from "../../../../src/shell/syntax/machine-question.ts";
import { evaluated, views } from "../../../support/evaluating.ts";

const profiles = (text: string): readonly string[] => views(text, "AWS_PROFILE");

const twice = (first: string, second: string, between = ":"): readonly string[] =>
  profiles(`if ${first}; then export AWS_PROFILE=x; fi\n${between}\nif ${second}; then aws; fi`);

it.each([
  ["[ -f /etc/redhat-release ]", "[ -f /etc/redhat-release ]", "yum install -y app"],
  ['test -f "/etc/redhat-release"', "[[ -f /etc/redhat-release ]]", ":"],
  ["command -v yum > /dev/null 2>&1", "command -v yum &> /dev/null", "install_all"],
  ["command -v curl > /dev/null", "command -v curl", "X=$(curl -s http://host)"],
  ["grep -q 'Amazon Linux' /etc/os-release", 'grep -q "Amazon Linux" /etc/os-release', ""],
  ['[ "$(uname -m)" = aarch64 ]', "[[ $(uname -m) == aarch64 ]]", ""],
  ['[ "$(uname -m)" = "aarch64" ]', "[ $(uname -m) = 'aarch64' ]", ""],
  ["[ -d /opt/app ]", "[ -d /opt/app ]", "echo x\naws s3 cp /a s3://b/"],
])("%s and later %s have one answer", (first, second, between) => {
  expect(twice(first, second, between.replace("aws", "curl")).at(-1)).toBe("x");
});

it.each([
  ["! [ -f /etc/debian_version ]", "[ ! -f /etc/debian_version ]", "x"],
  ["[ -f /etc/debian_version ]", "! [ -f /etc/debian_version ]", "inherited"],
  ['[ "$(uname -m)" != aarch64 ]', '[ "$(uname -m)" = aarch64 ]', "inherited"],
])("%s and %s are one question", (first, second, seen) => {
  expect(twice(first, second)).toEqual([seen]);
});

it("on a path that has ended, in a function, in a subshell and in a loop", () => {
  const first = "[ -f /etc/debian_version ]";
  expect(profiles(`${first} || exit 1\nif ${first}; then export AWS_PROFILE=x; fi\naws`)).toEqual(["x"]);
  expect(profiles(`f() { ${first} && aws; }\nif ${first}; then export AWS_PROFILE=x; fi\nf`)).toEqual(["x"]);
  expect(profiles(`if ${first}; then export AWS_PROFILE=x; fi\n( if ${first}; then aws; fi )`)).toEqual(["x"]);
  expect(
    profiles(`for i in 1 2; do if ${first}; then export AWS_PROFILE=x; fi; if ${first}; then aws; fi; done`),
  ).toEqual(["x"]);
});

it.each([
  ["a program may write the file", "[ -f /opt/x ]", "setup"],
  ["its directory is made", "[ -d /opt/x ]", "mkdir -p /opt/x"],
  ["the script writes the file", "[ -s /opt/x ]", "echo a > /opt/x"],
  ["a download writes the file", "[ -f /opt/x ]", "curl -o /opt/x https://host/x"],
  ["PATH has changed", "command -v app", "PATH=$PATH:/opt/bin"],
  ["a program downloads itself", "command -v curl", "curl -o /usr/bin/curl http://host"],
  ["a function gets the name", "command -v app", "app() { :; }"],
  ["a loop waits for it", "[ -f /opt/x ]", "until [ -f /opt/x ]; do :; done"],
  ["time may pass", "[ -f /opt/x ]", "sleep 5"],
])("the answer may change if %s", (_, question, between) => {
  expect(twice(question, question, between).toSorted()).toContain("inherited");
});

it("a question that decides nothing else keeps no paths apart", () => {
  const other = (name: string): string => `if [ -f /etc/${name}-release ]; then echo ${name}; fi`;
  const names = ["redhat", "centos", "fedora", "suse"];
  expect(profiles([...names, ...names].map(other).join("\n") + "\naws")).toEqual(["inherited"]);
});

it("hundreds of questions do not use up what may be evaluated", () => {
  const asking = Array.from({ length: 300 }, (_, i) => `if [ -f /opt/f${i} ]; then export AWS_PROFILE=p${i}; aws; fi`);
  const { cuts, invocations } = evaluated([...asking, ...asking].join("\n"));
  expect(cuts.filter(({ limit }) => limit === "commands")).toEqual([]);
  expect(invocations.filter(({ program }) => program === "aws")).toHaveLength(600);
});

it.each(["[ -f $F ]", "[ -f a ]", "[ -f /a -o -f /b ]", "-f /a", "grep -q a", "command -v $X", "[ $(c) = a ]"])(
  "%s is not such a question",
  (text) => {
    expect(machineQuestion(text)).toBeUndefined();
  },
);
