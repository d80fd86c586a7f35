/** Reads from the command lines of a chain which keys the chain looks for. */
import type { Run } from "../../shell/index.ts";
import { toolInput } from "./pipeline.ts";

/** Words of the awk language: its own variables, its statements, and function names. */
const awkWords =
  /\b(BEGIN|END|FS|OFS|RS|ORS|NR|FNR|NF|RSTART|RLENGTH|SUBSEP|FILENAME|IGNORECASE|print|printf|if|else|for|while|do|in|next|exit|break|continue|delete|getline|function|return)\b|\b[A-Za-z_]\w*(?=\()|\b(?:length)\b/g;

/** A longer argument (in characters) is not a pattern that a person has written: it is not searched for names. */
const MAX_ARGUMENT = 2_000;

/**
 * Returns the names in the patterns of the stages, in order of the chain. If a stage ignores case, a name gets the spelling of
 * the key in `keys` that it matches.
 */
export function patternWords(stages: readonly Run[], keys: readonly string[]): string[] {
  const words = stages.flatMap((run) => {
    const { program } = run.invocation;
    const names = patternArguments(run).flatMap((argument) => {
      const text = program.endsWith("awk") ? argument.replace(awkWords, " ") : argument;
      const found = text.replace(/\[\^?\]?(?:\[:\w+:\]|[^\]]){0,100}\]|\\[A-Za-z]/g, " ").match(/[A-Za-z_]\w+/g) ?? [];
      return found.filter((name) => name.length > 2 || keys.includes(name));
    });
    const [, ...argv] = toolInput(run)?.argv ?? [];
    return ignoresCase(program, argv) ? names.map((name) => spelled(name, keys)) : names;
  });
  return [...new Set(words)];
}

/** The arguments of a tool that may contain patterns. */
export function patternArguments(run: Run): readonly string[] {
  if (!/grep$|awk$|sed$/.test(run.invocation.program)) return [];
  const [, ...argv] = toolInput(run)?.argv ?? [];
  return argv.filter((word) => word.length <= MAX_ARGUMENT && (!word.startsWith("-") || /^-[eF]./.test(word)));
}

/** Whether a pattern of the command line ignores case. */
function ignoresCase(program: string, argv: readonly string[]): boolean {
  if (program.endsWith("grep")) return argv.some((word) => /^(?:-[A-Za-z]*[iy]|--ignore-case$)/.test(word));
  if (program.endsWith("awk")) return argv.some((word) => /\b(?:tolower|toupper|IGNORECASE)\b/.test(word));
  return argv.some((word) => /\/[gpe0-9]*[Ii][gpe0-9]*(?:[;}\s]|$)/.test(word));
}

/** Returns the name with the letters of the first key that contains it; unchanged if no key does. */
function spelled(name: string, keys: readonly string[]): string {
  for (const key of keys) {
    const at = key.toLowerCase().indexOf(name.toLowerCase());
    if (at >= 0) return key.slice(at, at + name.length);
  }
  return name;
}

/**
 * A JSON key that a chain looks for, and the evidence that it is one: `member`, its colon; `name`, its quotes; `column`, that the
 * chain takes the text between the third and the fourth double quote of the line, which is also common for other formats; `input`,
 * that the text comes from a file or a program that has JSON.
 */
export interface ShownKey {
  readonly key: string;
  readonly by: "member" | "name" | "column" | "input";
}

/**
 * Returns the keys that lead to the one that is looked for: an earlier stage looks for them, as in `grep -A 9 '"outer"' | grep
 * '"key"'`.
 */
export function outerKeys(stages: readonly Run[], { key }: ShownKey): readonly string[] {
  return [...new Set(quotedNames(linesOf(stages)))].filter((name) => name !== key);
}

function linesOf(stages: readonly Run[]): readonly Line[] {
  return stages.map((run) => ({ program: run.invocation.program, argv: toolInput(run)?.argv ?? [] }));
}

