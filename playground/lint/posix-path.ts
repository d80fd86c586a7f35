/** What ESLint uses of `node:path`, for the path of the page's one document, with slashes. */

export const sep = "/";

function names(path: string): string[] {
  const all: string[] = [];
  for (const name of path.split(sep)) {
    if (name === "..") all.pop();
    else if (name !== "" && name !== ".") all.push(name);
  }
  return all;
}

const root = (path: string): string => (isAbsolute(path) ? sep : "");

export function isAbsolute(path: string): boolean {
  return path.startsWith(sep);
}

/** The last of the paths that is absolute, and all after it; without one, the root is before them. */
export function resolve(...paths: readonly string[]): string {
  return sep + names(paths.slice(Math.max(0, paths.findLastIndex(isAbsolute))).join(sep)).join(sep);
}

export function relative(from: string, to: string): string {
  const [a, b] = [names(from), names(to)];
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  return [...a.slice(same).map(() => ".."), ...b.slice(same)].join(sep);
}

export function join(...paths: readonly string[]): string {
  return root(paths[0] ?? "") + names(paths.join(sep)).join(sep);
}

export function dirname(path: string): string {
  return root(path) + names(path).slice(0, -1).join(sep) || ".";
}

export function basename(path: string, end = ""): string {
  const name = names(path).at(-1) ?? "";
  return name.endsWith(end) ? name.slice(0, name.length - end.length) : name;
}

export function extname(path: string): string {
  return /[^/](\.[^./]*)$/.exec(path)?.[1] ?? "";
}
