/** The primaries of `[ … ]`, `test` and `[[ … ]]`: the certain outcome, or what a path learns from either outcome. */
import { RE2JS } from "re2js";
import type { TestExpression, Word } from "unbash";
import type { Binding } from "../model/environment.ts";
import { asked } from "../refinement/answers.ts";
import { applyConsequences, askedEmptiness, emptinessConsequences } from "../refinement/emptiness.ts";
import { comparison, openTest } from "../refinement/comparison.ts";
import { patternComparison } from "../refinement/pattern-comparison.ts";
import { operandFrame, unaryFrame, withOneStatus } from "../refinement/one-status.ts";
import { compile, matched, type PatternText } from "../values/pattern.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { patternOf } from "../expansion/patterns.ts";
import { inheritedValue, failedStatusIn, stringOf } from "../values/pieces.ts";
import { FAILURE, OPTION, SUCCESS, type Status } from "../state/path/path.ts";
import { becauseOf, negateStatus } from "../refinement/exit-status.ts";
import { mayHoldCode } from "../syntax/parse.ts";
import { measuredVariable, prefixedVariable } from "../syntax/tested-variable.ts";
import { knownText } from "../model/value.ts";
import { option } from "../state/options.ts";
import { bindings, referencedName } from "../state/variables.ts";
import { notGiven } from "../values/bindings.ts";
import { interpret } from "../expansion/arithmetic.ts";
import { type Operand, questionOf, readOperand } from "./operand.ts";
import { fileTest } from "./file-test.ts";
import { lengthTest, NUMERIC_OPERATORS, numericTest } from "./numeric-test.ts";
import { storeGroups } from "./regex-groups.ts";

export function emptyTest(frame: Frame, { value, name }: Operand): Status {
  const tells = frame.machine.outcomes.printersOf(frame.path, value);
  const certain = askedEmptiness(frame, value);
  if (certain !== "either") return certain === "empty" ? SUCCESS : FAILURE;
  const { empty, nonEmpty } = emptinessConsequences(frame, value, name);
  return { ...tells, kind: "unknown", success: empty, failure: nonEmpty, inverse: true };
}

export function equalTest(frame: Frame, left: Operand, right: Operand): Status {
  // `[ "x$X" = x ]` tests whether X is empty.
  const prefixed = left.word === undefined ? undefined : prefixedVariable(left.word);
  const text = knownText(right.value);
  const measured = knownText(left.value) === undefined ? measuredVariable(left.word) : undefined;
  if (measured !== undefined && /^\d+$/.test(text ?? ""))
    return lengthTest(frame, measured, (length) => length === Number(text));
  const first = left.value[0];
  if (
    prefixed !== undefined &&
    first?.kind === "text" &&
    text?.startsWith(prefixed.prefix) === true &&
    first.text === prefixed.prefix
  ) {
    const value = left.value.slice(1);
    return comparison(frame, value, prefixed.name, stringOf(text.slice(prefixed.prefix.length)), undefined);
  }
  return comparison(frame, left.value, left.name, right.value, right.name);
}

/** The status of a test with one operand. */
export function unaryTest(frame: Frame, operator: string, tested: Operand): Status {
  switch (operator) {
    case "-z":
      return emptyTest(frame, tested);
    case "-n":
      return negateStatus(emptyTest(frame, tested));
    case "-v":
      return setTest(frame, knownText(tested.value));
    case "-e":
    case "-f":
    case "-r":
    case "-s":
    case "-x":
      return fileTest(frame, operator, tested);
    default:
      return openTest(frame, tested.value);
  }
}

