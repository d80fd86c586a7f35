/** Determines which secrets in its input a Python, Ruby or Node program prints. */
import { isOpenField } from "../secrets/open-fields.ts";
import type { Secret } from "../secrets/secret.ts";
import type { SecretText } from "../secrets/source.ts";

/** Longer code (in characters) is not analyzed. */
const MAX_CODE = 4_000;
/** Matches calls that print. What is written to a file is not printed: `print(key, file=f)`. */
export const PRINTS =
  /\b(?:print(?!\([^;\n]*\bfile\s*=\s*(?!sys\.))|printf|say|puts|p|echo|log|var_dump|stdout|stderr|STDOUT|STDERR)\b/;
const SUBSCRIPT = /\[\s*(?:'([^']*)'|"([^"]*)")\s*\]|\.get\(\s*(?:'([^']*)'|"([^"]*)")/g;
const STRINGS = /(?<!\bf)(?:'[^']*'|"[^"]*")/g;
/** A variable used as a whole, not a part of it. */
const WHOLE = /(?<![\w.$@])(?!(?:end|sep|file|flush|str|in|if|else|not|and|or)\b)[A-Za-z_]\w*(?!\w|\s*[.([=])/;

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
  const all = code.split(/[;\n]/).flatMap((statement) => {
    const at = PRINTS.exec(statement);
    return at === null ? [] : [statement.slice(at.index + at[0].length)];
  });
  return (
    all.length > 0 &&
    all.every((printed) => {
      const names = namesIn(printed).filter((name) => secrets.every((one) => one.name !== name));
      return names.length > 0 && names.every(isOpenField) && !WHOLE.test(printed.replaceAll(STRINGS, '""'));
    })
  );
}
