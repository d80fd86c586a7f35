/**
 * Decodes templates of HCL: the text of a quoted string, a here-document or a template file, and the source of each
 * character.
 *
 * Follows HashiCorp's parser (hclsyntax/parser_template.go): a template is a list of tokens, which are literals and
 * sequences. A literal of a here-document ends with its line. Strip markers (`~`) and the indentation that `<<-` removes
 * affect single literals.
 */
import type { OpaqueText, Range } from "../../model/document.ts";
import { Runs } from "../../scalars/runs.ts";
import type { TemplateSequence } from "./template-sequences.ts";
import { type LiteralKind, tokensOf } from "./template-tokens.ts";
import { stripAtMarkers, removeIndentation } from "./template-space.ts";

/** The text that replaces a hole. */
export interface SequenceText {
  readonly text: string;
  /** The name, if the text is only a placeholder for an unknown value. */
  readonly name?: string;
}

export interface DecodedTemplate {
  readonly text: string;
  readonly runs: Runs;
  /** Source ranges of the holes. */
  readonly holes: readonly { readonly range: Range; readonly name: string }[];
  /** The same holes as ranges of the decoded text. */
  readonly opaque: readonly OpaqueText[];
  /** Number of characters that `<<-` removes from each line. */
  readonly indent: number;
}

/** Decodes the source's `[from, to)`: the text inside the quotes, or the lines of a here-document. */
export function decodeTemplate(
  source: string,
  [from, to]: Range,
  kind: LiteralKind,
  holes: readonly TemplateSequence[],
  fill: (hole: TemplateSequence) => SequenceText,
): DecodedTemplate {
  const tokens = tokensOf(source, from, to, kind, holes);
  stripAtMarkers(tokens);
  const indent = kind === "indented-heredoc" ? removeIndentation(tokens) : 0;
  const runs = new Runs();
  const opaque: OpaqueText[] = [];
  const named: { range: Range; name: string }[] = [];
  const texts: string[] = [];
  for (const token of tokens) {
    if ("hole" in token) {
      const { start, end } = token.hole;
      const { name, text } = fill(token.hole);
      if (name !== undefined) {
        opaque.push({ range: [runs.length, runs.length + text.length], name });
        named.push({ range: [start, end], name });
      }
      runs.atomic(text, start, end);
      texts.push(text);
      continue;
    }
    for (const piece of token.pieces) {
      if (piece.isVerbatim) runs.verbatim(piece.from, piece.to);
      else runs.atomic(piece.text, piece.from, piece.to);
      texts.push(piece.text);
    }
  }
  return { text: texts.join(""), runs, holes: named, opaque, indent };
}
