/**
 * Checks the schema version of a document.
 *
 * Command 1.2, 2.0 and 2.2, Automation 0.3; the agent also accepts 1.0 and 2.0.1 to 2.0.3 (amazon-ssm-agent,
 * appconfig.SupportedDocumentVersions).
 */
import type { SsmDocument } from "../../document/index.ts";
import type { Reporter } from "./report/reporter.ts";
import { capitalized, documentSubject } from "./report/subject.ts";
import { inlineCode } from "./report/wording.ts";

const VERSIONS: Readonly<Record<SsmDocument["schema"], readonly string[]>> = {
  "command-2": ["2.2", "2.0", "2.0.1", "2.0.2", "2.0.3"],
  "command-1.2": ["1.2", "1.0"],
  automation: ["0.3"],
};

const ALL: ReadonlySet<string> = new Set(Object.values(VERSIONS).flat());

export function checkSchemaVersion(document: SsmDocument, reporter: Reporter): void {
  const { content, schema } = document;
  const version = content.get(content.root, "schemaVersion");
  const subject = documentSubject(document);
  const wanted = VERSIONS[schema][0]!;
  if (!version?.value) {
    const range = version ? content.range(version.key) : subject.range;
    reporter.invalid(
      range,
      `${capitalized(subject.name)} has no \`schemaVersion\`. Its steps match version "${wanted}".`,
    );
    return;
  }
  const { value } = version;
  const text = content.text(value);
  if (content.isUnknown(value)) return;
  const range = content.range(value);
  if (value.type !== "Scalar" || text === undefined) {
    reporter.invalid(range, `\`schemaVersion\` must be a string such as "${wanted}".`);
  } else if (typeof value.value !== "string") {
    const written = content.decoded(value);
    const isKnown = ALL.has(written);
    const message = isKnown
      ? `\`schemaVersion\` must be a string, but ${inlineCode(written)} is a number. Quote it.`
      : `\`schemaVersion\` must be a string such as "${wanted}", not the ${typeof value.value} ${inlineCode(written)}.`;
    reporter.invalid(range, message, isKnown ? content.replace(value, JSON.stringify(written)) : undefined);
  } else if (!ALL.has(text)) {
    reporter.invalid(range, `${inlineCode(text)} is not a schema version. This document needs "${wanted}".`);
  } else if (!VERSIONS[schema].includes(text)) {
    const steps = schema === "command-1.2" ? "runtimeConfig" : "mainSteps";
    const other = steps === "mainSteps" ? "runtimeConfig" : "mainSteps";
    const message = `Schema version ${inlineCode(text)} requires the steps under \`${other}\`, but this document has \`${steps}\`: AWS rejects it. Use "${wanted}" or move the steps.`;
    reporter.invalid(range, message);
  }
}
