/** Parses the replacement of `s/…/…/`, and applies substitutions. */
import { countText, MAX_TEXT, spend, TooMuchEffort } from "../tool/effort.ts";
import type { Match } from "../regular-expression/matcher.ts";
import { NotSimulated, type LetterCase, type ReplacementPart, type Substitution } from "./syntax.ts";

/**
 * Parses a replacement.
 * @throws {NotSimulated}
 */
export function readReplacement(text: string): ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  for (const [piece] of text.matchAll(/\\[\s\S]|&|[^\\&]+/g)) {
    const letter = piece[1];
    if (piece === "&") parts.push(0);
    else if (!piece.startsWith("\\")) parts.push(piece);
    else if (/^\d$/.test(letter!)) parts.push(Number(letter));
    else if (letter === "n" || letter === "\n") parts.push("\n");
    else if (letter === "t") parts.push("\t");
    else if (/^[ULEul]$/.test(letter!)) parts.push({ letters: letter as LetterCase });
    else if (/^[A-Za-z]$/.test(letter!)) throw new NotSimulated();
    else parts.push(letter!);
  }
  return parts;
}

/** The text after the substitution; `undefined` if nothing was replaced. */
export function applySubstitution(text: string, action: Substitution): string | undefined {
  let result = "";
  let copied = 0;
  let count = 0;
  let previousEnd = -1;
  let replaced = false;
  for (let at = 0; at <= text.length;) {
    const match = action.matcher.find(text, at);
    const whole = match?.[0];
    if (match === undefined || whole === undefined) break;
    if (whole.start === whole.end && whole.start === previousEnd) {
      at++;
      continue;
    }
    previousEnd = whole.end;
    if (++count >= action.nth) {
      result += text.slice(copied, whole.start) + filledIn(action.replacement, text, match);
      checkSize(result.length);
      copied = whole.end;
      replaced = true;
      if (!action.global) break;
    }
    at = whole.end === whole.start ? whole.end + 1 : whole.end;
  }
  return replaced ? countText(result + text.slice(copied)) : undefined;
}

function filledIn(replacement: readonly ReplacementPart[], text: string, match: Match): string {
  let result = "";
  let all: LetterCase = "E";
  let first: LetterCase = "E";
  for (const part of replacement) {
    if (typeof part === "object") {
      if (part.letters === "u" || part.letters === "l") first = part.letters;
      else all = part.letters;
      continue;
    }
    const group = typeof part === "number" ? match[part] : undefined;
    const piece = typeof part === "string" ? part : group === undefined ? "" : text.slice(group.start, group.end);
    if (piece === "") continue;
    spend(piece.length);
    checkSize(result.length + piece.length);
    const rest = inCase(piece, all);
    result += first === "E" ? rest : inCase(piece[0]!, first) + rest.slice(1);
    first = "E";
  }
  return result;
}

function checkSize(length: number): void {
  if (length > MAX_TEXT) throw new TooMuchEffort();
}

function inCase(text: string, letters: LetterCase): string {
  if (letters === "E") return text;
  return letters === "U" || letters === "u" ? text.toUpperCase() : text.toLowerCase();
}
