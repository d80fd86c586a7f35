/** Recognizes code that prints only constants, lengths and hashes of values, and fields that are not secret. */
import { isOpenField } from "../secrets/open-fields.ts";
import { namesRead } from "../printing/environment-reads.ts";
import type { SecretText } from "../secrets/source.ts";
import { CONDITIONS, MAX_CODE, MEASURES, NESTED } from "./code-selection.ts";
import { endOfNesting, withoutStrings, type CodeWithoutStrings, type Language } from "./code-without-strings.ts";

/** The maximum number of rounds in which assignments between variables are followed. */
const ROUNDS = 3;
/** The maximum number of calls that print, and of variables that are assigned. Their arguments together have at most `MAX_CODE` characters. */
const MAX_CALLS = 64;
const MAX_VARIABLES = 64;

const STREAM = String.raw`(?:std(?:out|err)|STD(?:OUT|ERR))`;
/** Matches calls that print, and mentions of streams; the first group is a stream that is used, the second one that is passed on. */
const PRINTING: Readonly<Record<Language, RegExp>> = {
  python: /\b(?:print|pprint|pp)\b/g,
  ruby: /\b(?:print|printf|puts|putc|warn|pp?(?=\(|[ \t]+(?![=\s])))\b/g,
  perl: /\b(?:print|printf|say|warn|die)\b/g,
  php: /\b(?:print|printf|print_r|echo|var_dump|die)\b/g,
  javascript: /\bconsole\.\w+|\blog\b/g,
};
const STREAM_CALL = new RegExp(String.raw`\b${STREAM}\.(?:buffer\.)?(?:write|puts|print|flush)\b`, "g");
const STREAM_NAMED = new RegExp(String.raw`\bfile\s*=\s*sys\.${STREAM}|\b(?:print|printf|say)\s+${STREAM}\b`, "g");
/** An argument of print in Python: the output goes to a file. */
const TO_FILE = /(?:^|,)\s*file\s*=\s*(?!sys\.)/;
const IMPORTS = /^[ \t]*(?:import|from)\s[^\n;]*/gm;

/** A variable or call, and the fields that are selected from it. */
const SELECTION = new RegExp(
  String.raw`[$@]?\b[A-Za-z_]\w*(?:\(${NESTED}\)|\[[^[\]]*\]|(?:->)?\{\s*"?\w+"?\s*\}|\??\.\w+|->(?=\[))*`,
  "g",
);
/** The last field of a selection. */
const FIELD =
  /(?:\[\s*"(\d+)"\s*\]|\.(?:get|fetch|dig)\((?:\s*"\d+"\s*,)*?\s*"(\d+)"\s*(?:,\s*(?:"\d+"|\d+|None|nil)\s*)?\)|\{\s*"(\d+)"\s*\}|\{([A-Za-z_]\w*)\})$/;
/** The same in JavaScript: `d.name`. */
const PROPERTY = /\.([A-Za-z_$][\w$]*)$/;
/** Functions and methods that print a value as it is, and words that print nothing of one. */
const WRITES =
  /\b(?:str|int|repr|list|sorted|join|format|strip|trim|chomp|lower|upper|to_s|toString|String|Number)\(|\.(?:to_s|chomp|strip)\b/g;
const WORDS = /\b(?:sep|end|flush|file)\s*=|\b(?:True|False|None|null|nil|undefined|true|false|not|and|or)\b/g;
/** A condition after a statement. */
const MODIFIERS = /\s(?:if|unless)\s[^]*$/;
const ASSIGNMENT = /^\s*(?:(?:const|let|var|my)\s+)?([$]?\w+)\s*=(?![=~>])(.*)$/;
/** The start of a line that continues the statement before it. */
const CONTINUES = /^\s*[.,+*/%&|?:[(-]/;

/**
 * Returns whether the code certainly prints nothing secret of its input, its arguments and its environment.
 * @param input the secrets that the code reads, and the names of fields beside them
 */
export function printsNothingSecret(
  text: string,
  language: Language | undefined,
  input: Pick<SecretText, "keys" | "secrets">,
): boolean {
  if (language === undefined || text.length > MAX_CODE) return false;
  const read = withoutStrings(text, language);
  if (read === undefined) return false;
  const code = language === "python" ? read.code.replaceAll(IMPORTS, "") : read.code;
  const printed = printedIn(code, language);
  if (printed === undefined) return false;
  const fields = openFields({ ...read, code }, language, input);
  const open = openVariables(code, printed, fields);
  return printed.every((one) => isHarmless(language === "python" ? one : one.replace(MODIFIERS, ""), open, fields));
}

/** What the calls print; `undefined` if something else may print. */
function printedIn(code: string, language: Language): readonly string[] | undefined {
  const streams = code.match(new RegExp(String.raw`\b${STREAM}\b`, "g"))?.length ?? 0;
  const calls = [...code.matchAll(STREAM_CALL)];
  if (calls.length + [...code.matchAll(STREAM_NAMED)].length !== streams) return undefined;
  const all: string[] = [];
  let length = 0;
  for (const match of [...calls, ...code.matchAll(PRINTING[language])]) {
    const found = argumentsAt(code, match.index + match[0].length);
    if (found === undefined || all.length >= MAX_CALLS || (length += found.length) > MAX_CODE) return undefined;
    all.push(found);
  }
  return all.filter((one) => !TO_FILE.test(one));
}

/** The arguments of a call: in parentheses, or the rest of its statement. */
function argumentsAt(code: string, at: number): string | undefined {
  if (code[at] === "(") {
    const end = endOfNesting(code, at + 1);
    return end === undefined ? undefined : code.slice(at + 1, end);
  }
  if (code[at] !== " ") return undefined;
  const end = endOfNesting(code, at, ";\n");
  const found = code.slice(at, end).replace(new RegExp(String.raw`^\s+${STREAM}\b`), "");
  // Without arguments, some of them print what they have read. An operator continues the statement on the next line.
  return found.trim() === "" || /[,+.\\&|=]\s*$/.test(found) ? undefined : found;
}

type Fields = (selection: string) => boolean;

/** Returns a function that decides whether a selection ends in a field that is not secret. */
function openFields(
  { code, strings }: CodeWithoutStrings,
  language: Language,
  { keys, secrets }: Pick<SecretText, "keys" | "secrets">,
): Fields {
  const isSecretNamed = secrets.some(
    ({ name }) => name === undefined || strings.includes(name) || new RegExp(String.raw`\b${name}\b`).test(code),
  );
  // Inside of the secret itself, a field of the same name is part of the secret.
  const beside = new Set(isSecretNamed ? [] : keys);
  return (selection) => {
    const [, ...found] = FIELD.exec(selection) ?? [];
    const index = found.slice(0, 3).find((one) => one !== undefined);
    const bare = found[3] ?? (language === "javascript" ? PROPERTY.exec(selection)?.[1] : undefined);
    const field = index === undefined ? bare : strings[Number(index)];
    if (field === undefined) return false;
    const written = selection.replaceAll(/"(\d+)"/g, (_, at: string) => `"${strings[Number(at)]}"`);
    return (beside.has(field) || isOpenField(field)) && namesRead(written).at(-1) !== field;
  };
}

/** The variables to which only harmless values are assigned, and which nothing else uses than calls that print. */
function openVariables(code: string, printed: readonly string[], fields: Fields): ReadonlySet<string> {
  const assigned = new Map<string, string[]>();
  const statements = code.split(/[;\n]/);
  for (const [index, statement] of statements.entries()) {
    const [, name, value = ""] = ASSIGNMENT.exec(statement) ?? [];
    const isContinued = CONTINUES.test(statements[index + 1] ?? "");
    if (name !== undefined) assigned.set(name, [...(assigned.get(name) ?? []), isContinued ? "" : value]);
  }
  const open = new Set<string>();
  if (assigned.size > MAX_VARIABLES) return open;
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [name, values] of assigned) {
      const uses = usesOf(name, code) - usesOf(name, printed.join("\n"));
      if (uses === values.length && values.every((one) => isWhole(one) && isHarmless(one, open, fields)))
        open.add(name);
    }
  return open;
}

function usesOf(name: string, code: string): number {
  return code.match(new RegExp(String.raw`(?<![\w.$])${name.replace("$", String.raw`\$`)}\b`, "g"))?.length ?? 0;
}

/** Whether an expression ends with its line. */
function isWhole(value: string): boolean {
  return value.trim() !== "" && endOfNesting(`${value})`, 0) === value.length && !/[,+.\\&|=?:]\s*$/.test(value);
}

function isHarmless(expression: string, open: ReadonlySet<string>, fields: Fields): boolean {
  const rest = expression
    .replaceAll(STREAM_NAMED, "")
    .replaceAll(MEASURES, "0")
    .replaceAll(WRITES, "(")
    .replaceAll(SELECTION, (selection) => (open.has(selection) || fields(selection) ? "0" : selection))
    .replaceAll(CONDITIONS, "")
    .replaceAll(WORDS, "");
  // In Perl, `<>` reads the input.
  return !/[A-Za-z_$@\uFFFC]|<>/.test(rest);
}
