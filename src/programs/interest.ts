/** Which programs of a script the rules can have something to say about; all others need not be followed. */

/** As a program's name or the end of its path, not in a host's name or a folder's. */
const AWS = /(?<![\w.-])aws(?![\w./-])/;
/** Spellings of the metadata service's address, or a part of each. */
const METADATA = /169\.254|fd00:ec2|instance-data|meta-data|2852039166|0x[aA]9|0251|security-credentials/;
const TEXT_TOOLS = /\b(?:[ef]?grep|cut|[gm]?awk|sed|tr|head|tail|sort|uniq|xargs)\b/;
/** A double quote in what a tool is told: only with one can a pipeline itself show that it reads JSON. */
const READS_JSON = /\b(?:[ef]?grep|cut|[gm]?awk|g?sed)\b[^\n]{0,2000}(?:(?<=[\s=\w"-])'[^'\n]*"|\\")/;

export interface Interest {
  /** Programs whose arguments and environment rules judge path by path. */
  readonly watched: readonly string[];
  /** What tells of a statement that rules look at it though none of these programs is in it; `undefined` for none. */
  readonly followed: RegExp | undefined;
}

/** Base names, none where the script's text alone says that no rule will find anything. */
export function programsOfInterest(text: string): Interest {
  const watched: string[] = [];
  if (AWS.test(text)) watched.push("aws");
  const metadata = METADATA.test(text);
  const json = READS_JSON.test(text);
  if (metadata || (json && watched.length > 0)) watched.push("curl", "wget");
  return { watched, followed: metadata || json ? TEXT_TOOLS : undefined };
}
