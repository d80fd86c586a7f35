/** Tests by its text whether a script may parse any text a second time, before the script is analyzed further. */
import { baseName } from "../../../shell/index.ts";

const PLACEHOLDER = /\{\{\s*[A-Za-z_]/;

/** Files that are run by cron or at system start. */
export const RUN_LATER = /\bcron(?:tab)?\b|\/etc\/(?:rc|init\.d|profile\.d)\b/;

/** Commands that run text as code. */
export const READS_TEXT = new RegExp(
  [
    String.raw`\b(?:eval|ssh|su|runuser|xargs)\s`,
    String.raw`(?:^|[\n;&|(])[^\S\n]*(?:sudo\s[^\n]{0,80})?(?:watch|flock|script|at|batch)\s`,
    // Without a command, these start a shell that reads its input.
    String.raw`\b(?:sudo|doas)\s(?:[^\n;&|]{0,200}\s)?-(?:\w*[is]|-login|-shell)`,
    // A shell by its name; not as the extension of a file name, and not at the end of a path in a shebang.
    String.raw`(?<![\w.-])(?:ba|da|a|k|z)?sh(?![\w./-])`,
    String.raw`\b(?:trap|alias)\s(?:(?!\b(?:trap|alias)\s)[^\n])*(?:\{\{|\$)`,
    RUN_LATER.source,
  ].join("|"),
);
const COMMENTS = /^[ \t]*#[^\n]*/gm;

/** Words after a command that writes a file, and after one that runs a file, makes it executable or copies it. */
const WRITES = /(?:>[>|]?|\btee\s(?:\s*-\w+)*)\s*([^\s;&|<>()]+)/g;
const RUNS = /(?:^|[\s;&|])(?:source|\.|chmod\s+\S+|cp|mv|ln|install)\s+([^\n;&|<>()]+)/g;

/** The base name of a path; `$` if it may contain a variable. */
function baseNameOrVariable(word: string): string {
  const plain = word.replaceAll(/["']/g, "");
  return plain.includes("$") ? "$" : baseName(plain);
}

/** Whether the script runs a file that it has written. */
function runsWritten(text: string): boolean {
  const written = new Set(Array.from(text.matchAll(WRITES), ([, word]) => baseNameOrVariable(word!)));
  if (written.size === 0) return false;
  for (const [, words] of text.matchAll(RUNS))
    for (const word of words!.split(/\s+/)) {
      const name = baseNameOrVariable(word);
      if (name !== "" && (written.has(name) || name === "$" || written.has("$"))) return true;
    }
  return false;
}

/** Declares a variable that bash computes whenever a command sets it: `read`, `for`, `printf -v`. */
const INTEGER = /\b(?:declare|typeset|local|export|readonly)\s+-\w*i/;
/** Lines on which bash computes with a variable's text; lines that assign variables. */
export const COMPUTES = new RegExp(
  [
    String.raw`\(\(|\$\[|\[\[(?:(?!\[\[).)*?\s-(?:eq|ne|lt|le|gt|ge)\s|(?:\[|\btest)\s+-v\s`,
    // Subscripts and slices that contain more than digits, and builtins that compute.
    String.raw`\w\[(?:[^\][\s'":]*[A-Za-z_$]|\{\{)|\$\{\w+:(?:[^-=?+}]*[A-Za-z_$]|\{\{)`,
    String.raw`\blet\s|${INTEGER.source}|\b(?:printf\s+-v|read|unset)\s(?:(?!\b(?:read|unset)\s)[^\n])*(?:\$|\{\{)`,
  ].join("|"),
);
const ASSIGNS = /(?:^|[\s;&|({])([A-Za-z_]\w*)(?:\[[^\]\s]{0,200}\])?\+?=(?!=)/g;
const EXPANDS = /[$]\{?[!#]?(\w+|[@*])/g;
const NAMES = /[A-Za-z_]\w*/g;

/** The maximum number of rounds in which assignments between variables are followed. */
const ROUNDS = 8;

/** Whether a pasted value, or a variable that may contain one, is on a line that computes. A function's arguments may contain one. */
function computes(text: string): boolean {
  const lines = text.split("\n");
  const computing = lines.filter((line) => COMPUTES.test(line));
  if (computing.length === 0) return false;
  if (computing.some((line) => PLACEHOLDER.test(line) || INTEGER.test(line))) return true;
  const assigning = lines.flatMap((line) => {
    const names = Array.from(line.matchAll(ASSIGNS), ([, name]) => name!);
    if (names.length === 0) return [];
    return [{ names, uses: Array.from(line.matchAll(EXPANDS), ([, name]) => name!), pastes: PLACEHOLDER.test(line) }];
  });
  const holding = new Set<string>();
  for (let round = 0, before = -1; round < ROUNDS && before !== holding.size; round += 1) {
    before = holding.size;
    for (const { names, uses, pastes } of assigning)
      if (pastes || uses.some((name) => /^[\d@*]/.test(name) || holding.has(name)))
        for (const name of names) holding.add(name);
  }
  return computing.some((line) => {
    if (/\$\{?[\d@*]/.test(line)) return true;
    return Array.from(line.matchAll(NAMES)).some(([name]) => holding.has(name));
  });
}

/** A quick test: returns whether anything in the script's text may parse text a second time. */
export function mayReadAgain(script: string): boolean {
  if (!PLACEHOLDER.test(script)) return false;
  const text = script.replaceAll(COMMENTS, "");
  return READS_TEXT.test(text) || runsWritten(text) || computes(text);
}
