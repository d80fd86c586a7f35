/** What of a script the rules can have something to say about; all else need not be followed. */
import { namesAwsVariable, programNames, type Interest } from "../shell/slice/criterion.ts";
import { isModelled, isStarter } from "../programs/table.ts";

/** As a program's name or the end of its path, not in a host's name or a folder's. */
const AWS = new RegExp(programNames(["aws"]));
const REQUESTS = new RegExp(programNames(["curl", "wget"]));
/** Spellings of the metadata service's address, or a part of each. */
const METADATA = /169\.254|fd00:ec2|instance-data|meta-data|2852039166|0x[aA]9|0251|security-credentials/;
const TEXT_TOOLS = /\b(?:[ef]?grep|cut|[gm]?awk|sed|tr|head|tail|sort|uniq|xargs)\b/;
/**
 * A quoted name, with its colon or within other quotes, or a double quote as the separator of fields: only with one of these
 * in it can a pipeline itself show that it reads JSON.
 */
const JSON_PART =
  /[\w}]\\*"['"]*(?:\s|\\+s|\[[^\]\n]*\]+|[*+?])*:|(?:-[dF]|--delimiter)[\s=]*(?:['\\]+"|"\\+")|(?<=[^\s=\w"(])"(?:[A-Za-z_]|(?<!\s\\")\$)[\w${}-]*\\*"|'[^'\n"=]*\s"[A-Za-z_][\w-]*"/;
const READS_JSON = new RegExp(`(?:\\b(?:[ef]?grep|cut|[gm]?awk|g?sed)\\b|\\w=)[^\\n]{0,2000}?(?:${JSON_PART.source})`);

/** No program is watched where the script's text alone says that no rule will find anything. */
export function interestIn(text: string): Interest {
  const watched: string[] = [];
  if (AWS.test(text)) watched.push("aws");
  const requests = REQUESTS.test(text);
  const metadata = requests && METADATA.test(text);
  const json = READS_JSON.test(text);
  if (metadata || (requests && json && watched.length > 0)) watched.push("curl", "wget");
  return {
    watched,
    about: metadata ? { programs: ["curl", "wget"], parts: METADATA } : undefined,
    credentials: watched.includes("aws") || namesAwsVariable(text),
    modelled: isModelled,
    starts: isStarter,
    followed: json ? { commands: TEXT_TOOLS, parts: JSON_PART } : undefined,
    only: true,
  };
}

/** The same where all else is followed too, for rules that are not ours. */
export function interestAmongAll(text: string): Interest {
  return { ...interestIn(text), watched: ["aws", "curl", "wget"], credentials: true, only: false };
}
