import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import type { DocumentFile, Step } from "../../../../src/document/model/document.ts";
import { readDocument } from "../../../../src/document/read.ts";
import { applied } from "../../../support/apply.ts";
import { scriptText } from "../../../support/random-documents.ts";

const RUNS = { numRuns: Number(process.env["RUNS"] ?? 300) };

const template = (content: string): string =>
  `Resources:\n  Doc:\n    Type: AWS::SSM::Document\n    Properties:\n      Content:${content}\n`;

const withCommands = (commands: string): string =>
  template(
    `\n        schemaVersion: "2.2"\n        mainSteps:\n        - action: aws:runShellScript\n          name: run\n          inputs:\n            runCommand:${commands}`,
  );

const stepsOf = (file: DocumentFile): readonly Step[] => file.documents.flatMap((document) => document.steps);

function only(text: string): Step {
  const file = readDocument(text);
  expect([file.errors, file.problems]).toEqual([[], []]);
  expect(stepsOf(file)).toHaveLength(1);
  return stepsOf(file)[0]!;
}

const opaqueOf = (step: Step): string[] =>
  (step.script.opaque ?? []).map(({ range, name }) => `${name}=${step.script.text.slice(...range)}`);

test.each([
  [" [!Sub 'aws s3 ls ${Bucket} ${!HOME}']", "aws s3 ls ${Bucket} ${HOME}", ["Bucket=${Bucket}"]],
  [" [{'Fn::Sub': ['echo ${A.Arn}${B}', {B: x}]}]", "echo ${A.Arn}${B}", ["A.Arn=${A.Arn}", "B=${B}"]],
  [" [!Join ['', ['aws s3 ls ', !Ref Bucket, ' --x']]]", "aws s3 ls ${Bucket} --x", ["Bucket=${Bucket}"]],
  [" [{'Fn::Join': [' ', [a, {'Fn::GetAtt': [R, Arn]}, b]]}]", "a ${R.Arn} b", ["R.Arn=${R.Arn}"]],
  [" [!Ref Command, echo]", "${Command}\necho", ["Command=${Command}"]],
  [' !Split ["\\n", !Sub "a ${B}\\nc"]', "a ${B}\nc", ["B=${B}"]],
  [" !Ref Commands", "${Commands}", ["Commands=${Commands}"]],
  [" [a, !Ref 'AWS::NoValue', b]", "a\nb", []],
  [" [!Sub '${foo:-x} ${#a}']", "${foo:-x} ${#a}", []],
  [" [a, !If [Prod, 'b c', !Ref 'AWS::NoValue'], d]", "a\nif [ -e '!If Prod' ]; then\nb c\nelse\n:\nfi\nd", []],
  [" [!Join [\"\\n\", [a, {'Fn::If': [P, b, c]}]]]", "a\nif [ -e '!If P' ]; then\nb\nelse\nc\nfi", []],
])("items from functions: %s", (commands, script, opaque) => {
  const step = only(withCommands(commands));
  expect(step.script.text).toBe(script);
  expect(opaqueOf(step)).toEqual(opaque);
});

test("each branch of an Fn::If around the whole list is a step", () => {
  const file = readDocument(withCommands(" !If [C, [a, b], !If [D, [c], !Ref 'AWS::NoValue']]"));
  expect(stepsOf(file).map((step) => step.script.text)).toEqual(["a\nb", "c"]);
});

test("the branches of an Fn::If have exact positions", () => {
  const text = withCommands(" [!If [Prod, 'aws s3 ls', 'aws s3 cp']]");
  const { script } = only(text);
  for (const part of ["aws s3 ls", "aws s3 cp"]) {
    const at = script.text.indexOf(part);
    expect(text.slice(...script.map.range(at, at + part.length))).toBe(part);
  }
  expect(script.map.range(0, script.text.length)).toEqual([text.indexOf("!If") + 4, text.indexOf("]]") + 1]);
});

