/** Constructs that are recognized by the type of a node in the syntax tree. */
import type {
  ArithmeticCommand,
  Function as FunctionNode,
  SyntaxNode,
  TestCommand,
  TestExpression,
  WordPart,
} from "unbash";
import type { ConstructName, FoundConstruct } from "./construct.ts";
import { arithmeticVariable } from "./parameter-constructs.ts";

/**
 * Returns the construct of a node itself, apart from its children.
 *
 * @param text the text that positions refer to
 * @param isSet whether the script sets a variable of that name anywhere
 */
export function syntaxConstruct(
  node: SyntaxNode,
  text: string,
  isSet: (name: string) => boolean,
): FoundConstruct | undefined {
  const found = (name: FoundConstruct["name"], fix?: FoundConstruct["fix"]): FoundConstruct => ({
    name,
    span: node,
    fix,
  });
  switch (node.type) {
    case "TestCommand":
      if (!isTestParsed(node, text)) return found("testGroup");
      return { ...found("testCommand"), inBusybox: testInBusybox(node, text) };
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
      return arithmeticVariable(node.value, node, isSet);
    default:
      return undefined;
  }
}

const QUOTED = /'[^']*'|"(?:\\.|[^"\\])*"|\\.|\$\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|`[^`]*`|\$\{[^}]*\}/gs;

/**
 * Whether dash can parse the test as commands: it accepts the words and redirections of an unknown command, but neither a
 * parenthesis nor an operator at the start of a line.
 */
function isTestParsed(node: TestCommand, text: string): boolean {
  const inside = text.slice(node.pos, node.end).replaceAll(QUOTED, "x");
  return !/[()]|[^\s&|][^\S\n]*\n\s*(?:&&|\|\|)/.test(inside);
}

/** busybox treats `[[` as it does `[`: < and > are redirections, and an expansion without quotes may be no word at all. */
function testInBusybox(node: TestCommand, text: string): ConstructName | undefined {
  const [redirection] = /[<>]/.exec(text.slice(node.pos, node.end).replaceAll(QUOTED, "x")) ?? [];
  if (redirection === undefined) return mayLoseOperand(node.expression, text) ? "testEmptyOperand" : undefined;
  return redirection === "<" ? "testInput" : "testOutput";
}

/** Whether an operator remains without its operand if an expansion is empty: busybox then tests the operator as text. */
function mayLoseOperand(test: TestExpression, text: string): boolean {
  switch (test.type) {
    case "TestUnary":
      // Both `-z` and the operator as text are true.
      return (
        /^-[^z]/.test(text.slice(test.pos, test.end)) &&
        (test.operand.parts ?? []).length > 0 &&
        test.operand.parts!.every(mayBeEmpty)
      );
    case "TestLogical":
      return test.operands.some((one) => mayLoseOperand(one, text));
    case "TestNot":
      return mayLoseOperand(test.operand, text);
    case "TestGroup":
      return mayLoseOperand(test.expression, text);
    default:
      return false;
  }
}

function mayBeEmpty(part: WordPart): boolean {
  if (part.type === "SimpleExpansion") return /^\$[\w@*]/.test(part.text);
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
  return /^[A-Za-z_]\w*$/.test(node.name.text) ? undefined : { name: "functionName", span: node.name };
}

/** `"$(printf '…')"`, if printf of every shell understands the escapes and no trailing newline is lost. */
function ansiFix({ pos, end, text, value }: { pos: number; end: number; text: string; value: string }) {
  const inner = text.slice(2, -1);
  const isSimple = /^(?:[^\\%']|\\[nrtabfv\\])*$/.test(inner) && !value.endsWith("\n") && value !== "";
  return isSimple ? [{ pos, end, text: `"$(printf '${inner}')"` }] : undefined;
}
