/** One change to a script's text: replaces `[pos, end)` by `text`. Script offsets. */
export interface ScriptEdit {
  readonly pos: number;
  readonly end: number;
  readonly text: string;
}

/** One change to a file's text. File offsets. */
export interface FileEdit {
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}

/** Maps offsets in a script to offsets in the file that contains it, exact to the character. */
export interface SourceMap {
  /** The script's text: the decoded text of the file. */
  readonly text: string;
  /**
   * The file range of the script range `[pos, end)`, from the start of its first character to the end of its last. An empty
   * range maps to an empty range. Never inverted, never outside the file.
   */
  range(pos: number, end: number): [start: number, end: number];
  /**
   * The file edits that make exactly these changes to the script, encoded for the scalars that they affect; `undefined` if
   * a scalar cannot represent them. Edits must not overlap. Several insertions at the same position keep their order.
   */
  edits(changes: readonly ScriptEdit[]): FileEdit[] | undefined;
}