type Wrap = (inner: string) => string;
const inner = (items: readonly string[], json: boolean): string => {
  const document = {
    schemaVersion: "2.2",
    mainSteps: [{ action: "aws:runShellScript", inputs: { runCommand: items } }],
  };
  return json ? JSON.stringify(document, null, 1) : stringify(document, { lineWidth: 40 });
};
const indented: Wrap = (text) => text.replaceAll(/^(?=.)/gm, "        ");
const WRAPS: readonly [name: string, sub: boolean, wrap: Wrap][] = [
  ["literal", false, (text) => ` |\n${indented(text)}`],
  ["double-quoted", false, (text) => ` ${JSON.stringify(text)}`],
  ["single-quoted json", false, (text) => ` '${text.replaceAll("'", "''").replaceAll("\n", "\n\n        ")}'`],
  ["!Sub literal", true, (text) => ` !Sub |\n${indented(text)}`],
  ["Fn::Sub in a string", true, (text) => ` {"Fn::Sub": ${JSON.stringify(text)}}`],
  ["Fn::Join", false, (text) => ` {"Fn::Join": ["\\n", ${JSON.stringify(text.split("\n"))}]}`],
];

const clean = scriptText.map((text) => text.replaceAll(/[^\n\t -~\u00a0-\u00ff]/g, "x"));

test("a document in a string has correct texts, positions and edits through both layers", () => {
  fc.assert(
    fc.property(
      fc.array(clean, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...WRAPS),
      fc.boolean(),
      fc.nat(),
      clean,
      (items, [name, sub, wrap], json, at, inserted) => {
        // The block scalar around the document keeps only one line break at its end.
        fc.pre(!items.at(-1)!.endsWith("\n\n") && !inserted.endsWith("\n\n"));
        const content = inner(
          sub ? items.map((item) => item.replaceAll("${", "$!{")) : items,
          json || name.endsWith("json"),
        );
        const text = template(wrap(sub ? content.replaceAll("$!{", "${!") : content));
        const { script } = only(text);
        expect(script.text).toBe(items.join("\n"));
        const [start, end] = script.items[at % script.items.length]!;
        const pos = start + (at % (end - start + 1));
        const edits = script.map.edits([{ pos, end: pos, text: inserted }]);
        if (name === "Fn::Join" && edits === undefined) return;
        const changed = applied(text, edits!);
        expect(only(changed).script.text).toBe(script.text.slice(0, pos) + inserted + script.text.slice(pos));
        expect(changed.slice(0, text.indexOf("Content"))).toBe(text.slice(0, text.indexOf("Content")));
      },
    ),
    RUNS,
  );
});

const list = (items: readonly string[]): string => items.map((item) => `\n              - ${item}`).join("");

test.each([
  [["!Sub 'a ${B}' # why", "b"], 0, "x ${Y}\nz\n", ["'x ${Y}'", "'z'", "!Sub 'a ${B}' # why", "b"]],
  [["a", '!Sub "b"'], 2, "x\n", ["a", '"x"', '!Sub "b"']],
  [["a", "!Sub b ${C}"], 8, "\nx", ["a", "!Sub b ${C}", "x"]],
  // An item of Fn::If is not a separate line of the script.
  [["!If\n                - P\n                - !Sub a\n                - b"], 24, "x\n", undefined],
])("lines that are inserted beside an Fn::Sub are new items: %j", (items, pos, inserted, expected) => {
  const text = withCommands(list(items));
  const { script } = only(text);
  const changed = applied(text, script.map.edits([{ pos, end: pos, text: inserted }])!);
  if (expected !== undefined) expect(changed).toBe(withCommands(list(expected)));
  expect(only(changed).script.text).toBe(script.text.slice(0, pos) + inserted + script.text.slice(pos));
});

test.each([
  [' [{"Fn::Sub": ["a ${B}", {}]}]', "a ${B}"],
  [' [!Sub ["a", {}]]', "a"],
  ["\n            - !Sub\n              - 'a'\n              - {}", "a"],
  [' !Split ["\\n", "a"]', "a"],
  [' [!Join ["", ["a"]]]', "a"],
  [' !If [P, "#!/bin/sh", "#!/bin/sh"]', "#!/bin/sh"],
])("lines that are inserted in an argument of a function stay in it:%s", (commands, script) => {
  const text = withCommands(commands);
  const [{ script: found }] = stepsOf(readDocument(text)) as [Step];
  expect(found.text).toBe(script);
  const { length } = script;
  for (const [pos, line] of [
    [0, "x\n"],
    [length, "\nx"],
  ] as const) {
    const changed = applied(text, found.map.edits([{ pos, end: pos, text: line }])!);
    expect(stepsOf(readDocument(changed))[0]!.script.text).toBe(script.slice(0, pos) + line + script.slice(pos));
  }
});

