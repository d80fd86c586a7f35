/** Programs that remove or replace the AWS CLI's own files. */
import { CONFIG_FILE, CREDENTIALS_FILE } from "../../aws/credentials/files.ts";
import { fileKey, NO_FILE, type Effect, type ProgramModel, type AbstractString } from "../../shell/index.ts";
import { parseOptions } from "../argv/getopt.ts";

const NAMES = [CREDENTIALS_FILE, CONFIG_FILE].map((name) => name.slice("~/.aws/".length));

/** The CLI's own file that the path names, or all of them if the path names their directory. */
export function ownFiles(path: AbstractString): readonly string[] {
  const [, home, rest] = /^(.*)\/\.aws(?:\/(.*))?$/s.exec(fileKey(path)) ?? [];
  if (home === undefined) return [];
  const names = rest === undefined || rest === "" || rest === "*" ? NAMES : NAMES.filter((name) => name === rest);
  return names.map((name) => `${home}/.aws/${name}`);
}

export function removeConfigFiles(path: AbstractString): Effect[] {
  return ownFiles(path).map((file): Effect => ({ kind: "write", path: file, content: NO_FILE, append: false }));
}

/** `rm`, `unlink` and `shred -u`. Also used for the sources of `mv`. */
export const remove: ProgramModel = (run) => {
  const parsed = parseOptions(run.argv.slice(1), {
    short: "dfiIrRvuzn:s:x",
    long: { recursive: "r", force: "f", verbose: "v", dir: "d", remove: "u" },
    permute: true,
  });
  return parsed === undefined ? [] : parsed.operands.flatMap(({ value }) => removeConfigFiles(value));
};

const UNKNOWN: AbstractString = [{ kind: "unknown", reason: "input", nonEmpty: true }];

/** Writes unknown content to the CLI's own files at a path. */
export function replaceConfigFiles(path: AbstractString, source: string | undefined): Effect[] {
  const files = ownFiles(path);
  const inside = files.length > 1 ? files.filter((file) => file.endsWith(`/${source ?? ""}`)) : files;
  return inside.map((file): Effect => ({ kind: "write", path: file, content: UNKNOWN, append: false }));
}
