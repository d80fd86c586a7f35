/** Parses awk programs. */
import { AwkExpressionParser } from "./expressions.ts";
import {
  AwkNotSimulated,
  type AwkExpression,
  type AwkFunction,
  type AwkProgram,
  type AwkRule,
  type AwkStatement,
} from "./syntax.ts";
import { awkTokens } from "./tokens.ts";

/** @throws {AwkNotSimulated} */
export function parseAwk(program: string): AwkProgram {
  return new AwkParser(awkTokens(program)).program();
}

class AwkParser extends AwkExpressionParser {
  program(): AwkProgram {
    const rules: AwkRule[] = [];
    const functions = new Map<string, AwkFunction>();
    for (;;) {
      this.newlines();
      if (this.token.kind === "end") return { rules, functions };
      if (this.take("function")) {
        const name = this.tokens[this.at++]!;
        if (name.kind !== "own" || functions.has(name.text)) throw new AwkNotSimulated("a function's name");
        functions.set(name.text, this.#definition());
      } else rules.push(this.#rule());
      this.take(";");
    }
  }

  #definition(): AwkFunction {
    this.expect("(");
    const parameters: string[] = [];
    while (!this.take(")")) {
      if (parameters.length > 0) this.expect(",");
      this.newlines();
      parameters.push(this.name());
    }
    this.newlines();
    if (new Set(parameters).size < parameters.length) throw new AwkNotSimulated("a parameter twice");
    return { parameters, body: this.#block() };
  }

  #rule(): AwkRule {
    let pattern: AwkRule["pattern"] = { kind: "always" };
    if (this.take("BEGIN")) pattern = { kind: "begin" };
    else if (this.take("END")) pattern = { kind: "end" };
    else if (!this.is("{")) {
      const test = this.expression();
      pattern = { kind: "when", test };
      if (this.take(",")) pattern = { kind: "range", from: test, to: this.expression() };
    }
    if (this.is("{")) return { pattern, body: this.#block() };
    if (pattern.kind === "begin" || pattern.kind === "end") throw new AwkNotSimulated("BEGIN without action");
    if (this.token.kind !== "end" && this.token.kind !== "newline" && !this.is(";"))
      throw new AwkNotSimulated("something after a pattern");
    return { pattern, body: undefined };
  }

  #block(): AwkStatement {
    this.expect("{");
    const statements: AwkStatement[] = [];
    for (;;) {
      while (this.token.kind === "newline" || this.is(";")) this.at++;
      if (this.take("}")) return { kind: "block", statements };
      statements.push(this.#statement());
    }
  }

  #statement(): AwkStatement {
    return this.nested(() => {
      if (this.is("{")) return this.#block();
      if (this.take("if")) return this.#conditional();
      if (this.take("while")) {
        this.expect("(");
        const test = this.expression();
        this.expect(")");
        return { kind: "loop", first: undefined, test, step: undefined, body: this.#body() };
      }
      if (this.take("for")) return this.#loop();
      const statement = this.#simple();
      if (!this.take(";") && !this.is("}") && this.token.kind !== "newline" && this.token.kind !== "end")
        throw new AwkNotSimulated("something after a statement");
      return statement;
    });
  }

  #body(): AwkStatement {
    this.newlines();
    return this.take(";") ? { kind: "block", statements: [] } : this.#statement();
  }

  #conditional(): AwkStatement {
    this.expect("(");
    const test = this.expression();
    this.expect(")");
    const yes = this.#body();
    const here = this.at;
    while (this.token.kind === "newline" || this.is(";")) this.at++;
    if (this.take("else")) return { kind: "if", test, yes, no: this.#body() };
    this.at = here;
    return { kind: "if", test, yes, no: undefined };
  }

  #loop(): AwkStatement {
    this.expect("(");
    const first = this.is(";") ? undefined : this.#value();
    this.expect(";");
    const test = this.is(";") ? undefined : this.expression();
    this.expect(";");
    const step = this.is(")") ? undefined : this.#value();
    this.expect(")");
    return { kind: "loop", first, test, step, body: this.#body() };
  }

  get #ended(): boolean {
    return this.token.kind === "end" || this.token.kind === "newline" || this.is(";") || this.is("}");
  }

  #simple(): AwkStatement {
    if (this.is("print") || this.is("printf")) {
      const formatted = this.is("printf");
      this.at++;
      const values = this.#ended ? [] : this.#printed();
      if (!this.#ended) throw new AwkNotSimulated("redirected output");
      if (formatted && values.length === 0) throw new AwkNotSimulated("printf without a format");
      return { kind: "print", formatted, values };
    }
    if (this.take("next")) return { kind: "next" };
    if (this.take("nextfile")) return { kind: "nextfile" };
    if (this.take("return")) return { kind: "return", value: this.#ended ? undefined : this.expression() };
    if (this.take("break")) return { kind: "break" };
    if (this.take("continue")) return { kind: "continue" };
    if (this.take("exit")) return { kind: "exit", status: this.#ended ? undefined : this.expression() };
    if (this.take("delete")) {
      const name = this.name();
      if (!this.take("[")) return { kind: "delete", name, index: undefined };
      const index = this.expression();
      this.expect("]");
      return { kind: "delete", name, index };
    }
    return this.#value();
  }

  #value(): AwkStatement {
    return { kind: "expression", expression: this.expression() };
  }

  /** The arguments of `print`: a list, optionally in parentheses. An unparenthesized `>` in it would be a redirection. */
  #printed(): AwkExpression[] {
    const here = this.at;
    if (this.take("(")) {
      const values = this.list(false);
      if (this.take(")") && this.#ended) return values;
      this.at = here;
    }
    return this.list(true);
  }
}
