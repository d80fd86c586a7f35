import { isAbsolute, relative, sep } from "node:path";

/** A file's path as a user would type it: relative if it is below `cwd`, otherwise absolute, with `/` as the separator. */
export function shownPath(cwd: string, path: string): string {
  if (!isAbsolute(path)) return path;
  const below = path.startsWith(cwd + sep) ? path.slice(cwd.length + 1) : relative(cwd, path);
  const shown = below.startsWith("..") || isAbsolute(below) ? path : below;
  return sep === "/" ? shown : shown.split(sep).join("/");
}
