/** Constructs that are recognized by the type of a node in the syntax tree. */
import type {
  ArithmeticCommand,
  Function as FunctionNode,
  SyntaxNode,
  TestCommand,
  TestExpression,
  Word,
  WordPart,
} from "unbash";
import type { ConstructName, FoundConstruct } from "./construct.ts";
import type { DefinedNames } from "./defined-names.ts";
import { arithmeticVariable } from "./parameter-constructs.ts";

/**
 * Returns the construct of a node itself, apart from its children.
 *
 * @param text the text that positions refer to
 */
export function syntaxConstruct(node: SyntaxNode, text: string, names: DefinedNames): FoundConstruct | undefined {
  const found = (name: FoundConstruct["name"], fix?: FoundConstruct["fix"]): FoundConstruct => ({
    name,
    span: node,
    fix,
  });
  switch (node.type) {
    case "TestCommand":
      if (!isTestParsed(node, text)) return found("testGroup");
      return { ...found("testCommand"), inBusybox: testInBusybox(node, text, names) };
    case "ArithmeticCommand":
      return found(arithmeticCommand(node));
    case "ArithmeticFor":
      return found("arithmeticFor");
    case "Function":
      return functionDefinition(node, text);
    case "HereString":
      return found("hereString");
    case "ProcessSubstitution":
      return found("processSubstitution");
    case "Select":
      return { name: "select", span: { pos: node.pos, end: node.pos + "select".length } };
    case "For": {
      const before = node.wordlist?.at(-1)?.end ?? node.name.end;
      const opened = /^[\s;]*\{/.test(text.slice(before, node.body.pos));
      return opened ? { name: "forBraces", span: { pos: node.pos, end: node.name.end } } : undefined;
    }
    case "CaseItem":
      return node.terminator === ";&" || node.terminator === ";;&" ? found("caseFallThrough") : undefined;
    case "ExtendedGlob":
      return found("extendedGlob");
    case "Coproc": {
      const span = { pos: node.pos, end: node.pos + "coproc".length };
      return { name: node.body.type === "Command" ? "coproc" : "coprocCompound", span };
    }
    case "AnsiCQuoted":
      return found("ansiQuote", ansiFix(node));
    case "LocaleString":
      return found("localeQuote", [{ pos: node.pos, end: node.pos + 1, text: "" }]);
    case "BraceExpansion":
      // Bash expands braces first: a sequence whose ends are expansions is not a brace expansion.
      return node.text.includes("..") && node.parts?.some(({ type }) => type !== "Literal") === true
        ? undefined
        : found("braces");
    case "ArithmeticExpansion":
      return node.text.startsWith("$[") ? found("oldArithmetic") : undefined;
    case "ArithmeticUnary":
      if (node.operator !== "++" && node.operator !== "--") return undefined;
      return found(node.prefix ? "incrementPrefix" : "increment");
    case "ArithmeticBinary":
      if (node.operator === "**") return found("power");
      return node.operator === "," ? found("arithmeticComma") : undefined;
    case "ArithmeticWord":
      if (/^\w+\[/.test(node.value)) return found("arithmeticElement");
      if (/^\d+#/.test(node.value)) return found("arithmeticBase");
      return arithmeticVariable(node.value, node, names.isSet);
    default:
      return undefined;
  }
}

const QUOTED = /'[^']*'|"(?:\\.|[^"\\])*"|\\.|\$\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|`[^`]*`|\$\{[^}]{0,400}\}/gs;

/**
 * Whether dash can parse the test as commands: it accepts the words and redirections of an unknown command, but neither a
 * parenthesis nor an operator at the start of a line.
 */
function isTestParsed(node: TestCommand, text: string): boolean {
  const inside = text.slice(node.pos, node.end).replaceAll(QUOTED, "x");
  return !/[()]|[^\s&|][^\S\n]*\n\s*(?:&&|\|\|)/.test(inside);
}

/** busybox treats `[[` as it does `[`: < and > are redirections, and an expansion without quotes may be no word at all. */
function testInBusybox(node: TestCommand, text: string, names: DefinedNames): ConstructName | undefined {
  const [redirection] = /[<>]/.exec(text.slice(node.pos, node.end).replaceAll(QUOTED, "x")) ?? [];
  if (redirection === undefined) return operandInBusybox(node.expression, text, names);
  return redirection === "<" ? "testInput" : "testOutput";
}

/**
 * An operator that remains without its operand if an expansion is empty: busybox tests a unary operator as text, and rejects a
 * binary operator. It does not know `-v`.
 */
function operandInBusybox(test: TestExpression, text: string, names: DefinedNames): ConstructName | undefined {
  switch (test.type) {
    case "TestUnary": {
      const operator = /^-./.exec(text.slice(test.pos, test.end))?.[0];
      if (operator === "-v") return "testOperator";
      // Both `-z` and the operator as text are true.
      const isLost = operator !== undefined && operator !== "-z" && mayBeNoWord(test.operand, names, false);
      return isLost ? "testEmptyOperand" : undefined;
    }
    case "TestBinary": {
      const words = [test.left, test.right];
      const mayHold = test.operator === "!=" || (/^==?$/.test(test.operator) && words.some(isEmptyString));
      return mayHold && words.some((word) => mayBeNoWord(word, names, true)) ? "testEmptyComparison" : undefined;
    }
    case "TestLogical":
      return test.operands.map((one) => operandInBusybox(one, text, names)).find((name) => name !== undefined);
    case "TestNot":
      return operandInBusybox(test.operand, text, names);
    case "TestGroup":
      return operandInBusybox(test.expression, text, names);
  }
}

function isEmptyString({ text, value }: Word): boolean {
  return value === "" && text !== "";
}

/** @param isSure whether a variable that several commands set counts as non-empty */
function mayBeNoWord({ parts = [] }: Word, { isSet, onlyValue }: DefinedNames, isSure: boolean): boolean {
  const isNonEmpty = ({ text }: WordPart): boolean => {
    const name = /^\$\{?(\w+)/.exec(text)?.[1];
    if (name === undefined) return false;
    const only = onlyValue(name);
    return only === undefined ? isSure && isSet(name) : only.value !== "" && only.parts === undefined;
  };
  return parts.length > 0 && parts.every((part) => mayBeEmpty(part) && !isNonEmpty(part));
}

function mayBeEmpty(part: WordPart): boolean {
  if (part.type === "SimpleExpansion") return /^\$\w/.test(part.text);
  if (part.type === "ParameterExpansion") return part.prefix === undefined && part.operation?.type !== "Default";
  return part.type === "CommandExpansion";
}

/** dash reads two nested subshells. */
function arithmeticCommand({ body }: ArithmeticCommand): FoundConstruct["name"] {
  if (/^\s*[A-Za-z_]\w*=[^\s;&|<>()?*[]+\s*$/.test(body)) return "arithmeticAssignment";
  const inside = body.replaceAll(QUOTED, "x").trim();
  const isMisplaced =
    /[^\s(&|;]\s*\(|\)\s*[^\s)&|;<>]/.test(inside) || /[<>&|]\s*\(/.test(inside.replaceAll(/&&|\|\|/g, ";"));
  if (inside === "" || isMisplaced) return "arithmeticGroup";
  return inside.includes(">") ? "arithmeticOutput" : "arithmeticCommand";
}

function functionDefinition(node: FunctionNode, text: string): FoundConstruct | undefined {
  const head = text.slice(node.pos, node.body.pos);
  const keyword = /^function\s+/.exec(head);
  const span = { pos: node.pos, end: node.name.end };
  if (keyword !== null) {
    // A line of its own is a command, and the body that follows is another command.
    const isLine = /^function[^\S\n]+[^\s()]+[^\S\n]*\n\s*$/.test(head);
    const isPlain = /^[A-Za-z_]\w*$/.test(node.name.text);
    const fix = isPlain ? [{ pos: node.pos, end: node.body.pos, text: `${node.name.text}() ` }] : undefined;
    return {
      name: isLine ? "functionLine" : "functionKeyword",
      span,
      fix,
      inBusybox: node.body.type === "BraceGroup" ? undefined : false,
    };
  }
  if (/^[A-Za-z_]\w*$/.test(node.name.text)) return undefined;
  return { name: "functionName", span: node.name, inBusybox: !/[\\/]/.test(node.name.text) };
}

/** `"$(printf '…')"`, if printf of every shell understands the escapes and no trailing newline is lost. */
function ansiFix({ pos, end, text, value }: { pos: number; end: number; text: string; value: string }) {
  const inner = text.slice(2, -1);
  const isSimple = /^(?:[^\\%']|\\[nrtabfv\\])*$/.test(inner) && !value.endsWith("\n") && value !== "";
  return isSimple ? [{ pos, end, text: `"$(printf '${inner}')"` }] : undefined;
}
