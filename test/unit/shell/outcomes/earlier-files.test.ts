/** Files of earlier calls: what may remove or replace them between two calls, and what does not. */
import { describe, expect, it } from "vitest";
import { rules } from "../../../../rules/index.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

/** Whether a test of the file may find that of the earlier iteration. `lint` compares the slice with the complete script. */
function mayBeOld(file: string, command: string): boolean {
  const loop = `for D in $(seq 3); do curl -fsSo ${file} http://h/; [ -s ${file} ] || exit 1; ${command}; done\necho`;
  return lint(document(loop), { rules }).some(({ messageId }) => messageId === "oldFile");
}

it.each([
  "cd /opt",
  "pushd /opt",
  "rm -rf *",
  'rm "$X"',
  "rm -r .",
  "git pull",
  "find /opt -delete",
  "$CLEAN",
  "(rm k.x)",
])("no earlier file after %s", (command) => expect(mayBeOld("k.x", command)).toBe(false));

it.each(["(cd /opt; ls > /dev/null)", "X=$(cd /opt && pwd)", "rm -f other", "gzip other", "(rm other)", "ls"])(
  "the earlier file is still there after %s",
  (command) => expect(mayBeOld("k.x", command)).toBe(true),
);

it("the directory does not matter for an absolute name", () => {
  expect(mayBeOld("/opt/k.x", "cd /tmp")).toBe(true);
  expect(mayBeOld("/opt/k.x", "rm -rf /opt")).toBe(false);
  expect(mayBeOld("/opt/k.x", "rm -rf /tmp/a")).toBe(true);
});

it("a function that removes files does so in each call", () => {
  const script = (remove: string) => `clean() { ${remove}; }
for D in $(seq 3); do clean; curl -fsSo /opt/k.x http://h/; [ -s /opt/k.x ] || exit 1; done`;
  expect(lint(document(script("find /opt -type f -delete")), { rules })).toEqual([]);
  expect(lint(document(script("rm -f /opt/x")), { rules })).toHaveLength(1);
});

it("the URL of a download is not the name of a file that it reads", () => {
  const loop = "for I in 1 2 3; do curl -fsSO https://h/a.rpm; rpm -U a.rpm; done";
  for (const script of [`(${loop})`, `X=$(${loop})`])
    expect(lint(document(script), { rules })).toMatchObject([{ messageId: "ignored" }]);
});

it.each([
  ["/tmp/", "/tmp/a.zip"],
  [".", "a.zip"],
  ["./", "a.zip"],
  ["/tmp/b.zip", "/tmp/b.zip"],
])("aws s3 cp s3://b/a.zip %s writes %s", (target, file) => {
  const loop = (names: string, name: string) =>
    `for D in ${names}; do aws s3 cp s3://b/${name}.zip ${target}; [ -s ${file.replace("a.", `${name}.`)} ] || exit 1; done`;
  const found = (script: string) =>
    lint(document(script), { rules: { "no-unnoticed-failure": rules["no-unnoticed-failure"] } });
  expect(found(loop("1 2 3", "a")).map(({ message }) => /the (\S+) of an earlier call/.exec(message)?.[1])).toEqual([
    file,
  ]);
  const isSame = !file.includes("a.");
  expect(found(loop("a c d", "$D"))).toHaveLength(isSame ? 1 : 0);
});

// `aws s3 cp s3://b/a.sh /opt/x` (CLI 1.32 and 2.17) writes /opt/x/a.sh if /opt/x is a directory, and else the file /opt/x.
describe("a target that may be a directory", () => {
  const pair = (target: string, check: string, before = "|| exit 1"): string =>
    `aws s3 cp s3://b/a.sh ${target} ${before}\naws s3 cp s3://b/c.sh ${target}\n${check} || exit 1\necho`;
  const found = (script: string): readonly unknown[] =>
    lint(document(`export AWS_PROFILE=app\n${script}`), { rules }).flatMap(({ messageId, message }) =>
      messageId === "oldFile" ? (/the (\S+) of an earlier call/.exec(message)?.[1] ?? "?") : (messageId ?? "?"),
    );

  it.each(["bash /tmp/c.sh", "chmod +x /tmp/c.sh", "[ -s /tmp/c.sh ]"])("is not replaced as a whole: %s", (check) =>
    expect(found(pair("/tmp", check))).toEqual([]),
  );

  it("each file in it is checked on its own", () => {
    expect(found(pair("/tmp", "chmod +x /tmp/a.sh /tmp/c.sh", ""))).toEqual([]);
    expect(found(pair("/tmp", "bash /tmp/a.sh && bash /tmp/c.sh", ""))).toEqual([]);
    expect(found(pair("/tmp", "bash /tmp/c.sh", ""))).toEqual(["ignored"]);
  });

  it.each([
    'get() { aws s3 cp "s3://b/$1" /opt/x; bash "/opt/x/$1" || exit 1; }\nget a.sh\nget c.sh',
    "for F in a.sh c.sh; do aws s3 cp s3://b/$F /opt/x; bash /opt/x/$F || exit 1; done",
  ])("names other files in other calls of the same command: %s", (script) => expect(found(script)).toEqual([]));

  it("is a file if the script tests it as one, and keeps that of the earlier call", () => {
    expect(found(pair("/opt/x", "[ -s /opt/x ]"))).toEqual(["/opt/x"]);
    expect(found(pair("/opt/x", "[ -s /opt/x/c.sh ]").replace("a.sh", "c.sh"))).toEqual(["/opt/x/c.sh"]);
  });
});
