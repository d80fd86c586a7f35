/** Constructs that are recognized by the type of a node in the syntax tree. */
import type { ArithmeticCommand, Function as FunctionNode, SyntaxNode, TestCommand } from "unbash";
import type { FoundConstruct } from "./construct.ts";
import { MAX_NODE_DEPTH, type DefinedNames } from "./defined-names.ts";
import { arithmeticVariable } from "./parameter-constructs.ts";
import { testInBusybox } from "./busybox-tests.ts";
import { forEachChild, isVariableName } from "../../shell/index.ts";

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
    case "TestCommand": {
      const inside = withoutExpansions(node, text).replaceAll(QUOTED, "x");
      if (!isTestParsed(inside)) return found("testGroup");
      return { ...found("testCommand"), inBusybox: testInBusybox(node.expression, inside, text, names) };
    }
    case "ArithmeticCommand":
      return found(arithmeticCommand(node, text));
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

/** Parts of a word that every shell reads to their end as bash does. `$'…'` is not one: dash ends it at `\'`. */
const SELF_CONTAINED: ReadonlySet<SyntaxNode["type"]> = new Set([
  "DoubleQuoted",
  "LocaleString",
  "CommandExpansion",
  "ParameterExpansion",
  "ArithmeticExpansion",
  "ArithmeticCommandExpansion",
]);

/** The text of the command with `x` for each expansion and each text in double quotes, however they are nested. */
function withoutExpansions(command: TestCommand | ArithmeticCommand, text: string): string {
  const kept: string[] = [];
  let { pos } = command;
  const visit = (node: SyntaxNode, depth: number): void => {
    if (depth > MAX_NODE_DEPTH) return;
    if (!SELF_CONTAINED.has(node.type)) return forEachChild(node, (child) => visit(child, depth + 1));
    kept.push(text.slice(pos, node.pos), "x");
    pos = node.end;
  };
  visit(command, 0);
  return kept.join("") + text.slice(pos, command.end);
}

const QUOTED = /'[^']*'|"(?:\\.|[^"\\])*"|\\.|\$\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|`[^`]*`|\$\{[^}]{0,400}\}/gs;

/**
 * Whether dash can parse the test as commands: it accepts the words and redirections of an unknown command, but neither a
 * parenthesis nor an operator at the start of a line.
 */
function isTestParsed(inside: string): boolean {
  return !/[()]|[^\s&|][^\S\n]*\n\s*(?:&&|\|\|)/.test(inside);
}

/** dash reads two nested subshells. */
function arithmeticCommand(node: ArithmeticCommand, text: string): FoundConstruct["name"] {
  if (/^\s*[A-Za-z_]\w*=[^\s;&|<>()?*[]+\s*$/.test(node.body)) return "arithmeticAssignment";
  const inside = withoutExpansions(node, text).slice("((".length, -"))".length).replaceAll(QUOTED, "x").trim();
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
    const isPlain = isVariableName(node.name.text);
    const fix = isPlain ? [{ pos: node.pos, end: node.body.pos, text: `${node.name.text}() ` }] : undefined;
    return {
      name: isLine ? "functionLine" : "functionKeyword",
      span,
      fix,
      inBusybox: node.body.type === "BraceGroup" ? undefined : false,
    };
  }
  if (isVariableName(node.name.text)) return undefined;
  return { name: "functionName", span: node.name, inBusybox: !/[\\/]/.test(node.name.text) };
}

/** `"$(printf '…')"`, if printf of every shell understands the escapes and no trailing newline is lost. */
function ansiFix({ pos, end, text, value }: { pos: number; end: number; text: string; value: string }) {
  const inner = text.slice(2, -1);
  const isSimple = /^(?:[^\\%']|\\[nrtabfv\\])*$/.test(inner) && !value.endsWith("\n") && value !== "";
  return isSimple ? [{ pos, end, text: `"$(printf '${inner}')"` }] : undefined;
}
