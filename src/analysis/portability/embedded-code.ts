/**
 * Collects all code that a script runs as text: the code that its evaluation found, scripts that it writes and runs, and the same
 * for that code.
 */
import type { ParsedScript } from "unbash";
import { isStarter, programs } from "../../programs/table.ts";
import { evaluate, parseShell, type EmbeddedScript, type Interest } from "../../shell/index.ts";
import { PORTABLE_CODE } from "../watches/portable-code.ts";
import { writtenFiles } from "./written-files.ts";

/** The maximum nesting depth of scripts in scripts. */
const MAX_DEPTH = 4;

const INTEREST: Interest = { watched: PORTABLE_CODE.programs, starts: isStarter, only: true };

/**
 * @param text the text that positions of `tree` refer to
 * @param embedded the code that the script's evaluation found
 */
export function embeddedCode(
  tree: ParsedScript,
  text: string,
  embedded: readonly EmbeddedScript[],
  depth = 0,
): readonly EmbeddedScript[] {
  if (depth > MAX_DEPTH) return [];
  const inside = (one: EmbeddedScript, evaluated: readonly EmbeddedScript[]): readonly EmbeddedScript[] =>
    one.tree === undefined
      ? []
      : embeddedCode(one.tree, one.text, evaluated, depth + 1).map((inner) => placedIn(one, inner));
  const written = writtenFiles(tree, text);
  return [
    ...embedded,
    ...embedded.flatMap((one) => (one.text.includes("<<") ? inside(one, []) : [])),
    ...written,
    ...written.flatMap((one) => inside(one, embeddedIn(one.text))),
  ];
}

function embeddedIn(code: string): readonly EmbeddedScript[] {
  if (!PORTABLE_CODE.where.test(code)) return [];
  const script = parseShell(code);
  return script.errors.length > 0 ? [] : evaluate(script, { programs, interest: INTEREST }).embedded;
}

/** Nested code, with its positions relative to the outermost script. */
function placedIn(holder: EmbeddedScript, inner: EmbeddedScript): EmbeddedScript {
  const { pos, end } = holder.span(inner.pos, inner.end);
  return {
    ...inner,
    pos,
    end,
    interpreter: inner.interpreter ?? holder.interpreter,
    exact: inner.exact && holder.exact,
    span: (from, to) => {
      const span = inner.span(from, to);
      return holder.span(span.pos, span.end);
    },
  };
}
