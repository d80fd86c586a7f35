import { createTwoFilesPatch } from "diff";

/** A unified diff that `patch -p1` and `git apply` accept. */
export function unifiedDiff(path: string, before: string, after: string): string {
  const name = path.startsWith("/") ? path : `/${path}`;
  const patch = createTwoFilesPatch(`a${name}`, `b${name}`, before, after, undefined, undefined, { context: 3 });
  return patch.replace(/^=+\n/, "").replaceAll(/^(---|\+\+\+) (.*)\t$/gm, "$1 $2");
}
