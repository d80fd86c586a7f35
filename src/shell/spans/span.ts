/**
 * A half-open range of the step's script, in UTF-16 offsets. Code inside quotes, `eval`, `bash -c` and here-documents also has
 * spans of the step's script: exact if the script contains the text as it is, else the span of the word that contains the code.
 */
export interface Span {
  readonly pos: number;
  readonly end: number;
}
