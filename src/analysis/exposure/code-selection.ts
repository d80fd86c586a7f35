/** Which secrets of what it reads a program in Python, Ruby or Node prints. */
import { isOpenField } from "./open-fields.ts";
import type { Secret } from "./secret.ts";
import type { Held } from "./source.ts";

/** Characters of code that is read. */
const MAX_CODE = 4_000;
/** Where such code prints. */
export const PRINTS = /\b(?:print|printf|say|puts|p|echo|write|writelines|log|dump|var_dump)\b/;
const SUBSCRIPT = /\[\s*(?:'([^']*)'|"([^"]*)")\s*\]|\.get\(\s*(?:'([^']*)'|"([^"]*)")/g;
const STRINGS = /(?<!\bf)(?:'[^']*'|"[^"]*")/g;
/** A variable as a whole, and no part of it. */
const WHOLE = /(?<![\w.$@])(?!(?:end|sep|file|flush|str|in|if|else|not|and|or)\b)[A-Za-z_]\w*(?!\w|\s*[.([=])/;

/** By the keys that it names. */
export function selectedByCode(code: string, { keys, secrets, text }: Held): readonly Secret[] {
  if (code.length > MAX_CODE) return secrets;
  const names = namesIn(code);
  if (names.length === 0) return secrets;
  const named = secrets.filter(({ name }) => name !== undefined && names.includes(name));
  if (named.length > 0) return printsOpenFields(code, named) ? [] : named;
  if (text === undefined || !isDocument(text)) return printsOpenFields(code, named) ? [] : secrets;
  return names.every((name) => keys.includes(name)) ? [] : secrets;
}

function namesIn(code: string): readonly string[] {
  return [...code.matchAll(SUBSCRIPT)].map(([, a, b, c, d]) => a ?? b ?? c ?? d ?? "");
}

function isDocument(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

/** Whether all that it prints is open fields, of the secrets with these names or of what it reads. */
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
