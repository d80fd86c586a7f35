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

/** A file that Terraform takes a document or a script from. */
export interface FileReference {
  /** As it is written, with `${path.module}` in it. */
  readonly path: string;
  /** What it is rendered with, if it is a template; a name without a text has an unknown value. */
  readonly variables: ReadonlyMap<string, string | undefined> | undefined;
  /** Whether it is lines of a script, not a document. */
  readonly isScript?: true;
}
