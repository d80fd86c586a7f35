/** Operands of tests. */
import type { SyntaxNode, Word } from "unbash";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { namingVariable, testedVariable } from "../syntax/tested-variable.ts";
import { knownText, type AbstractString } from "../model/value.ts";
import { indirect } from "../expansion/parameters.ts";
import { expandString } from "../expansion/words.ts";
import { isVariableName } from "../syntax/names.ts";
import { referencedName, resolveBinding } from "../state/variables.ts";
import { askedNames } from "../syntax/variable-uses.ts";
import { bindingValue } from "../values/bindings.ts";
import { onlyParameter } from "../values/parameter-values.ts";
import { parameterVariable } from "../syntax/parameters.ts";

/** One operand: its value, and the variable whose value it is. */
export interface Operand {
  readonly value: AbstractString;
  readonly name: string | undefined;
  readonly word: Word | undefined;
}

/** How many characters a question may have: the variable keeps it, and paths are compared by it. */
const LONGEST = 1_000;

/** A key for the question whether a text relates in this way to the right operand; `undefined` if this is unknown or too long. */
export function questionOf(operator: string, { value, word }: Operand): string | undefined {
  const text = knownText(value);
  const question = text === undefined ? undefined : `${operator} ${word?.text ?? ""} ${text}`;
  return question === undefined || question.length > LONGEST ? undefined : question;
}

/** The variable whose value the word is; for `${!X}`, the variable that X names. */
export function variableOf(frame: Frame, word: Word): string | undefined {
  const naming = namingVariable(word);
  if (naming === undefined) return testedVariable(word);
  const name = indirect(frame, naming) ?? "";
  return isVariableName(name) ? name : undefined;
}

export function readOperand(frame: Frame, word: Word): Operand {
  return operandOf(frame, word, expandString(frame, word));
}

/** A test depends on the values of the variables in this code. */
export function noteTests({ machine, path }: Frame, code: SyntaxNode): void {
  const { variables, isOn } = machine.outcomes;
  if (isOn) for (const name of askedNames(code)) variables.test(path, referencedName(machine, path, name));
}

/** The operand with this value. */
export function operandOf(frame: Frame, word: Word, value: AbstractString): Operand {
  noteTests(frame, word);
  const parameter = onlyParameter(value);
  const name = variableOf(frame, word);
  if (parameter === undefined || name !== undefined) return { value, name, word };
  const variable = parameterVariable(parameter);
  const binding = resolveBinding(frame, variable);
  return binding.state === "set" ? { value: bindingValue(binding), name: variable, word } : { value, name, word };
}