/** Returns the JSON key that the chain evidently looks for, although its input is unknown. */
export function shownKey(stages: readonly Run[]): ShownKey | undefined {
  const lines = linesOf(stages);
  for (const { argv } of lines) {
    for (const argument of argv.slice(1)) {
      if (argument.length > MAX_ARGUMENT) continue;
      const [, quote, key] =
        /("?)\b([A-Za-z_][\w-]*)\\?"(?:\s|\\s|\[\[:(?:space|blank):\]\]|\[ \\?t?\]|[*+?])*:/.exec(argument) ?? [];
      if (key === undefined) continue;
      // In `grep '"AccessKeyId"' | sed 's/.*Id" : …'`, the second pattern names only the end of the key.
      const whole = quote === "" ? quotedNames(lines).find((name) => name.endsWith(key)) : undefined;
      return { key: whole ?? key, by: "member" };
    }
  }
  const [quotedKey] = quotedNames(lines);
  if (quotedKey !== undefined) return { key: quotedKey, by: "name" };
  const quoted = lines.some(({ program, argv }) => {
    const line = argv.slice(1).join(" ");
    if (program === "cut") return /-d ?"/.test(line) && /-f ?4\b/.test(line);
    return program.endsWith("awk") && /-F ?\\?"/.test(line) && /print \$4\b/.test(line);
  });
  const key = quoted ? columnKey(stages) : undefined;
  return key === undefined ? undefined : { key, by: "column" };
}

/**
 * Returns the name that selects the line: in `grep url | grep linux`, the first one, as the second one selects by the value. After
 * `grep -A1 name`, it is a name in the lines that follow.
 */
export function columnKey(stages: readonly Run[]): string | undefined {
  let key: string | undefined;
  for (const run of stages.toReversed()) {
    const { program } = run.invocation;
    const argv = toolInput(run)?.argv ?? [];
    const pattern = /^"?([A-Za-z_]\w*)"?:?(?:\.\*.*)?$/;
    if (!/(?:grep|awk)$/.test(program) || selectsOthers(run)) continue;
    key ??= patternsIn({ program, argv })
      .map((one) => pattern.exec(one)?.[1])
      .find((name) => name !== undefined);
    if (argv.slice(1).some((word) => /^-(?:[A-Za-z]*[ABC]|-\w*context|\d)/.test(word))) key = undefined;
  }
  return key;
}

/** Whether a grep selects the lines that do not match. */
export function selectsOthers(run: Run): boolean {
  if (!run.invocation.program.endsWith("grep")) return false;
  return toolInput(run)?.argv.some((word) => /^(?:-[A-Za-z]*v|--inv)/.test(word)) === true;
}

interface Line {
  readonly program: string;
  readonly argv: readonly string[];
}

/** The names between double quotes in patterns, except after `=` as in XML. */
function quotedNames(lines: readonly Line[]): readonly string[] {
  return lines
    .filter(({ program }) => /grep$|sed$|awk$/.test(program))
    .flatMap((line) => patternsIn(line))
    .flatMap((argument) => /(?<![=\w"])"([A-Za-z_][\w-]*)\\?"/.exec(argument)?.[1] ?? []);
}

/** The arguments, which may be patterns, or the patterns in the programs of awk among them. */
function patternsIn({ program, argv }: Line): readonly string[] {
  const words = argv.slice(1);
  return program.endsWith("awk") ? words.flatMap((word) => patternsOfAwk(word)) : words;
}

/**
 * The regular expressions that an awk program matches, and the texts with which it compares fields, without the escapes of quotes.
 * A `/` after an operand divides, and `!` excludes.
 */
const awkPattern = /(?<!(?:[\w)\]$!]|!~)\s{0,9})\/((?:[^/\\\n]|\\.)+)\/|(?:==|(?<!!)~)\s{0,9}"((?:[^"\\\n]|\\.)+)"/g;

function patternsOfAwk(program: string): readonly string[] {
  if (program.length > MAX_ARGUMENT) return [];
  return [...program.matchAll(awkPattern)].map(([, expression, text]) => (expression ?? text)!.replaceAll('\\"', '"'));
}
