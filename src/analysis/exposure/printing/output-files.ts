/** Programs that write their output to a file that their words name, instead of stdout: `sed -i`, `sort -o`, `sponge`. */
import { dropPrefix } from "../../../programs/argv/argument.ts";
import { fileOperands } from "../../../programs/text/file-operands.ts";
import { type AbstractString, type Argument, type Effect, type Run, outline, stringOf } from "../../../shell/index.ts";
import { filesOfAwk } from "./awk-output.ts";
import { outputOf } from "./printed-effects.ts";

/** Returns the names of the files; `undefined` if the program prints its output. The result may be empty: `gzip`. */
export function outputFiles(program: string, argv: readonly Argument[]): readonly AbstractString[] | undefined {
  const words = argv.map(({ value }) => outline(value));
  const has = (pattern: RegExp): boolean => words.some((word, index) => index > 0 && pattern.test(word));
  const last = argv.slice(1).slice(-1);
  switch (program) {
    case "sed":
    case "gsed":
      if (!has(/^-[nErsuz]*i|^--in-place/)) return undefined;
      return valuesOf(fileOperands(program, words)?.files.map((index) => argv[index]!) ?? []);
    case "awk":
    case "gawk":
    case "mawk":
      return filesOfAwk(words)?.map((file) => stringOf(file));
    case "perl":
    case "ruby":
      return has(/^-(?=[^\Wi]*i)(?:\w*i\.|\w*[ie]$)/) ? valuesOf(last) : undefined;
    case "yq":
      return has(/^-[^\Wi]*i\w*$|^--inplace$/) ? valuesOf(last) : undefined;
    case "sort":
    case "shuf":
      return after(/^(?:-\w*o|--output)$/, /^(?:-o|--output=)(?=.)/, argv, words);
    case "dd":
      return after(undefined, /^of=/, argv, words);
    case "openssl":
      return after(/^-out$/, undefined, argv, words);
    case "gzip":
    case "gunzip":
      return words.slice(1).some((word) => !word.startsWith("-")) && !has(/^-\w*c|^--(?:stdout|to-stdout)$/)
        ? []
        : undefined;
    case "sponge":
      return last.length > 0 ? valuesOf(last) : undefined;
    default:
      return undefined;
  }
}

/** The value of an option: in the next word, or in the same word. */
function after(
  separate: RegExp | undefined,
  attached: RegExp | undefined,
  argv: readonly Argument[],
  words: readonly string[],
): readonly AbstractString[] | undefined {
  for (const [index, word] of words.entries()) {
    if (separate?.test(word) === true) return valuesOf(argv.slice(index + 1, index + 2));
    const prefix = attached?.exec(word)?.[0];
    if (prefix !== undefined) return [dropPrefix(argv[index]!, prefix.length).value];
  }
  return undefined;
}

function valuesOf(words: readonly Argument[]): readonly AbstractString[] {
  return words.map(({ value }) => value);
}

/** The files contain what the program prints otherwise. */
export function writtenOutput(run: Run, recorded: Run): readonly Effect[] {
  const files = outputFiles(run.invocation.program, run.argv);
  if (files === undefined) return [];
  const content = outputOf(recorded);
  return [
    { kind: "output", value: [] },
    ...files.map((path): Effect => ({ kind: "write", path, content, append: false })),
  ];
}