function setTest(frame: Frame, name: string | undefined): Status {
  if (name === undefined || !/^\w+$/.test(name)) return { kind: "unknown", success: [], failure: [] };
  const variable = referencedName(frame.machine, frame.path, name);
  const all = bindings(frame.machine, frame.path, variable);
  frame.machine.outcomes.flags.read(frame.path, variable);
  if (all.every((one) => one.state === "set")) return SUCCESS;
  if (all.every((one) => one.state === "unset")) return FAILURE;
  const [only] = all;
  if (all.length > 1 || only?.state !== "inherited") return { kind: "unknown", success: [], failure: [] };
  const set: Binding = { state: "set", exported: only.exported, value: [inheritedValue(variable)], span: undefined };
  return {
    kind: "unknown",
    success: [{ kind: "variable", name: variable, binding: set }],
    failure: [{ kind: "variable", name: variable, binding: notGiven(only) }],
  };
}

/** The status of a test with two operands; `pattern` is the right operand if it is matched as a pattern. */
export function binaryTest(frame: Frame, operator: string, left: Operand, right: Operand, pattern?: Word): Status {
  const failed = failedStatusIn(left.value) ?? failedStatusIn(right.value);
  const number = failed === left.value[0] ? right.value : left.value;
  const status = comparisonOf(frame, operator, left, right, pattern);
  return becauseOf(failed?.status, withOneStatus(frame, failed, operator, number, status));
}

function comparisonOf(frame: Frame, operator: string, left: Operand, right: Operand, pattern?: Word): Status {
  switch (operator) {
    case "=":
    case "==":
      return pattern === undefined ? equalTest(frame, left, right) : patternTest(frame, left, right, pattern);
    case "!=":
      return negateStatus(
        pattern === undefined ? equalTest(frame, left, right) : patternTest(frame, left, right, pattern),
      );
    case "<":
    case ">": {
      const a = knownText(left.value);
      const b = knownText(right.value);
      if (a !== undefined && b !== undefined) return (operator === "<" ? a < b : a > b) ? SUCCESS : FAILURE;
      break;
    }
    case "=~":
      return asked(frame, left, questionOf(operator, right), regexTest(frame, left, right));
    default: {
      const test = NUMERIC_OPERATORS.get(operator);
      if (test !== undefined) return numericTest(frame, operator, test, left, right);
    }
  }
  return openTest(frame, left.value, right.value);
}

/** Parts of a regular expression that RE2 reads as the shell does: characters, anchors, `.` and bracket expressions. */
const SAME = /^(?:[\w |^$-]|(?:\.|\[\^?[\w.,/-]+\])[*+?]?)+$/;
/** The maximum lengths of an expression and of a text that are matched, in UTF-16 units. */
const MAX_EXPRESSION = 200;
const MAX_SEARCHED = 4_096;

