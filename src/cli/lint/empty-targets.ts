/**
 * Reports named files, directories and globs that contain no document: a run that checks nothing must not look like a run
 * without findings.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { otherLanguage } from "../../document/syntax/other-language.ts";
import { isTerraform } from "../../document/terraform-names.ts";
import { READ } from "../support/regular-file.ts";
import type { FailedFile } from "./result.ts";
import type { SearchedTarget } from "../files/search.ts";

/** Maximum number of targets that are listed one by one. */
const MOST_LISTED = 20;

/** Bytes of a file that are read. */
const MOST_READ = 1 << 16;

/**
 * The targets in which nothing was checked, each with the reason.
 * @param checked the paths of all files with a document, a finding or an error.
 * @param unread for each path, why the file's documents are not read.
 */
export function emptyTargets(
  targets: readonly SearchedTarget[],
  checked: ReadonlySet<string>,
  unread: ReadonlyMap<string, string>,
): FailedFile[] {
  const empty = targets.filter(({ paths }) => ![...paths].some((path) => checked.has(path)));
  const listed = empty.length > MOST_LISTED ? empty.slice(0, MOST_LISTED - 1) : empty;
  const rest = empty.length - listed.length;
  return [
    ...listed.map(({ name, file }) => ({
      path: name,
      reason: `${reasonFor(file, unread)}. Use --allow-empty to accept this`,
    })),
    ...(rest > 0 ? [{ path: `${rest} more paths`, reason: "they contain no SSM document" }] : []),
  ];
}

function reasonFor(file: string | undefined, unread: ReadonlyMap<string, string>): string {
  const known = file === undefined ? undefined : unread.get(file);
  if (known !== undefined) return known;
  const other = file === undefined || isTerraform(file) ? undefined : otherLanguage(beginning(file));
  if (other === undefined) return "it contains no SSM document";
  return `it contains no SSM document, but looks like ${other.name} (\`${other.excerpt}\`). ${other.advice}`;
}

/** The beginning of a file's text; empty if it cannot be read. */
function beginning(path: string): string {
  try {
    const descriptor = openSync(path, READ);
    try {
      const buffer = Buffer.alloc(MOST_READ);
      return buffer.toString("utf8", 0, readSync(descriptor, buffer, 0, MOST_READ, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return "";
  }
}
