/** Runs awk programs on a text. */
import { compilePattern, type Matcher } from "../regular-expression/matcher.ts";
import { callFunction } from "./functions.ts";
import { AwkNotSimulated, type AwkExpression, type AwkRule, type AwkStatement, type AwkTarget } from "./syntax.ts";
import { compare, fromInput, toNumber, toText, truth, type AwkValue } from "./value.ts";

/** More steps than this end the simulation: a program may loop for ever. */
const stepLimit = 50_000;

class Leave extends Error {
  readonly how: "next" | "exit" | "break" | "continue";

  constructor(how: Leave["how"]) {
    super(how);
    this.how = how;
  }
}

/** Variables with a meaning that is not simulated once a program touches them. */
const special = new Set(
  "ARGC ARGV ENVIRON FILENAME FNR CONVFMT OFMT SUBSEP RT IGNORECASE FPAT FIELDWIDTHS PROCINFO BINMODE TEXTDOMAIN SYMTAB FUNCTAB".split(
    " ",
  ),
);

export class AwkRun {
  output = "";
  status = 0;
  private readonly rules: readonly AwkRule[];
  private readonly variables = new Map<string, AwkValue>();
  private readonly arrays = new Map<string, Map<string, AwkValue>>();
  private readonly matchers = new Map<string, Matcher>();
  private readonly inRange = new Set<AwkRule>();
  private record = "";
  private fields: AwkValue[] | undefined;
  private steps = 0;

  constructor(rules: readonly AwkRule[], variables: ReadonlyMap<string, AwkValue>) {
    this.rules = rules;
    this.variables = new Map<string, AwkValue>([
      ["FS", " "],
      ["OFS", " "],
      ["ORS", "\n"],
      ["RS", "\n"],
      ["NR", 0],
      ...variables,
    ]);
  }

  /** Throws `AwkNotSimulated`. */
  run(stdin: string): void {
    const ended = this.guard(() => this.section("begin"));
    const reads = this.rules.some(({ pattern }) => pattern.kind !== "begin");
    if (!ended && reads && !this.guard(() => this.read(stdin))) {
      this.guard(() => this.section("end"));
    } else if (ended && this.rules.some(({ pattern }) => pattern.kind === "end")) {
      throw new AwkNotSimulated("exit before END");
    }
  }

  private guard(action: () => void): boolean {
    try {
      action();
      return false;
    } catch (error) {
      if (error instanceof Leave && error.how === "exit") {
        if (this.rules.some(({ pattern }) => pattern.kind === "end")) throw new AwkNotSimulated("exit before END");
        return true;
      }
      throw error;
    }
  }

  private section(kind: "begin" | "end"): void {
    for (const { pattern, body } of this.rules) if (pattern.kind === kind && body !== undefined) this.execute(body);
  }

  private read(stdin: string): void {
    for (const record of this.records(stdin)) {
      this.record = record;
      this.fields = undefined;
      this.separator = this.text("FS");
      this.variables.set("NR", toNumber(this.variables.get("NR")) + 1);
      try {
        for (const rule of this.rules) {
          if (!this.selects(rule)) continue;
          if (rule.body === undefined) this.print(this.record + this.text("ORS"));
          else this.execute(rule.body);
        }
      } catch (error) {
        if (!(error instanceof Leave && error.how === "next")) throw error;
      }
    }
  }

  private separator = " ";

  private records(stdin: string): string[] {
    const separator = this.text("RS");
    if (separator.length !== 1 || separator === " ")
      throw new AwkNotSimulated("a record separator of several characters");
    const records = stdin.split(separator);
    if (records.at(-1) === "") records.pop();
    return records;
  }

  private selects(rule: AwkRule): boolean {
    const { pattern } = rule;
    if (pattern.kind === "always") return true;
    if (pattern.kind === "when") return this.holds(pattern.test);
    if (pattern.kind !== "range") return false;
    if (!this.inRange.has(rule)) {
      if (!this.holds(pattern.from)) return false;
      this.inRange.add(rule);
    }
    if (this.holds(pattern.to)) this.inRange.delete(rule);
    return true;
  }

  private holds(expression: AwkExpression): boolean {
    return truth(this.evaluate(expression));
  }

  private text(name: string): string {
    return toText(this.variables.get(name));
  }

  private print(text: string): void {
    this.output += text;
  }

  private count(): void {
    if (++this.steps > stepLimit) throw new AwkNotSimulated("a long run");
  }

