/** A YAML lexer that accepts insufficient indentation inside quotes and brackets, as AWS's YAML parsers do. */
import type { Lexer } from "yaml";
import { yaml } from "./yaml-package.ts";

type Step = () => Generator<string, string, void>;

interface Steps {
  indentNext: number;
  parseFlowCollection: Step;
  parseQuotedScalar: Step;
}

/**
 * A lexer that ignores indentation between quotes and brackets, as libyaml and SnakeYAML do. The service itself prints
 * documents of that form.
 */
export function lenientLexer(): Lexer {
  const lexer = new (yaml().Lexer)();
  const steps = lexer as unknown as Steps;
  for (const name of ["parseFlowCollection", "parseQuotedScalar"] as const) {
    const strict = steps[name].bind(lexer);
    steps[name] = function* lenient() {
      const indent = steps.indentNext;
      steps.indentNext = 0;
      const next = yield* strict();
      steps.indentNext = indent;
      return next;
    };
  }
  return lexer;
}
