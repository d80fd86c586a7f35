/** `[ … ]` and `test …`: parses the expression from its arguments as POSIX specifies. */
import { binaryTest, decideStatus, unaryTest } from "./test-expression.ts";
import { type Operand, operandOf } from "./operand.ts";
import { failingIfEmpty, isWholeOutput } from "../refinement/comparison.ts";
import { certainEmptiness } from "../refinement/emptiness.ts";
import type { Argument } from "../model/invocation.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { EITHER, FAILURE, SUCCESS, type Consequence, type Status } from "../state/path/path.ts";
import { negateStatus } from "../refinement/exit-status.ts";
import { knownText } from "../model/value.ts";
import { stringOf } from "../values/pieces.ts";

const BINARY = new Set(["=", "==", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef"]);

const NUMERIC = /^-(?:eq|ne|lt|le|gt|ge)$/;

function argumentOperand(frame: Frame, { value, word }: Argument): Operand {
  return word?.type === "Word" ? operandOf(frame, word, value) : { value, name: undefined, word: undefined };
}

/** An operand of `-eq` and the like: unlike in arithmetic, a number with leading zeros is decimal. */
function numberOf(frame: Frame, argument: Argument): Operand {
  const operand = argumentOperand(frame, argument);
  const [, sign, digits] = /^\s*([-+]?)0+([1-9]\d*)\s*$/.exec(text(argument) ?? "") ?? [];
  return digits === undefined ? operand : { ...operand, value: stringOf(sign + digits) };
}

function text(argument: Argument | undefined): string | undefined {
  return argument === undefined ? undefined : knownText(argument.value);
}

/** The status of `[ args ]`. An unknown unquoted operand counts as one word unless it is empty. */
export function bracketTest(frame: Frame, args: readonly Argument[]): Status {
  return expression(frame, args);
}

function expression(frame: Frame, args: readonly Argument[]): Status {
  switch (args.length) {
    case 0:
      return FAILURE;
    case 1:
      return nonEmpty(frame, args[0]!);
    case 2:
      if (text(args[0]) === "!") return negateStatus(nonEmpty(frame, args[1]!));
      return unary(frame, args[0]!, args[1]!);
    case 3:
      if (BINARY.has(text(args[1]) ?? "")) return isError(args) ? FAILURE : alone(frame, args);
      break;
    case 4:
      if (text(args[0]) !== "!") break;
      return isError(args.slice(1)) ? FAILURE : negated(frame, args.slice(1));
    default:
  }
  return new Reader(frame, args).read();
}

function nonEmpty(frame: Frame, argument: Argument): Status {
  return unaryTest(frame, "-n", argumentOperand(frame, argument));
}

function unary(frame: Frame, operator: Argument, argument: Argument): Status {
  const name = text(operator);
  if (name === undefined) return EITHER;
  if (!/^-[A-Za-z]$/.test(name)) return EITHER;
  if (name === "-v") frame.machine.record.interpret("name", argument.value, argument);
  // An empty unquoted operand disappears, and `[ -n ]` is true.
  if (name === "-n" && argument.split && certainEmptiness(frame.path, argument.value) !== "non-empty") return SUCCESS;
  return unaryTest(frame, name, argumentOperand(frame, argument));
}

/** Whether a numeric comparison has an operand that is not a number: the command fails with status 2. */
function isError([left, operator, right]: readonly Argument[]): boolean {
  const isNumber = (operand: Argument | undefined): boolean => /^\s*[-+]?\d+\s*$/.test(text(operand) ?? "0");
  return NUMERIC.test(text(operator) ?? "") && !(isNumber(left) && isNumber(right));
}

/**
 * A comparison that is the whole expression. With an operand that is empty and should be a number, or that is not quoted, it fails
 * with status 2: `[ $X != running ]` is `[ != running ]`.
 */
function alone(frame: Frame, args: readonly Argument[]): Status {
  const [left, operator, right] = args;
  if (isTestForNothing(args)) return FAILURE;
  const status = binary(frame, left!, operator!, right!);
  if (status.kind !== "unknown") return status;
  const isNumeric = NUMERIC.test(text(operator)!);
  const mayFail = isNumeric ? [left, right].some((one) => isWholeOutput(one!.value)) : isDisappearing(args);
  if (!mayFail) return status;
  const failure = /^(?:-ne|!=)$/.test(text(operator)!) ? comparisonsIn(status.failure) : status.failure;
  return failingIfEmpty({ ...status, failure }, isNumeric ? undefined : comparedText(args));
}

/** `! LEFT OPERATOR RIGHT`. Without the left operand, `! = x` and `! != x` compare the text `!`. */
function negated(frame: Frame, args: readonly Argument[]): Status {
  const [left, operator, right] = args;
  const name = text(operator) ?? "";
  if (args.length !== 3 || !left!.split || !BINARY.has(name)) return negateStatus(expression(frame, args));
  const status = binary(frame, left!, operator!, right!);
  const isEmptied = status.kind === "unknown" && isWholeOutput(left!.value) && text(right) !== "";
  if (!isEmptied) return negateStatus(status);
  if (name === "!=")
    return negateStatus(failingIfEmpty({ ...status, failure: comparisonsIn(status.failure) }, text(right)));
  const failure = NUMERIC.test(name) ? status.success : comparisonsIn(status.success);
  return failingIfEmpty({ ...status, success: status.failure, failure }, text(right));
}

/** Without what equal operands would mean: that they are not different does not show that they are equal. */
function comparisonsIn(all: readonly Consequence[]): readonly Consequence[] {
  return all.filter((one) => one.kind === "fact" && one.fact.is === "compared");
}

/** Whether an operand is the output of a program, and disappears if that is empty. */
function isDisappearing([left, , right]: readonly Argument[]): boolean {
  return [left, right].some((one) => one!.split && isWholeOutput(one!.value));
}

/** `[ $X = "" ]`, which is never true: without a value, `[ = "" ]` fails with status 2. */
function isTestForNothing([left, operator, right]: readonly Argument[]): boolean {
  const isEqual = /^==?$/.test(text(operator) ?? "");
  return isEqual && ((left!.split && text(right) === "") || (right!.split && text(left) === ""));
}

/** The text with which an output is compared. */
function comparedText([left, , right]: readonly Argument[]): string | undefined {
  return text(left) ?? text(right);
}

function binary(frame: Frame, left: Argument, operator: Argument, right: Argument): Status {
  // In a longer expression, shells differ in how they treat the error.
  if (isError([left, operator, right])) return EITHER;
  const operand = NUMERIC.test(text(operator)!) ? numberOf : argumentOperand;
  return binaryTest(frame, text(operator)!, operand(frame, left), operand(frame, right));
}

/** Parses `-a`, `-o`, `!` and parentheses, by precedence. */
class Reader {
  readonly #frame: Frame;
  readonly #args: readonly Argument[];
  #next = 0;

  constructor(frame: Frame, args: readonly Argument[]) {
    this.#frame = frame;
    this.#args = args;
  }

  read(): Status {
    const status = this.#either();
    return this.#next === this.#args.length ? status : EITHER;
  }

  #either(): Status {
    return this.#chain("-o", () => this.#both());
  }

  #both(): Status {
    return this.#chain("-a", () => this.#negation());
  }

  #chain(operator: "-a" | "-o", part: () => Status): Status {
    let status = part();
    while (text(this.#args[this.#next]) === operator) {
      this.#next++;
      const decided = decideStatus(this.#frame, status);
      const other = part();
      const neutral = operator === "-a";
      if (decided === undefined) status = EITHER;
      else status = decided === neutral ? other : neutral ? FAILURE : SUCCESS;
    }
    return status;
  }

  #negation(): Status {
    if (text(this.#args[this.#next]) === "!" && this.#args.length - this.#next > 1) {
      this.#next++;
      return negateStatus(this.#negation());
    }
    return this.#primary();
  }

  #primary(): Status {
    const [first, second, third] = this.#args.slice(this.#next, this.#next + 3);
    if (first === undefined) return EITHER;
    if (second !== undefined && third !== undefined && BINARY.has(text(second) ?? "")) {
      this.#next += 3;
      return binary(this.#frame, first, second, third);
    }
    const name = text(first);
    if (name === "(") {
      this.#next++;
      const status = this.#either();
      if (text(this.#args[this.#next]) === ")") this.#next++;
      return status;
    }
    if (name !== undefined && /^-[A-Za-z]$/.test(name) && second !== undefined) {
      this.#next += 2;
      return unary(this.#frame, first, second);
    }
    this.#next++;
    return nonEmpty(this.#frame, first);
  }
}
