import { createTwoFilesPatch, formatPatch } from "diff";

/** Maximum number of lines that a patch deletes and inserts. The search for the shortest patch takes the square of this number. */
const MOST_CHANGED = 2_000;

/**
 * A unified diff that `patch -p1` and `git apply` accept. It replaces the whole text if too many lines differ. Neither text may be
 * empty.
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  const name = path.startsWith("/") ? path : `/${path}`;
  const [old, fixed] = [`a${name}`, `b${name}`];
  const options = { context: 3, maxEditLength: MOST_CHANGED };
  const patch =
    createTwoFilesPatch(old, fixed, before, after, undefined, undefined, options) ??
    replacement(old, fixed, before, after);
  return patch.replace(/^=+\n/, "").replaceAll(/^(---|\+\+\+) (.*)\t$/gm, "$1 $2");
}

function replacement(oldFileName: string, newFileName: string, before: string, after: string): string {
  const deleted = marked("-", before);
  const inserted = marked("+", after);
  const hunk = {
    oldStart: 1,
    oldLines: deleted.count,
    newStart: 1,
    newLines: inserted.count,
    lines: [...deleted.lines, ...inserted.lines],
  };
  return formatPatch({ oldFileName, newFileName, oldHeader: undefined, newHeader: undefined, hunks: [hunk] });
}

function marked(sign: string, text: string): { readonly count: number; readonly lines: readonly string[] } {
  const isOpen = !text.endsWith("\n");
  const lines = (isOpen ? text : text.slice(0, -1)).split("\n").map((line) => sign + line);
  return { count: lines.length, lines: isOpen ? [...lines, "\\ No newline at end of file"] : lines };
}
