/** Checks a document against the CloudFormation or Terraform resource that contains it. */
import type { SsmDocument } from "../../document/index.ts";
import type { Reporter } from "./report/reporter.ts";
import { inlineCode } from "./report/wording.ts";

/** CloudFormation's default (AWS::SSM::Document, `DocumentType`). */
const DEFAULT_TYPE = "Command";

export function checkResource({ content, schema }: SsmDocument, reporter: Reporter): void {
  const { resource } = content;
  if (!resource) return;
  const { documentFormat, documentType, id, origin } = resource;
  const [typeName, formatName] =
    origin === "terraform" ? ["document_type", "document_format"] : ["DocumentType", "DocumentFormat"];
  const wanted = schema === "automation" ? ["Automation"] : ["Command", "Policy"];
  // Terraform itself requires the type.
  const type = documentType || origin === "terraform" ? documentType?.text : DEFAULT_TYPE;
  if (type !== undefined && !wanted.includes(type)) {
    const version = content.get(content.root, "schemaVersion");
    const range = documentType?.range ?? content.range(version?.value ?? content.root);
    const given = documentType ? `is ${inlineCode(type)}` : `is not set, so it is ${inlineCode(type)}`;
    const message = `\`${typeName}\` of ${inlineCode(id)} ${given}, but its content is a document of type ${inlineCode(wanted[0]!)}: AWS rejects it.`;
    reporter.invalid(range, message);
  }
  if (resource.content !== "yaml") return;
  const format = documentFormat ? documentFormat.text : "JSON";
  if (format !== "JSON") return;
  const given = documentFormat ? "is `JSON`" : "is not set, so it is `JSON`";
  const message = `\`${formatName}\` of ${inlineCode(id)} ${given}, but its content is YAML: AWS rejects it. Set \`${origin === "terraform" ? `${formatName} = "YAML"` : `${formatName}: YAML`}\`.`;
  const start = resource.range[0];
  reporter.invalid(documentFormat?.range ?? [start, start + 1], message);
}
