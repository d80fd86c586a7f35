/** Commands and options that only bash has. */
import type { Command, Word } from "unbash";
import type { Span } from "../../shell/syntax/span.ts";
import type { ConstructName, FoundConstruct } from "./construct.ts";

/** What a command stands in. */
export interface CommandContext {
  readonly inFunction: boolean;
  /** Whether the script defines a function of that name. */
  isFunction(name: string): boolean;
  /** `( … )`: what ends the shell there ends the subshell only. */
  readonly inSubshell: boolean;
  /** On the right of `&&`, with a left side that has tried the same in a subshell. */
  readonly isTried: boolean;
}

const BASH_COMMANDS = new Set(
  "bind builtin caller compgen complete compopt dirs disown enable help history logout mapfile popd pushd readarray shopt suspend".split(
    " ",
  ),
);
const TEST_OPERATORS = new Set(["=~", "-v", "-R", "-N"]);
const SET_OPTIONS = new Set(
  "allexport debug emacs errexit ignoreeof interactive monitor noclobber noexec noglob nolog notify nounset pipefail privileged stdin verbose vi xtrace".split(
    " ",
  ),
);

function at(name: ConstructName, span: Span, fix?: FoundConstruct["fix"]): FoundConstruct {
  return { name, span, fix };
}

/** @param text the text that positions index. */
export function commandConstruct(command: Command, context: CommandContext, text: string): FoundConstruct | undefined {
  const { name } = command;
  if (name === undefined || name.parts?.some(({ type }) => type !== "SingleQuoted") === true) return undefined;
  if (context.isFunction(name.value)) return undefined;
  const words = command.args.filter((arg): arg is Word => arg.type === "Word");
  const option = optionOf(words);
  switch (name.value) {
    case "[":
    case "test":
      return testConstruct(words);
    case "declare":
    case "typeset":
      return at("declare", name);
    case "source":
      return at(
        "source",
        name,
        words[0]?.text.includes("/") === true ? [{ pos: name.pos, end: name.end, text: "." }] : undefined,
      );
    case "let":
      return at("let", name);
    case "echo":
      return echoConstruct(command, words, text);
    case "read":
      return readConstruct(name, words);
    case "printf":
      return words[0]?.value === "-v" || /%\(|%[-+ #0-9.]*q/.test(words[0]?.value ?? "")
        ? at("printfOption", words[0]!)
        : undefined;
    case "trap":
      return trapConstruct(words);
    case "type":
      return option === undefined ? undefined : at("typeOption", option);
    case "ulimit": {
      const other = words.find(({ value }) => /^-.*[^-HSatfdscmlpnvwr]/.test(value));
      return other === undefined ? undefined : at("ulimitOption", other);
    }
    case "wait":
      return option === undefined ? undefined : at("waitOption", option);
    case "set":
      return setConstruct(words, context);
    case "local":
      if (!context.inFunction) return at("localOutside", name);
      return option === undefined ? undefined : at("builtinOption", option);
    case "export":
    case "readonly":
      return option === undefined || option.value === "-p" ? undefined : at("builtinOption", option);
    case "exec":
      return option === undefined ? undefined : at("builtinOption", option);
    case "unset": {
      const element = words.find(({ value }) => /^\w+\[/.test(value));
      return element === undefined ? undefined : at("unsetElement", element);
    }
    default:
      return BASH_COMMANDS.has(name.value) ? at("bashCommand", name) : undefined;
  }
}

/** The first word, if it is an option. */
function optionOf([first]: readonly Word[]): Word | undefined {
  return first !== undefined && /^-[A-Za-z]/.test(first.value) && first.parts === undefined ? first : undefined;
}

function testConstruct(words: readonly Word[]): FoundConstruct | undefined {
  for (const word of words) {
    if (word.text === "==") return { name: "equals", span: word, fix: [{ pos: word.pos, end: word.end, text: "=" }] };
    if (TEST_OPERATORS.has(word.text)) return { name: "testOperator", span: word };
  }
  return undefined;
}

function echoConstruct({ name, redirects }: Command, words: readonly Word[], text: string): FoundConstruct | undefined {
  const [first, second, ...more] = words;
  if (first === undefined || name === undefined) return undefined;
  if (/^-[neE]*[eE][neE]*$/.test(first.text)) {
    const isPlain =
      second !== undefined &&
      more.length === 0 &&
      first.text === "-e" &&
      redirects.every(({ pos }) => pos > second.end);
    const isQuoted = second !== undefined && /^(?:"[^"]*"|'[^']*'|[\w./\\-]+)$/s.test(second.text);
    const fix =
      isPlain && isQuoted
        ? [{ pos: name.pos, end: second.end, text: `printf '%b\\n' ${text.slice(second.pos, second.end)}` }]
        : undefined;
    return { name: "echoOption", span: { pos: name.pos, end: first.end }, fix };
  }
  const escaped = words.find(({ value, parts = [] }) => {
    const isKnown = parts.every(
      (part) =>
        part.type === "Literal" ||
        part.type === "SingleQuoted" ||
        (part.type === "DoubleQuoted" && part.parts.every(({ type }) => type === "Literal")),
    );
    return isKnown && /\\(?:[abcfnrtv\\]|0[0-7])/.test(value);
  });
  return escaped === undefined ? undefined : { name: "echoEscape", span: escaped };
}

function readConstruct(name: Word, words: readonly Word[]): FoundConstruct | undefined {
  let names = 0;
  for (let index = 0; index < words.length; index++) {
    const { value } = words[index]!;
    if (names === 0 && /^-[A-Za-z]/.test(value)) {
      if (/[^-pr]/.test(value.replace(/p.*$/s, "p"))) return { name: "readOption", span: words[index]! };
      if (value.endsWith("p")) index++;
    } else names++;
  }
  return names === 0 ? { name: "readOption", span: name } : undefined;
}

function trapConstruct(words: readonly Word[]): FoundConstruct | undefined {
  const [first, ...signals] = words;
  if (first === undefined || signals.length === 0) return undefined;
  const other = signals.find(({ value }) => /^(?:ERR|DEBUG|RETURN|SIG[A-Z]+\d*)$/i.test(value));
  return other === undefined ? undefined : { name: "trapSignal", span: other };
}

function setConstruct(words: readonly Word[], { inSubshell, isTried }: CommandContext): FoundConstruct | undefined {
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    if (!/^[-+][A-Za-z]/.test(word.value)) return undefined;
    const letters = word.value.slice(1);
    if (/[^aCefIimnsuvxVEbo]/.test(letters)) return { name: "setOption", span: word };
    if (!letters.includes("o")) continue;
    const value = words[++index];
    if (value === undefined) return undefined;
    if (value.value === "pipefail")
      return inSubshell || isTried ? undefined : { name: "pipefail", span: { pos: word.pos, end: value.end } };
    if (!SET_OPTIONS.has(value.value)) return { name: "setOption", span: value };
  }
  return undefined;
}
