/** The builtin `getopts`: exact if the words are known. */
import { madeFrom } from "../values/provenance.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { COMPUTED_NON_EMPTY, EMPTY_STRING, stringOf } from "../values/pieces.ts";
import { positionalParameters } from "../state/positional-parameters.ts";
import { EITHER, FAILURE, SUCCESS, type Status } from "../state/path/path.ts";
import type { Binding } from "../model/environment.ts";
import { knownText, type AbstractString } from "../model/value.ts";
import { assign, bindings } from "../state/variables.ts";
import type { Builtin } from "./builtin.ts";

/** The result of one call. */
interface Step {
  readonly option: string;
  readonly argument: AbstractString;
  /** The index of the next word, from 1, and of the next letter in it. */
  readonly index: number;
  readonly letter: number;
  readonly status: Status;
}

interface Words {
  readonly words: readonly AbstractString[];
  /** Whether there may be more. */
  readonly open: boolean;
}

/** What OPTIND contains; the empty text, which is the same for `getopts`, if it has no value, as after `local OPTIND`. */
function textOf(binding: Binding): string | undefined {
  return binding.state === "set" ? knownText(binding.value) : binding.state === "unknown" ? undefined : "";
}

/** The index of the next word, and the position of the next letter in it; the index is `undefined` if unknown. */
function nextPosition({ machine, path }: Frame, slot: number): { index: number | undefined; letter: number } {
  const texts = new Set(bindings(machine, path, "OPTIND").map(textOf));
  const [text] = texts;
  if (texts.size !== 1 || text === undefined) return { index: undefined, letter: 1 };
  if (text === "") return { index: 1, letter: 1 };
  if (!/^[1-9]\d{0,3}$/.test(text)) return { index: undefined, letter: 1 };
  // The letter's position is valid only if nothing has set OPTIND since.
  const [at, inWord] = String((path.memory.get(slot) as string | undefined) ?? "").split(":");
  return { index: Number(text), letter: at === text ? Number(inWord) : 1 };
}

/** An index beyond the words, left by a loop over others, is that of their end in bash, and of the first in other shells. */
function within(index: number | undefined, { words, open }: Words, interpreter: string): number | undefined {
  const end = words.length + 1;
  if (index === undefined || index <= end || open) return index;
  return interpreter === "bash" ? end : interpreter === "sh" ? undefined : 1;
}

function step(letters: string, { words, open }: Words, index: number, letter: number): Step | undefined {
  const word = words[index - 1];
  if (word === undefined && open) return undefined;
  const text = word === undefined ? "" : knownText(word);
  if (text === undefined) return undefined;
  if (text === "--") return { option: "?", argument: EMPTY_STRING, index: index + 1, letter: 1, status: FAILURE };
  if (!/^-./s.test(text)) return { option: "?", argument: EMPTY_STRING, index, letter: 1, status: FAILURE };
  const option = text[letter];
  if (option === undefined) return undefined;
  const isSilent = letters.startsWith(":");
  const next = letter + 1 < text.length ? { index, letter: letter + 1 } : { index: index + 1, letter: 1 };
  const wrong = { argument: isSilent ? stringOf(option) : EMPTY_STRING, status: SUCCESS };
  const at = option === ":" ? -1 : letters.indexOf(option);
  if (at === -1) return { option: "?", ...wrong, ...next };
  if (letters[at + 1] !== ":") return { option, argument: EMPTY_STRING, ...next, status: SUCCESS };
  const rest = text.slice(letter + 1);
  if (rest !== "") return { option, argument: stringOf(rest), index: index + 1, letter: 1, status: SUCCESS };
  const argument = words[index];
  if (argument !== undefined) return { option, argument, index: index + 2, letter: 1, status: SUCCESS };
  return open ? undefined : { option: isSilent ? ":" : "?", ...wrong, index: index + 1, letter: 1 };
}

export const getopts: Builtin = (frame, call) => {
  const { machine, path, context } = frame;
  const [letters, variable, ...given] = call.args;
  const name = variable === undefined ? undefined : knownText(variable.value);
  const optionLetters = letters === undefined ? undefined : knownText(letters.value);
  const span = { pos: call.argv[0]!.pos, end: call.argv.at(-1)!.end };
  const give = (to: string, value: AbstractString): boolean => assign(machine, path, context, to, { value, span });
  const split = given.findIndex((argument) => argument.split);
  const own = { words: given.map(({ value }) => value).slice(0, split === -1 ? undefined : split), open: split !== -1 };
  const words = given.length > 0 ? own : positionalParameters(frame);
  const slot = machine.symbols.slotOf("getopts", "");
  const position = nextPosition(frame, slot);
  const index = within(position.index, words, machine.interpreter);
  const letter = index === position.index ? position.letter : 1;
  const next =
    index === undefined || optionLetters === undefined ? undefined : step(optionLetters, words, index, letter);
  if (next === undefined) {
    if (name !== undefined) give(name, [COMPUTED_NON_EMPTY]);
    give("OPTARG", [madeFrom(words.words)]);
    give("OPTIND", [COMPUTED_NON_EMPTY]);
    path.memory = path.memory.set(slot, undefined, false);
    path.status = EITHER;
    return [path];
  }
  give("OPTARG", next.argument);
  give("OPTIND", stringOf(String(next.index)));
  path.memory = path.memory.set(slot, `${next.index}:${next.letter}`, false);
  path.status = name !== undefined && !give(name, stringOf(next.option)) ? FAILURE : next.status;
  return [path];
};
