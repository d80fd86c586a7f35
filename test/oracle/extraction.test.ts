/**
 * Random extractions, run by the real tools on random forms of the documents: the rule has to report exactly those that output
 * anything but the wanted value for some form. `npm run oracle` tries 5,000.
 */
import { seed as suiteSeed } from "../support/seed.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { noFragileJsonParsing } from "../../rules/no-fragile-json-parsing.ts";
import {
  exportedCredentials,
  identityDocument,
  instanceCredentials,
  instanceProfile,
  taskCredentials,
  type KnownDocument,
} from "../../src/aws/json/documents.ts";
import { leavesOf, type Leaf } from "../../src/aws/json/json.ts";
import { renderJson } from "../../src/aws/json/layout.ts";
import { cliDocument } from "../../src/aws/json/cli-output.ts";
import { otherRenderings } from "../../src/analysis/extraction/verdicts/renderings.ts";
import { lint } from "../support/lint.ts";
import { quote, runCode } from "../support/real-tools.ts";
import { document as ssmDocument } from "../support/rule-tester.ts";
import { anyForm, type Form } from "./json-forms.ts";

const LATEST = "curl -s http://169.254.169.254/latest";

const sources: readonly { readonly document: KnownDocument; readonly command: string }[] = [
  { document: instanceCredentials, command: `${LATEST}/meta-data/iam/security-credentials/web` },
  { document: identityDocument, command: `${LATEST}/dynamic/instance-identity/document` },
  { document: instanceProfile, command: `${LATEST}/meta-data/iam/info` },
  { document: taskCredentials, command: "curl -s http://169.254.170.2$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI" },
  { document: exportedCredentials, command: "aws configure export-credentials" },
  {
    document: cliDocument("sts", "assume-role") as KnownDocument,
    command: "aws sts assume-role --role-arn r --role-session-name s",
  },
];

/** Keys that the rule expects in every document. An extraction that finds no other key in a sample may find it in a real document. */
const CREDENTIALS = /^(AccessKeyId|SecretAccessKey|SessionToken|Expiration)$/;

/** The ways in which the document reaches the first stage: the script, the stage's input, and the text after the stage's words. */
const ways: Readonly<
  Record<
    string,
    { script(source: string, stages: string): string; read(text: string): string; input?(tool: string): string }
  >
> = {
  pipe: { script: (source, stages) => `X=$(${source} | ${stages})`, read: (text) => text },
  variable: {
    script: (source, stages) => `C=$(${source})\nX=$(echo "$C" | ${stages})`,
    read: (text) => `${text.replace(/\n+$/, "")}\n`,
  },
  unquoted: {
    script: (source, stages) => `C=$(${source})\nX=$(echo $C | ${stages})`,
    read: (text) => `${text.trim().replace(/\s+/g, " ")}\n`,
  },
  printf: {
    script: (source, stages) => `C=$(${source})\nX=$(printf '%s' "$C" | ${stages})`,
    read: (text) => text.replace(/\n+$/, ""),
  },
  "here-string": {
    script: (source, stages) => `C=$(${source})\nX=$(${stages})`,
    read: (text) => `${text.replace(/\n+$/, "")}\n`,
    input: () => '<<< "$C"',
  },
  file: {
    script: (source, stages) => `${source} > /tmp/document\nX=$(${stages})`,
    read: (text) => text,
    input: (tool) => (tool === "tr" || tool === "xargs" ? "< /tmp/document" : "/tmp/document"),
  },
  function: {
    script: (source, stages) => `field() {\n  ${source} | ${stages}\n}\nX=$(field)`,
    read: (text) => text,
  },
};

/** The number of random forms that each extraction runs on. */
const FORMS = 12;

interface Example {
  readonly source: (typeof sources)[number];
  readonly key: string;
  readonly way: string;
  readonly stages: readonly (readonly string[])[];
  readonly forms: readonly Form[];
}

