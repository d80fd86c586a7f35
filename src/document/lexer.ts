/** How the YAML parsers of AWS read lines that YAML wants to be indented more. */
import { Lexer, Parser } from "yaml";

type Step = () => Generator<string, string, void>;

interface Steps {
  indentNext: number;
  parseFlowCollection: Step;
  parseQuotedScalar: Step;
}

/**
 * A parser to which the indentation says nothing between quotes and brackets, as to libyaml and SnakeYAML: the service itself
 * prints documents of that form.
 */
export function lenientParser(): Parser {
  const parser = new Parser();
  const lexer = new Lexer();
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
  (parser as unknown as { lexer: Lexer }).lexer = lexer;
  return parser;
}
