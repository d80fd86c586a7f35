/** The variables of an awk program: the global ones, and the parameters of active functions. */
import { AwkNotSimulated, type AwkExpression, type AwkFunction } from "./syntax.ts";
import type { AwkValue } from "./value.ts";

/** Maximum depth of nested function calls. */
const callDepth = 50;

/** awk's built-in variables that are simulated. Parameters must not have these names. */
const OWN = /^(?:NF|NR|FNR|FS|OFS|ORS|RS|RSTART|RLENGTH)$/;

/** Built-in variables that are not simulated: a program that uses one of them is not simulated. */
const special = new Set(
  "ARGC ARGV ENVIRON FILENAME CONVFMT OFMT SUBSEP RT IGNORECASE FPAT FIELDWIDTHS PROCINFO BINMODE TEXTDOMAIN SYMTAB FUNCTAB".split(
    " ",
  ),
);

/** The parameters of an active function. */
export interface AwkFrame {
  readonly values: Map<string, AwkValue>;
  readonly arrays: Map<string, Map<string, AwkValue>>;
}

export type AwkArray = Map<string, AwkValue>;

export class AwkVariables {
  readonly #values: Map<string, AwkValue>;
  readonly #arrays = new Map<string, AwkArray>();
  readonly #frames: AwkFrame[] = [];

  constructor(values: ReadonlyMap<string, AwkValue>) {
    this.#values = new Map<string, AwkValue>([
      ["FS", " "],
      ["OFS", " "],
      ["ORS", "\n"],
      ["RS", "\n"],
      ["NR", 0],
      ...values,
    ]);
  }

  /** Whether the active function has a parameter of this name. */
  isParameter(name: string): boolean {
    return this.#frames.at(-1)?.values.has(name) === true;
  }

  isArray(name: string): boolean {
    return this.#frames.at(-1)?.arrays.has(name) === true || this.#arrays.has(name);
  }

  get(name: string): AwkValue {
    if (special.has(name) || (!this.isParameter(name) && this.isArray(name))) throw new AwkNotSimulated(name);
    return this.#holder(name).get(name);
  }

  set(name: string, value: AwkValue): void {
    if (special.has(name) || (!this.isParameter(name) && this.isArray(name))) throw new AwkNotSimulated(name);
    this.#holder(name).set(name, value);
  }

  array(name: string): AwkArray {
    if (special.has(name)) throw new AwkNotSimulated(name);
    const local = this.#frames.at(-1)?.arrays.get(name);
    if (local !== undefined) return local;
    if (this.isParameter(name)) throw new AwkNotSimulated("a value used as an array");
    const known = this.#arrays.get(name) ?? new Map<string, AwkValue>();
    this.#arrays.set(name, known);
    return known;
  }

  /** Runs `action` with a function's parameters in scope. */
  within<T>(frame: AwkFrame, action: () => T): T {
    if (this.#frames.length >= callDepth) throw new AwkNotSimulated("deep calls");
    this.#frames.push(frame);
    try {
      return action();
    } finally {
      this.#frames.pop();
    }
  }

  /** The frame of a call. Arguments that the function uses as arrays are passed by reference. */
  frame(
    definition: AwkFunction,
    args: readonly AwkExpression[],
    evaluate: (argument: AwkExpression) => AwkValue,
  ): AwkFrame {
    const used = arraysIn(definition);
    const values = new Map<string, AwkValue>();
    const arrays = new Map<string, AwkArray>();
    definition.parameters.forEach((name, index) => {
      const argument = args[index];
      if (special.has(name) || OWN.test(name)) throw new AwkNotSimulated(name);
      if (!used.has(name)) values.set(name, argument && evaluate(argument));
      else if (argument === undefined) arrays.set(name, new Map());
      else if (argument.kind === "variable") arrays.set(name, this.array(argument.name));
      else throw new AwkNotSimulated("a value used as an array");
    });
    return { values, arrays };
  }

  #holder(name: string): Map<string, AwkValue> {
    return this.isParameter(name) ? this.#frames.at(-1)!.values : this.#values;
  }
}

const arrayNames = new WeakMap<AwkFunction, ReadonlySet<string>>();

/** The names that a function uses as arrays. */
function arraysIn(definition: AwkFunction): ReadonlySet<string> {
  const known = arrayNames.get(definition);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { kind, name, args } = node as { kind?: string; name?: string; args?: readonly AwkExpression[] };
    if (name !== undefined && (kind === "element" || kind === "in" || kind === "delete")) names.add(name);
    const [, second] = args ?? [];
    if (kind === "call" && name === "split" && second?.kind === "variable") names.add(second.name);
    Object.values(node).forEach(visit);
  };
  visit(definition.body);
  arrayNames.set(definition, names);
  return names;
}