const example: fc.Arbitrary<Example> = fc.constantFrom(...sources).chain((source) => {
  const leaves = leavesOf(source.document.value).filter(
    ({ key, value }) => typeof value === "string" && (source.document.exact || CREDENTIALS.test(key)),
  );
  return fc.constantFrom(...leaves.map(({ key }) => key)).chain((key) => {
    const name = fc.constantFrom(key, `"${key}"`, key.slice(0, -2), key.slice(2), `"${key}" :`, `"${key}":`);
    const select = fc.oneof(
      fc
        .tuple(
          fc.constantFrom(
            ["grep"],
            ["egrep"],
            ["grep", "-w"],
            ["grep", "-i"],
            ["grep", "-m1"],
            ["grep", "-A1"],
            ["grep", "-B", "1"],
          ),
          name,
        )
        .map(([grep, what]) => [...grep, what]),
      name.map((what) => ["awk", `/${what}/`]),
      name.map((what) => ["awk", `/${what}/ { print; exit }`]),
      name.map((what) => ["sed", "-n", `/${what}/p`]),
    );
    const colon = fc.constantFrom(" : ", ": ", "[[:space:]]*:[[:space:]]*", " *: *", "\\s*:\\s*");
    const value = fc.constantFrom('[^"]*', ".*", '[^"]+', "[A-Za-z0-9/+=:._-]*");
    const take = fc.constantFrom<string[][]>(
      [["cut", '-d"', "-f4"]],
      [["awk", '-F"', "{print $4}"]],
      [["awk", "-F", '[":, ]+', "{print $3}"]],
      [["awk", 'function v(s) { gsub(/[",]/, "", s); return s } { print v($NF) }']],
      [["cut", "-d:", "-f2"], ["xargs"], ["tr", "-d", ","]],
      [["rev"], ["cut", '-d"', "-f2"], ["rev"]],
      [["sed", "-e", 's/[",]//g', "-e", "s/^.*: *//"]],
      [
        ["awk", "{print $3}"],
        ["tr", "-d", '",'],
      ],
      [
        ["awk", "{print $2}"],
        ["tr", "-d", '",'],
      ],
      [
        ["awk", "{print $NF}"],
        ["tr", "-d", '",'],
      ],
      [
        ["cut", "-d:", "-f2"],
        ["tr", "-d", '", '],
      ],
      [
        ["awk", "-F", ": ", "{print $2}"],
        ["sed", 's/[",]//g'],
      ],
      [
        ["sed", 's/.*: "//'],
        ["sed", 's/".*//'],
      ],
      [
        ["cut", "-d:", "-f2-"],
        ["sed", "s/[^0-9A-Za-z/+=]*//g"],
      ],
    );
    const whole = fc.oneof(
      fc
        .tuple(colon, value, fc.constantFrom('".*', '",', '"'))
        .map(([between, what, end]) => [
          [
            "sed",
            "-n",
            `s/.*"${key}"${between}"\\(${what}\\)${end}/\\1/p`.replace(
              what,
              what.replace("+", "*").replaceAll("/", "\\/"),
            ),
          ],
        ]),
      fc.tuple(colon, value).map(([between, what]) => [["grep", "-oP", `"${key}"${between}"\\K${what}`]]),
      fc.tuple(colon, value).map(([between, what]) => [
        ["grep", "-oE", `"${key}"${between}"${what}"`],
        ["cut", '-d"', "-f4"],
      ]),
      value.map((what) => [["grep", "-oP", `(?<="${key}" : ")${what}(?=")`]]),
      fc.constantFrom<string[][]>(
        [["awk", '-F"', `$2 == "${key}" {print $4}`]],
        [["awk", `BEGIN { RS = ","; FS = "\\"" } /"${key}"/ { print $4 }`]],
        [["awk", `BEGIN { RS = "," } /"${key}"/ { gsub(/[" {}\\n]/, ""); sub(/^[^:]*:/, ""); print }`]],
        [
          [
            "awk",
            `match($0, /"${key}" *: *"[^"]*"/) { s = substr($0, RSTART, RLENGTH); sub(/^[^:]*: *"/, "", s); sub(/"$/, "", s); print s }`,
          ],
        ],
        [["sed", "-e", `s/.*"${key}"[^:]*: *"//`, "-e", 's/".*//']],
        [["sed", "-n", `/"${key}"/{s/.*: *"//;s/".*//p;}`]],
        [["sed", "-n", `/"${key}"/s/.*"\\([^"]*\\)"[^"]*$/\\1/p`]],
        [["sed", `s/^.*"${key}" *: *"\\([^"]*\\)".*$/\\1/;t;d`]],
        [
          ["tr", ",{}", "\n"],
          ["grep", `"${key}"`],
          ["cut", '-d"', "-f4"],
        ],
        [
          ["tr", "-d", '{}" \n'],
          ["tr", ",", "\n"],
          ["sed", "-n", `s/^${key}://p`],
        ],
        [
          ["xargs", "-n1"],
          ["grep", "-A2", `^${key}`],
          ["tail", "-1"],
          ["tr", "-d", ","],
        ],
        [
          ["grep", "-o", `"${key}"[^,}]*`],
          ["awk", '-F"', "{print $4}"],
        ],
      ),
    );
    const lines = fc.constantFrom<string[][]>([["tr", ",", "\\n"]], [["tr", "-d", "\\n"]], [["tr", "-d", " "]]);
    return fc
      .record({
        before: fc.oneof({ weight: 4, arbitrary: fc.constant<string[][]>([]) }, { weight: 1, arbitrary: lines }),
        main: fc.oneof(
          whole,
          fc.tuple(select, take).map(([one, rest]) => [one, ...rest]),
        ),
        after: fc.constantFrom<string[][]>(
          [],
          [],
          [],
          [["head", "-1"]],
          [["head", "-n", "1"]],
          [["xargs"]],
          [["tail", "-1"]],
          [["sort", "-u"]],
          [["tr", "-d", "\n"]],
        ),
        way: fc.oneof(fc.constant("pipe"), fc.constantFrom(...Object.keys(ways))),
        forms: fc.array(anyForm, { minLength: FORMS, maxLength: FORMS }),
      })
      .map(({ before, main, after, way, forms }) => ({
        source,
        key,
        way,
        stages: [...before, ...main, ...after],
        forms,
      }));
  });
});

