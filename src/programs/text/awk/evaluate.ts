/** Evaluates awk's expressions. */
import { countText, checkLength, spend } from "../tool/effort.ts";
import { compilePattern, type Matcher } from "../regular-expression/matcher.ts";
import { callFunction } from "./functions.ts";
import { AwkRecord, splitBy, splitText } from "./record.ts";
import { substituteMatches } from "./substitute.ts";
import { AwkNotSimulated, type AwkExpression, type AwkFunction, type AwkStatement, type AwkTarget } from "./syntax.ts";
import { AwkVariables } from "./variables.ts";
import { arithmetic, compareValues, fromInput, toNumber, toText, isTruthy, type AwkValue } from "./value.ts";

/** Maximum number of steps, because a program may loop for ever. */
const stepLimit = 50_000;

export abstract class AwkEvaluator {
  protected readonly variables: AwkVariables;
  protected readonly record = new AwkRecord((pattern) => this.matcher(pattern));
  /** Number of records read so far. */
  protected count = 0;
  readonly #functions: ReadonlyMap<string, AwkFunction>;
  readonly #matchers = new Map<string, Matcher>();
  #steps = 0;

  constructor(functions: ReadonlyMap<string, AwkFunction>, variables: ReadonlyMap<string, AwkValue>) {
    this.#functions = functions;
    this.variables = new AwkVariables(variables);
  }

  protected holds(expression: AwkExpression): boolean {
    return isTruthy(this.evaluate(expression));
  }

  protected text(name: string): string {
    return toText(this.variables.get(name));
  }

