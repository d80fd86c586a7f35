/**
 * Evaluates `--query` on a sample document: an interpreter of JMESPath (https://jmespath.org/specification.html) that
 * over-approximates. Every filter passes, and both sides of `||` are taken, so that the result contains everything that may
 * be selected.
 */
import { countOf, mapAlternatives, either, listElements, readField, values } from "./either.ts";
import type { Json } from "./json.ts";
import { callOf, type Expression } from "./query-functions.ts";
import { tokensOf, Unreadable, type Token } from "./query-tokens.ts";

/** Maximum length of an expression. */
const MAX_EXPRESSION = 2_000;
/** Maximum number of values that all projections, or the result, may have, and maximum nesting depth of the result. */
const MAX_VALUES = 10_000;
const MAX_RESULT_DEPTH = 60;
/** Maximum nesting depth of an expression. */
const MAX_DEPTH = 50;

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  #spent = 0;
  /** Whether the part being parsed applies to each element of a projection. */
  #isProjected = false;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get #next(): Token {
    return this.#tokens[this.#at] ?? { kind: "end", text: "" };
  }

  #is(...symbols: string[]): boolean {
    return this.#next.kind === "symbol" && symbols.includes(this.#next.text);
  }

  #take(symbol: string): void {
    if (!this.#is(symbol)) throw new Unreadable();
    this.#at++;
  }

  whole(): Expression {
    const expression = this.#piped();
    if (this.#next.kind !== "end") throw new Unreadable();
    return expression;
  }

  #piped(): Expression {
    if (++this.#depth > MAX_DEPTH) throw new Unreadable();
    const before = this.#isProjected;
    this.#isProjected = false;
    let left = this.#alternative();
    while (this.#is("|")) {
      this.#at++;
      const [first, second] = [left, this.#alternative()];
      left = (value) => second(first(value));
    }
    this.#depth--;
    this.#isProjected = before;
    return left;
  }

  /** `a || b` is either side. `a && b` is approximated by `b`, although it may be a false `a`. A comparison is a boolean. */
  #alternative(): Expression {
    let left = this.#negated();
    while (this.#is("||", "&&", "==", "!=", "<", "<=", ">", ">=")) {
      const { text } = this.#next;
      this.#at++;
      const [first, second] = [left, this.#negated()];
      left = text === "||" ? (value) => either(first(value), second(value)) : text === "&&" ? second : () => true;
    }
    return left;
  }

  #negated(): Expression {
    if (!this.#is("!")) return this.#chain();
    this.#at++;
    this.#chain();
    return () => true;
  }

  #chain(): Expression {
    const first = this.#start();
    const rest = this.#steps();
    return (value) => rest(first(value));
  }

  #start(): Expression {
    const { kind, text } = this.#next;
    if (kind === "name") {
      this.#at++;
      return this.#is("(") ? this.#call(text) : (value) => readField(value, text);
    }
    if (kind === "literal") {
      this.#at++;
      return () => "literal";
    }
    if (this.#is("@")) {
      this.#at++;
      return (value) => value;
    }
    if (this.#is("&")) {
      this.#at++;
      return this.#chain();
    }
    if (this.#is("(")) {
      this.#at++;
      const inner = this.#piped();
      this.#take(")");
      return inner;
    }
    if (this.#is("*")) return (value) => value;
    if (this.#is("{")) return this.#hash();
    if (this.#is("[") && !this.#isBracketStep()) return this.#list();
    if (this.#is("[", "[]", "[?")) return (value) => value;
    throw new Unreadable();
  }

  /** Whether the bracket is `[0]`, `[1:2]` or `[*]`. Otherwise it is a list of expressions. */
  #isBracketStep(): boolean {
    const { kind, text } = this.#tokens[this.#at + 1] ?? { kind: "end", text: "" };
    if (kind === "number" || text === ":") return true;
    return text === "*" && kind === "symbol" && this.#tokens[this.#at + 2]?.text === "]";
  }

  #call(name: string): Expression {
    this.#take("(");
    const given: Expression[] = [];
    while (!this.#is(")")) {
      given.push(this.#piped());
      if (!this.#is(")")) this.#take(",");
    }
    this.#take(")");
    return callOf(name, given, (count) => this.#spend(count));
  }

  #spend(count: number): void {
    this.#spent += count;
    if (this.#spent > MAX_VALUES) throw new Unreadable();
  }

  #list(): Expression {
    this.#take("[");
    const all: Expression[] = [];
    while (!this.#is("]")) {
      all.push(this.#piped());
      if (!this.#is("]")) this.#take(",");
    }
    this.#take("]");
    return (value) => all.map((one) => one(value));
  }

  #hash(): Expression {
    this.#take("{");
    const all: [string, Expression][] = [];
    while (!this.#is("}")) {
      const { kind, text } = this.#next;
      if (kind !== "name") throw new Unreadable();
      this.#at++;
      this.#take(":");
      all.push([text, this.#piped()]);
      if (!this.#is("}")) this.#take(",");
    }
    this.#take("}");
    return (value) => Object.fromEntries(all.map(([key, one]) => [key, one(value)]));
  }

  /** The steps after the first part. After a projection they apply to each element. */
  #steps(): Expression {
    if (this.#is("[]", "[?")) {
      const isFilter = this.#is("[?");
      this.#at++;
      if (isFilter) {
        this.#piped();
        this.#take("]");
      }
      // Flattening a projection keeps elements that are not lists.
      const keeps = this.#isProjected && !isFilter;
      return this.#projected((value) => (keeps && !Array.isArray(value) ? [value] : listElements(value, !isFilter)));
    }
    if (this.#is("*")) {
      this.#at++;
      return this.#projected(values);
    }
    if (this.#is("[") && this.#isBracketStep()) {
      this.#at++;
      const { kind, text } = this.#next;
      if (this.#is("*")) {
        this.#at++;
        this.#take("]");
        return this.#projected((value) => listElements(value, false));
      }
      let slices = false;
      while (!this.#is("]")) {
        if (this.#next.kind === "number") this.#at++;
        else {
          this.#take(":");
          slices = true;
        }
      }
      this.#take("]");
      if (slices || kind !== "number") return this.#projected((value) => listElements(value, false));
      const rest = this.#steps();
      // The only element of a sample list stands for all elements.
      const element: Expression = (value) =>
        Array.isArray(value) ? ((value[Number(text)] ?? value[0] ?? null) as Json) : null;
      return (value) => rest(mapAlternatives(value, element));
    }
    if (!this.#is(".")) return (value) => value;
    this.#at++;
    if (this.#is("*")) {
      this.#at++;
      return this.#projected(values);
    }
    const next = this.#is("{") ? this.#hash() : this.#is("[") ? this.#list() : this.#member();
    const rest = this.#steps();
    return (value) => rest(next(value));
  }

  #member(): Expression {
    const { kind, text } = this.#next;
    if (kind !== "name") throw new Unreadable();
    this.#at++;
    return this.#is("(") ? this.#call(text) : (value) => readField(value, text);
  }

  #projected(all: (value: Json) => readonly Json[]): Expression {
    const before = this.#isProjected;
    this.#isProjected = true;
    const rest = this.#steps();
    this.#isProjected = before;
    return (value) => {
      const project = (one: Json): Json => {
        const list = all(one);
        this.#spend(list.length);
        return list.map(rest).filter((result) => result !== null);
      };
      return mapAlternatives(value, project);
    };
  }
}
/** The result of the expression; `undefined` if the expression cannot be parsed or exceeds a limit. */
export function evaluateQuery(document: Json, expression: string): Json | undefined {
  if (expression.length > MAX_EXPRESSION) return undefined;
  try {
    const result = new Reader(tokensOf(expression)).whole()(document);
    return countOf(result, MAX_VALUES, MAX_RESULT_DEPTH) <= MAX_VALUES ? result : undefined;
  } catch (error) {
    if (error instanceof Unreadable || error instanceof RangeError) return undefined;
    throw error;
  }
}
