/** Error pages that curl accepts without `-f`, where nothing depends on them or the next program rejects them. */
import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { rules } from "../../../../rules/index.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

const found = (script: string): readonly (string | undefined)[] =>
  lint(document(script), { rules }).map(({ messageId }) => messageId);

const HOOK = "curl -s -X POST https://h/x -d y";

describe("a call before a failing `exit`", () => {
  test.each([
    `fail() { ${HOOK}; exit 1; }\nmake || fail\necho`,
    `fail() { ${HOOK}; echo failed; exit 2; }\nmake || fail\necho`,
    `fail() { if c; then ${HOOK}; fi; exit 1; }\nmake || fail\necho`,
    `make || { ${HOOK}; exit 1; }\necho`,
    `set -e\nif ! make; then ${HOOK}; exit 1; fi\necho`,
    `if ! make; then\n  ${HOOK}\n  exit 1\nfi\necho`,
  ])("%s", (script) => {
    expect(found(script)).toEqual([]);
    // The agent treats this status as success.
    const asSuccess = found(script.replace(/exit \d/, "exit 194"));
    expect(asSuccess).toHaveLength(1);
    expect(found(script.replace(/exit \d/, "exit 0"))).toHaveLength(1);
    expect(found(`trap 'exit 0' EXIT\n${script}`)).toHaveLength(1);
  });

  test.each([
    [`make || { ${HOOK}; if c; then exit 0; fi; exit 1; }\necho`, "ignored"],
    [`(${HOOK}; exit 1)\necho`, "ignored"],
    [`{ ${HOOK}; exit 1; } &\nwait\necho`, "ignored"],
    [`f() { ${HOOK}; }\nf || exit 1\necho`, "httpError"],
    [`f() { ${HOOK}; return; }\nf\nexit 1`, "httpError"],
    [`f() { ${HOOK}; return; exit 1; }\nf\necho`, "ignored"],
    [`f() { ${HOOK}; if c; then return; fi; exit 1; }\nf\necho`, "ignored"],
  ])("%s", (script, messageId) => {
    expect(found(script)).toEqual([messageId]);
  });
});

const token = `T=$(curl -sf -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token) || exit 1`;

describe("jq reads the answer of the metadata service, whose error pages are XML", () => {
  const get = (url: string, read: string): string =>
    `set -o pipefail\n${token}\nR=$(curl -s -H "X-aws-ec2-metadata-token: $T" ${url} | ${read}) || exit 1\necho "$R" > /r`;
  const document169 = "http://169.254.169.254/latest/dynamic/instance-identity/document";

  const isRejected = (jq: string): boolean =>
    spawnSync("bash", ["-c", jq], { input: '<?xml version="1.0"?>\n<html/>\n' }).status !== 0;

  test.each(["jq -r .region", "jq -Rsr fromjson.region", "jq -nr 'input | .region'"])("%s fails for it", (jq) => {
    expect(isRejected(jq)).toBe(true);
    expect(found(`#!/bin/bash\n${get(document169, jq)}`)).toEqual([]);
  });

  test.each(["jq -R .", "jq --raw-input --slurp .", "jq -n 1"])("%s accepts it", (jq) => {
    expect(isRejected(jq)).toBe(false);
    expect(found(`#!/bin/bash\n${get(document169, jq)}`)).toEqual(["httpError"]);
  });

  test.each([
    ["another server may answer with JSON", get("http://h/document", "jq -r .region")],
    ["sed accepts it", get(document169, "sed 1d")],
  ])("%s", (_, script) => {
    expect(found(`#!/bin/bash\n${script}`)).toEqual(["httpError"]);
  });
});

describe("jq reads the answer: an error page in JSON has a field of another name, for which jq prints null", () => {
  const WAYS: readonly ((url: string, jq: string) => string)[] = [
    (url, jq) => `R=$(curl -s ${url} | ${jq})`,
    (url, jq) => `curl -s ${url} | ${jq} > r`,
    (url, jq) => `curl -s -o f.json ${url}\nR=$(${jq} f.json)`,
    (url, jq) => `curl -s ${url} > f.json\nR=$(${jq} f.json)`,
    (url, jq) => `F=f.json\ncurl -so $F ${url} || exit 1\nsudo ${jq} . < "$F" > r`,
    (url, jq) => `curl -sO ${url}.json\nfor k in a b; do ${jq} ".$k" *.json x.json || exit 1; done`,
    (url, jq) => `get() { curl -s -o f.json ${url}; }\nget || exit 1\ncat f.json | ${jq} .a > r`,
  ];
  const foundIn = (jq: string, url: string) =>
    WAYS.map((way) => found(`#!/bin/bash\nset -eo pipefail\n${token}\n${way(url, jq)}\necho`));

  test("which is not noticed", () => {
    expect(foundIn("jq -r", "http://h/x")).toEqual(WAYS.map(() => ["httpError"]));
  });
  test.each([
    ["jq fails with -e", "jq -er", "http://h/x"],
    [
      "the error pages of the metadata service are XML",
      "jq -r",
      '-H "X-aws-ec2-metadata-token: $T" http://169.254.169.254/latest/dynamic/x',
    ],
  ])("%s", (_, jq, url) => expect(foundIn(jq, url)).toEqual(WAYS.map(() => [])));
  test("the script tests what jq prints", () => {
    for (const way of WAYS.slice(2, 4))
      expect(found(`#!/bin/bash\nset -e\n${way("http://h/x", "jq -r")}\n[ -n "$R" ] || exit 1\necho`)).toEqual([]);
  });
});

describe("what one caller of a function checks, another may not", () => {
  const get = 'get() {\n  curl -s "http://h/$1"\n}';
  const checked = 'A=$(get a)\n[ "$A" = x ] || exit 1';
  const unchecked = 'B=$(get b)\necho "$B" > /r';
  const around = (body: string): string => `main() {\n${body}\n}\nmain`;
  const orders = [
    [checked, unchecked],
    [unchecked, checked],
    ["A=$(get a)", unchecked, '[ "$A" = x ] || exit 1'],
    [around(checked), unchecked],
    [checked, around(unchecked)],
    [around(`${checked}\n${unchecked}`)],
  ];

  test.each(orders)("%s %s", (...parts) => {
    expect(found(["set -e", get, ...parts].join("\n"))).toEqual(["httpError"]);
    // The same without the function.
    const inlined = parts.join("\n").replaceAll(/get (\w)/g, "curl -s http://h/$1");
    expect(found(`set -e\n${inlined}`)).toEqual(["httpError"]);
  });

  test.each([
    ["all callers check", [checked, 'B=$(get b)\n[ "$B" = y ] || exit 1']],
    ["another variable makes the same call another run", ["export Z=1", checked, "Z=2", checked]],
    ["one call is checked each time that a loop makes it", [`for i in 1 2; do\n${checked}\ndone`]],
    [
      "one call, after one of two conditions",
      [`if c; then X=a; else X=b; fi\n${checked.replace("get a", 'get "$X"')}`],
    ],
  ])("%s", (_, parts) => {
    expect(found(["set -e", get, ...parts].join("\n"))).toEqual([]);
  });
});
