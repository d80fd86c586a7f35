/**
 * What the rule about bashisms watches besides a script's own code: shells that run text, in scripts with text that only bash may
 * accept.
 */
import { shellNames } from "../../programs/shells/shell.ts";
import type { Watches } from "./watches.ts";

/** A shell other than bash that may be given code: by an argument `-c`, a here-document, a pipe or a file. */
const OTHER_SHELL = /(?:^|[\s;&|(/`'"])(?:sh|dash|ash)(?=[\s<])|\|\s*(?:sh|dash|ash)(?=$|[;&|)`'"])|^#!.*\bsh$/m;
const OWN_CODE = /\b(?:eval|trap|source)\s|(?:^|[\s;&|(])\.\s/;
/** Matches the text of every bash-only construct, and some other text. */
const SIGN =
  /\[\[|\(\(|<<<|[<>]\(|&>|>&|\|&|\$['"[]|\{[^{}\s]*(?:,|\.\.)|=\(|\+=|==|\$\{[^{}]*[[^,/:@!~]|\b(?:function|source|declare|typeset|let|local|select|coproc|time|trap|kill|type|ulimit|wait|set|export|readonly|unset|exec|exit|return|printf|echo|read|test|jobs|alias|hash|pushd|popd|shopt|mapfile|readarray|builtin|compgen|history|disown|enable|help|dirs|caller)\b|\$\{?(?:_|[A-Z]{3,})|\[\^|(?:^|[\s=>:])~|\d>/;

function mayHold(text: string): boolean {
  const isBash = /^#!.*\bbash\b/.test(text);
  return (OTHER_SHELL.test(text) || (!isBash && OWN_CODE.test(text))) && SIGN.test(text);
}

export const PORTABLE_CODE: Watches & {
  readonly programs: readonly string[];
  readonly where: { test(text: string): boolean };
} = {
  programs: [...shellNames, "su", "runuser", "eval", "trap"],
  where: { test: mayHold },
};
