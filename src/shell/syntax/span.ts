/**
 * A range of the step's script, in UTF-16 offsets, half-open. Code inside quotes, `eval`, `bash -c` and here-documents has
 * spans of the step's script too: exact where the text stands there, else the word that holds it.
 */
export interface Span {
  readonly pos: number;
  readonly end: number;
}
