/** Text tools that select a part of their input: whether they are certain not to select a part of a secret of unknown form. */
import { OPEN_FIELDS } from "../../../aws/json/secret-keys.ts";
import type { Run } from "../../../shell/index.ts";
import type { Effort } from "../../../programs/text/tool/effort.ts";
import type { Secret } from "../secrets/secret.ts";
import { simulateProgram } from "./simulation.ts";
import type { SecretText } from "../secrets/source.ts";

/** Tools that select by patterns: they may select a part of a secret of unknown form. */
const CHOOSES = /^(?:[ef]?grep|g?sed|[gm]?awk)$/;
const AWK = /^[gm]?awk$/;
/** An awk program that compares or matches. */
const COMPARES = /[/~=<>!?]|\b(?:match|index|sub|gsub|gensub|split|substr|if|while|for|getline|RS|FPAT|FIELDWIDTHS)\b/;
const CONSTANT = /"(?:[^"\\]|\\[^]?)*(?:"|$)/g;
/** `substr` with constant positions selects by place too. */
const SUBSTRING = /\bsubstr\(\s*\$\d+\s*,\s*\d+\s*,\s*\d+\s*\)/g;
/** A replacement in sed that matches any text, and keeps groups of it. */
const ANY_TEXT = /^s([^\w(){}.*+$,\\])\^?(?:\\?[(){}]|[.*+$\d,])+\1(?:\\\d|[^\w\\&])*\1g?$/;
/** `-F` with a punctuation character or a tab. */
const SEPARATED = /^(?:-F)?(?:[^A-Za-z\d]|\\t|\[[^A-Za-z\d]+\])?$/;
/** Characters that may separate the parts of a secret. */
const SEPARATORS = " \t!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
/** The length of such a part in characters, and the number of parts. */
const PART = 8;
const PARTS = 20;

/** Returns whether the tool may select a part of the real secret, although it printed nothing of the made-up value. */
export function maySelectBlindly(
  run: Run,
  words: readonly string[],
  input: SecretText,
  printed: string | undefined,
  effort: Effort,
): boolean {
  const { program } = run.invocation;
  if (!input.secrets.some(({ isOpaque }) => isOpaque)) return false;
  // The real secret may have more lines.
  if (/^(?:head|tail)$/.test(program)) return printed === "";
  if (!CHOOSES.test(program)) return false;
  if (isNamed(words, input.keys) || isMask(words) || takesByPlace(run, words, input, effort)) return false;
  if (!printsRest(program, words) && isWithinLines(input) && (isFound(printed) || findsOtherName(run, input, effort)))
    return false;
  return !dropsLine(run, words, input, effort);
}

/** A value that only a pattern for any text matches. */
const ANY_VALUE = "\u0001";

/** Whether the tool prints what it does not match: `grep -v password`, `sed /word/d`, `awk '!/word/'`. */
function printsRest(program: string, words: readonly string[]): boolean {
  if (program.endsWith("grep")) return words.some((word) => /^-[A-Za-z]*v|^--invert-match$/.test(word));
  if (AWK.test(program)) return words.some((word) => /^\s*!|!=|!~|\bnext\b|\belse\b|\bg?(?:en)?sub\(/.test(word));
  return !words.some((word) => /^-[A-Za-z]*n|!/.test(word));
}

/** Whether the tool prints what it does not match, and matches the text around the secrets. */
function dropsLine(run: Run, words: readonly string[], { keys, secrets, text }: SecretText, effort: Effort): boolean {
  if (!printsRest(run.invocation.program, words) || text === undefined) return false;
  const other = secrets.reduce((all, { mark }) => all.replaceAll(mark, ANY_VALUE), text);
  const printed = simulateProgram(run, { keys, secrets: [], text: other }, effort);
  return printed?.text !== undefined && !printed.text.includes(ANY_VALUE);
}

/** Whether each secret follows other text on its line. */
function isWithinLines({ secrets, text }: SecretText): boolean {
  if (text === undefined) return false;
  return secrets.every(({ isOpaque, mark }) => !isOpaque || !new RegExp(`^\\s*["']?${mark}`, "m").test(text));
}

/** Whether the tool has found something beside the secrets. */
function isFound(printed: string | undefined): boolean {
  return printed !== undefined && printed.trim() !== "";
}

/** The fields that stored secrets often have. */
const FIELDS = JSON.stringify(Object.fromEntries(["password", ...OPEN_FIELDS].map((name) => [name, ""])));

/** Whether the secrets are on lines NAME=value or NAME: value, and the tool looks for another name: `env | grep PROXY`. */
function findsOtherName(run: Run, { keys, secrets, text = "" }: SecretText, effort: Effort): boolean {
  const all = secrets.filter(({ isOpaque }) => isOpaque);
  if (!all.every(({ mark }) => new RegExp(`^[\\w. -]+[=:] ?["']?${mark}`, "m").test(text))) return false;
  const other = all.reduce((before, { mark }) => before.replaceAll(mark, FIELDS), text);
  return simulateProgram(run, { keys, secrets: [], text: other }, effort)?.text?.trim() === "";
}

/** Whether a pattern names a key beside the secret. */
function isNamed(words: readonly string[], keys: readonly string[]): boolean {
  return keys.some((key) => words.some((word) => word.includes(key)));
}

/** Whether the tool replaces every character, or keeps those at certain places, wherever the secret's parts are. */
function isMask(words: readonly string[]): boolean {
  return words.some((word) => ANY_TEXT.test(word) || /s([^\w\\])(?:\.|\[\^?[^\]]{0,40}\])\1\W{0,40}\1g/.test(word));
}

/** Whether the tool selects fields by number, and never one of a secret, regardless of how many fields the secret has. */
function takesByPlace(
  run: Run,
  words: readonly string[],
  { keys, secrets, text }: SecretText,
  effort: Effort,
): boolean {
  if (!AWK.test(run.invocation.program) || text === undefined) return false;
  const at = words.findIndex((word, index) => !word.startsWith("-") && words[index - 1] !== "-F");
  const code = words[at];
  if (
    code === undefined ||
    COMPARES.test(code.replaceAll(CONSTANT, '""').replaceAll(SUBSTRING, "x")) ||
    !words.slice(0, at).every((word) => SEPARATED.test(word))
  )
    return false;
  return Array.from(SEPARATORS).every(
    (separator) =>
      simulateProgram(run, { keys, secrets, text: dividedIn(text, secrets, separator) }, effort)?.secrets.length === 0,
  );
}

/** Returns the text with each secret divided into many parts. */
export function dividedIn(text: string, secrets: readonly Secret[], separator: string): string {
  return secrets
    .filter(({ isOpaque }) => isOpaque)
    .reduce((all, one) => all.replaceAll(one.mark, () => dividedBy(separator, one)), text);
}

function dividedBy(separator: string, { mark }: Secret): string {
  const count = Math.floor(mark.length / PART);
  return Array.from({ length: PARTS }, (_, index) => {
    const start = (index % count) * PART;
    return mark.slice(start, start + PART);
  }).join(separator);
}
