/** Compares templates and documents in Terraform with HashiCorp's own parser, which evaluates the same text. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { OpaqueText } from "../../../src/document/model/document.ts";
import { readDocument } from "../../../src/document/read.ts";
import { readTemplateFile } from "../../../src/document/syntax/hcl/template-file.ts";
import { scriptText } from "../../support/random-documents.ts";
import { FORMS, heredoc, quotedText, templateText } from "../../support/random-terraform.ts";
import { terraformEvaluator } from "../../support/terraform-evaluator.ts";

const COUNT = Number(process.env["RUNS"] ?? 1500);
const evaluator = terraformEvaluator();

/** The values of expressions that HashiCorp's evaluator knows and ssmlint does not. */
const VALUES: ReadonlyMap<string, string> = new Map([
  ["upper()", "A}B"],
  ["conditional", "p"],
]);

/** A text in which HashiCorp's values replace the unknown parts. */
function known(text: string, opaque: readonly OpaqueText[] = []): string {
  let result = "";
  let at = 0;
  for (const { name, range } of opaque) {
    result += text.slice(at, range[0]) + (VALUES.get(name) ?? `⟦${name}⟧`);
    at = range[1];
  }
  return result + text.slice(at);
}

interface Case {
  readonly source: string;
  readonly ours: string | undefined;
}

function compare(kind: "template" | "module", cases: readonly Case[], theirs: (value: string) => string): void {
  const answers = evaluator!(cases.map(({ source: text }) => ({ kind, text })));
  let compared = 0;
  for (const [index, { ours, source }] of cases.entries()) {
    const answer = answers[index]!;
    if ("error" in answer) continue;
    compared++;
    expect({ source, ours }).toEqual({ source, ours: theirs(answer.value) });
  }
  // Enough cases are valid to make the comparison meaningful.
  expect(compared).toBeGreaterThan(cases.length / 4);
}

const sample = <T>(arbitrary: fc.Arbitrary<T>): T[] => fc.sample(arbitrary, COUNT);

test.skipIf(!evaluator)("a template file is read as templatefile renders it", () => {
  const cases = sample(templateText).map((source) => {
    const read = readTemplateFile(source, new Map());
    return { source, ours: "problem" in read ? undefined : known(read.text, read.opaque) };
  });
  compare("template", cases, (value) => value);
});

function scriptOf(source: string): string | undefined {
  const script = readDocument(source, { language: "hcl" }).documents[0]?.steps[0]?.script;
  return script && known(script.text, script.opaque);
}

const theirScript = (content: string): string => {
  const { mainSteps } = parse(content) as { mainSteps: { inputs: { runCommand: string[] } }[] };
  return mainSteps[0]!.inputs.runCommand.join("\n");
};

const around = (item: string): string => FORMS["jsonencode"]!(["@"], 0).replace('"@"', () => item);

test.skipIf(!evaluator)("strings and here-documents have the values that Terraform computes", () => {
  const sources = [
    ...sample(quotedText).map((text) => around(`"${text}"`)),
    ...sample(templateText).map((text) => around(`<<EOT\n${text}\nEOT\n`)),
    ...sample(templateText).map((text) => around(`<<-EOT\n${text}\n  EOT\n`)),
    ...sample(templateText).map((text) => around(`<<-EOT\n${text.replaceAll(/^(?=.)/gm, "    ")}\n    EOT\n`)),
  ];
  const cases = sources.map((source) => ({ source, ours: scriptOf(source) }));
  compare("module", cases, theirScript);
});

test.skipIf(!evaluator)("a script is the same in every form of the document", () => {
  const forms = fc.constantFrom(...Object.entries(FORMS));
  const items = fc.array(
    scriptText.map((text) => text.replaceAll(/[\p{Surrogate}\r]/gu, "")),
    { minLength: 1, maxLength: 3 },
  );
  const cases = sample(fc.tuple(forms, items, fc.nat(6))).map(([[, form], lines, indent]) => {
    const source = form(lines, indent);
    return { source, ours: scriptOf(source) };
  });
  compare("module", cases, theirScript);
});

test("the generator of here-documents is correct", () => {
  expect(scriptOf(around(heredoc("a ${b}\n  c\n", 4)))).toBe("a ${b}\n  c\n");
});
