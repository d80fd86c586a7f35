/** Determines which secrets an interpreter prints: the code is in a word, or read from stdin. */
import { type AbstractString, type Piece, type Run, knownText, outline } from "../../../shell/index.ts";
import { environmentPrinted, printsArguments, printsMeasures, PRINTS, selectedByCode } from "./code-selection.ts";
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
  if (words.some((word, index) => word === "json.tool" && words[index - 1] === "-m")) return input.secrets;
  const at = words.findIndex((word) => /^-\w*[ceEr]$/.test(word));
  const written = run.argv[at + 2];
  if (at >= 0 && written !== undefined && !words.slice(0, at).some((word) => PROGRAM_FILE.test(word))) {
    const code = outline(written.value);
    if (!PRINTS.test(code) && !words.slice(0, at + 1).some((word) => /^-\w*p/.test(word))) return [];
    if (printsMeasures(code)) return [];
    const read = secretsIn(exportedValues(run, environmentPrinted(code)));
    const passed = printsArguments(code) ? secretsIn(run.argv.slice(at + 3).flatMap(({ value }) => value)) : [];
    const others = selectedByCode(code, { secrets: [...read, ...passed], text: undefined, keys: [] });
    return [...new Set([...selectedByCode(code, input), ...secretsIn(written.value), ...others])];
  }
  const stdin = words.indexOf("-");
  if (words.slice(0, stdin < 0 ? undefined : stdin).some((word) => word !== "" && !word.startsWith("-"))) return [];
  // Line by line: a secret counts if it is on a line that prints.
  const lines: Piece[][] = [[]];
  for (const piece of run.stdin ?? []) {
    if (piece.kind !== "text") lines.at(-1)!.push(piece);
    else
      for (const [index, text] of piece.text.split("\n").entries()) {
        if (index > 0) lines.push([]);
        lines.at(-1)!.push({ kind: "text", text });
      }
  }
  const code = outline(run.stdin ?? []);
  const read = exportedValues(run, environmentPrinted(code));
  const passed = stdin < 0 || !printsArguments(code) ? [] : run.argv.slice(stdin + 2).map(({ value }) => value);
  return [...lines.filter((line) => PRINTS.test(outline(line))), read, ...passed].flatMap((line) => secretsIn(line));
}
