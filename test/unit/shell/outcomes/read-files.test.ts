/** A program that fails if its file is empty checks the calls whose output the file contains. */
import { expect, it } from "vitest";
import { rules } from "../../../../rules/index.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

it.each(["openssl x509 -in", "tar xf", "jq -e ."])("%s", (reader) => {
  const script = `export AWS_PROFILE=p\naws s3 cp s3://b/x - | jq -r .cert > cert.pem\n${reader} cert.pem || exit 1\necho`;
  // `lint` compares the findings of the slice with those of the complete script.
  expect(lint(document(script), { rules })).toEqual([]);
  expect(lint(document(script.replace(" || exit 1", "")), { rules })).toHaveLength(1);
});

// An empty output passes the test, so that the failure of the download is not noticed.
it.each([
  'X=$(cat f.x)\n[ "$X" != x ] || exit 1',
  '[ "$(cat f.x)" != x ] || exit 1',
  'read -r X < f.x\n[ "$X" != x ] || exit 1',
  "case $(cat f.x) in x) exit 1 ;; esac",
  'cp f.x g.x\nX=$(cat g.x)\n[ "$X" != x ] || exit 1',
  'get() { cat f.x; }\nX=$(get)\n[ "$X" != x ] || exit 1',
])("a file that the script downloads on one of two paths: %s", (test) => {
  const script = (check: string) => document(`if [ -f y ]; then curl -fsSo f.x http://h; fi\n${check}\necho`);
  expect(lint(script(test), { rules })).toHaveLength(1);
  expect(lint(script(test.replace("!= x", "= x").replace("in x)", "in x) ;; *)")), { rules })).toEqual([]);
});

it.each(["if c; then A=a; else A=b; fi", "case $1 in x86_64) A=a ;; aarch64) A=b ;; *) exit 1 ;; esac"])(
  "the name of the file is one of several: %s",
  (choice) => {
    const both = (download: string, file: string, check: string) =>
      lint(document(`${choice}\n${download}\ntar xzf ${file}${check}\necho`), { rules });
    for (const [download, file] of [
      ['curl -fsSLO "https://h/tool_$A.tar.gz"', '"tool_$A.tar.gz"'],
      ['F="tool_$A.tar.gz"\ncurl -fsSL -o "$F" "https://h/$F"', '"$F"'],
    ] as const) {
      expect(both(download, file, " || exit 1")).toEqual([]);
      expect(both(download, file, "")).toHaveLength(1);
    }
  },
);

it.each([
  "cat > f.txt <<EOF\nstatus: $S\nEOF",
  "cat <<EOF > f.txt\n$S\nEOF",
  "tee f.txt <<EOF\n$S\nEOF",
  "cat <<EOF | sort > f.txt\n$S\nEOF",
  "{ cat; } > f.txt <<EOF\n$S\nEOF",
  "cat > e.txt <<EOF\n$S\nEOF\ncat e.txt > f.txt",
  "cat > f.txt <<EOF\n$(latest)\nEOF",
])("a here-document that becomes a file: %s", (write) => {
  const script = `export AWS_PROFILE=p\nlatest() { aws s3 ls; }\n${write.includes("latest") ? "" : "S=$(latest)"}\n${write}\ngrep -q ok f.txt`;
  expect(lint(document(`${script} || exit 1\necho`), { rules })).toEqual([]);
  expect(lint(document(`${script}\necho`), { rules }).length).toBeGreaterThan(0);
});

it.each([
  ["curl -sLo a.tgz http://h/a.tgz", "tar xzf a.tgz"],
  ["curl -sLo a.zip http://h/a.zip", "unzip -q a.zip"],
  ["curl -sL http://h/a.deb > a.deb", "dpkg -i a.deb"],
  ["curl -sLo a.rpm http://h/a.rpm", "yum install -y ./a.rpm"],
  ["curl -so i.zip http://h/i.zip\nunzip i.zip", "sudo ./aws/install"],
])("the script ends with the status of the program that reads the file: %s, %s", (download, reader) => {
  const found = (script: string): unknown[] => lint(document(script), { rules });
  expect(found(`${download}\n${reader}`)).toEqual([]);
  expect(found(`f() {\n${download}\n${reader}\n}\nf`)).toEqual([]);
  expect(found(`${download}\n${reader}\nexit $?`)).toEqual([]);
  expect(found(`${download}\n${reader}\necho`)).toHaveLength(1);
});
