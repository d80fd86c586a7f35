/** Simulates text tools whose words contain secrets: `sed "s/@KEY@/$KEY/"`. */
import { runJq } from "../../../programs/jq/index.ts";
import { fileOperands } from "../../../programs/text/file-operands.ts";
import type { Effort } from "../../../programs/text/tool/effort.ts";
import { type AbstractString, type Run, outline, textWithoutTrailingNewlines } from "../../../shell/index.ts";
import { simulateTextTool } from "./simulation.ts";
import { exportedValues } from "../printing/environment-reads.ts";
import type { Secret } from "../secrets/secret.ts";
import { secretText, type SecretText } from "../secrets/source.ts";

/** Returns what the tool prints; `undefined` if it may print something else. */
export function printedWithSecrets(
  run: Run,
  held: (value: AbstractString) => SecretText,
  input: SecretText,
  effort: Effort,
): SecretText | undefined {
  const { program } = run.invocation;
  // In a word, an output has lost its last line breaks.
  const words = run.argv.map(({ value }) => {
    const word = held(value);
    return value.at(-1)?.kind === "output"
      ? { ...word, text: word.text && textWithoutTrailingNewlines(word.text) }
      : word;
  });
  const secrets = [...new Set([...input.secrets, ...words.flatMap((word) => word.secrets)])];
  const argv = fileOperands(
    program,
    words.map(({ text }) => text),
  )?.argv;
  if (argv === undefined) return undefined;
  // An unknown text probably contains what the tool looks for, and what it has inserted before.
  const probable = argv.slice(1).map((word) => `${probableLines(word)}\n`);
  const text = input.text ?? probable.join("");
  const result = simulateTextTool(program, argv, { ...input, secrets, text }, effort);
  return result !== undefined && (result.secrets.length > 0 || isUnconditional(program, argv)) ? result : undefined;
}

/** What a replacement in sed looks for, and what it inserts; another word as it is. */
function probableLines(word: string): string {
  if (!/^s[^\w\s]/.test(word)) return word;
  const [, sought, inserted, ...flags] = word.split(word[1]!);
  return flags.length === 0 || flags.join("").includes("\n") ? word : `${sought}\n${inserted}`;
}

/** A variable that a jq filter reads. */
const ENVIRONMENT = /(?:\$ENV|\benv)\.(\w+)/g;

/**
 * The same for jq. It adds the secret to a file of unknown content, which has other fields: `jq --arg p "$P" '.password = $p' f`.
 */
export function jqPrintedWithSecrets(
  run: Run,
  held: (value: AbstractString) => SecretText,
  { keys, secrets, text = secrets.length > 0 ? undefined : "{}" }: SecretText,
  effort: Effort,
): SecretText | undefined {
  const inserted: Secret[] = [...secrets];
  const textOf = (value: AbstractString): string => {
    const word = held(value);
    inserted.push(...word.secrets);
    return word.text ?? outline(value);
  };
  const argv = run.argv.map(({ value }) =>
    textOf(value).replaceAll(ENVIRONMENT, (_, name: string) => JSON.stringify(textOf(exportedValues(run, [name])))),
  );
  const result = text === undefined ? undefined : runJq(argv, text, effort);
  const found = result && secretText(result.stdout, [...new Set(inserted)], keys);
  return found !== undefined && found.secrets.length > 0 ? found : undefined;
}

/** Whether the tool handles all lines in the same way, apart from those in which it finds a word of its own. */
function isUnconditional(program: string, argv: readonly string[]): boolean {
  if (program.endsWith("grep")) return true;
  if (program.endsWith("sed")) return !argv.some((word) => /^-[A-Za-z]*n|^--(?:quiet|silent)$/.test(word));
  return program.endsWith("awk") && argv.some((word) => ALL_LINES.test(word));
}

/** An awk program without conditions. */
const ALL_LINES = /^\s*(?:BEGIN\s*)?\{(?![^]*\b(?:if|while|for|getline)\b)[^/~<>!?={}]*\}\s*$/;
