/** Checks for placeholders of parameters that the document does not declare. */
import type { DataNode, SsmDocument } from "../../document/index.ts";
import { didYouMean } from "../../spelling/did-you-mean.ts";
import type { Reporter } from "./report/reporter.ts";

/** `{{ name }}`; any other text between braces refers to Parameter Store, to a step's output or to another template language. */
const PLACEHOLDER = /\{\{\s*([a-zA-Z0-9]{1,128})\s*\}\}/g;

/** The maximum number of declared names that are compared with an undeclared name. */
const MAX_CANDIDATES = 200;

export function checkPlaceholders({ content, schema }: SsmDocument, reporter: Reporter): void {
  const { root } = content;
  const parameters = content.get(root, "parameters")?.value;
  if (content.isUnknown(parameters)) return;
  const declared = new Set(content.entries(parameters).map(({ name }) => name));
  if ([...declared].some((name) => name.startsWith("Fn::"))) return;
  const parts = schema === "automation" ? ["assumeRole", "mainSteps", "outputs"] : ["mainSteps", "runtimeConfig"];
  for (const part of parts) {
    const node = content.get(root, part)?.value;
    if (node) checkBelow(node);
  }

  function checkBelow(node: DataNode): void {
    for (const scalar of content.scalars(node)) {
      if (reporter.isFull) return;
      if (typeof scalar.value !== "string" || !scalar.value.includes("{{")) continue;
      const text = content.decoded(scalar);
      for (const { 0: written, 1: name = "", index } of text.matchAll(PLACEHOLDER)) {
        if (declared.has(name) || reporter.isFull) continue;
        const candidates = name.length < 3 || declared.size > MAX_CANDIDATES ? [] : declared;
        const range = content.textRange(scalar, index, index + written.length);
        const meant = didYouMean(name, candidates, "`");
        const message = `\`${written}\` refers to a parameter that \`parameters\` does not declare: AWS rejects the document.${meant}`;
        reporter.invalid(range, message);
      }
    }
  }
}
