/** Outputs of programs in values: which one a value is, and how the script changed its text. */
import type { AbstractString, OutputText, Piece } from "../model/value.ts";

/** The only piece apart from spaces and newlines; `undefined` if there is none, or more than one. */
export function onlyPiece(value: AbstractString): Piece | undefined {
  const [only, ...others] = value.filter((one) => one.kind !== "text" || one.text.trim() !== "");
  return others.length === 0 ? only : undefined;
}

/** Whether it is all that a program printed, apart from white space. */
export function isAllPrinted(piece: Piece | undefined): piece is OutputText {
  return piece?.kind === "output" && (piece.form === undefined || piece.form === "words");
}

/** What the script has of the text that a program printed. */
export function textInForm(text: string, form: Exclude<OutputText["form"], "unknown">): string {
  if (form === "line") return text.split("\n", 1)[0]!;
  return form === "words" ? text.trim().replaceAll(/\s+/g, " ") : text;
}
