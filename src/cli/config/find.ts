/** Finding and reading configuration files. cosmiconfig reads them, and is loaded only once there is one. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Failure, systemReason } from "../failure.ts";

const extensions = ["json", "yaml", "yml", "js", "cjs", "mjs", "ts", "cts", "mts"];
const rcNames = ["", ...extensions].map((extension) => `.ssmlintrc${extension && "."}${extension}`);

/** In the order in which they are looked for in a directory. */
export const configNames: readonly string[] = [
  ...rcNames,
  ...rcNames.map((name) => `.config/${name.slice(1)}`),
  ...extensions.map((extension) => `ssmlint.config.${extension}`),
];

/** The nearest configuration file at or above a directory, `undefined` where there is none. */
export function findConfig(directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    const names = namesIn(at);
    if (names.has("package.json") && hasConfigKey(join(at, "package.json"))) return join(at, "package.json");
    const inConfig = names.has(".config") ? namesIn(join(at, ".config")) : undefined;
    for (const name of configNames) {
      if (name.startsWith(".config/") ? inConfig?.has(name.slice(8)) : names.has(name)) return join(at, name);
    }
    if (dirname(at) === at) return undefined;
  }
}

function namesIn(directory: string): Set<string> {
  try {
    return new Set(readdirSync(directory));
  } catch {
    return new Set();
  }
}

function hasConfigKey(path: string): boolean {
  try {
    const text = readFileSync(path, "utf8");
    return text.includes('"ssmlint"') && (JSON.parse(text) as { ssmlint?: unknown }).ssmlint instanceof Object;
  } catch {
    return false;
  }
}

/**
 * What a configuration file holds, not yet validated.
 * @throws {Failure} where it cannot be read or is empty.
 */
export async function readConfig(path: string): Promise<unknown> {
  if (!existsSync(path)) throw new Failure(`${path}: there is no such configuration file.`);
  const { cosmiconfig } = await import("cosmiconfig");
  const typescript = loadTypeScript;
  const explorer = cosmiconfig("ssmlint", {
    cache: false,
    loaders: { ".ts": typescript, ".mts": typescript, ".cts": typescript },
  });
  try {
    const result = await explorer.load(path);
    if (result === null || result.isEmpty) throw new Failure(`${path}: the configuration is empty.`);
    return result.config as unknown;
  } catch (error) {
    if (error instanceof Failure) throw error;
    const reason = systemReason(error).replace(` in ${path}`, "").trim();
    throw new Failure(`${path}: the configuration cannot be read: ${reason}`);
  }
}

/** Node reads TypeScript itself from 22.18 and 24 on; before that jiti does, where the project has it, as for ESLint. */
async function loadTypeScript(path: string): Promise<unknown> {
  if (process.features && "typescript" in process.features && process.features.typescript) {
    return ((await import(pathToFileURL(path).href)) as { default: unknown }).default;
  }
  let jitiPath: string;
  try {
    jitiPath = createRequire(path).resolve("jiti");
  } catch {
    throw new Failure(
      `${path}: Node ${process.versions.node} cannot read TypeScript. Install jiti beside it (npm install -D jiti), use Node 22.18 or later, or write the configuration in JavaScript.`,
    );
  }
  const { createJiti } = (await import(pathToFileURL(jitiPath).href)) as {
    createJiti: (base: string) => { import(path: string, options: { default: true }): Promise<unknown> };
  };
  return createJiti(path).import(path, { default: true });
}