  private execute(statement: AwkStatement): void {
    this.count();
    switch (statement.kind) {
      case "expression":
        this.evaluate(statement.expression);
        return;
      case "block":
        for (const inner of statement.statements) this.execute(inner);
        return;
      case "print": {
        const values = statement.values.map((value) => this.evaluate(value));
        if (statement.formatted) this.print(toText(callFunction("sprintf", values)));
        else
          this.print(
            (values.length === 0 ? this.record : values.map(toText).join(this.text("OFS"))) + this.text("ORS"),
          );
        return;
      }
      case "if":
        if (this.holds(statement.test)) this.execute(statement.yes);
        else if (statement.no !== undefined) this.execute(statement.no);
        return;
      case "loop":
        if (statement.first !== undefined) this.execute(statement.first);
        this.loop(statement);
        return;
      case "delete":
        if (statement.index === undefined) this.array(statement.name).clear();
        else this.array(statement.name).delete(toText(this.evaluate(statement.index)));
        return;
      case "exit":
        if (statement.status !== undefined) this.status = toNumber(this.evaluate(statement.status));
        throw new Leave("exit");
      default:
        throw new Leave(statement.kind);
    }
  }

  private loop(statement: AwkStatement & { kind: "loop" }): void {
    while (statement.test === undefined || this.holds(statement.test)) {
      this.count();
      try {
        this.execute(statement.body);
      } catch (error) {
        if (!(error instanceof Leave) || error.how === "next" || error.how === "exit") throw error;
        if (error.how === "break") return;
      }
      if (statement.step !== undefined) this.execute(statement.step);
    }
  }

  private evaluate(expression: AwkExpression): AwkValue {
    this.count();
    switch (expression.kind) {
      case "number":
      case "string":
        return expression.value;
      case "regex":
        return this.matcher(expression.pattern).find(this.record, 0) === undefined ? 0 : 1;
      case "variable":
      case "element":
      case "field":
        return this.get(expression);
      case "in":
        return this.array(expression.name).has(toText(this.evaluate(expression.index))) ? 1 : 0;
      case "unary": {
        const value = this.evaluate(expression.operand);
        if (expression.operator === "()") return value;
        if (expression.operator === "!") return truth(value) ? 0 : 1;
        return expression.operator === "-" ? -toNumber(value) : toNumber(value);
      }
      case "binary":
        return this.binary(expression);
      case "condition":
        return this.evaluate(this.holds(expression.test) ? expression.yes : expression.no);
      case "assign": {
        const value = this.evaluate(expression.value);
        const { operator, target } = expression;
        const result = operator === "" ? value : arithmetic(operator, toNumber(this.get(target)), toNumber(value));
        this.set(target, result);
        return result;
      }
      case "step": {
        const before = toNumber(this.get(expression.target));
        this.set(expression.target, before + expression.by);
        return expression.prefix ? before + expression.by : before;
      }
      case "call":
        return this.call(expression);
    }
  }