const count = Number(process.env["ORACLE_COUNT"] ?? 200);
const seed = Number(process.env["ORACLE_SEED"] ?? suiteSeed);

function leafOf({ source, key }: Example): Leaf {
  return leavesOf(source.document.value).find((one) => one.key === key)!;
}

/** The outputs of the real tools for the texts of each example. */
function outputs(examples: readonly Example[], textsOf: (one: Example) => readonly string[]): string[][] {
  const all = examples.map(textsOf);
  const cases = examples.flatMap(({ stages, way }, index) => {
    const code = stages.map((stage) => stage.map(quote).join(" ")).join(" | ");
    return all[index]!.map((text) => ({ code, stdin: ways[way]!.read(text) }));
  });
  const real = runCode(cases);
  let next = 0;
  return all.map(({ length }) => real.slice(next, (next += length)).map(({ stdout }) => stdout.replace(/\n+$/, "")));
}

function scriptOf({ source, way, stages }: Example): string {
  const { script: write, input } = ways[way]!;
  const pipeline = stages
    .map((stage, index) =>
      [...stage.map(quote), ...(index === 0 && input !== undefined ? [input(stage[0]!)] : [])].join(" "),
    )
    .join(" | ");
  return write(source.command, pipeline);
}

test(`the verdict on ${count} random extractions agrees with the real tools`, { timeout: 3_600_000 }, () => {
  const examples = fc.sample(example, { seed, numRuns: count });
  const today = ({ document }: Example["source"]): string => renderJson(document.value, document.layout);
  const random = outputs(examples, (one) => [
    today(one.source),
    ...one.forms.map((form) => form.print(one.source.document.value, leafOf(one))),
  ]);
  let reported = 0;
  let unsimulated = 0;
  const wrong: unknown[] = [];
  const unshown: Example[] = [];
  for (const [index, one] of examples.entries()) {
    const value = leafOf(one).text;
    const other = random[index]!.findIndex((output) => output !== value);
    const found = lint(ssmDocument(`#!/bin/bash\n${scriptOf(one)}`), {
      rules: { "no-fragile-json-parsing": noFragileJsonParsing },
    });
    if (found.length > 0) {
      reported++;
      // The extraction may be correct on all the random forms by chance.
      if (other < 0) unshown.push(one);
    } else if (one.stages.some(([tool]) => tool === "sort") && random[index]!.some((output) => output.includes("\n"))) {
      // The locale decides how `sort` orders several lines, so that stage is not simulated.
      unsimulated++;
    } else if (other === 0 && value.startsWith("arn:") && value.endsWith(`:${random[index]![0]}`)) {
      // To take the last part of an ARN, as `sed 's/^.*://'` does, may be what the script wants.
      continue;
    } else if (other >= 0) {
      const form = other === 0 ? "today" : one.forms[other - 1]!.name;
      wrong.push({ silent: scriptOf(one), key: one.key, form, output: random[index]![other] });
    }
  }
  const rendered = outputs(unshown, ({ source, ...one }) =>
    [...otherRenderings(source.document, leafOf({ source, ...one }))].map(({ text }) => text),
  );
  for (const [index, one] of unshown.entries()) {
    const value = leafOf(one).text;
    if (rendered[index]!.every((output) => output === value)) wrong.push({ reported: scriptOf(one), key: one.key });
  }
  expect(unsimulated).toBeLessThan(count * 0.05);
  console.log(
    `${count} extractions: ${reported} reported, ${unshown.length} of them right in ${FORMS} random forms and today, ` +
      `${unsimulated} not simulated, ${wrong.length} judged otherwise than by the real tools`,
  );
  expect(wrong.slice(0, 5), `ORACLE_SEED=${seed}, ${wrong.length} of ${count}`).toEqual([]);
});
