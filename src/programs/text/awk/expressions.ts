/** Parses awk's expressions. */
import { AwkNotSimulated, type AwkExpression, type AwkTarget } from "./syntax.ts";
import type { AwkToken } from "./tokens.ts";

const comparisons = new Set(["<", "<=", "==", "!=", ">", ">="]);
const assignments = new Set(["=", "+=", "-=", "*=", "/=", "%=", "^="]);
const depthLimit = 100;
/** Maximum number of operators in chains, such as `a + b + c`, of a program. */
const operatorLimit = 1_000;

export class AwkExpressionParser {
  protected at = 0;
  #depth = 0;
  #operators = 0;
  protected readonly tokens: readonly AwkToken[];

  constructor(tokens: readonly AwkToken[]) {
    this.tokens = tokens;
  }

  protected get token(): AwkToken {
    return this.tokens[this.at]!;
  }

  protected is(text: string): boolean {
    const { kind } = this.token;
    return this.token.text === text && (kind === "operator" || kind === "keyword" || kind === "newline");
  }

  protected take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }

  protected expect(text: string): void {
    if (!this.take(text)) throw new AwkNotSimulated(`no ${text}`);
  }

  protected newlines(): void {
    while (this.token.kind === "newline") this.at++;
  }

  /** Consumes the next token, which must be a name. */
  protected name(): string {
    const token = this.tokens[this.at++]!;
    if (token.kind !== "name") throw new AwkNotSimulated("no name");
    return token.text;
  }

  /** @throws {AwkNotSimulated} if the program is nested too deeply. */
  protected nested<T>(parse: () => T): T {
    if (++this.#depth > depthLimit) throw new AwkNotSimulated("deep nesting");
    try {
      return parse();
    } finally {
      this.#depth--;
    }
  }

  /** @throws {AwkNotSimulated} if there are too many: each operation of a chain is nested in the next one. */
  #counted(expression: AwkExpression): AwkExpression {
    if (++this.#operators > operatorLimit) throw new AwkNotSimulated("too many operators");
    return expression;
  }

  protected list(bare: boolean): AwkExpression[] {
    const values = [this.expression(bare)];
    while (this.take(",")) {
      this.newlines();
      values.push(this.expression(bare));
    }
    return values;
  }

  protected expression(bare = false): AwkExpression {
    return this.nested(() => {
      const left = this.#ternary(bare);
      const operator = this.token;
      if (operator.kind !== "operator" || !assignments.has(operator.text)) return left;
      this.at++;
      const target = this.#target(left);
      return { kind: "assign", operator: operator.text.slice(0, -1), target, value: this.expression(bare) };
    });
  }

  #target(expression: AwkExpression): AwkTarget {
    if (expression.kind === "variable" || expression.kind === "element" || expression.kind === "field")
      return expression;
    throw new AwkNotSimulated("an assignment to something else");
  }

  #ternary(bare: boolean): AwkExpression {
    const test = this.#either(bare);
    if (!this.take("?")) return test;
    const yes = this.expression(bare);
    this.expect(":");
    return { kind: "condition", test, yes, no: this.expression(bare) };
  }

  #either(bare: boolean): AwkExpression {
    return this.#joined("||", () => this.#both(bare));
  }

  #both(bare: boolean): AwkExpression {
    return this.#joined("&&", () => this.#membership(bare));
  }

  #joined(operator: "||" | "&&", operand: () => AwkExpression): AwkExpression {
    let left = operand();
    while (this.take(operator)) {
      this.newlines();
      left = this.#counted({ kind: "binary", operator, left, right: operand() });
    }
    return left;
  }

  #membership(bare: boolean): AwkExpression {
    let left = this.#matching(bare);
    while (this.take("in")) {
      left = this.#counted({ kind: "in", index: left, name: this.name() });
    }
    return left;
  }

  #matching(bare: boolean): AwkExpression {
    let left = this.#comparison(bare);
    while (this.is("~") || this.is("!~")) {
      const operator = this.tokens[this.at++]!.text;
      left = this.#counted({ kind: "binary", operator, left, right: this.#comparison(bare) });
    }
    return left;
  }

  #comparison(bare: boolean): AwkExpression {
    const left = this.#concatenation();
    const operator = this.token;
    if (operator.kind !== "operator" || !comparisons.has(operator.text)) return left;
    if (operator.text === ">" && bare) throw new AwkNotSimulated("redirected output");
    this.at++;
    return { kind: "binary", operator: operator.text, left, right: this.#concatenation() };
  }

  #concatenation(): AwkExpression {
    let left = this.#sum();
    while (this.#startsOperand()) left = this.#counted({ kind: "binary", operator: " ", left, right: this.#sum() });
    if (this.is("|") || this.is("&")) throw new AwkNotSimulated("a pipe");
    return left;
  }

  #startsOperand(): boolean {
    const { kind, text } = this.token;
    if (kind === "operator") return text === "$" || text === "(" || text === "++" || text === "--";
    return ["number", "string", "name", "function", "own", "regex"].includes(kind);
  }

  #sum(): AwkExpression {
    let left = this.#product();
    while (this.is("+") || this.is("-")) {
      const operator = this.tokens[this.at++]!.text;
      left = this.#counted({ kind: "binary", operator, left, right: this.#product() });
    }
    return left;
  }

  #product(): AwkExpression {
    let left = this.#unary();
    while (this.is("*") || this.is("/") || this.is("%")) {
      const operator = this.tokens[this.at++]!.text;
      left = this.#counted({ kind: "binary", operator, left, right: this.#unary() });
    }
    return left;
  }

  #unary(): AwkExpression {
    if (this.is("!") || this.is("-") || this.is("+")) {
      const operator = this.tokens[this.at++]!.text;
      return { kind: "unary", operator, operand: this.nested(() => this.#unary()) };
    }
    const base = this.#postfix();
    if (this.take("^")) return { kind: "binary", operator: "^", left: base, right: this.nested(() => this.#unary()) };
    return base;
  }

  #postfix(): AwkExpression {
    if (this.is("++") || this.is("--")) {
      const by = this.tokens[this.at++]!.text === "++" ? 1 : -1;
      return { kind: "step", by, prefix: true, target: this.#target(this.#primary()) };
    }
    const operand = this.#primary();
    const steps = this.is("++") || this.is("--");
    if (!steps || !["variable", "element", "field"].includes(operand.kind)) return operand;
    if (operand.kind === "field" && isFieldCount(operand.index)) throw new AwkNotSimulated("$NF++ changes NF in mawk");
    const by = this.tokens[this.at++]!.text === "++" ? 1 : -1;
    return { kind: "step", by, prefix: false, target: this.#target(operand) };
  }

  #primary(): AwkExpression {
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
      case "own":
        this.expect("(");
        return { kind: "own", name: token.text, args: this.#arguments() };
      case "function": {
        if (!this.take("(")) {
          if (token.text === "length") return { kind: "call", name: "length", args: [] };
          throw new AwkNotSimulated("a function without arguments");
        }
        return { kind: "call", name: token.text, args: this.#arguments() };
      }
    }
    if (token.kind === "keyword" && token.text === "getline") return this.#getline();
    if (token.kind === "operator" && token.text === "(") {
      const inner = this.expression();
      this.expect(")");
      return inner.kind === "regex" || inner.kind === "variable"
        ? { kind: "unary", operator: "()", operand: inner }
        : inner;
    }
    if (token.kind === "operator" && token.text === "$") {
      const index = this.nested(() =>
        this.is("++") || this.is("--") ? this.#postfix() : this.is("-") ? this.#unary() : this.#primary(),
      );
      return { kind: "field", index };
    }
    throw new AwkNotSimulated(`${token.text} where a value should be`);
  }

  #arguments(): readonly AwkExpression[] {
    const args = this.is(")") ? [] : this.list(false);
    this.expect(")");
    return args;
  }

  /** `getline` and `getline VARIABLE`, which read from the input of the program. */
  #getline(): AwkExpression {
    const target = this.token.kind === "name" || this.is("$") ? this.#target(this.#primary()) : undefined;
    if (this.is("<")) throw new AwkNotSimulated("getline from a file");
    return { kind: "getline", target };
  }
}

function isFieldCount(expression: AwkExpression): boolean {
  const inner = expression.kind === "unary" ? expression.operand : expression;
  return inner.kind === "variable" && inner.name === "NF";
}
