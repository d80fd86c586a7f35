/**
 * Finds the configuration file. The names are those of cosmiconfig and a few more. Each directory is listed once. See
 * read.ts for why cosmiconfig itself is not used.
 */
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { readRegularFile } from "../support/regular-file.ts";

const extensions = ["json", "yaml", "yml", "js", "cjs", "mjs", "ts", "cts", "mts"];
const rcNames = ["", ...extensions].map((extension) => `.ssmlintrc${extension && "."}${extension}`);

/** In order of precedence within a directory. */
export const configNames: readonly string[] = [
  ...rcNames,
  ...rcNames.map((name) => `.config/${name.slice(1)}`),
  ...extensions.map((extension) => `ssmlint.config.${extension}`),
];

/** The nearest configuration file at or above a directory; `undefined` if there is none. */
export function findConfig(directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    const found = configIn(at);
    if (found !== undefined || dirname(at) === at) return found;
  }
}

/** The configuration file in the directory itself. */
export function configIn(directory: string): string | undefined {
  const names = namesIn(directory);
  if (names.has("package.json") && hasConfigKey(join(directory, "package.json")))
    return join(directory, "package.json");
  const inConfig = names.has(".config") ? namesIn(join(directory, ".config")) : undefined;
  const found = configNames.find((name) =>
    name.startsWith(".config/") ? inConfig?.has(name.slice(8)) : names.has(name),
  );
  return found && join(directory, found);
}

function namesIn(directory: string): Set<string> {
  try {
    return new Set(readdirSync(directory));
  } catch {
    return new Set();
  }
}

/**
 * Whether a package.json contains the key. Also true if it mentions the key but is not valid JSON, so that reading it
 * reports the error.
 */
function hasConfigKey(path: string): boolean {
  let text: string;
  try {
    text = readRegularFile(path).toString("utf8");
  } catch {
    return false;
  }
  if (!text.includes('"ssmlint"')) return false;
  try {
    const content = JSON.parse(text.replace(/^\uFEFF/, "")) as unknown;
    return typeof content === "object" && content !== null && Object.hasOwn(content, "ssmlint");
  } catch {
    return true;
  }
}
