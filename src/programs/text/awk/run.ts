/** Runs awk programs on a text. */
import { countText } from "../tool/effort.ts";
import { callFunction } from "./functions.ts";
import { splitBy } from "./record.ts";
import { AwkEvaluator } from "./evaluate.ts";
import { AwkNotSimulated, type AwkProgram, type AwkRule, type AwkStatement, type AwkTarget } from "./syntax.ts";
import { fromInput, toNumber, toText, type AwkValue } from "./value.ts";

/** Leaves what encloses a statement. Where nothing does, as for `return` outside of functions, the program is not simulated. */
class Leave extends AwkNotSimulated {
  readonly how: "next" | "nextfile" | "exit" | "break" | "continue" | "return";
  readonly value: AwkValue;

  constructor(how: Leave["how"], value?: AwkValue) {
    super(how);
    this.how = how;
    this.value = value;
  }
}

export class AwkRun extends AwkEvaluator {
  output = "";
  status = 0;
  readonly #rules: readonly AwkRule[];
  readonly #inRange = new Set<AwkRule>();
  readonly #settings: readonly (readonly [string, AwkValue])[];
  #stdin = "";
  #records: readonly string[] | undefined;

  /** @param settings the variables that are set when the program first reads its input, after `BEGIN` */
  constructor(
    { rules, functions }: AwkProgram,
    variables: ReadonlyMap<string, AwkValue>,
    settings: readonly (readonly [string, AwkValue])[] = [],
  ) {
    super(functions, variables);
    this.#rules = rules;
    this.#settings = settings;
  }

  /** @throws {AwkNotSimulated} */
  run(stdin: string): void {
    this.#stdin = stdin;
    const ended = this.#guard(() => this.#section("begin"));
    const reads = this.#rules.some(({ pattern }) => pattern.kind !== "begin");
    if (!ended && reads && !this.#guard(() => this.#read())) {
      this.#guard(() => this.#section("end"));
    } else if (ended && this.#rules.some(({ pattern }) => pattern.kind === "end")) {
      throw new AwkNotSimulated("exit before END");
    }
  }

  #guard(action: () => void): boolean {
    try {
      action();
      return false;
    } catch (error) {
      if (error instanceof Leave && error.how === "exit") {
        if (this.#rules.some(({ pattern }) => pattern.kind === "end")) throw new AwkNotSimulated("exit before END");
        return true;
      }
      throw error;
    }
  }

  #section(kind: "begin" | "end"): void {
    for (const { pattern, body } of this.#rules) if (pattern.kind === kind && body !== undefined) this.#execute(body);
  }

  #read(): void {
    for (let record = this.#next(); record !== undefined; record = this.#next()) {
      this.record.read(record, this.text("FS"));
      try {
        for (const rule of this.#rules) {
          if (!this.#selects(rule)) continue;
          if (rule.body === undefined) this.#print(this.record.text + this.text("ORS"));
          else this.#execute(rule.body);
        }
      } catch (error) {
        if (!(error instanceof Leave)) throw error;
        if (error.how === "nextfile") return;
        if (error.how !== "next") throw error;
      }
    }
  }

  /** Reads the next record of the text. */
  #next(): string | undefined {
    this.#records ??= this.#split();
    const record = this.#records[this.count];
    if (record === undefined) return undefined;
    this.variables.set("NR", toNumber(this.variables.get("NR")) + 1);
    this.count++;
    return record;
  }

  #split(): readonly string[] {
    for (const [name, value] of this.#settings) this.variables.set(name, value);
    const separator = this.text("RS");
    if (separator === "" || separator === " ") throw new AwkNotSimulated("a record separator with a meaning");
    // `^$` only matches an empty text, so the whole text is one record.
    const records =
      separator === "^$"
        ? [this.#stdin]
        : separator.length === 1
          ? this.#stdin.split(separator)
          : splitBy(this.#stdin, this.matcher(separator));
    return records.at(-1) === "" ? records.slice(0, -1) : records;
  }

  protected override getline(target: AwkTarget | undefined): AwkValue {
    const record = this.#next();
    if (record === undefined) return 0;
    if (target === undefined) this.record.read(record, this.text("FS"));
    else this.set(target, fromInput(record));
    return 1;
  }

  protected override returned(body: AwkStatement): AwkValue {
    try {
      this.#execute(body);
      return undefined;
    } catch (error) {
      if (!(error instanceof Leave) || error.how === "exit") throw error;
      if (error.how !== "return") throw new AwkNotSimulated(`${error.how} in a function`);
      return error.value;
    }
  }

  #selects(rule: AwkRule): boolean {
    const { pattern } = rule;
    if (pattern.kind === "always") return true;
    if (pattern.kind === "when") return this.holds(pattern.test);
    if (pattern.kind !== "range") return false;
    if (!this.#inRange.has(rule)) {
      if (!this.holds(pattern.from)) return false;
      this.#inRange.add(rule);
    }
    if (this.holds(pattern.to)) this.#inRange.delete(rule);
    return true;
  }

  #print(text: string): void {
    this.output = countText(this.output + text);
  }

  #execute(statement: AwkStatement): void {
    this.step();
    switch (statement.kind) {
      case "expression":
        this.evaluate(statement.expression);
        return;
      case "block":
        for (const inner of statement.statements) this.#execute(inner);
        return;
      case "print": {
        const values = statement.values.map((value) => this.evaluate(value));
        if (statement.formatted) this.#print(toText(callFunction("sprintf", values)));
        else
          this.#print(
            (values.length === 0 ? this.record.text : values.map(toText).join(this.text("OFS"))) + this.text("ORS"),
          );
        return;
      }
      case "if":
        if (this.holds(statement.test)) this.#execute(statement.yes);
        else if (statement.no !== undefined) this.#execute(statement.no);
        return;
      case "loop":
        if (statement.first !== undefined) this.#execute(statement.first);
        this.#loop(statement);
        return;
      case "delete":
        if (statement.index === undefined) this.variables.array(statement.name).clear();
        else this.variables.array(statement.name).delete(toText(this.evaluate(statement.index)));
        return;
      case "exit":
        if (statement.status !== undefined) this.status = toNumber(this.evaluate(statement.status));
        throw new Leave("exit");
      case "return":
        throw new Leave("return", statement.value && this.evaluate(statement.value));
      default:
        throw new Leave(statement.kind);
    }
  }

  #loop(statement: AwkStatement & { kind: "loop" }): void {
    while (statement.test === undefined || this.holds(statement.test)) {
      this.step();
      try {
        this.#execute(statement.body);
      } catch (error) {
        if (!(error instanceof Leave) || (error.how !== "break" && error.how !== "continue")) throw error;
        if (error.how === "break") return;
      }
      if (statement.step !== undefined) this.#execute(statement.step);
    }
  }
}
