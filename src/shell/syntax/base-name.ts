/** The last component of a path: the name by which the script knows a program or a file. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
