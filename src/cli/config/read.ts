/** Reading a configuration file in any of its forms. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { cosmiconfig } from "cosmiconfig";
import { Failure, systemReason } from "../failure.ts";

/**
 * What a configuration file holds, not yet validated.
 * @throws {Failure} where it cannot be read or is empty.
 */
export async function readConfig(path: string): Promise<unknown> {
  if (!existsSync(path)) throw new Failure(`${path}: there is no such configuration file.`);
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

/**
 * Node reads TypeScript itself from 22.18 and 24 on, but for `export` in a CommonJS module; what it cannot read, jiti does,
 * where the project has it, as for ESLint.
 */
async function loadTypeScript(path: string): Promise<unknown> {
  const readsItself = "typescript" in process.features && Boolean(process.features.typescript);
  const jitiPath = readsItself && !path.endsWith(".cts") ? undefined : findJiti(path);
  if (jitiPath === undefined) {
    if (readsItself) return ((await import(pathToFileURL(path).href)) as { default: unknown }).default;
    throw new Failure(
      `${path}: Node ${process.versions.node} cannot read TypeScript. Install jiti beside it (npm install -D jiti), use Node 22.18 or later, or write the configuration in JavaScript.`,
    );
  }
  const { createJiti } = (await import(pathToFileURL(jitiPath).href)) as {
    createJiti: (base: string) => { import(path: string, options: { default: true }): Promise<unknown> };
  };
  return createJiti(path).import(path, { default: true });
}

function findJiti(path: string): string | undefined {
  try {
    return createRequire(path).resolve("jiti");
  } catch {
    return undefined;
  }
}
