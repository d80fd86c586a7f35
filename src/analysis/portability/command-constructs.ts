/** Commands and options that only bash has. */
import type { Command, Word } from "unbash";
import type { Span } from "../../shell/index.ts";
import type { ConstructName, FoundConstruct, Stopped } from "./construct.ts";
import { echoConstruct, printfConstruct } from "./printing-constructs.ts";

/** The context of a command. */
export interface CommandContext {
  readonly inFunction: boolean;
  /** Returns whether the script defines a function of that name. */
  isFunction(name: string): boolean;
  /** Returns the words whose values a variable or a parameter of the function is known to have. */
  valuesOf(name: string): readonly Word[];
  /** The part of the script that ends if the shell ends at the command. */
  readonly stops: Stopped;
  /** Whether the command is on the right of `&&`, and the left side has tried the same in a subshell. */
  readonly isTried: boolean;
  /** Whether the script continues if the command fails: `source ./x || true`. */
  readonly isTested: boolean;
}

const BASH_COMMANDS = new Set(
  "bind builtin caller compgen complete compopt dirs disown enable help history logout mapfile popd pushd readarray shopt suspend".split(
    " ",
  ),
);
const BUSYBOX_COMMANDS = new Set(["history", "help"]);
const TEST_OPERATORS = new Set(["-v", "-R", "-N"]);
const SET_OPTIONS = new Set(
  "allexport debug emacs errexit ignoreeof interactive monitor noclobber noexec noglob nolog notify nounset pipefail privileged stdin verbose vi xtrace".split(
    " ",
  ),
);
/** Options of `set -o` that dash knows but busybox does not, and the reverse. */
const NOT_IN_BUSYBOX = new Set(["emacs", "nolog", "privileged"]);
const BUSYBOX_OPTIONS = new Set(["errtrace"]);

function at(name: ConstructName, span: Span, fix?: FoundConstruct["fix"]): FoundConstruct {
  return { name, span, fix };
}

/** @param text the text that positions refer to */
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
    case "source": {
      // If the file does not exist, `.` ends dash, which the script does not do after `source ./x || true`.
      const isSame = !context.isTested && words[0]?.text.includes("/") === true;
      return at("source", name, isSame ? [{ pos: name.pos, end: name.end, text: "." }] : undefined);
    }
    case "let":
      return at("let", name);
    case "echo":
      return echoConstruct(command, words, text, context.valuesOf);
    case "read":
      return readConstruct(name, words);
    case "printf":
      return printfConstruct(words, context.valuesOf);
    case "trap":
      return trapConstruct(words);
    case "type":
      return option === undefined ? undefined : at(option.value.includes("t") ? "typeKind" : "typeOption", option);
    case ".":
      return words[1] === undefined ? undefined : at("sourceArguments", words[1]);
    case "kill":
      return killConstruct(words);
    case "exit":
    case "return": {
      const [status] = words;
      if (status === undefined || !/^-?\d+$/.test(status.text)) return undefined;
      if (status.text.startsWith("-")) return at("negativeStatus", status);
      return name.value === "return" && Number(status.text) > 255 ? at("largeStatus", status) : undefined;
    }
    case "alias":
    case "hash":
    case "jobs": {
      const allowed = { alias: /^$/, hash: /^-r$/, jobs: /^-[lp]+$/ }[name.value];
      return option === undefined || allowed.test(option.value) ? undefined : at("commandOption", option);
    }
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
      return option === undefined || option.value === "-p"
        ? undefined
        : { ...at("builtinOption", option), inBusybox: name.value === "export" && option.value === "-n" };
    case "exec":
      return option === undefined ? undefined : at("builtinOption", option);
    case "unset": {
      if (option !== undefined && !/^-[fv]+$/.test(option.value)) return at("builtinOption", option);
      const element = words.find(({ value }) => /^\w+\[/.test(value));
      return element === undefined ? undefined : at("unsetElement", element);
    }
    default:
      return BASH_COMMANDS.has(name.value)
        ? { ...at("bashCommand", name), inBusybox: BUSYBOX_COMMANDS.has(name.value) }
        : undefined;
  }
}

