import type { SsmRule } from "../src/eslint/rule.ts";
import type { ShellSyntaxError } from "../src/shell/script.ts";
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

/**
 * The error that the shell stops at. What comes after it often follows from it; of several complaints about one place the
 * last is the outermost, which names what is left open.
 */
function first(errors: readonly ShellSyntaxError[]): ShellSyntaxError | undefined {
  let earliest = errors[0];
  for (const error of errors) if (earliest !== undefined && error.pos <= earliest.pos) earliest = error;
  return earliest;
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
        const error = first(errors);
        if (error !== undefined) {
          const loc = sourceCode.locate(step, wordAt(text, error.pos));
          context.report({ loc, messageId: "syntax", data: { problem: error.message } });
        }
        for (const embedded of step.evaluation.embedded) {
          const inside = embedded.exact ? first(embedded.tree?.errors ?? []) : undefined;
          if (inside === undefined) continue;
          const { pos, end } = wordAt(embedded.text, inside.pos);
          const loc = sourceCode.locate(step, embedded.span(pos, end));
          context.report({ loc, messageId: "embedded", data: { problem: inside.message } });
        }
      },
    };
  },
};
