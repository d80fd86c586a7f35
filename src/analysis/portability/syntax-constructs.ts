/** Constructs that the syntax tree shows by the type of a node. */
import type { Assignment, Function as FunctionNode, Redirect, SyntaxNode, TestCommand } from "unbash";
import type { FoundConstruct } from "./construct.ts";

/** What a node is, apart from its children. @param text the text that positions index. */
export function syntaxConstruct(node: SyntaxNode, text: string): FoundConstruct | undefined {
  const found = (name: FoundConstruct["name"], fix?: FoundConstruct["fix"]): FoundConstruct => ({
    name,
    span: node,
    fix,
  });
  switch (node.type) {
    case "TestCommand":
      return found(hasParentheses(node, text) ? "testGroup" : "testCommand");
    case "ArithmeticCommand":
      return found("arithmeticCommand");
    case "ArithmeticFor":
      return found("arithmeticFor");
    case "Assignment":
      return assignment(node);
    case "Function":
      return functionDefinition(node, text);
    case "HereString":
      return found("hereString");
    case "ProcessSubstitution":
      return found("processSubstitution");
    case "Redirect":
      return redirect(node, text);
    case "Select":
      return { name: "select", span: { pos: node.pos, end: node.pos + "select".length } };
    case "CaseItem":
      return node.terminator === ";&" || node.terminator === ";;&" ? found("caseFallThrough") : undefined;
    case "ExtendedGlob":
      return found("extendedGlob");
    case "Coproc":
      return { name: "coproc", span: { pos: node.pos, end: node.pos + "coproc".length } };
    case "AnsiCQuoted":
      return found("ansiQuote", ansiFix(node));
    case "LocaleString":
      return found("localeQuote", [{ pos: node.pos, end: node.pos + 1, text: "" }]);
    case "BraceExpansion":
      return found("braces");
    case "ArithmeticExpansion":
      return node.text.startsWith("$[") ? found("oldArithmetic") : undefined;
    case "ArithmeticUnary":
      return node.operator === "++" || node.operator === "--" ? found("increment") : undefined;
    case "ArithmeticBinary":
      return node.operator === "**" ? found("power") : undefined;
    case "ArithmeticWord":
      return /^\w+\[/.test(node.value) ? found("arithmeticElement") : undefined;
    default:
      return undefined;
  }
}

/** dash reads words and redirections of a command it does not know, but a parenthesis is a syntax error. */
function hasParentheses(node: TestCommand, text: string): boolean {
  const inside = text
    .slice(node.pos, node.end)
    .replaceAll(/'[^']*'|"(?:\\.|[^"\\])*"|\\.|\$\((?:[^()]|\([^()]*\))*\)/gs, "");
  return /[()]/.test(inside);
}

function assignment(node: Assignment): FoundConstruct | undefined {
  if (node.value.type === "ArrayValue") return { name: "array", span: node };
  if (node.index !== undefined) return { name: "element", span: node };
  return node.append === true ? { name: "append", span: node } : undefined;
}

function functionDefinition(node: FunctionNode, text: string): FoundConstruct | undefined {
  const head = text.slice(node.pos, node.body.pos);
  const keyword = /^function\s+/.exec(head);
  const span = { pos: node.pos, end: node.name.end };
  if (keyword !== null) {
    const isPlain = /^[A-Za-z_]\w*$/.test(node.name.text);
    const fix = isPlain ? [{ pos: node.pos, end: node.body.pos, text: `${node.name.text}() ` }] : undefined;
    return { name: "functionKeyword", span, fix };
  }
  return /^[A-Za-z_]\w*$/.test(node.name.text) ? undefined : { name: "functionName", span: node.name };
}

function redirect(node: Redirect, text: string): FoundConstruct | undefined {
  if (node.descriptor?.type === "FileDescriptorVariable") return { name: "descriptorVariable", span: node };
  const { operator, target, descriptor } = node;
  if (target === undefined) return undefined;
  const file = text.slice(node.pos + operator.length, target.end);
  const both = (to: string) => [{ pos: node.pos, end: node.end, text: `${to}${file} 2>&1` }];
  if (operator === "&>" || operator === "&>>")
    return { name: "redirectBoth", span: node, fix: both(operator.slice(1)) };
  const isFile = operator === ">&" && descriptor === undefined && /^[^-$\d`]/.test(target.text);
  return isFile ? { name: "redirectBothOld", span: node, fix: both(">") } : undefined;
}

/** `"$(printf '…')"`, if printf of every shell understands the escapes and no newline is lost at the end. */
function ansiFix({ pos, end, text, value }: { pos: number; end: number; text: string; value: string }) {
  const inner = text.slice(2, -1);
  const isSimple = /^(?:[^\\%']|\\[nrtabfv\\])*$/.test(inner) && !value.endsWith("\n") && value !== "";
  return isSimple ? [{ pos, end, text: `"$(printf '${inner}')"` }] : undefined;
}
