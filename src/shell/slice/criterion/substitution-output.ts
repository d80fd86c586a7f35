/**
 * The value of a substitution is the output of its commands, so that the name of a program started in a substitution is not
 * part of the value.
 */

const OPENS = /\$\((?!\()|`/g;
const PARENTHESIS = /[()]|\\./gs;

/** The text without the names of programs that are started in a substitution; `$(which NAME)` and similar are kept. */
export function withoutStarted(text: string, started: RegExp): string {
  let result = "";
  let at = 0;
  OPENS.lastIndex = 0;
  for (let match = OPENS.exec(text); match !== null; match = OPENS.exec(text)) {
    const from = OPENS.lastIndex;
    const end = match[0] === "`" ? text.indexOf("`", from) : closing(text, from);
    if (end === -1) break;
    result += `${text.slice(at, from)}${text.slice(from, end).replace(started, "$1")}`;
    at = end;
    OPENS.lastIndex = end + 1;
  }
  return result + text.slice(at);
}

/** Matches a program at the start of a command; `names` is the source of the expression for its name. */
export function startedIn(names: string): RegExp {
  return new RegExp(
    String.raw`((?:^|[|&;({\n\x60]|\b(?:do|then|else|if|while)\s|\bsudo(?:\s+-\S+)*\s)[^\S\n]*)${names}(?=\s)`,
    "g",
  );
}

/** The parenthesis that closes the one before `from`, regardless of quotes. */
function closing(text: string, from: number): number {
  let open = 1;
  PARENTHESIS.lastIndex = from;
  for (let match = PARENTHESIS.exec(text); match !== null; match = PARENTHESIS.exec(text)) {
    if (match[0] === "(") open++;
    else if (match[0] === ")" && --open === 0) return match.index;
  }
  return -1;
}
