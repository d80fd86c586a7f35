/** Definite assignment: where a script overwrites variables, and in which ranges the overwriting is certain. */
import type { ArithmeticExpression, ArithmeticWord, Assignment, Command, SyntaxNode, Word } from "unbash";
import { DECLARATIONS } from "../syntax/builtin-names.ts";
import { mayHoldCode } from "../syntax/parse.ts";
import { forEachChild } from "../syntax/walk.ts";
import { identifiers, isVariableName } from "../syntax/names.ts";
import type { Span } from "../syntax/span.ts";

export interface Assigned {
  /** The parts that may be skipped, or whose assignments are lost at their end, in order of their starts. */
  readonly branches: readonly Span[];
  /** Positions of names where the variable's previous value is overwritten. */
  readonly names: ReadonlySet<number>;
}

export function assignedIn(tree: SyntaxNode, text: string): Assigned {
  const all: Span[] = [];
  const names = new Set<number>();
  const part = (node: SyntaxNode | undefined): void => {
    if (node === undefined) return;
    all.push(node);
    visit(node);
  };
  const visit = (node: SyntaxNode): void => {
    switch (node.type) {
      case "Word":
        if (!mayHoldCode(node)) return;
        break;
      case "If":
        visit(node.clause);
        part(node.then);
        for (const one of node.elif) {
          part(one.clause);
          part(one.then);
        }
        part(node.else);
        return;
      case "While":
        visit(node.clause);
        part(node.body);
        return;
      case "CaseItem":
      case "Subshell":
      case "Function":
      case "CommandExpansion":
      case "ProcessSubstitution":
        all.push(node);
        break;
      case "For":
      case "Select":
        names.add(node.name.pos);
        all.push(node);
        break;
      case "ArithmeticFor": {
        const { initialize, test, update, body } = node;
        if (initialize !== undefined) {
          for (const { pos } of initialized(initialize, text)) names.add(pos);
          visit(initialize);
        }
        all.push({ pos: (test ?? update ?? body).pos, end: node.end });
        for (const one of [test, update, body]) if (one !== undefined) visit(one);
        return;
      }
      case "Command":
        for (const { pos } of overwritten(node, text)) names.add(pos);
        break;
      case "AndOr":
        visit(node.commands[0]!);
        node.commands.slice(1).forEach(part);
        return;
      case "Pipeline":
        node.commands.forEach(part);
        return;
      case "Statement":
        if (node.background === true) all.push(node);
        break;
      default:
    }
    // Positions inside backticks index another text.
    if (node.type !== "Script" || node.source === undefined) forEachChild(node, visit);
  };
  visit(tree);
  return { branches: all, names };
}

/** The names in `NAME=value` and `declare NAME=value` if the old value is not part of the new one, and in `read NAME`. */
function overwritten(node: Command, text: string): readonly (Assignment | Word)[] {
  const name = node.name?.text;
  if (name === "read") return READS_NAMES.test(text.slice(node.pos, node.end)) ? node.args.filter(isName) : [];
  if (name !== undefined && !DECLARATIONS.has(name)) return [];
  return [...node.prefix, ...node.suffix].filter(
    (one): one is Assignment =>
      one.type === "Assignment" &&
      one.append !== true &&
      one.index === undefined &&
      !identifiers(text.slice(one.value.pos, one.value.end)).includes(one.name),
  );
}

/** The names in `I = 0, J = 9` of `for ((I = 0, J = 9; …))`. */
function initialized(expression: ArithmeticExpression, text: string): readonly ArithmeticWord[] {
  if (expression.type !== "ArithmeticBinary") return [];
  const { operator, left, right } = expression;
  if (operator === ",") return [left, right].flatMap((one) => initialized(one, text));
  if (operator !== "=" || left.type !== "ArithmeticWord" || !isVariableName(left.value)) return [];
  return identifiers(text.slice(right.pos, right.end)).includes(left.value) ? [] : [left];
}

/** `read` without options that have values. */
const READS_NAMES = /^(?:\w+=\S*\s+)*read(?:\s+-r)?(?:\s+\w+)+$/;

function isName(word: Word | Assignment): word is Word {
  return word.type === "Word" && !word.text.startsWith("-");
}
