import { EMBEDDED_CODE } from "../src/analysis/watches/embedded-code.ts";
import type { SsmNode, StepNode } from "../src/eslint/tree/nodes.ts";
import type { SsmRule } from "../src/eslint/rule.ts";
import { isTooDeep, embeddedOf, type EmbeddedScript, type ShellSyntaxError, type Span } from "../src/shell/index.ts";

/** Shells whose grammars differ from the one that scripts are parsed with. */
const OTHER_GRAMMARS: ReadonlySet<string> = new Set(["ksh", "zsh"]);

/** The word at an offset, or the last character before it if the text ends there. */
function wordAt(text: string, pos: number): Span {
  const rest = /^\S+/u.exec(text.slice(pos, pos + 80));
  if (rest !== null) return { pos, end: pos + rest[0].length };
  const end = text.slice(0, pos).trimEnd().length;
  return { pos: Math.max(0, end - 1), end };
}

/**
 * The error that the shell stops at. Later errors are often consequences of it; among several errors at one position the last is
 * the outermost, which names what is left open.
 */
function first(errors: readonly ShellSyntaxError[]): ShellSyntaxError | undefined {
  let earliest = errors[0];
  for (const error of errors) if (earliest !== undefined && error.pos <= earliest.pos) earliest = error;
  return earliest;
}

/** Whether code is a whole string of the script: otherwise, what is inserted into the code may complete it. */
function isWhole({ end, exact, pos }: EmbeddedScript, script: string): boolean {
  const quote = script[pos - 1];
  return exact && (quote === "'" || quote === '"') && script[end] === quote;
}

export const noSyntaxError: SsmRule<[], "syntax" | "embedded"> = {
  meta: {
    type: "problem",
    watches: EMBEDDED_CODE,
    docs: {
      description: "Disallow scripts that the shell cannot parse",
      recommended: true,
    },
    schema: [],
    messages: {
      syntax:
        "The shell cannot parse this: {{problem}}. It runs the commands before it, then stops with status 2 and leaves the step incomplete.",
      embedded: "The shell cannot parse the code in this string: {{problem}}. The code from here on does not run.",
    },
  },
  create(context) {
    const { sourceCode } = context;
    /** Steps that have been reported: an error in a substitution may also be an error of the script around it. */
    const broken = new Set<StepNode>();

    /** The embedded code that a script is part of, unless it is the step's own. */
    function codeAround(script: SsmNode, step: StepNode): EmbeddedScript | undefined {
      return [script, ...sourceCode.getAncestors(script).toReversed()]
        .map((node) => embeddedOf(step.evaluation.embedded, node))
        .find((embedded) => embedded !== undefined);
    }

    return {
      Script(script) {
        const errors = "errors" in script ? (script.errors ?? []) : [];
        const error = first(errors);
        // What is skipped may be correct; `valid-document` reports it.
        if (error === undefined || errors.some(isTooDeep)) return;
        const step = sourceCode.stepOf(script);
        // An item that is not text may contain what completes the code; `valid-document` reports the item.
        if (step.step.script.isPartial) return;
        const code = codeAround(script, step);
        const { interpreter, text } = step.shell;
        if (OTHER_GRAMMARS.has(interpreter.kind) || broken.has(step)) return;
        if (code === undefined) broken.add(step);
        else if (!isWhole(code, text)) return;
        const part = wordAt(script.source ?? code?.text ?? text, error.pos);
        const loc = sourceCode.locate(step, sourceCode.spanOf(script, part));
        context.report({
          loc,
          messageId: code === undefined ? "syntax" : "embedded",
          data: { problem: error.message },
        });
      },
    };
  },
};
