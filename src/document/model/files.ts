/** The files around one that is read: Terraform defines names and takes texts from others of its directory. */
export interface Files {
  /** The text of a file; `undefined` if it cannot be read, or is too large. */
  read(path: string): string | undefined;
  /** The names in a directory; empty if it cannot be read. */
  list(directory: string): readonly string[];
  /** The directory of a path; of a root itself. */
  parent(path: string): string;
  /** An absolute path. */
  resolve(directory: string, path: string): string;
}
