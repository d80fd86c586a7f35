/**
 * The command line evaluates only a slice of each script, and finds what an evaluation of the complete script finds.
 * test/differential/fixes/corpus.test.ts compares them in real documents.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rules } from "../../../rules/index.ts";
import { script as credentialsScript } from "../../oracle/generate.ts";
import { extractionScript } from "../../oracle/extraction-scripts.ts";
import { script as metadataScript, scriptText } from "../../oracle/metadata-generate.ts";
import { scriptText as credentialsText } from "../../oracle/script-text.ts";
import { document } from "../../support/rule-tester.ts";
import { lint } from "../../support/lint.ts";
import { seed as suiteSeed } from "../../support/seed.ts";

function findings(text: string, complete: boolean, filename = "doc.yaml"): string[] {
  return lint(text, { rules, filename, config: { languageOptions: { complete } } })
    .map(({ ruleId, line, column, messageId, message }) => `${line}:${column} ${ruleId} ${messageId} ${message}`)
    .toSorted();
}

function agrees(text: string): void {
  // `lint` itself compares the findings and fixes of the slice with those of the complete script.
  lint(text, { rules });
}

/** The number of scripts of each kind for each seed; extractions have twice as many. */
const runs = Number(process.env["RUNS"] ?? 30);

/** `SEEDS=1-200` runs all these seeds, instead of `SEED` or the seed of the suite. */
const [first = suiteSeed, last = first] = process.env["SEEDS"]?.split("-").map(Number) ?? [];
const seeds = Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe("the command line finds what an evaluation of the complete script finds", () => {
  it("in JSON of unknown origin, without aws, curl or wget", () => {
    const text = document(`V=$(docker inspect web | grep '"name"' | cut -d'"' -f4)`);
    expect(findings(text, true)).toHaveLength(1);
    agrees(text);
  });

  it.each([
    "bash <<'EOF'\n*\nEOF",
    "cat <<'EOF' | sudo sh\n*\nEOF",
    "cat > /tmp/x.sh <<'EOF'\n*\nEOF\nbash /tmp/x.sh",
    "cat > /tmp/x.sh <<'EOF'\n#!/bin/sh\n*\nEOF\nchmod +x /tmp/x.sh\n/tmp/x.sh",
    "cat > /tmp/x.sh <<'EOF'\n*\nEOF\n. /tmp/x.sh",
    "sudo -u root tee /usr/local/bin/x > /dev/null <<'EOF'\n#!/bin/sh\n*\nEOF\nx",
  ])("in JSON of unknown origin that a script in a here-document reads: %s", (script) => {
    const text = document(script.replace("*", `docker inspect web | grep '"name"' | cut -d'"' -f4`));
    expect(findings(text, true).filter((one) => one.includes("no-fragile-json-parsing"))).toHaveLength(1);
    agrees(text);
  });

  it("in a here-document right after its delimiter", () => {
    const text = document("sudo bash <<EOF\naws s3 ls\nEOF");
    expect(findings(text, true)).toHaveLength(1);
    agrees(text);
  });

  it.each([
    ["ERR", "trap 'aws s3 ls' ERR\nc"],
    ["EXIT", "set -e\ntrap 'aws s3 ls' EXIT\nc\nexport AWS_PROFILE=p"],
  ])("in a trap that any failure runs: %s", (_, script) => {
    const text = document(`#!/bin/bash\n${script}`);
    expect(findings(text, true)).toHaveLength(1);
    agrees(text);
  });

  it.each([
    ["F=()", "F+=(o)", "F+=(p)", "[ ${#F[@]} -eq 0 ]"],
    ["F=x", "F+=(o)", "F+=(p)", "[ ${#F[@]} -ne 1 ]"],
    ["unset F", "F=o", "F=p", '[ -z "${F+x}" ]'],
    ["unset F", "F=(o)", "F=(p)", "[ ${#F[@]} -eq 0 ]"],
  ])("before a test of a variable that may not have changed: %s, %s, %s, %s", (start, change, otherChange, test) => {
    const text = document(
      `#!/bin/bash\naws s3 ls\n${start}\nif c; then ${change}; fi\nif d; then ${otherChange}; fi\n${test}`,
    );
    expect(findings(text, true).filter((one) => one.includes("no-unnoticed-failure"))).toHaveLength(1);
    agrees(text);
  });

  const retriedAfter = (command: string): string =>
    document(
      `#!/bin/bash\nset -- a b\nwhile [ $# -gt 0 ]; do\n${command}\nn=0; until aws s3 ls; do n=$((n + 1)); [ "$n" -ge 2 ] && break; done\ndone`,
    );

  it.each(["df; shift", "echo again; shift"])("in a retry loop in another loop, after %s", (command) =>
    agrees(retriedAfter(command)),
  );

  it("in a retry loop in another loop, after a command that is no response to its failure", () => {
    const text = retriedAfter("shift");
    expect(findings(text, false).filter((one) => one.includes("no-unnoticed-failure"))).toHaveLength(1);
    agrees(text);
  });

  it("in an uncalled function that code in a string defines", () => {
    const text = document("echo x | xargs bash -c 'f() { aws s3 ls; }'\naws s3 ls --profile p");
    expect(findings(text, true)).toHaveLength(1);
    agrees(text);
  });

  it("through an alias", () => {
    const text = document("alias a=aws b='export AWS_PROFILE=p'\na s3 ls\nb\na s3 ls");
    expect(findings(text, true).filter((one) => one.includes("explicit-aws-credentials"))).toHaveLength(1);
    agrees(text);
  });

  it.each([
    ["set -e", 'c && export AWS_PROFILE=p\n[ -n "$AWS_PROFILE" ]\naws s3 ls', 0],
    ["set -e", "read -rd '' X <<< 'a b'\naws s3 ls", 0],
    ["set -e", "read -rd '' X <<< 'a b' || true\naws s3 ls", 1],
    ["set -o allexport", "AWS_PROFILE=p\naws s3 ls", 0],
    ["alias a=aws", "a s3 ls", 1],
    ["f() { aws s3 ls; }; export -f f", "bash -c f", 1],
  ])("if a function changes the state of the shell: %s", (change, rest, count) => {
    const text = document(`#!/bin/bash\nshopt -s expand_aliases\nsetup() {\n${change}\n}\nsetup\n${rest}`);
    expect(findings(text, true).filter((one) => one.includes("explicit-aws-credentials"))).toHaveLength(count);
    agrees(text);
  });

  it.each([
    ["words", "X=--profile,p\naws s3 ls $X"],
    ["lines", 'read -r X P <<< "x,p"\naws s3 ls --profile "$P"'],
  ])("if %s are split differently", (_, code) => {
    const text = document(`#!/bin/bash\nIFS=,\n${code}`);
    expect(findings(text, false).filter((one) => one.includes("explicit-aws-credentials"))).toEqual([]);
    agrees(text);
  });

  it("if getopts starts again", () => {
    const inner =
      "set -- -p p; OPTIND=1\nwhile getopts p: o; do case $o in p) export AWS_PROFILE=$OPTARG ;; esac; done";
    const text = document(`#!/bin/bash\nOPTIND=1\nwhile getopts ab o1 -a -b; do\n${inner}\naws s3 ls\ndone`);
    expect(findings(text, false)).toEqual([]);
    agrees(text);
  });

  it.each(["if getopts ab o -a; then aws s3 ls; fi", "while getopts ab o -a; do aws s3 ls; done"])(
    "if getopts starts again after a loop that is evaluated: %s",
    (code) => {
      const loop = "while getopts ab o -a -b; do export AWS_PROFILE=p; done; unset AWS_PROFILE";
      const text = document(`#!/bin/bash\n${loop}\nOPTIND=1\n${code}`);
      expect(findings(text, false).filter((one) => one.includes("explicit-aws-credentials"))).toHaveLength(1);
      agrees(text);
    },
  );

  it.each([
    ["assigns a variable", "eval 'A=P; aws s3 ls --profile \"${!A}\"'", 0],
    ["sets an option", "aws s3 ls\nX='set +e'\neval \"$X\"\naws s3 ls", 2],
    ["assigns a variable, in a pipe", "export P; echo 'A=P; aws s3 ls --profile \"${!A}\"' | bash", 0],
    ["assigns a variable, in a file", "cat > ./run <<'E'\nA=P\naws s3 ls --profile \"${!A}\"\nE\n. ./run", 0],
    ["copies a variable, in a file", "cat > ./env <<'E'\nQ=$P\nE\n. ./env\naws s3 ls --profile \"$Q\"", 0],
    [
      "copies a variable, on several lines",
      "{ echo X=1; echo 'Q=$P'; } > ./env\n. ./env\naws s3 ls --profile \"$Q\"",
      0,
    ],
    ["copies an empty variable", 'echo \'Q=$EMPTY\' > "$DIR/env"\n. $DIR/env\naws s3 ls --profile "$Q"', 1],
  ])("if code that runs later %s", (_, code, count) => {
    const text = document(`#!/bin/bash\nDIR=/tmp\nP=p\nEMPTY=\n${code}`);
    expect(findings(text, false).filter((one) => one.includes("explicit-aws-credentials"))).toHaveLength(count);
    agrees(text);
  });

  it.each([
    ["in a variable", `X='{"name": 1}'\nV=$(echo "$X" | grep '"name"' | cut -d'"' -f4)`],
    ["in a file", `echo '{}' > /tmp/j\nV=$(grep '"name"' /tmp/j | cut -d'"' -f4)`],
    ["as an argument", `f() {\n  echo "$1" | grep '"name"' | cut -d'"' -f4\n}\nX='{}'\nf "$X"`],
    ["in the input of a loop", `X='{}'\nwhile read -r L; do echo "$L" | grep '"name"' | cut -d'"' -f4; done <<< "$X"`],
  ])("if the script contains the JSON: %s", (_, script) => {
    agrees(document(script));
  });

  it("if a text tool extracts from credentials without a pattern that suggests JSON", () => {
    const answer = "#!/bin/bash\nC=$(curl -s http://169.254.170.2$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI)";
    const text = document(
      `${answer}\nX=$(awk '/AccessKey/' <<< "$C" | cut -d: -f2- | sed 's/[^0-9A-Za-z/+=]*//g' | sort -u)`,
    );
    expect(findings(text, true).filter((one) => one.includes("no-fragile-json-parsing"))).toHaveLength(1);
    agrees(text);
  });

  it.each([
    ["with a redirection", "curl -s URL > /tmp/d", "awk '/ailabilityZone/' /tmp/d | cut -d: -f2 | tr -d '\", '"],
    ["with -o", "curl -so /tmp/d URL", "awk '/ailabilityZone/' /tmp/d | cut -d: -f2 | tr -d '\", '"],
    ["with tee", "curl -s URL | tee /tmp/d", "'awk' '/ailabilityZone/' /tmp/d | cut -d: -f2 | tr -d '\", '"],
    ["through a variable", 'D=$(curl -s URL)\necho "$D" > /tmp/d', "awk /ailabilityZone/ /tmp/d | cut -d: -f2"],
    ["in a function", "get() { curl -s URL; }\nF=/tmp/d\nget > $F", "awk /ailabilityZone/ $F | cut -d: -f2"],
    [
      "in a function behind two other functions",
      "a() { b; }\nb() { c; }\nc() { curl -s URL; }\na > /tmp/d",
      "awk /ailabilityZone/ /tmp/d | cut -d: -f2",
    ],
    ["as a copy", "curl -s URL > /tmp/e\ncp /tmp/e /tmp/d", "cat /tmp/d | awk /ailabilityZone/ | cut -d: -f2"],
  ])("in a file with a response that is written %s", (_, answer, extraction) => {
    const url = "http://169.254.169.254/latest/dynamic/instance-identity/document";
    const text = document(`${answer.replace("URL", url)}\nX=$(${extraction})`);
    expect(findings(text, true).filter((one) => one.includes("fragile"))).toHaveLength(1);
    agrees(text);
    const lines = document(`${answer.replace("URL", url)}\nwhile read -r L; do echo "$L" | cut -d: -f2; done < /tmp/d`);
    agrees(lines);
  });

  it("in loops with many paths and other assignments", () => {
    const put = `T=$(curl -sf -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token)`;
    const inner = `while q; do\nif q; then\nF=-s\nH="X-aws-ec2-metadata-token:$T"\n${put}\nfi\n${put}\ndone`;
    const outer = `while q; do\n${inner}\nwhile q; do\nH="X-aws-ec2-metadata-token: $T"\ndone\ndone`;
    const request = `wget -qO- --header "$H" http://169.254.169.254/latest/meta-data/a`;
    const text = document(`#!/bin/bash\n${outer}\nset -u\n${request}`);
    expect(findings(text, false).filter((one) => one.includes("somePaths"))).toHaveLength(1);
    agrees(text);
  });

  it.each([
    ["readonly", "if q; then\nreadonly R=1\nfi"],
    ["local", "f() {\nif q; then\nlocal R=1\nfi"],
  ])("if paths differ in an irrelevant variable that is %s", (_, branch) => {
    const put = `T=$(curl -sf -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token)`;
    const request = "curl -s http://169.254.169.254/latest/meta-data/a";
    const code = `${put}\nif [ -z "$T" ]; then\n${put}\nfi\n${put}\n${request}`;
    const text = branch.startsWith("f()") ? `${branch}\n${code}\n}\nf` : `${branch}\n${code}`;
    agrees(document(`#!/bin/bash\nT=\n${text}`));
  });

  it.each([
    'V=\n: "${V:?}"',
    'V=a\nV=\n: "${V:?}"',
    'V=a\nV=\n[ -n "$V" ] || exit 1',
    'W=\nV=$W\n[ -n "$V" ] || exit 1',
  ])("if the script ends because of a value: %s", (end) => {
    const text = document(`#!/bin/bash\n${end}\naws s3 ls`);
    expect(findings(text, false)).toEqual([]);
    agrees(text);
  });

  it("if a here-document of a shell reads a file that the script wrote", () => {
    const request = "curl -s -H @headers http://169.254.169.254/latest/meta-data/a";
    const text = document(`#!/bin/bash\n: > headers\nbash <<'END'\n${request}\nEND`);
    expect(findings(text, false).filter((one) => one.includes("require-imdsv2"))).toHaveLength(1);
    agrees(text);
  });

  it("if an assignment to a read-only variable ends the script", () => {
    const text = document("#!/bin/sh\nreadonly R=1\nR=2\naws s3 ls");
    agrees(text);
  });

  it.each([
    [
      "words of JSON on one line, next to code in a string",
      `case $M in a) X=$(docker inspect web) ;; esac\nbash -c 'X=$(docker inspect web)'\ncase $M in a) V=$(echo $X | grep '"name"' | cut -d'"' -f4) ;; esac`,
      1,
    ],
    [
      "a file that a loop may have written",
      `bash -c 'V=$(cut -d: -f4 <<< "$X")'\nwhile [ -e /g ]; do\ncat > /tmp/j <<EOF\n{\n  "name": "web"\n}\nEOF\ndone\n{\nV=$(cat /tmp/j | grep '"name"' | awk -F'"' '{print $4}')\n} | cat`,
      1,
    ],
    [
      "a pattern that the previous iteration has set",
      `while [ -e /g ]; do\nV=$(grep "\\"$K\\"" <<< "$X" | cut -d'"' -f4)\nK=name\ndone`,
      1,
    ],
    [
      "a file that the previous iteration has written",
      `while [ -e /g ]; do\nV=$(grep '"name"' /tmp/j | cut -d'"' -f4)\necho plain > /tmp/j\ndone`,
      1,
    ],
    [
      "a variable that a loop always empties",
      `X=\nwhile [ -e /g ]; do\nX=\ndone\nV=$(echo "$X" | grep '"name"' | cut -d'"' -f4)`,
      0,
    ],
    [
      "a file that a loop may have written a variable into",
      `echo '{"name": "web"}' > /tmp/j\nwhile [ -e /g ]; do\necho "$X" > /tmp/j\ndone\nV=$(grep '"name"' /tmp/j | cut -d'"' -f4)`,
      1,
    ],
    [
      "a here-document with a plain variable",
      `X=plain\ncat > /tmp/j <<EOF\n$X\nEOF\nV=$(grep '"name"' /tmp/j | cut -d'"' -f4)`,
      0,
    ],
    [
      "some of several variables, in an uncalled function",
      `f() {\nV=$(grep "\\"$K\\"" <<< "$X" | cut -d'"' -f4)\n}\nwhile [ -e /g ]; do\nX=$(docker inspect web)\ndone\ncase $M in\na)\nK=name\nX=$(docker inspect web)\n;;\nesac\nbash -c 'X=$(docker inspect web)'`,
      1,
    ],
  ])("in %s", (_, script, count) => {
    const text = document(`#!/bin/bash\n${script}`);
    expect(findings(text, true).filter((one) => one.includes("fragile"))).toHaveLength(count);
    agrees(text);
  });

  it.each([
    ["two variables", 'A=a; B=ws\n"$A$B" s3 ls', 1],
    ["a variable and text, on one path", "if x; then A=aw; else A=kubectl; fi\n${A}s s3 ls", 1],
    ["arguments of a function", "f() { $1$2 s3 ls; }\nf a ws", 1],
    ["two variables, after a wrapper", "A=a; B=ws\nsudo $A$B s3 ls", 1],
    ["a value without its end", "A=aws-cli\n${A%-cli} s3 ls", 1],
    ["a value in lower case, in a function", 'f() { "${1,,}" s3 ls; }\nf AWS', 1],
    ["a value without its start, after a wrapper", 'A=x-aws\nsudo "${A#x-}" s3 ls', 1],
    ["a value without its end, in a variable", 'A=aws-cli\nB="${A%-cli}"\nsudo "$B" s3 ls', 1],
    ["a value without its end, in a local variable", "f() { local b=${1%-cli}; $b s3 ls; }\nf aws-cli", 1],
    ["a variable and text, in a variable", 'A=aw; B=$A"s"\nsudo "$B" s3 ls', 1],
    ["two variables, in a variable", "A=aw; C=s; B=$A$C\n$B s3 ls", 1],
    [
      "two variables, in the last of many values of a variable",
      `A=aw; C=s\n${"B=date\n".repeat(20)}B=$A$C\n$B s3 ls`,
      1,
    ],
    ["a variable and text that name another program, in a variable", "A=aw; B=${A}x\n$B s3 ls", 0],
    ["variables that are assigned each other", "A=$B; B=$A\nC=${A#x}\n$C$A s3 ls", 0],
    ["a value without its end that names another program", "A=kubectl-aws\n${A%-aws} s3 ls", 0],
    ["two variables that name another program", "A=kube; B=ctl\n$A$B s3 ls", 0],
  ])("through a name that is composed from %s", (_, code, count) => {
    const text = document(`#!/bin/bash\n${code}`);
    expect(findings(text, false).filter((one) => one.includes("explicit-aws-credentials"))).toHaveLength(count);
    agrees(text);
  });

  it.each([
    "false",
    "[ 1 = 2 ]",
    "[[ a == b ]]",
    "if q; then\nfalse\nelse\nexit\nfi",
    "f() {\nreturn 1\n}\nf",
    'N=0\n[ "$N" = 1 ]',
    "N=0\n[[ $N -gt 1 ]]",
    "N=0\n((N++))",
    "N=0\nlet N++",
    "N=0\nf() {\n((N++))\n}\nf",
    "N=1\nif q; then\n((--N))\nelse\n((N -= 1))\nfi",
  ])("after a command that always fails under set -e: %s", (code) => {
    const text = document(`#!/bin/bash\nset -e\n${code}\naws s3 ls`);
    expect(findings(text, false)).toEqual([]);
    agrees(text);
  });

  it.each(["N=1\n((N++))", "N=0\n((++N))", "N=0\nif ((N++)); then q; fi", "N=0\n((N++)) || q", "N=1\nlet N+=1"])(
    "after arithmetic that set -e does not end: %s",
    (code) => {
      const text = document(`#!/bin/bash\nset -e\n${code}\naws s3 ls`);
      expect(findings(text, false)).toHaveLength(1);
      agrees(text);
    },
  );

  it.each(['V=\nif [ -n "$V" ]; then\nCODE\nfi', 'outer() {\nif [ -n "$V" ]; then\nCODE\nfi\n}\nV=\nouter'])(
    "in a function whose definition never runs: %j",
    (around) => {
      const text = document(around.replace("CODE", "inner() {\naws s3 ls\n}"));
      expect(findings(text, false)).toEqual([]);
      agrees(text);
    },
  );

  it("in a file that a shell runs, if code passed to shells is also in the slice", () => {
    const file = "cat > ./run.sh <<'E'\naws s3 ls\nE\nbash ./run.sh";
    const text = document(
      `#!/bin/bash\nbash -c 'if [ -n "$V" ]; then\nalias a='\\''aws --profile p'\\''\nfi'\n${file}`,
    );
    expect(findings(text, false).filter((one) => one.includes("explicit-aws-credentials"))).toHaveLength(1);
    agrees(text);
  });

  it("in an uncalled function that another function defines", () => {
    const text = document("outer() {\ninner() {\naws s3 ls\n}\n}\nouter\naws s3 ls --profile p");
    expect(findings(text, false).filter((one) => one.includes("explicit-aws-credentials"))).toHaveLength(1);
    agrees(text);
  });

  it.each([
    "for i in 1 2; do\nreadonly R=1\ndone",
    "for i in 1 2; do\ndeclare -r R=1\ndone",
    "f() { readonly R=1; }\nf\nf",
  ])("if a variable is made read-only again: %s", (code) => {
    const text = document(`#!/bin/bash\nset -e\n${code}\naws s3 ls`);
    expect(findings(text, false)).toEqual([]);
    agrees(text);
  });

  it.each([
    [
      "an exported variable that is never read",
      `IMDS=http://169.254.169.254\nT= U= H= V= A=()\nif cond 1; then\nexport no_proxy=169.254.169.254\nT=$(PUT)\nfi\ncond 7 && {\ncond 8 && {\nT=$(PUT)\n}\n}\ncond 9 && {\nif cond 10; then\nT=$(PUT)\nfi\n}\nfor i in 1 2; do\n[ -z "$T" ] && T=$(PUT)\ndone\ncurl -s URL/p18\nf19() {\nT=$(PUT)\n}\nf19`,
    ],
    [
      "a program in a loop whose status is not checked",
      `IMDS=http://169.254.169.254\nT= U= H= V= A=()\nif cond 1; then\nT=$(PUT)\ncond 7 && {\nT=$(PUT)\n}\n(\nT=$(PUT)\n)\nfi\nf10() {\nlocal T=\nif cond 12; then\nif cond 18; then\nT=$(PUT)\nfi\nfi\nif cond 24; then\nHOST=169.254.169.254\nT=$(PUT)\nfi\nuntil T=$(PUT); do sleep 0; done\n}\nf10\nf10\nif cond 30; then\nif cond 36; then\nT=$(PUT)\nfi\nset -u\nfi\ncurl -s URL/p42\nwhile cond 44; do\nC="curl -s -H X-aws-ec2-metadata-token:$T "http://$HOST/latest/meta-data/p43""; eval "$C"\ndone\nif [ -z "$H" ]; then\ncurl -s URL/p52\ncurl -s -H "X-aws-ec2-metadata-token: $T" URL/p53\nfi`,
    ],
    [
      "a file that is never read",
      `IMDS=http://169.254.169.254\nT= U= H= V= A=()\ncond 1 && {\nT=$(PUT)\n}\ncond 2 && {\nwhile cond 5; do\nf3() {\nexport T\nT=$(PUT)\n}\ncond 4 && f3\necho "X-aws-ec2-metadata-token: $T" > hf\ndone\nT=$(PUT)\n}\nf7() {\nif cond 9; then\n[ -z "$T" ] && T=$(PUT)\ntoken() { PUT; }; T=$(token)\nT=$(PUT)\nfi\n}\nf7\nf7\nf15() {\n: "\${T:=$(PUT)}"\n}\nf15\nT=$(PUT)`,
    ],
  ])("if so many paths meet that some are joined, with %s", (_, code) => {
    const put = `curl -sf -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token`;
    const text = code.replaceAll("PUT", put).replaceAll("URL", "http://169.254.169.254/latest/meta-data");
    agrees(document(`#!/bin/bash\n${text}`));
  });

  it("in suggestions, whose trials cost the same however many other commands there are", () => {
    const items = Array.from({ length: 20 }, (_, index) => `${index}) V*=${index}; df ;;\n`).join("");
    const unrelated = Array.from({ length: 30 }, (_, index) =>
      `case $Q in\n${items}esac\n`.replaceAll("*", `${index}`),
    );
    const start = "if q; then export AWS_PROFILE=q; fi";
    const calls = Array.from({ length: 12 }, (_, index) => `aws s3 ls ${index}`).join("\n");
    agrees(document(`#!/bin/bash\n${start}\n${unrelated.join("")}aws s3 ls --profile p\nunset AWS_PROFILE\n${calls}`));
  });

  it.each(seeds)("in random extractions, seed %i", (seed) => {
    fc.assert(
      fc.property(extractionScript, (script) => agrees(document(script))),
      { numRuns: 2 * runs, seed },
    );
  });

  it.each(seeds)("in random scripts that query the metadata service, seed %i", (seed) => {
    fc.assert(
      fc.property(metadataScript, (block) => agrees(document(scriptText(block)))),
      { numRuns: runs, seed },
    );
  });

  it.each(seeds)("in random scripts that call aws, seed %i", (seed) => {
    fc.assert(
      fc.property(credentialsScript, (block) => agrees(document(`#!/bin/bash\n${credentialsText(block)}`))),
      { numRuns: runs, seed },
    );
  });
});
