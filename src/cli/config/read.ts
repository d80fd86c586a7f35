/**
 * Reading a configuration file in any of its forms.
 *
 * The names and forms are cosmiconfig's (a test compares them), its code is not used: before it looks at any option, cosmiconfig
 * loads a configuration of its own from the current directory (`.config/config.js`, package.json), which may be code or
 * broken, and `$import` in a data file loads code as well. Its search also stops at a broken package.json of another project
 * above, and takes 20 ms where a look at each directory takes one.
 */
import { existsSync, readFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { Failure, systemReason } from "../support/failure.ts";
import { isCode, loaderFor } from "./loaders.ts";

export interface ReadOptions {
  /** Whether the file may be a module, which is run. */
  readonly allowsCode: boolean;
}

/**
 * What a configuration file contains, not yet validated.
 * @throws {Failure} if it cannot be read, is empty, or is code that may not run.
 */
export async function readConfig(path: string, { allowsCode }: ReadOptions): Promise<unknown> {
  if (!existsSync(path)) throw new Failure(`${path}: there is no such configuration file.`);
  if (!allowsCode && isCode(path)) {
    throw new Failure(
      `${path}: the configuration is code, which --no-config-code refuses to run. Write it in YAML or JSON.`,
    );
  }
  let config: unknown;
  try {
    const text = readFileSync(path, "utf8");
    if (text.trim() !== "") config = await loaderFor(path)(path, text);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`${path}: the configuration cannot be read: ${systemReason(error)}.`);
  }
  if (basename(path, extname(path)) === "package")
    config = (config as { ssmlint?: unknown } | null | undefined)?.ssmlint;
  if (config === undefined || config === null) throw new Failure(`${path}: the configuration is empty.`);
  return config;
}
