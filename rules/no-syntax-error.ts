import type { SsmRule } from "../src/eslint/rule.ts";
import type { Span } from "../src/shell/span.ts";

/** Their grammars differ from the one that scripts are parsed with. */
const OTHER_GRAMMARS: ReadonlySet<string> = new Set(["ksh", "zsh"]);

/** The word at a place, or the last one before it where the text ends there. */
function wordAt(text: string, pos: number): Span {
  const rest = /^\S+/u.exec(text.slice(pos, pos + 80));
  if (rest !== null) return { pos, end: pos + rest[0].length };
  const end = text.slice(0, pos).trimEnd().length;
  return { pos: Math.max(0, end - 1), end };
}

export const noSyntaxError: SsmRule<[], "syntax" | "embedded"> = {
  meta: {
    type: "problem",
    docs: {
      description: "Disallow scripts that the shell cannot parse",
      recommended: true,
    },
    schema: [],
    messages: {
      syntax:
        "The shell cannot parse this: {{problem}}. It runs the commands before it, then stops with status 2 and leaves the step half done.",
      embedded: "The shell that is started here cannot parse its code: {{problem}}. It stops with status 2.",
    },
  },
  create(context) {
    const { sourceCode } = context;
    return {
      Step(step) {
        const { errors, interpreter, text } = step.shell;
        if (OTHER_GRAMMARS.has(interpreter.kind)) return;
        // Of several complaints about one place the last is the outermost: it names what is left open.
        const byPlace = new Map(errors.map(({ message, pos }) => [pos, message]));
        for (const [pos, message] of byPlace) {
          const loc = sourceCode.locate(step, wordAt(text, pos));
          context.report({ loc, messageId: "syntax", data: { problem: message } });
        }
        for (const { exact, span, text: code, tree } of step.evaluation.embedded) {
          if (!exact) continue;
          for (const { message, pos } of tree?.errors ?? []) {
            const { pos: start, end } = wordAt(code, pos);
            context.report({
              loc: sourceCode.locate(step, span(start, end)),
              messageId: "embedded",
              data: { problem: message },
            });
          }
        }
      },
    };
  },
};
