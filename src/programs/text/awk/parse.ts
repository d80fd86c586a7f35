/** Parses awk programs. */
import { AwkNotSimulated, type AwkExpression, type AwkRule, type AwkStatement, type AwkTarget } from "./syntax.ts";
import { awkTokens, type AwkToken } from "./tokens.ts";

/** Throws `AwkNotSimulated`. */
export function parseAwk(program: string): AwkRule[] {
  return new AwkParser(awkTokens(program)).rules();
}

const comparisons = new Set(["<", "<=", "==", "!=", ">", ">="]);
const assignments = new Set(["=", "+=", "-=", "*=", "/=", "%=", "^="]);
const depthLimit = 100;

class AwkParser {
  private at = 0;
  private depth = 0;
  private readonly tokens: readonly AwkToken[];

  constructor(tokens: readonly AwkToken[]) {
    this.tokens = tokens;
  }

  private get token(): AwkToken {
    return this.tokens[this.at]!;
  }

  private is(text: string): boolean {
    const { kind } = this.token;
    return this.token.text === text && (kind === "operator" || kind === "keyword" || kind === "newline");
  }

  private take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }

  private expect(text: string): void {
    if (!this.take(text)) throw new AwkNotSimulated(`no ${text}`);
  }

  private newlines(): void {
    while (this.token.kind === "newline") this.at++;
  }

  rules(): AwkRule[] {
    const rules: AwkRule[] = [];
    for (;;) {
      while (this.token.kind === "newline" || this.is(";")) this.at++;
      if (this.token.kind === "end") return rules;
      rules.push(this.rule());
    }
  }

  private rule(): AwkRule {
    let pattern: AwkRule["pattern"] = { kind: "always" };
    if (this.take("BEGIN")) pattern = { kind: "begin" };
    else if (this.take("END")) pattern = { kind: "end" };
    else if (!this.is("{")) {
      const test = this.expression();
      pattern = { kind: "when", test };
      if (this.take(",")) pattern = { kind: "range", from: test, to: this.expression() };
    }
    if (this.is("{")) return { pattern, body: this.block() };
    if (pattern.kind === "begin" || pattern.kind === "end") throw new AwkNotSimulated("BEGIN without action");
    if (this.token.kind !== "end" && this.token.kind !== "newline" && !this.is(";"))
      throw new AwkNotSimulated("something after a pattern");
    return { pattern, body: undefined };
  }

  private block(): AwkStatement {
    this.expect("{");
    const statements: AwkStatement[] = [];
    for (;;) {
      while (this.token.kind === "newline" || this.is(";")) this.at++;
      if (this.take("}")) return { kind: "block", statements };
      statements.push(this.statement());
    }
  }

  private statement(): AwkStatement {
    if (++this.depth > depthLimit) throw new AwkNotSimulated("deep nesting");
    try {
      if (this.is("{")) return this.block();
      if (this.take("if")) return this.conditional();
      if (this.take("while")) {
        this.expect("(");
        const test = this.expression();
        this.expect(")");
        return { kind: "loop", first: undefined, test, step: undefined, body: this.body() };
      }
      if (this.take("for")) return this.loop();
      const statement = this.simple();
      if (!this.take(";") && !this.is("}") && this.token.kind !== "newline" && this.token.kind !== "end")
        throw new AwkNotSimulated("something after a statement");
      return statement;
    } finally {
      this.depth--;
    }
  }

  private body(): AwkStatement {
    this.newlines();
    return this.take(";") ? { kind: "block", statements: [] } : this.statement();
  }

  private conditional(): AwkStatement {
    this.expect("(");
    const test = this.expression();
    this.expect(")");
    const yes = this.body();
    const here = this.at;
    while (this.token.kind === "newline" || this.is(";")) this.at++;
    if (this.take("else")) return { kind: "if", test, yes, no: this.body() };
    this.at = here;
    return { kind: "if", test, yes, no: undefined };
  }

  private loop(): AwkStatement {
    this.expect("(");
    const first = this.is(";") ? undefined : this.simple();
    this.expect(";");
    const test = this.is(";") ? undefined : this.expression();
    this.expect(";");
    const step = this.is(")") ? undefined : this.simple();
    this.expect(")");
    return { kind: "loop", first, test, step, body: this.body() };
  }

  private get ended(): boolean {
    return this.token.kind === "end" || this.token.kind === "newline" || this.is(";") || this.is("}");
  }

  private simple(): AwkStatement {
    if (this.is("print") || this.is("printf")) {
      const formatted = this.is("printf");
      this.at++;
      const values = this.ended ? [] : this.printed();
      if (!this.ended && !this.is(")")) throw new AwkNotSimulated("redirected output");
      if (formatted && values.length === 0) throw new AwkNotSimulated("printf without a format");
      return { kind: "print", formatted, values };
    }
    if (this.take("next")) return { kind: "next" };
    if (this.take("break")) return { kind: "break" };
    if (this.take("continue")) return { kind: "continue" };
    if (this.take("exit")) return { kind: "exit", status: this.ended ? undefined : this.expression() };
    if (this.take("delete")) {
      const name = this.tokens[this.at++]!.text;
      if (!this.take("[")) return { kind: "delete", name, index: undefined };
      const index = this.expression();
      this.expect("]");
      return { kind: "delete", name, index };
    }
    return { kind: "expression", expression: this.expression() };
  }

  /** What follows `print`: a list, in parentheses or not; a bare `>` in it would be a redirection. */
  private printed(): AwkExpression[] {
    const here = this.at;
    if (this.take("(")) {
      const values = this.list(false);
      if (this.take(")") && this.ended) return values;
      this.at = here;
    }
    return this.list(true);
  }

  private list(bare: boolean): AwkExpression[] {
    const values = [this.expression(bare)];
    while (this.take(",")) {
      this.newlines();
      values.push(this.expression(bare));
    }
    return values;
  }

  private expression(bare = false): AwkExpression {
    if (++this.depth > depthLimit) throw new AwkNotSimulated("deep nesting");
    const left = this.ternary(bare);
    const operator = this.token;
    let result = left;
    if (operator.kind === "operator" && assignments.has(operator.text)) {
      this.at++;
      result = {
        kind: "assign",
        operator: operator.text.slice(0, -1),
        target: this.target(left),
        value: this.expression(bare),
      };
    }
    this.depth--;
    return result;
  }

  private target(expression: AwkExpression): AwkTarget {
    if (expression.kind === "variable" || expression.kind === "element" || expression.kind === "field")
      return expression;
    throw new AwkNotSimulated("an assignment to something else");
  }

  private ternary(bare: boolean): AwkExpression {
    const test = this.either(bare);
    if (!this.take("?")) return test;
    this.newlines();
    const yes = this.expression(bare);
    this.newlines();
    this.expect(":");
    this.newlines();
    return { kind: "condition", test, yes, no: this.expression(bare) };
  }

  private either(bare: boolean): AwkExpression {
    let left = this.both(bare);
    while (this.take("||")) {
      this.newlines();
      left = { kind: "binary", operator: "||", left, right: this.both(bare) };
    }
    return left;
  }

  private both(bare: boolean): AwkExpression {
    let left = this.membership(bare);
    while (this.take("&&")) {
      this.newlines();
      left = { kind: "binary", operator: "&&", left, right: this.membership(bare) };
    }
    return left;
  }

  private membership(bare: boolean): AwkExpression {
    let left = this.matching(bare);
    while (this.take("in")) {
      const name = this.tokens[this.at++]!;
      if (name.kind !== "name") throw new AwkNotSimulated("in without an array");
      left = { kind: "in", index: left, name: name.text };
    }
    return left;
  }

  private matching(bare: boolean): AwkExpression {
    let left = this.comparison(bare);
    while (this.is("~") || this.is("!~")) {
      const operator = this.tokens[this.at++]!.text;
      left = { kind: "binary", operator, left, right: this.comparison(bare) };
    }
    return left;
  }

  private comparison(bare: boolean): AwkExpression {
    const left = this.concatenation();
    const operator = this.token;
    if (operator.kind !== "operator" || !comparisons.has(operator.text)) return left;
    if (operator.text === ">" && bare) throw new AwkNotSimulated("redirected output");
    this.at++;
    return { kind: "binary", operator: operator.text, left, right: this.concatenation() };
  }

  private concatenation(): AwkExpression {
    let left = this.sum();
    while (this.startsOperand()) left = { kind: "binary", operator: " ", left, right: this.sum() };
    if (this.is("|") || this.is("&")) throw new AwkNotSimulated("a pipe");
    return left;
  }

  private startsOperand(): boolean {
    const { kind, text } = this.token;
    if (kind === "operator") return text === "$" || text === "(" || text === "++" || text === "--";
    return kind === "number" || kind === "string" || kind === "name" || kind === "function" || kind === "regex";
  }

  private sum(): AwkExpression {
    let left = this.product();
    while (this.is("+") || this.is("-")) {
      const operator = this.tokens[this.at++]!.text;
      left = { kind: "binary", operator, left, right: this.product() };
    }
    return left;
  }

  private product(): AwkExpression {
    let left = this.unary();
    while (this.is("*") || this.is("/") || this.is("%")) {
      const operator = this.tokens[this.at++]!.text;
      left = { kind: "binary", operator, left, right: this.unary() };
    }
    return left;
  }

  private unary(): AwkExpression {
    if (this.is("!") || this.is("-") || this.is("+")) {
      if (++this.depth > depthLimit) throw new AwkNotSimulated("deep nesting");
      const operator = this.tokens[this.at++]!.text;
      const operand = this.unary();
      this.depth--;
      return { kind: "unary", operator, operand };
    }
    const base = this.postfix();
    if (this.take("^") || this.take("**")) return { kind: "binary", operator: "^", left: base, right: this.unary() };
    return base;
  }

  private postfix(): AwkExpression {
    if (this.is("++") || this.is("--")) {
      const by = this.tokens[this.at++]!.text === "++" ? 1 : -1;
      return { kind: "step", by, prefix: true, target: this.target(this.primary()) };
    }
    const operand = this.primary();
    const steps = this.is("++") || this.is("--");
    if (!steps || !["variable", "element", "field"].includes(operand.kind)) return operand;
    const by = this.tokens[this.at++]!.text === "++" ? 1 : -1;
    return { kind: "step", by, prefix: false, target: this.target(operand) };
  }

  private primary(): AwkExpression {
    const token = this.tokens[this.at++]!;
    switch (token.kind) {
      case "number":
        return { kind: "number", value: Number(token.text) };
      case "string":
        return { kind: "string", value: token.text };
      case "regex":
        return { kind: "regex", pattern: token.text };
      case "name": {
        if (!this.take("[")) return { kind: "variable", name: token.text };
        const [index, ...others] = this.list(false);
        this.expect("]");
        if (index === undefined || others.length > 0) throw new AwkNotSimulated("several subscripts");
        return { kind: "element", name: token.text, index };
      }
      case "function": {
        if (!this.take("(")) {
          if (token.text === "length") return { kind: "call", name: "length", args: [] };
          throw new AwkNotSimulated("a function without arguments");
        }
        const args = this.is(")") ? [] : this.list(false);
        this.expect(")");
        return { kind: "call", name: token.text, args };
      }
    }
    if (token.kind === "operator" && token.text === "(") {
      const inner = this.expression();
      this.expect(")");
      return inner.kind === "regex" || inner.kind === "variable"
        ? { kind: "unary", operator: "()", operand: inner }
        : inner;
    }
    if (token.kind === "operator" && token.text === "$") {
      if (++this.depth > depthLimit) throw new AwkNotSimulated("deep nesting");
      const index = this.is("++") || this.is("--") ? this.postfix() : this.is("-") ? this.unary() : this.primary();
      this.depth--;
      return { kind: "field", index };
    }
    throw new AwkNotSimulated(`${token.text} where a value should be`);
  }
}
