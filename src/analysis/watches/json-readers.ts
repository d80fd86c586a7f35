/** What rules about text tools watch: pipelines whose text shows that they read JSON, and the sources of that JSON. */
import { AWS_CALLS } from "./aws-calls.ts";
import { METADATA_REQUESTS } from "./metadata-requests.ts";
import type { Watches } from "./watches.ts";

const TEXT_TOOLS = /\b(?:[ef]?grep|cut|[gm]?awk|sed|tr|head|tail|cat|sort|uniq|xargs)\b/;
/** Signs of JSON in the words of a text tool. */
const SIGNS = [
  // A quoted name and a colon.
  /[\w}]\\{0,8}"['"]{0,8}(?:\s|\\{1,4}s|\[[^\]\n]{0,40}\]{1,2}|[*+?]){0,20}:/,
  // A quoted name.
  /(?<=[^\s=\w"(])"(?:[A-Za-z_]|(?<!\s\\")\$)[\w${}-]{0,100}\\{0,8}"/,
  // A double quote that is part of the word: `cut -d'"'`, `tr -d \"`, `sed 's/.*: "//'`.
  /'[^'\n"]{0,200}"|\\"/,
  /\.(?:json|tfstate|ipynb)\b/,
];
/** A pipeline itself can show that it reads JSON only if it contains one of these signs. */
const JSON_PART = new RegExp(SIGNS.map(({ source }) => source).join("|"));
const READS_JSON = new RegExp(`(?:\\b(?:[ef]?grep|cut|[gm]?awk|g?sed)\\b|\\w=)[^\\n]{0,2000}?(?:${JSON_PART.source})`);

export const JSON_READERS: readonly Watches[] = [
  { readers: { commands: TEXT_TOOLS, parts: JSON_PART }, where: READS_JSON },
  // Text tools that show no sign of JSON themselves read the JSON that these programs print.
  AWS_CALLS,
  METADATA_REQUESTS,
];
