import { parse } from "yaml";

/** Whether this piece of the file encodes this character. */
export function standsFor(piece: string, char: string): boolean {
  if (piece === char || (piece === "''" && char === "'") || (piece === "" && char === "\n")) return true;
  if (piece.startsWith("\\U")) return String.fromCodePoint(Number.parseInt(piece.slice(2), 16)).includes(char);
  if (piece.startsWith("\\")) return parse(`"${piece}"`) === char;
  if (char === " " || char === "\n") return /^[ \t]*\r?\n\s*$/.test(piece);
  return false;
}
