/** Text tools that choose a part: whether it is known that a secret of unknown form is not in it. */
import type { Run } from "../../shell/index.ts";
import type { Effort } from "../../programs/text/tool/effort.ts";
import type { Secret } from "./secret.ts";
import { simulated } from "./simulation.ts";
import type { Held } from "./source.ts";

/** They choose by patterns: of a secret of unknown form they may choose a part. */
const CHOOSES = /^(?:[ef]?grep|g?sed|[gm]?awk)$/;
const AWK = /^[gm]?awk$/;
/** What a program in awk compares or matches with. */
const COMPARES =
  /[/~=<>!?]|\b(?:match|index|sub|gsub|gensub|split|substr|length|if|while|for|getline|RS|FPAT|FIELDWIDTHS)\b/;
/** `-F` of a sign, or of a tab. */
const SEPARATED = /^(?:-F)?(?:[^A-Za-z\d]|\\t|\[[^A-Za-z\d]+\])?$/;
/** What may be between the parts of a secret. */
const SEPARATORS = " \t!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
/** Characters of such a part, and how many there are. */
const PART = 8;
const PARTS = 20;

/** Whether it may choose of a secret what its made-up value does not show: it has printed nothing of that. */
export function choosesBlindly(
  run: Run,
  words: readonly string[],
  input: Held,
  printed: string | undefined,
  effort: Effort,
): boolean {
  const { program } = run.invocation;
  if (!input.secrets.some(({ isOpaque }) => isOpaque)) return false;
  // A secret may have more lines.
  if (/^(?:head|tail)$/.test(program)) return printed === "";
  if (!CHOOSES.test(program)) return false;
  return !isNamed(words, input.keys) && !isMask(words) && !takesByPlace(run, words, input, effort);
}

/** Whether a pattern names a key beside the secret. */
function isNamed(words: readonly string[], keys: readonly string[]): boolean {
  return keys.some((key) => words.some((word) => word.includes(key)));
}

/** Whether it puts something else in place of every character. */
function isMask(words: readonly string[]): boolean {
  return words.some((word) => /s(.)(?:\.|\[\^?[^\]]*\])\1[^\w]*\1g/.test(word));
}

/** Whether it takes fields by their numbers, and never one of a secret, however many fields that may be. */
function takesByPlace(run: Run, words: readonly string[], { keys, secrets, text }: Held, effort: Effort): boolean {
  if (!AWK.test(run.invocation.program) || text === undefined) return false;
  const at = words.findIndex((word, index) => !word.startsWith("-") && words[index - 1] !== "-F");
  const code = words[at];
  if (code === undefined || COMPARES.test(code) || !words.slice(0, at).every((word) => SEPARATED.test(word)))
    return false;
  return Array.from(SEPARATORS).every(
    (separator) =>
      simulated(run, { keys, secrets, text: dividedIn(text, secrets, separator) }, effort)?.secrets.length === 0,
  );
}

/** The text, with secrets that have many parts. */
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
