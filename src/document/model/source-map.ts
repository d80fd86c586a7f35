/** One change of a script's text: replace `[pos, end)` by `text`. Script offsets. */
export interface ScriptEdit {
  readonly pos: number;
  readonly end: number;
  readonly text: string;
}

/** One change of a file's text. File offsets. */
export interface FileEdit {
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}

/** The way between offsets in a script and offsets in the file that it was taken from, exact to the character. */
export interface SourceMap {
  /** The script's text, that is the file's text decoded. */
  readonly text: string;
  /**
   * The file range of the script range `[pos, end)`: from the start of its first character to the end of its last.
   * An empty range gives an empty range. Never inverted, never outside the file.
   */
  range(pos: number, end: number): [start: number, end: number];
  /**
   * The edits of the file that make exactly these changes of the script, encoded for the scalars that they land in;
   * `undefined` where a scalar cannot hold them. Edits must not overlap; several insertions at one place keep their order.
   */
  edits(changes: readonly ScriptEdit[]): FileEdit[] | undefined;
}