/** `[[ $X =~ FAILED|ABORTED ]]`: the expression, matched in linear time; `undefined` if it may differ. */
function regexOf(frame: Frame, { value, word }: Operand): RE2JS | undefined {
  const text = knownText(value);
  if (text === undefined || text.length > MAX_EXPRESSION || !SAME.test(text)) return undefined;
  // In quotes, all characters stand for themselves.
  if (!/^[\w -]+$/.test(text) && /["'\\]/.test(word?.text ?? "")) return undefined;
  try {
    return RE2JS.compile(text, ignoresCase(frame) ? RE2JS.DOTALL | RE2JS.CASE_INSENSITIVE : RE2JS.DOTALL);
  } catch {
    // `[z-a]`
    return undefined;
  }
}

function regexTest(frame: Frame, left: Operand, right: Operand): Status {
  const regex = regexOf(frame, right);
  if (regex === undefined) return openTest(frame, left.value, right.value);
  const text = knownText(right.value)!;
  return patternComparison(frame, left.value, text, (one) =>
    one.length > MAX_SEARCHED ? undefined : regex.matcher(one).find(),
  );
}

function patternTest(frame: Frame, left: Operand, right: Operand, word: Word): Status {
  const parts = patternIn(frame, right, word);
  const compiled = parts === undefined ? undefined : compile(parts, ignoresCase(frame));
  if (compiled === undefined)
    return parts === undefined && !ignoresCase(frame)
      ? equalTest(frame, left, right)
      : comparison(frame, left.value, undefined, undefined, undefined);
  if (compiled.every((token) => token.kind === "character")) return equalTest(frame, left, right);
  const text = knownText(left.value);
  const isMatch = text === undefined ? undefined : matched(compiled, text);
  if (isMatch !== undefined) return isMatch ? SUCCESS : FAILURE;
  if (compiled.length === 1 && compiled[0]!.kind === "any") return SUCCESS;
  return asked(
    frame,
    left,
    questionOf("==", right),
    patternComparison(frame, left.value, word.text, (one) => matched(compiled, one)),
  );
}

/** Whether `[[ … ]]` ignores the case of letters; `[ … ]` does not. */
function ignoresCase({ path }: Frame): boolean {
  return option(path, OPTION.nocasematch);
}

const QUOTED: ReadonlySet<string> = new Set(["SingleQuoted", "DoubleQuoted", "AnsiCQuoted", "LocaleString"]);

/**
 * The pattern that the right operand is; `undefined` if unknown. If the word contains code, the pattern is built from its
 * value, so that the code runs only once: running it again would double the cost with each level of nested code.
 */
function patternIn(frame: Frame, { value }: Operand, word: Word): readonly PatternText[] | undefined {
  if (!mayHoldCode(word)) return patternOf(frame, word);
  const text = knownText(value);
  if (text === undefined) return undefined;
  const isLiteral = !/[*?[(\\]/.test(text) || word.parts?.every(({ type }) => QUOTED.has(type)) === true;
  return isLiteral ? [{ text, quoted: true }] : patternOf(frame, word);
}

/**
 * Decides a status on this way, so that the rest of the condition sees what the path learned; `undefined` if ways had to be
 * joined.
 */
export function decideStatus(frame: Frame, status: Status): boolean | undefined {
  if (status.kind !== "unknown") return status.kind === "success";
  const decided = frame.choices.choose<boolean | undefined>(
    () => [true, false],
    () => undefined,
  );
  frame.machine.outcomes.lookAtStatus(frame.path, status);
  if (decided !== undefined) applyConsequences(frame, decided ? status.success : status.failure);
  return decided;
}

/** The status of `[[ … ]]`. */
export function testExpression(frame: Frame, node: TestExpression): Status {
  switch (node.type) {
    case "TestUnary": {
      const tested = readOperand(unaryFrame(frame, node.operator, node.operand), node.operand);
      if (node.operator === "-v") interpret(frame, tested.value, node.operand, "name");
      return unaryTest(frame, node.operator, tested);
    }
    case "TestBinary": {
      const inner = operandFrame(frame, node.operator, node.left, node.right);
      const [left, right] = [readOperand(inner, node.left), readOperand(inner, node.right)];
      if (NUMERIC_OPERATORS.has(node.operator)) {
        interpret(frame, left.value, node.left);
        interpret(frame, right.value, node.right);
      }
      if (node.operator === "=~") storeGroups(frame, left.value, node.right);
      return binaryTest(frame, node.operator, left, right, node.right);
    }
    case "TestNot": {
      const status = testExpression(frame, node.operand);
      return node.negations.length % 2 === 1 ? negateStatus(status) : status;
    }
    case "TestGroup":
      return testExpression(frame, node.expression);
    case "TestLogical": {
      const and = node.operator === "&&";
      const last = node.operands.length - 1;
      let joined = false;
      for (let index = 0; index < last; index++) {
        const decided = decideStatus(frame, testExpression(frame, node.operands[index]!));
        if (decided === undefined) joined = true;
        else if (decided !== and)
          return joined && decided === and ? { kind: "unknown", success: [], failure: [] } : and ? FAILURE : SUCCESS;
      }
      const status = testExpression(frame, node.operands[last]!);
      if (!joined) return status;
      if (and ? status.kind === "failure" : status.kind === "success") return status;
      return { kind: "unknown", success: [], failure: [] };
    }
  }
}
