/** The real documents beside the repository, with the number of scripts that an independent extractor counted in each. */
import { readFileSync } from "node:fs";
import { hasShared, shared } from "./shared.ts";

export interface CorpusFile {
  readonly name: string;
  readonly text: string;
  /** The number of shell scripts according to the independent extractor. */
  readonly scripts: number;
}

function readCorpus(): CorpusFile[] {
  const directory = `${shared}/corpus`;
  const [head, ...rows] = readFileSync(`${directory}/MANIFEST.tsv`, "utf8").trim().split("\n");
  const column = head!.split("\t").indexOf("scripts");
  return rows.map((row) => {
    const cells = row.split("\t");
    return { name: cells[0]!, text: readFileSync(`${directory}/${cells[0]}`, "utf8"), scripts: Number(cells[column]) };
  });
}

export const corpus: readonly CorpusFile[] = hasShared ? readCorpus() : [];
