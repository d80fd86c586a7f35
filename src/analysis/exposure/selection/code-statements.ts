/** Splits code of Python, Ruby, Perl, PHP or JavaScript into statements. */

const STRINGS = /'[^'\n]*'|"[^"\n]*"/g;
/** The text before the brace of a block, not of a value. */
const BLOCK = /(?:=>|\))\s*$/;
/** The maximum length of the text before a brace that is examined, in UTF-16 units. */
const BEFORE = 20;

/** Returns the statements. A statement ends with its line or with a semicolon, except in parentheses and brackets. */
export function statementsIn(code: string): readonly string[] {
  const plain = code.replaceAll(STRINGS, (text) => " ".repeat(text.length));
  const found: string[] = [];
  /** For each open bracket, whether it is the brace of a block. */
  const open: boolean[] = [];
  let start = 0;
  for (let at = 0; at < plain.length; at += 1) {
    const character = plain[at]!;
    if ("([{".includes(character))
      open.push(character === "{" && BLOCK.test(plain.slice(Math.max(0, at - BEFORE), at)));
    else if (")]}".includes(character)) open.pop();
    else if ((character === ";" || character === "\n") && open.at(-1) !== false) {
      found.push(code.slice(start, at));
      start = at + 1;
    }
  }
  return [...found, code.slice(start)];
}
