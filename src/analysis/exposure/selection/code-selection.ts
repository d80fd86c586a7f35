/** Determines which secrets in its input a Python, Ruby or Node program prints. */
import type { Span } from "../../../shell/index.ts";
import { isOpenField } from "../secrets/open-fields.ts";
import { namesRead } from "../printing/environment-reads.ts";
import { statementsIn } from "./code-statements.ts";
import type { Secret } from "../secrets/secret.ts";
import type { SecretText } from "../secrets/source.ts";

/** Longer code (in characters) is not analyzed. */
export const MAX_CODE = 4_000;
/** Matches calls that print. What is written to a file is not printed: `print(key, file=f)`. */
export const PRINTS =
  /\b(?:print(?!\([^;\n]*\bfile\s*=\s*(?!sys\.))|printf|say|puts|p(?=\(|[ \t]+(?![=\s]))|echo|log|console\.\w+|pprint|print_r|var_dump|stdout|stderr|STDOUT|STDERR)\b/;
const SUBSCRIPT = /\[\s*(?:'([^']*)'|"([^"]*)")\s*\]|\.get\(\s*(?:'([^']*)'|"([^"]*)")/g;
const STRINGS = /(?<!\bf)(?:'[^']*'|"[^"]*")/g;
const ASSIGNED = /^\s*(?:(?:const|let|var|my)\s+)?\$?(\w+)\s*=[^=]/;
/** A variable used as a whole, not a part of it. */
const WHOLE = /(?<![\w.$@])(?!(?:end|sep|file|flush|str|in|if|else|not|and|or)\b)[A-Za-z_]\w*(?!\w|\s*[.([=])/;

/** Text with balanced parentheses. */
export const NESTED = String.raw`(?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*`;
/** Expressions that reveal nothing of a value: its length, its hash, its type, or the names of its fields. */
export const MEASURES = new RegExp(
  String.raw`\b(?:len|type)\(${NESTED}\)|\bObject\.keys\(${NESTED}\)|(?<![\w.)])(?:[\w.]|\(${NESTED}\))+\.keys\(\)|\bhashlib\.\w+\(${NESTED}\)\.hexdigest\(\)|(?<![\w.)])[\w.]+\.(?:length|size)\b(?!\()`,
  "g",
);
/** A condition in an expression: `"set" if X else "unset"`, `X ? "set" : "unset"`. */
export const CONDITIONS = /\bif\b.*?\belse\b|(?<![^\s(,])[\w.$]+\s*\?(?![?.])|\bbool\([^()]*(?:\([^()]*\))?\)/g;

/** Returns the names of the environment variables that the code prints, itself or from a variable that it assigns. */
export function environmentPrinted(code: string): readonly string[] {
  if (code.length > MAX_CODE) return [];
  const printed = printedIn(code).join("\n").replaceAll(CONDITIONS, "");
  const assigned = statementsIn(code).flatMap((statement) => {
    const name = ASSIGNED.exec(statement)?.[1];
    return name !== undefined && new RegExp(String.raw`\b${name}\b`).test(printed) ? namesRead(statement) : [];
  });
  return [...namesRead(printed), ...assigned];
}

/** Text without expressions in it, and names of a program's arguments. */
const PLAIN = /(?<!\bf)(?:'[^']*'|"[^"$#{]*")/g;
const ARGUMENTS = ["argv", "ARGV", "argparse", "shift"];
/** What a statement assigns to, and the variable of a loop. */
const TARGET = /^[\w\s,$@[\](){}]*(?==(?!=))|^\W*for(?:each)?\W+(?:(?:my|const|let)\W+)?\w+/;

function wordsIn(text: string): readonly string[] {
  return text.replaceAll(PLAIN, "").match(/\b(?!(?:for|foreach|my|const|let|var)\b)[A-Za-z_]\w*/g) ?? [];
}

/** Returns whether the code prints one of its arguments, or a value that it computes from one. */
export function printsArguments(code: string): boolean {
  if (code.length > MAX_CODE) return true;
  const names = new Set(ARGUMENTS);
  const isComputed = (text: string): boolean => wordsIn(text).some((word) => names.has(word));
  for (const statement of statementsIn(code)) {
    const target = TARGET.exec(statement)?.[0];
    if (target !== undefined && isComputed(statement)) for (const name of wordsIn(target)) names.add(name);
  }
  return isComputed(printedIn(code).join("\n").replaceAll(CONDITIONS, "").replaceAll(MEASURES, ""));
}

/** Returns the statements that print, and those that assign to a variable which is printed, in order of the text. */
export function printedSpans(code: string): readonly Span[] {
  const names = new Set(wordsIn(printedIn(code).join("\n").replaceAll(CONDITIONS, "").replaceAll(MEASURES, "")));
  let start = 0;
  return statementsIn(code).flatMap((statement): readonly Span[] => {
    const span = { pos: start, end: start + statement.length };
    start = span.end + 1;
    const name = ASSIGNED.exec(statement)?.[1];
    return PRINTS.test(statement) || (name !== undefined && names.has(name)) ? [span] : [];
  });
}

/** What follows the call that prints in each statement. */
function printedIn(code: string): readonly string[] {
  return statementsIn(code).flatMap((statement) => {
    const at = PRINTS.exec(statement);
    return at === null ? [] : [statement.slice(at.index + at[0].length)];
  });
}

/** Selects the secrets by the keys that the code names. */
export function selectedByCode(code: string, { keys, secrets, text }: SecretText): readonly Secret[] {
  if (code.length > MAX_CODE) return secrets;
  const names = namesIn(code);
  if (names.length === 0) return secrets;
  const named = secrets.filter(({ name }) => name !== undefined && names.includes(name));
  if (named.length > 0) return printsOpenFields(code, named) ? [] : named;
  if (text === undefined || !isJson(text)) return printsOpenFields(code, named) ? [] : secrets;
  return names.every((name) => keys.includes(name)) ? [] : secrets;
}

function namesIn(code: string): readonly string[] {
  return [...code.matchAll(SUBSCRIPT)].map(([, a, b, c, d]) => a ?? b ?? c ?? d ?? "");
}

function isJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

/** Whether everything that the code prints is an open field, either of the secrets with these names or of its input. */
function printsOpenFields(code: string, secrets: readonly Secret[]): boolean {
  const all = printedIn(code);
  return (
    all.length > 0 &&
    all.every((printed) => {
      const variables = namesRead(printed);
      const names = namesIn(printed).filter(
        (name) => !variables.includes(name) && secrets.every((one) => one.name !== name),
      );
      return names.length > 0 && names.every(isOpenField) && !WHOLE.test(printed.replaceAll(STRINGS, '""'));
    })
  );
}
