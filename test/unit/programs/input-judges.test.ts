/** Which programs notice that a file is missing, and which of them also that it is not what it should be. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { noUnnoticedFailure } from "../../../rules/no-unnoticed-failure.ts";
import { lint } from "../../support/lint.ts";
import { document } from "../../support/rule-tester.ts";

const rules = { "no-unnoticed-failure": noUnnoticedFailure };

/** What is reported if the program checks a file from S3, and a file that may be curl's error page. */
function findingsOf(program: string): readonly (string | undefined)[] {
  const calls = ["aws s3 cp s3://b/f.rpm /tmp/f.rpm", "curl -so /tmp/f.rpm https://h/f.rpm"];
  return calls.map((call) => {
    const found = lint(document(`${call}\n${program} /tmp/f.rpm || exit 1\necho ok`), { rules });
    expect(found.length).toBeLessThan(2);
    return found[0]?.messageId;
  });
}

const list = (table: string): readonly string[] => table.trim().split(/ \|\s+/);

test.each(
  list(`
  gzip -d | gzip -td | gzip --decompress | bzip2 -d | bzip2 --test | xz -t | xz --uncompress | zstd -d | pigz -dc | age -d -i k |
  pg_restore -d x | openssl enc -d -aes-256-cbc -k x -in | gpg -d | sh | bash | dash |
  ./run | python | python3 | node | python3 -m json.tool | node -e x | yum install -y | dnf install -y | apt install -y |
  apt-get install -y | zypper in | gem install | pip install | pip3 install | rpm -i | dpkg -i | tar xf | unzip | jq -e . |
  jq --exit-status . | shasum -c | sha1sum -c | sha224sum -c | sha256sum --check | sha384sum -c | sha512sum -c |
  md5sum -c | b2sum -c | cosign verify-blob --key k | minisign -Vm
`),
)("%s notices a missing file, and another file in its place", (program) =>
  expect(findingsOf(program)).toEqual([undefined, undefined]),
);

test.each(
  list(
    "gzip | gzip -k | bzip2 | xz -9 | zstd | rm | cat | mv -t d | cp -t d | chmod 755 | chown root | head | wc -l | ls | jq . | md5sum | sha256sum",
  ),
)("%s notices only a missing file", (program) => expect(findingsOf(program)).toEqual([undefined, "httpError"]));

test.each(["rm -f", "rm --force", "rm -rf", "echo", "touch", "sync"])("%s notices nothing", (program) =>
  expect(findingsOf(program)).toEqual(["ignored", "ignored"]),
);

test.each(
  list(`
  wc | wc -l | cksum | sum | md5sum | shasum | sha1sum | sha224sum | sha256sum | sha384sum | sha512sum | b2sum | date | printf x |
  echo | od | xxd | hexdump | base64 | cat | sort | uniq | nl | tr a b | cut -c1 | head -1 | tail -1 | grep a | egrep a | fgrep a |
  grep -c a | grep -ic a | egrep --count a | fgrep -c a | zgrep -c a
`),
)("a test for an empty output of %s notices that its input is empty, unless it prints something for it", (program) => {
  const script = `X=$(aws s3 ls s3://b --profile p | ${program})\n[ -n "$X" ] || exit 1\necho ok`;
  const { status, stdout } = spawnSync("sh", ["-c", `${program} < /dev/null`], { encoding: "utf8" });
  // The program may not be installed.
  if (status !== 127) expect(lint(document(script), { rules }).length > 0).toBe(stdout.trim() !== "");
});

test.each(
  list(`
  gunzip -c | bzcat | xzcat | lzcat | zstdcat | unlzma | unpigz | gzip -dc | pigz -d | bzip2 -d | pbzip2 -d | xz -dc | lzma -d | lzop -d |
  zstd -dc | zstd -t | lz4 -d | age -d -i /dev/null | gzip | pigz | xz -9 | pg_restore -l | rpm2cpio | openssl x509 | openssl rsa |
  openssl enc -d -aes-256-cbc -k x | openssl enc -aes-256-cbc -k x | openssl enc -base64 | openssl enc -d -base64 -A | openssl base64 -d |
  openssl aes-256-cbc -k x | openssl aes-256-cbc -d -k x | openssl dgst -sha256 | openssl sha256 | openssl md5
`),
)("%s at the end of a pipeline notices that its input is empty if it fails then", (program) => {
  const { status } = spawnSync("sh", ["-c", `${program} < /dev/null > /dev/null 2>&1`]);
  const found = lint(document(`aws s3 cp s3://b/f - --profile p | ${program} > f || exit 1\necho ok`), { rules });
  // The program may not be installed.
  if (status !== 127) expect(found.length === 0).toBe(status !== 0);
});

// gpg 2.4 reports "no valid OpenPGP data found" and exits with 2, but encrypts and signs an empty input.
test.each([
  ["gpg -d", true],
  ["gpg --import", true],
  ["gpg -c", false],
  ["gpg --batch -se -r app", false],
  ["gpg --symmetric", false],
  ["gpg --dearmor", true],
  ["gpg --enarmor", false],
])("%s notices that its input is empty: %s", (program, isNoticed) => {
  const found = lint(document(`aws s3 cp s3://b/f - --profile p | ${program} > f || exit 1\necho ok`), { rules });
  expect(found.length === 0).toBe(isNoticed);
});

test("a signature of an empty input is wrong", () => {
  const script = "aws s3 cp s3://b/f - --profile p | openssl dgst -sha256 -verify key -signature s || exit 1\necho ok";
  expect(lint(document(script), { rules })).toEqual([]);
});

const CHECKSUMS = list("shasum | sha1sum | sha224sum | sha256sum | sha384sum | sha512sum | md5sum | b2sum");

test.each(CHECKSUMS)("%s fails for an empty input only if it checks a list", (program) => {
  for (const [options, messageId] of [
    ["", "pipeline"],
    [" -c", "ignored"],
    [" --check", "ignored"],
  ] as const) {
    const [found] = lint(document(`aws s3 cp s3://b/f - --profile p | ${program}${options}\necho ok`), { rules });
    expect(found?.messageId).toBe(messageId);
    const { status } = spawnSync("sh", ["-c", `${program}${options} < /dev/null`]);
    if (status !== 127) expect(status === 0).toBe(messageId === "pipeline");
  }
});