  private binary(expression: AwkExpression & { kind: "binary" }): AwkValue {
    const { operator } = expression;
    if (operator === "&&") return this.holds(expression.left) && this.holds(expression.right) ? 1 : 0;
    if (operator === "||") return this.holds(expression.left) || this.holds(expression.right) ? 1 : 0;
    const left = this.evaluate(expression.left);
    if (operator === "~" || operator === "!~") {
      const found = this.dynamicMatcher(expression.right).find(toText(left), 0) !== undefined;
      return found === (operator === "~") ? 1 : 0;
    }
    const right = this.evaluate(expression.right);
    if (operator === " ") return toText(left) + toText(right);
    const order = /^[<>=!]/.test(operator) ? compare(left, right) : undefined;
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

  private call({ name, args }: AwkExpression & { kind: "call" }): AwkValue {
    const [first, second, third] = args;
    if ((name === "sub" || name === "gsub") && first !== undefined && second !== undefined) {
      const target = third ?? { kind: "field", index: { kind: "number", value: 0 } };
      if (target.kind !== "variable" && target.kind !== "element" && target.kind !== "field")
        throw new AwkNotSimulated("a substitution in something else");
      if (target.kind === "field" && this.fieldNumber(target.index) > this.splitRecord().length)
        throw new AwkNotSimulated("a substitution in a field that is not there");
      const text = toText(this.get(target));
      const result = substitute(text, this.dynamicMatcher(first), toText(this.evaluate(second)), name === "gsub");
      if (result.count > 0) this.set(target, result.text);
      return result.count;
    }
    if (name === "split" && first !== undefined && second?.kind === "variable") {
      const text = toText(this.evaluate(first));
      const parts =
        third?.kind === "regex"
          ? this.splitBy(text, this.matcher(third.pattern))
          : this.split(text, third === undefined ? this.text("FS") : toText(this.evaluate(third)));
      const array = this.array(second.name);
      array.clear();
      parts.forEach((part, index) => array.set(String(index + 1), fromInput(part)));
      return parts.length;
    }
    if (name === "match" && first !== undefined && second !== undefined && third === undefined) {
      const whole = this.dynamicMatcher(second).find(toText(this.evaluate(first)), 0)?.[0];
      this.variables.set("RSTART", whole === undefined ? 0 : whole.start + 1);
      this.variables.set("RLENGTH", whole === undefined ? -1 : whole.end - whole.start);
      return whole === undefined ? 0 : whole.start + 1;
    }
    if (name === "length" && first?.kind === "variable" && this.arrays.has(first.name))
      throw new AwkNotSimulated("an array's length");
    return callFunction(
      name,
      args.length === 0 && name === "length" ? [this.record] : args.map((arg) => this.evaluate(arg)),
    );
  }

  private array(name: string): Map<string, AwkValue> {
    if (special.has(name)) throw new AwkNotSimulated(name);
    const known = this.arrays.get(name) ?? new Map<string, AwkValue>();
    this.arrays.set(name, known);
    return known;
  }

  private get(target: AwkTarget): AwkValue {
    if (target.kind === "element") {
      const index = toText(this.evaluate(target.index));
      const array = this.array(target.name);
      if (!array.has(index)) array.set(index, undefined);
      return array.get(index);
    }
    if (target.kind === "variable") {
      if (special.has(target.name)) throw new AwkNotSimulated(target.name);
      return target.name === "NF" ? this.splitRecord().length : this.variables.get(target.name);
    }
    const index = this.fieldNumber(target.index);
    return index === 0 ? fromInput(this.record) : (this.splitRecord()[index - 1] ?? "");
  }

  private fieldNumber(expression: AwkExpression): number {
    const index = Math.trunc(toNumber(this.evaluate(expression)));
    if (index < 0 || index > 10_000) throw new AwkNotSimulated("a field out of range");
    return index;
  }

  private set(target: AwkTarget, value: AwkValue): void {
    if (target.kind === "element") {
      this.array(target.name).set(toText(this.evaluate(target.index)), value);
    } else if (target.kind === "variable") {
      if (special.has(target.name) || target.name === "NF" || target.name === "NR")
        throw new AwkNotSimulated(target.name);
      if (target.name === "RS" && toNumber(this.variables.get("NR")) > 0)
        throw new AwkNotSimulated("RS between records");
      this.variables.set(target.name, value);
    } else {
      const index = this.fieldNumber(target.index);
      if (index === 0) {
        this.record = toText(value);
        this.fields = undefined;
        return;
      }
      const fields = this.splitRecord();
      while (fields.length < index) fields.push("");
      fields[index - 1] = value;
      this.record = fields.map(toText).join(this.text("OFS"));
    }
  }

  private splitRecord(): AwkValue[] {
    return (this.fields ??= this.split(this.record, this.separator).map(fromInput));
  }

  private split(text: string, separator: string): string[] {
    if (separator === " ") return text.split(/[ \t\n]+/).filter((field) => field !== "");
    if (separator === "" || separator === "t")
      throw new AwkNotSimulated("a field separator that awks read differently");
    if (text === "") return [];
    if (separator.length > 1) return this.splitBy(text, this.matcher(separator));
    if (/[\\^$*+?()[{}]/.test(separator)) throw new AwkNotSimulated("an operator as field separator");
    return text.split(separator);
  }

  private splitBy(text: string, matcher: Matcher): string[] {
    const parts: string[] = [];
    let from = 0;
    if (text === "") return parts;
    for (;;) {
      const whole = matcher.find(text, from)?.[0];
      if (whole === undefined) return [...parts, text.slice(from)];
      if (whole.end === whole.start) throw new AwkNotSimulated("an empty separator");
      parts.push(text.slice(from, whole.start));
      from = whole.end;
    }
  }

  private dynamicMatcher(expression: AwkExpression): Matcher {
    return this.matcher(expression.kind === "regex" ? expression.pattern : toText(this.evaluate(expression)));
  }

  private matcher(pattern: string): Matcher {
    const known = this.matchers.get(pattern) ?? compilePattern(pattern, { syntax: "extended", reader: "awk" });
    if (known === undefined || pattern === "") throw new AwkNotSimulated("a pattern");
    this.matchers.set(pattern, known);
    return known;
  }
}

function arithmetic(operator: string, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
    case "%":
      if (right === 0) throw new AwkNotSimulated("a division by zero");
      return operator === "/" ? left / right : left % right;
    default:
      return left ** right;
  }
}

function substitute(
  text: string,
  matcher: Matcher,
  replacement: string,
  all: boolean,
): { text: string; count: number } {
  if (/\\[^&]|\\$/.test(replacement)) throw new AwkNotSimulated("a backslash in a replacement");
  let result = "";
  let copied = 0;
  let count = 0;
  for (let at = 0; at <= text.length;) {
    const whole = matcher.find(text, at)?.[0];
    if (whole === undefined) break;
    if (all && whole.start === whole.end)
      throw new AwkNotSimulated("a substitution of nothing, which awks do differently");
    count++;
    const matched = text.slice(whole.start, whole.end);
    result += text.slice(copied, whole.start) + replacement.replace(/\\&|&/g, (part) => (part === "&" ? matched : "&"));
    copied = whole.end;
    if (!all) break;
    at = whole.end;
  }
  return { text: result + text.slice(copied), count };
}
