/** Files that a script leaves behind, as a later step of the document knows them. */
import type { AbstractString } from "./value.ts";

export interface LastingFile {
  readonly content: AbstractString;
  /** Whether the file may contain more, as the script has only appended to it. */
  readonly isExtended: boolean;
}

/** The files by their keys; see `fileKey`. */
export type LastingFiles = ReadonlyMap<string, LastingFile>;

export const NO_FILES: LastingFiles = new Map();
