/** What rules about text tools look at: pipelines that show that they read JSON, and where that comes from. */
import { AWS_CALLS } from "./aws-calls.ts";
import { METADATA_REQUESTS } from "./metadata-requests.ts";
import type { Watches } from "./watches.ts";

const TEXT_TOOLS = /\b(?:[ef]?grep|cut|[gm]?awk|sed|tr|head|tail|sort|uniq|xargs)\b/;
/**
 * A quoted name, with its colon or within other quotes, or a double quote as the separator of fields: only with one of these
 * in it can a pipeline itself show that it reads JSON.
 */
const JSON_PART =
  /[\w}]\\*"['"]*(?:\s|\\+s|\[[^\]\n]*\]+|[*+?])*:|(?:-[dF]|--delimiter)[\s=]*(?:['\\]+"|"\\+")|(?<=[^\s=\w"(])"(?:[A-Za-z_]|(?<!\s\\")\$)[\w${}-]*\\*"|'[^'\n"=]*\s"[A-Za-z_][\w-]*"/;
const READS_JSON = new RegExp(`(?:\\b(?:[ef]?grep|cut|[gm]?awk|g?sed)\\b|\\w=)[^\\n]{0,2000}?(?:${JSON_PART.source})`);

export const JSON_READERS: readonly Watches[] = [
  { readers: { commands: TEXT_TOOLS, parts: JSON_PART }, where: READS_JSON },
  // Text tools without a sign of JSON read the JSON that these print.
  AWS_CALLS,
  METADATA_REQUESTS,
];
