/** Which programs of a script the rules can have something to say about; all others need not be followed. */

/** As a program's name or the end of its path, not in a host's name or a folder's. */
const AWS = /(?<![\w.-])aws(?![\w./-])/;
/** Spellings of the metadata service's address, or a part of each. */
const METADATA = /169\.254|fd00:ec2|instance-data|meta-data|2852039166|0x[aA]9|0251|security-credentials/;
const TEXT_TOOLS = [
  "grep",
  "egrep",
  "fgrep",
  "cut",
  "awk",
  "gawk",
  "mawk",
  "sed",
  "tr",
  "head",
  "tail",
  "sort",
  "uniq",
  "xargs",
];
/** A double quote as the separator of fields, or a quoted key in a pattern: the pipeline itself shows that it reads JSON. */
const READS_JSON = /-[dF]\s*(?:'"'|\\")|(?:grep|sed)\b[^|\n]*(?:'[^'\n]*"[\w-]+"|\\"[\w-]+\\")/;

export interface Interest {
  /** Programs whose arguments and environment rules judge path by path. */
  readonly watched: readonly string[];
  /** Programs that rules look at where one of their values flows into them. */
  readonly followed: readonly string[];
}

/** Base names, none where the script's text alone says that no rule will find anything. */
export function programsOfInterest(text: string): Interest {
  const watched: string[] = [];
  if (AWS.test(text)) watched.push("aws");
  const json = READS_JSON.test(text);
  if (METADATA.test(text) || (json && watched.length > 0)) watched.push("curl", "wget");
  const followed = json || watched.length > 1 ? TEXT_TOOLS.filter((tool) => text.includes(tool)) : [];
  return { watched, followed };
}
