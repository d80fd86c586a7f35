/** The languages YAML and JSON with `runCommand` highlighted as shell code. */
import { json } from "@codemirror/lang-json";
import { yaml } from "@codemirror/lang-yaml";
import { LanguageSupport, LRLanguage, StreamLanguage } from "@codemirror/language";
import { shell } from "@codemirror/legacy-modes/mode/shell";
import type { Extension, Text } from "@codemirror/state";
import { parseMixed, type SyntaxNode, type SyntaxNodeRef } from "@lezer/common";
import type { Input } from "@lezer/common";

const shellParser = StreamLanguage.define(shell).parser;

/** Keys whose values are shell code. */
const SHELL_KEYS = new Set(["runCommand", "commands"]);
const SCALARS = new Set(["Literal", "QuotedLiteral", "BlockLiteralContent", "String"]);

/** The key, without quotes, of the nearest pair or property around a node. */
function nearestKey(node: SyntaxNode, input: Input): string | undefined {
  let inside = node;
  for (let at = node.parent; at !== null; inside = at, at = at.parent) {
    if (at.name !== "Pair" && at.name !== "Property") continue;
    const key = at.firstChild;
    if (key === null || (key.from === inside.from && key.to === inside.to)) return undefined;
    return input.read(key.from, key.to).replace(/^["']|["']$/g, "");
  }
  return undefined;
}

const mixed = parseMixed((node: SyntaxNodeRef, input) => {
  if (!SCALARS.has(node.name) || !SHELL_KEYS.has(nearestKey(node.node, input) ?? "")) return null;
  const quoted = /["']/.test(input.read(node.from, node.from + 1)) ? 1 : 0;
  if (node.to - node.from <= 2 * quoted) return null;
  return { parser: shellParser, overlay: [{ from: node.from + quoted, to: node.to - quoted }] };
});

function withShell(support: LanguageSupport): LanguageSupport {
  const language = support.language as LRLanguage;
  return new LanguageSupport(language.configure({ wrap: mixed }), support.support);
}

/** Text without highlighting. */
export const PLAIN: Extension = [];

export const languages = { yaml: withShell(yaml()), json: withShell(json()) };

/** The language of a text: JSON if it starts like an object, otherwise YAML. */
export function languageOf(text: string): "yaml" | "json" {
  return /^\s*\{\s*(?:"|\}|$)/.test(text) ? "json" : "yaml";
}

/** The deepest nesting of brackets or list dashes to highlight. The highlighter is recursive: thousands of levels overflow the stack. */
const DEEPEST = 500;

/** Whether brackets or list dashes nest so deeply that the text is shown without colors. */
export function isDeep(text: Text): boolean {
  let depth = 0;
  let dashes = 0;
  for (const chunk of text.iter()) {
    for (const character of chunk) {
      if (character === "[" || character === "{") depth++;
      else if (character === "]" || character === "}") depth--;
      else if (character === "-") dashes++;
      else if (character === "\n") dashes = 0;
      if (depth > DEEPEST || dashes > DEEPEST) return true;
    }
  }
  return false;
}