test("the scripts of a document in a string contain the variables of Fn::Sub", () => {
  const step = only(
    template(
      ' !Sub |\n        schemaVersion: "2.2"\n        mainSteps:\n        - action: aws:runShellScript\n          inputs:\n            runCommand:\n            - aws s3 ls ${Bucket} ${!HOME}\n            - "${Region}\\t"',
    ),
  );
  expect(step.script.text).toBe("aws s3 ls ${Bucket} ${HOME}\n${Region}\t");
  expect(opaqueOf(step)).toEqual(["Bucket=${Bucket}", "Region=${Region}"]);
});

const resource = `Doc:
  Type: AWS::SSM::Document
  Properties:
    Content: { schemaVersion: "2.2", mainSteps: [{ action: "aws:runShellScript", inputs: { runCommand: [ls] } }] }
`;
const deeper = (text: string, by: string): string => text.replaceAll(/^/gm, by).trimEnd();

test.each([
  ["a Serverless service", `service: a\nresources:\n  Resources:\n${deeper(resource, "    ")}\n`],
  [
    "one that includes files",
    `service: a\nresources:\n  - \${file(other.yml)}\n  - Resources:\n${deeper(resource, "      ")}\n`,
  ],
  ["resources that are included", resource],
])("the documents of %s", (_what, text) => {
  expect(only(text).script.text).toBe("ls");
});

test("text that only resembles resources is ignored", () => {
  const file = readDocument("a: AWS::SSM::Document\nb:\n  Type: AWS::S3::Bucket\nc: [{ Type: AWS::SSM::Document }]\n");
  expect([file.documents, file.problems]).toEqual([[], []]);
});

test.each<[name: string, wrapped: (nested: string) => string]>([
  ["Join", (nested) => `!Join ["", [${nested}]]`],
  ["Split", (nested) => `!Split ["\\n", ${nested}]`],
  ["If", (nested) => `!If [C, ${nested}, b]`],
])("functions nested in %s are read up to 30 levels", (_, wrapped) => {
  const deep = (levels: number): DocumentFile => {
    let text = "a";
    for (let level = 0; level < levels; level++) text = wrapped(text);
    return readDocument(withCommands(` [a, ${text}]`));
  };
  expect(deep(30).problems).toEqual([]);
  expect(new Set(deep(31).problems.map(({ message }) => message))).toEqual(
    new Set(["The functions around this are nested deeper than 30 levels: it is not checked."]),
  );
});

test("resources in a loop are read, and those without content are reported", () => {
  const document = (name: string): string =>
    `${name}:\n        Type: AWS::SSM::Document\n        Properties: { Content: { schemaVersion: "2.2", mainSteps: [{ action: aws:runShellScript, name: s, inputs: { runCommand: [${name}] } }] } }\n`;
  const loop = (body: string): string => `Resources:\n  Fn::ForEach::Docs:\n    - N\n    - [a, b]\n    - ${body}`;
  expect(stepsOf(readDocument(loop(document("one")))).map(({ script }) => script.text)).toEqual(["one"]);
  expect(readDocument(loop(document("one"))).documents.map((one) => [one.kind, one.resource])).toEqual([
    ["cloudformation", "one"],
  ]);
  expect(readDocument(loop("text\n")).documents).toEqual([]);
  const without = (properties: string): readonly string[] =>
    readDocument(`Resources:\n  Doc:\n    Type: AWS::SSM::Document\n    Properties: ${properties}\n`).problems.map(
      ({ message }) => message,
    );
  expect(without("{ Name: n }")).toEqual(["Resource `Doc` has no `Content`, which CloudFormation requires."]);
  expect(without("!If [C, { Name: n }, { Name: m }]")).toEqual([]);
});
