/**
 * Questions to the machine: tests without variables of a file, of a program's presence, or of the machine itself. The same
 * question has the same answer until something changes it.
 */

export interface MachineQuestion {
  /** Equal for all spellings of the question. It cannot be the name of a variable. */
  readonly key: string;
  /** Whether the command succeeds if the answer is no. */
  readonly isNegated: boolean;
}

const TO_NULL = /(?<!\s)\s*(?:&>>?|\d?>>?|<)\s*(?:\/dev\/null|&\d)/g;
const BRACKETS = /^(?:\[\[?|test) (.*?)(?: \]\]?)?$/;
const QUOTED = /"(\$\([\w -]+\))"|(["'])([^"'$`\\]+)\2/g;
const PLAIN = /^[\w./+:@%-]+$/;
const COMPARISON = /^(\$\([\w -]+\)) (=|==|!=|-eq|-ne) ([\w.-]+)$/;

const KINDS: readonly RegExp[] = [
  /^-[bcdefhLprSsuwx] (\/[\w./+:@%-]+)$/,
  /^(?:command -[vV]|which|type|hash) ([\w.+-]+)$/,
  /^[ef]?grep -[A-Za-pr-z]*q[A-Za-z]* (?:-[A-Za-z] )*(?:'[^']*'|[\w.-]+) (\/[\w./+:@%-]+)$/,
];
const OF_MACHINE = /^\$\((?:uname(?: -[a-z]+)?|arch|id -u|dpkg --print-architecture)\) = /;

/** The question that a simple command or a `[[ … ]]` asks, by its text. */
export function machineQuestion(text: string): MachineQuestion | undefined {
  if (text.length > MOST) return undefined;
  const plain = text
    .replaceAll(TO_NULL, "")
    .replaceAll(
      QUOTED,
      (_, code: string | undefined, _quote, words: string) => code ?? (PLAIN.test(words) ? words : `'${words}'`),
    )
    .trim()
    .replaceAll(/\s+/g, " ");
  const inside = BRACKETS.exec(plain)?.[1];
  const isTurned = inside?.startsWith("! ") === true;
  const asked = isTurned ? inside.slice(2) : (inside ?? plain);
  const [, command, operator, operand] = (inside === undefined ? null : COMPARISON.exec(asked)) ?? [];
  const key = command === undefined ? asked : `${command} = ${operand}`;
  const isTest = key.startsWith("-") || command !== undefined;
  if (isTest !== (inside !== undefined) || questionOperand(key) === undefined) return undefined;
  return { key, isNegated: isTurned !== (operator === "!=" || operator === "-ne") };
}

const MOST = 200;

/** The file or the program that the question is about; empty if it is about the machine itself. */
export function questionOperand(key: string): string | undefined {
  for (const kind of KINDS) {
    const found = kind.exec(key)?.[1];
    if (found !== undefined) return found;
  }
  return OF_MACHINE.test(key) ? "" : undefined;
}

/** The questions in a condition. */
export function machineQuestions(condition: string): readonly string[] {
  return condition.split(/&&|\|\||[;\n]/).flatMap((one) => machineQuestion(one.trim().replace(/^! /, ""))?.key ?? []);
}
