/** What substitutions are replaced by is what their commands print: a program that is started in one is not in its value. */

const OPENS = /\$\((?!\()|`/g;

/** Without the programs' names where one of them is started in a substitution; `$(which NAME)` and the like are left. */
export function withoutStarted(text: string, started: RegExp): string {
  if (!OPENS.test(text)) return text;
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

/** A program at the start of a command: the source of a name follows. */
export function startedIn(names: string): RegExp {
  return new RegExp(
    String.raw`((?:^|[|&;({\n\x60]|\b(?:do|then|else|if|while)\s|\bsudo(?:\s+-\S+)*\s)\s*)${names}(?=\s)`,
    "g",
  );
}

/** The parenthesis that closes what is open at `from`, however quoted. */
function closing(text: string, from: number): number {
  let open = 1;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === "(") open++;
    else if (char === ")" && --open === 0) return at;
  }
  return -1;
}
