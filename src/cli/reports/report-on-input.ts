/** Prevents a report from overwriting a document that it is about, and from being checked itself. */
import { readFileSync, statSync, type Stats } from "node:fs";
import { resolve } from "node:path";
import type { Arguments } from "../arguments/arguments.ts";
import { isOwnReport } from "../files/own-report.ts";
import type { FoundFile } from "../files/search.ts";
import { Failure } from "../support/failure.ts";

/**
 * The files to check, without those that a report is written to, because a search finds the report of an earlier run.
 * @throws {Failure} if a report's file, under any name, was named as a file to check, or contains a document.
 */
export async function withoutReports(
  { reports }: Arguments,
  files: readonly FoundFile[],
  cwd: string,
): Promise<readonly FoundFile[]> {
  let left = files;
  for (const { file } of reports) {
    const output = file === undefined ? undefined : statOf(resolve(cwd, file));
    if (output === undefined || !output.isFile()) continue;
    const inputs = new Set(left.filter(({ path, isInput }) => !isInput && isSame(output, statOf(path))));
    if (inputs.size === 0) continue;
    for (const { named, path } of inputs) {
      if (named || (await containsDocument(path)))
        throw new Failure(`${file}: the report would be written over a file that is checked. Give it another name.`);
    }
    left = left.filter((input) => !inputs.has(input));
  }
  return left;
}

async function containsDocument(path: string): Promise<boolean> {
  const { readDocument } = await import("../../document/read.ts");
  const text = readFileSync(path, "utf8");
  return !isOwnReport(text) && readDocument(text).documents.length > 0;
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

const isSame = (one: Stats, other: Stats | undefined): boolean =>
  other !== undefined && one.dev === other.dev && one.ino === other.ino;
