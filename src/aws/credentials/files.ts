/** The CLI's own files, and what a script that writes them puts there. */
import { outline, type AbstractString } from "../../shell/index.ts";

export const CREDENTIALS_FILE = "~/.aws/credentials";
export const CONFIG_FILE = "~/.aws/config";

/** Settings that make the CLI ask for the role ahead of the shared credentials file (botocore's providers 2 to 4). */
const AHEAD_OF_THE_FILE = [
  ["role_arn", "credential_source"],
  ["role_arn", "source_profile"],
  ["role_arn", "web_identity_token_file"],
  ["sso_account_id"],
];

/** The settings of each section of an INI file; text that is not known stands as `\uFFFC`. */
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

/** Whether the content of a credentials file gives keys to the profile `default`; true where it is not known. */
export function givesDefaultKeys(content: AbstractString): boolean {
  const text = outline(content);
  if (!text.includes("[")) return text.includes("\uFFFC");
  const found = sections(text);
  if ([...found.keys()].some((name) => name.includes("\uFFFC"))) return true;
  return found.get("default")?.has("aws_access_key_id") ?? false;
}

/** Whether the content of a config file makes the profile `default` a role, which comes ahead of any stored key. */
export function givesDefaultRole(content: AbstractString): boolean {
  const text = outline(content);
  if (!text.includes("[")) return text.includes("\uFFFC");
  const settings = sections(text).get("default");
  return settings !== undefined && AHEAD_OF_THE_FILE.some((names) => names.every((name) => settings.has(name)));
}

/** Whether the content has a section of that name, or may have. */
export function mayName(content: AbstractString, profile: string): boolean {
  const found = sections(outline(content));
  return found.has(profile) || found.size === 0 || [...found.keys()].some((name) => name.includes("\uFFFC"));
}
