/**
 * Reports named files, directories and globs that contain no document: a run that checks nothing must not look like a run
 * without findings.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { otherLanguage } from "../../document/syntax/other-language.ts";
import { isTerraform } from "../../document/terraform-names.ts";
import { mayRefer } from "../files/references.ts";
import { READ } from "../support/regular-file.ts";
import type { FailedFile } from "./result.ts";
import type { SearchedTarget } from "../files/search.ts";

/** Maximum number of targets that are listed one by one. */
const MOST_LISTED = 20;

const NO_DOCUMENT = "it contains no SSM document";

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
    ...listed.map((target) => ({
      path: target.name,
      reason: `${reasonFor(target, unread)}. Use --allow-empty to accept this`,
    })),
    ...(rest > 0 ? [{ path: `${rest} more paths`, reason: "they contain no SSM document" }] : []),
  ];
}

function reasonFor({ file, ignored }: SearchedTarget, unread: ReadonlyMap<string, string>): string {
  if (ignored === "all") return `its files are ignored by .gitignore or the configuration. --no-ignore checks them`;
  if (ignored === "some") return `${NO_DOCUMENT} outside of what .gitignore or the configuration ignores`;
  if (file === undefined) return NO_DOCUMENT;
  const known = unread.get(file);
  if (known !== undefined) return known;
  const text = beginning(file);
  return text === undefined ? NO_DOCUMENT : reasonInText(text, file);
}

/** Why the text on stdin contains no document. */
export function reasonInInput(text: string, name: string): string {
  if (isEmpty(text)) return "stdin is empty. The command that writes to it may have failed";
  if (mayRefer(text)) return `${NO_DOCUMENT}, and the files that Terraform on stdin references are not checked`;
  return reasonInText(text, name);
}

/** Why a text contains no document. */
function reasonInText(text: string, file: string): string {
  if (isEmpty(text)) return "it is empty";
  const other = isTerraform(file) ? undefined : otherLanguage(text);
  if (other === undefined) return NO_DOCUMENT;
  return `${NO_DOCUMENT}, but looks like ${other.name} (\`${other.excerpt}\`). ${other.advice}`;
}

const isEmpty = (text: string): boolean => !/\S/.test(text);

/** The beginning of a file's text; `undefined` if it cannot be read. */
function beginning(path: string): string | undefined {
  try {
    const descriptor = openSync(path, READ);
    try {
      const buffer = Buffer.alloc(MOST_READ);
      return buffer.toString("utf8", 0, readSync(descriptor, buffer, 0, MOST_READ, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}
