/** Determines which secrets an interpreter prints: the code is in a word, or read from stdin. */
import { type AbstractString, type Run, knownText, outline } from "../../../shell/index.ts";
import { environmentPrinted, printedSpans, printsArguments, PRINTS, selectedByCode } from "./code-selection.ts";
import { languageOf } from "./code-without-strings.ts";
import { printsNothingSecret } from "./harmless-code.ts";
import { exportedValues } from "../printing/environment-reads.ts";
import type { Secret } from "../secrets/secret.ts";
import type { SecretText } from "../secrets/source.ts";

/** Programs that run code given in their words. */
export const INTERPRETERS = /^(?:python[\d.]*|ruby|node|nodejs|perl|php)$/;

/** The file of a program; all words after it are the program's. */
const PROGRAM_FILE = /\.(?:py|pl|rb|js|mjs|cjs)$|^[^-].*\//;

/** What a Python, Perl or Ruby program prints if its code is in a word or read from stdin; unknown if the code is in a file. */
export function printedByCode(
  run: Run,
  input: SecretText,
  secretsIn: (value: AbstractString) => readonly Secret[],
): readonly Secret[] {
  const words = run.argv.slice(1).map(({ value }) => knownText(value) ?? "");
  const language = languageOf(run.invocation.program);
  if (words.some((word, index) => word === "json.tool" && words[index - 1] === "-m")) return input.secrets;
  const at = words.findIndex((word) => /^-\w*[ceEr]$/.test(word));
  const written = run.argv[at + 2];
  if (at >= 0 && written !== undefined && !words.slice(0, at).some((word) => PROGRAM_FILE.test(word))) {
    const code = outline(written.value);
    // With this option, Perl, Ruby and Node print without a call.
    const printsAll = words.slice(0, at + 1).some((word) => /^-(?![IMmr])\w*p/.test(word));
    if (!printsAll && (!PRINTS.test(code) || printsNothingSecret(code, language, input))) return [];
    const read = secretsIn(exportedValues(run, environmentPrinted(code)));
    const passed = printsArguments(code) ? secretsIn(run.argv.slice(at + 3).flatMap(({ value }) => value)) : [];
    const others = selectedByCode(code, { secrets: [...read, ...passed], text: undefined, keys: [] });
    return [...new Set([...selectedByCode(code, input), ...secretsIn(written.value), ...others])];
  }
  const stdin = words.indexOf("-");
  if (words.slice(0, stdin < 0 ? undefined : stdin).some((word) => word !== "" && !word.startsWith("-"))) return [];
  const code = outline(run.stdin ?? []);
  if (printsNothingSecret(code, language, { keys: [], secrets: [] })) return [];
  const read = exportedValues(run, environmentPrinted(code));
  const passed = stdin < 0 || !printsArguments(code) ? [] : run.argv.slice(stdin + 2).map(({ value }) => value);
  return [printedPieces(run.stdin ?? []), read, ...passed].flatMap((value) => secretsIn(value));
}

/** The parts of the code that are not known, in statements whose values are printed. */
function printedPieces(code: AbstractString): AbstractString {
  const spans = printedSpans(outline(code));
  let [index, pos] = [0, 0];
  return code.filter((piece) => {
    const at = pos;
    pos += outline([piece]).length;
    while (index < spans.length && spans[index]!.end <= at) index += 1;
    return piece.kind !== "text" && index < spans.length && spans[index]!.pos <= at;
  });
}
