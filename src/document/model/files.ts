/**
 * Access to the files around the one that is read. Terraform defines names in other files of the directory, and reads texts
 * from them.
 */
export interface Files {
  /** The text of a file; `undefined` if it cannot be read, or is too large. */
  read(path: string): string | undefined;
  /** Whether anything has this path. True if files cannot be accessed at all. */
  exists(path: string): boolean;
  /** The names in a directory; empty if it cannot be read. */
  list(directory: string): readonly string[];
  /** The directory of a path; for a root, the root itself. */
  parent(path: string): string;
  /** Returns an absolute path. */
  resolve(directory: string, path: string): string;
}