/** The first word, if it is an option. */
function optionOf([first]: readonly Word[]): Word | undefined {
  return first !== undefined && /^-[A-Za-z]/.test(first.value) && first.parts === undefined ? first : undefined;
}

function testConstruct(words: readonly Word[]): FoundConstruct | undefined {
  let first = 0;
  while (words[first]?.text === "!") first++;
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    const isBinary =
      index > first &&
      before !== undefined &&
      words[index + 1] !== undefined &&
      !/^(?:-[a-z]+|!?=|==)$/i.test(before.text);
    if (word.text === "==" && isBinary)
      return { name: "equals", span: word, fix: [{ pos: word.pos, end: word.end, text: "=" }] };
    // `-o NAME` tests a shell option only if it comes first.
    const isUnary = index === first || /^(?:!|-[ao]|\()$/.test(before?.text ?? "");
    const isOption = word.text === "-o" && index === first && words[index + 1] !== undefined;
    // So does `-a FILE`, which is -e.
    if (word.text === "-a" && index === first && words[index + 1] !== undefined)
      return { name: "testExists", span: word, fix: [{ pos: word.pos, end: word.end, text: "-e" }] };
    if (isUnary && words[index + 1] !== undefined && (isOption || TEST_OPERATORS.has(word.text)))
      return { name: "testOperator", span: word };
  }
  return undefined;
}

function killConstruct([first, second]: readonly Word[]): FoundConstruct | undefined {
  if (first === undefined) return undefined;
  const isName = second !== undefined && /^[A-Z]/i.test(second.value);
  if (first.value === "-n" || (first.value === "-l" && isName))
    return { ...at("commandOption", first), inBusybox: true };
  if (/^-SIG[A-Z]+\d*$/i.test(first.value)) return at("killSignal", first);
  return first.value === "-s" && second !== undefined && /^SIG[A-Z]+\d*$/i.test(second.value)
    ? at("killSignal", second)
    : undefined;
}

function readConstruct(name: Word, words: readonly Word[]): FoundConstruct | undefined {
  let names = 0;
  for (let index = 0; index < words.length; index++) {
    const { value } = words[index]!;
    if (names === 0 && /^-[A-Za-z]/.test(value)) {
      const letters = value.replace(/p.*/s, "p");
      if (/[^-pr]/.test(letters))
        return { name: "readOption", span: words[index]!, inBusybox: !/[^-prdnstu\d]/.test(letters) };
      if (value.endsWith("p")) index++;
    } else names++;
  }
  return names === 0 ? { name: "readOption", span: name, inBusybox: true } : undefined;
}

function trapConstruct(words: readonly Word[]): FoundConstruct | undefined {
  const [first, ...signals] = words;
  const option = optionOf(words);
  if (option !== undefined) return at("builtinOption", option);
  if (first === undefined || signals.length === 0) return undefined;
  const other = signals.find(({ value }) => /^(?:ERR|DEBUG|RETURN|SIG[A-Z]+\d*)$/i.test(value));
  if (other === undefined) return undefined;
  return { name: "trapSignal", span: other, inBusybox: /^(?:ERR|SIG(?!EXIT).*)$/i.test(other.value) };
}

function setConstruct(words: readonly Word[], { isTried }: CommandContext): FoundConstruct | undefined {
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    if (!/^[-+][A-Za-z]/.test(word.value)) return undefined;
    const letters = word.value.slice(1);
    if (/[^aCefIimnpsuvxVEbo]/.test(letters)) return { name: "setOption", span: word };
    if (letters.includes("p")) return { name: "setOption", span: word, inDash: true };
    if (!letters.includes("o")) continue;
    const value = words[++index];
    if (value === undefined) return undefined;
    if (value.value === "pipefail")
      return isTried ? undefined : { name: "pipefail", span: { pos: word.pos, end: value.end } };
    if (NOT_IN_BUSYBOX.has(value.value)) return { name: "setOptionName", span: value, inDash: true };
    if (!SET_OPTIONS.has(value.value))
      return { name: "setOption", span: value, inBusybox: BUSYBOX_OPTIONS.has(value.value) || "setOptionName" };
  }
  return undefined;
}
