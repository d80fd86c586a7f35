/** The builtins `set`, `shopt` and `shift`. */
import { listVariables } from "./listing.ts";
import { parsedNumber } from "../values/numbers.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { positionalParameters, positionalOf, setPositional } from "../state/positional-parameters.ts";
import { giveUp } from "../state/shell-errors.ts";
import { EITHER, FAILURE, OPTION, SUCCESS } from "../state/path/path.ts";
import type { Binding } from "../model/environment.ts";
import { knownText } from "../model/value.ts";
import { inheritedValue } from "../values/pieces.ts";
import { bindings } from "../state/variables.ts";
import { setOption } from "../state/options.ts";
import { getopts } from "./getopts.ts";
import type { Builtin, BuiltinCall } from "./builtin.ts";

const LETTERS: Readonly<Record<string, number>> = {
  e: OPTION.errexit,
  a: OPTION.allexport,
  u: OPTION.nounset,
  E: OPTION.errtrace,
  k: OPTION.keyword,
};

const NAMES: Readonly<Record<string, number>> = {
  errexit: OPTION.errexit,
  allexport: OPTION.allexport,
  nounset: OPTION.nounset,
  errtrace: OPTION.errtrace,
  pipefail: OPTION.pipefail,
  keyword: OPTION.keyword,
  posix: OPTION.posix,
};

const SHOPT: Readonly<Record<string, number>> = {
  lastpipe: OPTION.lastpipe,
  expand_aliases: OPTION.aliases,
  inherit_errexit: OPTION.inheritErrexit,
  nocasematch: OPTION.nocasematch,
};

function replaceWords(frame: Frame, call: BuiltinCall, from: number): void {
  setPositional(frame, positionalOf(call.args.slice(from)));
}

function trace({ path }: Frame, { argv }: BuiltinCall, on: boolean): void {
  if (path.streams === undefined) return;
  path.tracing = on ? { span: { pos: argv[0]!.pos, end: argv.at(-1)!.end } } : undefined;
}

const set: Builtin = (frame, call) => {
  const { path } = frame;
  path.status = SUCCESS;
  if (call.args.length === 0) listVariables(frame, call, () => true);
  for (let index = 0; index < call.args.length; index++) {
    const text = knownText(call.args[index]!.value);
    if (text === "--" || text === "-") {
      replaceWords(frame, call, index + 1);
      return [path];
    }
    if (text === undefined || !/^[-+][A-Za-z]*$/.test(text)) {
      replaceWords(frame, call, index);
      return [path];
    }
    const on = text[0] === "-";
    for (const letter of text.slice(1)) {
      if (letter === "o") {
        const name = knownText(call.args[++index]?.value ?? []) ?? "";
        if (name === "xtrace") trace(frame, call, on);
        if (Object.hasOwn(NAMES, name)) setOption(path, NAMES[name]!, on);
      } else if (letter === "x") trace(frame, call, on);
      else if (Object.hasOwn(LETTERS, letter)) setOption(path, LETTERS[letter]!, on);
    }
  }
  return [path];
};

const shopt: Builtin = (frame, call) => {
  const { path } = frame;
  path.status = SUCCESS;
  const words = call.args.map((argument) => knownText(argument.value) ?? "");
  const flags = words.filter((word) => word.startsWith("-")).join("");
  if (!/[su]/.test(flags)) path.status = EITHER;
  else {
    const table = flags.includes("o") ? NAMES : SHOPT;
    for (const word of words) if (Object.hasOwn(table, word)) setOption(path, table[word]!, flags.includes("s"));
  }
  return [path];
};

const shift: Builtin = (frame, call) => {
  const { path } = frame;
  const given = positionalParameters(frame);
  const [first] = call.args;
  const text = first === undefined ? "1" : knownText(first.value);
  const by = text === undefined ? undefined : parsedNumber(text);
  if (by !== undefined && by > given.words.length && !given.open) {
    // Other shells shift nothing, dash ends.
    if (frame.machine.interpreter === "dash") giveUp(frame);
    path.status = FAILURE;
    return [path];
  }
  if (by === undefined) setPositional(frame, { words: [], open: true });
  else setPositional(frame, { ...given, words: given.words.slice(by) });
  if (given.open) {
    const { machine } = frame;
    const next: Binding = { state: "set", exported: false, value: [inheritedValue("1")], span: undefined };
    const isGiven = bindings(machine, path, "1").some(({ state }) => state === "set");
    path.memory = path.memory.set(machine.symbols.slot("1"), isGiven ? [next] : undefined);
  }
  path.status = given.open ? EITHER : SUCCESS;
  return [path];
};

export const optionBuiltins: Readonly<Record<string, Builtin>> = { set, shopt, shift, getopts };