  protected step(): void {
    spend(10);
    if (++this.#steps > stepLimit) throw new AwkNotSimulated("a long run");
  }

  protected evaluate(expression: AwkExpression): AwkValue {
    this.step();
    switch (expression.kind) {
      case "number":
      case "string":
        return expression.value;
      case "regex":
        return this.matcher(expression.pattern).find(this.record.text, 0) === undefined ? 0 : 1;
      case "variable":
      case "element":
      case "field":
        return this.#get(expression);
      case "in":
        return this.variables.array(expression.name).has(toText(this.evaluate(expression.index))) ? 1 : 0;
      case "unary": {
        const value = this.evaluate(expression.operand);
        if (expression.operator === "()") return value;
        if (expression.operator === "!") return isTruthy(value) ? 0 : 1;
        return expression.operator === "-" ? -toNumber(value) : toNumber(value);
      }
      case "binary":
        return this.#binary(expression);
      case "condition":
        return this.evaluate(this.holds(expression.test) ? expression.yes : expression.no);
      case "assign": {
        const value = this.evaluate(expression.value);
        const { operator, target } = expression;
        const result = operator === "" ? value : arithmetic(operator, toNumber(this.#get(target)), toNumber(value));
        this.set(target, result);
        return result;
      }
      case "step": {
        const before = toNumber(this.#get(expression.target));
        this.set(expression.target, before + expression.by);
        return expression.prefix ? before + expression.by : before;
      }
      case "call":
        return this.#call(expression);
      case "own":
        return this.#callOwn(expression.name, expression.args);
      case "getline":
        return this.getline(expression.target);
    }
  }

  #binary(expression: AwkExpression & { kind: "binary" }): AwkValue {
    const { operator } = expression;
    if (operator === "&&") return this.holds(expression.left) && this.holds(expression.right) ? 1 : 0;
    if (operator === "||") return this.holds(expression.left) || this.holds(expression.right) ? 1 : 0;
    const left = this.evaluate(expression.left);
    if (operator === "~" || operator === "!~") {
      const found = this.#dynamicMatcher(expression.right).find(toText(left), 0) !== undefined;
      return found === (operator === "~") ? 1 : 0;
    }
    const right = this.evaluate(expression.right);
    if (operator === " ") return countText(toText(left) + toText(right));
    const order = /^[<>=!]/.test(operator) ? compareValues(left, right) : undefined;
    if (order === undefined) return arithmetic(operator, toNumber(left), toNumber(right));
    const holds = {
      "<": order < 0,
      "<=": order <= 0,
      "==": order === 0,
      "!=": order !== 0,
      ">": order > 0,
      ">=": order >= 0,
    };
    return holds[operator as keyof typeof holds] ? 1 : 0;
  }

  #call({ name, args }: AwkExpression & { kind: "call" }): AwkValue {
    const [first, second, third] = args;
    if ((name === "sub" || name === "gsub") && first !== undefined && second !== undefined) {
      const target = third ?? { kind: "field", index: { kind: "number", value: 0 } };
      if (target.kind !== "variable" && target.kind !== "element" && target.kind !== "field")
        throw new AwkNotSimulated("a substitution in something else");
      const text = toText(this.#get(target));
      const result = substituteMatches(
        text,
        this.#dynamicMatcher(first),
        toText(this.evaluate(second)),
        name === "gsub",
      );
      if (result.count > 0) this.set(target, result.text);
      else if (target.kind === "field") this.record.touch(this.#fieldNumber(target.index));
      return result.count;
    }
    if (name === "split" && first !== undefined && second?.kind === "variable") {
      const text = toText(this.evaluate(first));
      const parts =
        third?.kind === "regex"
          ? splitBy(text, this.matcher(third.pattern))
          : splitText(text, third === undefined ? this.text("FS") : toText(this.evaluate(third)), (pattern) =>
              this.matcher(pattern),
            );
      const array = this.variables.array(second.name);
      array.clear();
      checkLength(parts.length);
      parts.forEach((part, index) => array.set(String(index + 1), fromInput(part)));
      return parts.length;
    }
    if (name === "match" && first !== undefined && second !== undefined && third === undefined) {
      const whole = this.#dynamicMatcher(second).find(toText(this.evaluate(first)), 0)?.[0];
      this.variables.set("RSTART", whole === undefined ? 0 : whole.start + 1);
      this.variables.set("RLENGTH", whole === undefined ? -1 : whole.end - whole.start);
      return whole === undefined ? 0 : whole.start + 1;
    }
    if (name === "length" && first?.kind === "variable" && this.variables.isArray(first.name))
      throw new AwkNotSimulated("an array's length");
    return callFunction(
      name,
      args.length === 0 && name === "length" ? [this.record.text] : args.map((arg) => this.evaluate(arg)),
    );
  }

  #get(target: AwkTarget): AwkValue {
    if (target.kind === "element") {
      const index = toText(this.evaluate(target.index));
      const array = this.variables.array(target.name);
      if (!array.has(index)) array.set(index, undefined);
      return array.get(index);
    }
    if (target.kind === "field") return this.record.field(this.#fieldNumber(target.index));
    if (target.name === "NF") return this.record.length;
    return target.name === "FNR" ? this.count : this.variables.get(target.name);
  }

  #fieldNumber(expression: AwkExpression): number {
    return Math.trunc(toNumber(this.evaluate(expression)));
  }

  protected set(target: AwkTarget, value: AwkValue): void {
    if (target.kind === "element") {
      this.variables.array(target.name).set(toText(this.evaluate(target.index)), value);
      return;
    }
    if (target.kind === "field") {
      spend(this.record.text.length);
      this.record.setField(this.#fieldNumber(target.index), value, this.text("OFS"));
      return;
    }
    const { name } = target;
    if (name === "NF" || name === "NR" || name === "FNR") throw new AwkNotSimulated(name);
    if (name === "RS" && this.count > 0) throw new AwkNotSimulated("RS between records");
    this.variables.set(name, value);
  }

  #callOwn(name: string, args: readonly AwkExpression[]): AwkValue {
    const definition = this.#functions.get(name);
    if (definition === undefined || args.length > definition.parameters.length)
      throw new AwkNotSimulated(`the function ${name}`);
    const frame = this.variables.frame(definition, args, (argument) => this.evaluate(argument));
    return this.variables.within(frame, () => this.returned(definition.body));
  }

  /** Runs a function's body, and returns its result. */
  protected abstract returned(body: AwkStatement): AwkValue;
  /** Reads the next record, into `target` or in place of the current record. */
  protected abstract getline(target: AwkTarget | undefined): AwkValue;

  #dynamicMatcher(expression: AwkExpression): Matcher {
    if (expression.kind === "unary" && expression.operand.kind === "regex") throw new AwkNotSimulated("$0 ~ (/a/)");
    return this.matcher(expression.kind === "regex" ? expression.pattern : toText(this.evaluate(expression)));
  }

  protected matcher(pattern: string): Matcher {
    const known = this.#matchers.get(pattern) ?? compilePattern(pattern, { syntax: "extended", reader: "awk" });
    if (known === undefined || pattern === "") throw new AwkNotSimulated("a pattern");
    this.#matchers.set(pattern, known);
    return known;
  }
}
