/** The CLI's own files, and the settings that a script writes to them. */
import { outline, splitLines, UNKNOWN_TEXT, type AbstractString } from "../../shell/index.ts";

export const CREDENTIALS_FILE = "~/.aws/credentials";
export const CONFIG_FILE = "~/.aws/config";

/** Whether the script may write one of the CLI's files or remove it: it contains their directory or `aws configure`. */
export function mayWriteFiles(script: string): boolean {
  return /\.aws\b|\bconfigure\b/.test(script);
}

/** Settings that make the CLI use the role before the shared credentials file (botocore's providers 2 to 4). */
const AHEAD_OF_THE_FILE = [
  ["role_arn", "credential_source"],
  ["role_arn", "source_profile"],
  ["role_arn", "web_identity_token_file"],
  ["sso_account_id"],
];

/** The settings in each section of an INI file. `text` contains `UNKNOWN_TEXT` for each unknown part. */
function sections(text: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  let current: Set<string> | undefined;
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[([^\]]*)\]/
      .exec(line)?.[1]
      ?.trim()
      .replace(/^profile\s+/, "");
    if (header !== undefined) {
      current = found.get(header) ?? new Set();
      found.set(header, current);
    } else {
      const setting = /^\s*([A-Za-z_]+)\s*=/.exec(line)?.[1];
      if (setting !== undefined) current?.add(setting.toLowerCase());
    }
  }
  return found;
}

/** Whether lines or names of sections are unknown: the file may then contain any section and any setting. */
function isOpen(text: string): boolean {
  return (
    /^[^\S\n\r\u2028\u2029]*(?:\[[^\]\n\r\u2028\u2029]*)?\uFFFC/m.test(text) ||
    (!text.includes("[") && text.includes(UNKNOWN_TEXT))
  );
}

/** Whether a credentials file with this content gives the profile `default` keys; true if it may because a part is unknown. */
export function givesDefaultKeys(content: AbstractString): boolean {
  const text = outline(content);
  return isOpen(text) || sections(text).get("default")?.has("aws_access_key_id") === true;
}

/** The same for a config file that makes the profile `default` a role, which takes precedence over stored keys. */
export function givesDefaultRole(content: AbstractString): boolean {
  const text = outline(content);
  const settings = sections(text).get("default");
  const isRole = settings !== undefined && AHEAD_OF_THE_FILE.some((names) => names.every((name) => settings.has(name)));
  return isOpen(text) || isRole;
}

/** Whether the content has, or may have, a section of this name. */
export function mayName(content: AbstractString, profile: string): boolean {
  const text = outline(content);
  const found = sections(text);
  return found.has(profile) || found.size === 0 || isOpen(text);
}

/** The lines of the content, which may end with CRLF. */
function linesIn(content: AbstractString): readonly AbstractString[] {
  return splitLines(
    content.map((piece) => (piece.kind === "text" ? { ...piece, text: piece.text.replaceAll("\r\n", "\n") } : piece)),
  );
}

/** The settings of a profile in the content of a credentials file, the last of each name; `undefined` if there may be others. */
export function settingsOf(content: AbstractString, profile: string): ReadonlyMap<string, AbstractString> | undefined {
  if (isOpen(outline(content))) return undefined;
  const settings = new Map<string, AbstractString>();
  let isOwn = false;
  for (const [first, ...rest] of linesIn(content)) {
    if (first?.kind !== "text") continue;
    const header = /^\s*\[([^\]]*)\]/.exec(first.text)?.[1]?.trim();
    if (header !== undefined) isOwn = header === profile;
    const setting = /^\s*([A-Za-z_]+)\s*=(.*)$/.exec(first.text);
    if (!isOwn || header !== undefined || setting === null) continue;
    const text = setting[2]!.trimStart();
    const value: AbstractString = text === "" ? rest : [{ kind: "text", text }, ...rest];
    settings.set(setting[1]!.toLowerCase(), value);
  }
  return settings;
}
