/** The text of a template that Terraform renders, as a layer over the text that contains the template. */
import type { SyntaxProblem } from "../model/document.ts";
import { MAX_HCL_LENGTH } from "../model/limits.ts";
import { escapeSequences } from "../scalars/hcl-escapes.ts";
import { readTemplateFile, type Variables } from "../syntax/hcl/template-file.ts";
import type { Layer } from "./layer.ts";
import { isSeparableTemplate } from "./template-parts.ts";
import { type Substitution, SubstitutedMap, type TemplateLanguage } from "./substitution-map.ts";

/** The text that a template renders to, as far as the template determines it. */
export function renderTemplate(
  template: Layer,
  variables: Variables,
): Substitution | { readonly problem: SyntaxProblem } {
  if (!/[$%]\{/.test(template.text)) return { map: template, opaque: [] };
  if (template.text.length > MAX_HCL_LENGTH) return { map: template, opaque: [] };
  const read = readTemplateFile(template.text, variables);
  if ("problem" in read) return read;
  const language: TemplateLanguage = {
    read(text) {
      const again = readTemplateFile(text, variables);
      return "problem" in again ? undefined : again;
    },
    escape: escapeSequences,
    isSeparable: isSeparableTemplate,
  };
  return { map: new SubstitutedMap(read.text, read.runs, template, read.opaque, language), opaque: read.opaque };
}
