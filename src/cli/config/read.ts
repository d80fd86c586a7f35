/**
 * Reads a configuration file of any format.
 *
 * The names and formats are those of cosmiconfig (a test compares them), but its code is not used. Before it considers any
 * option, cosmiconfig loads its own configuration from the current directory (`.config/config.js`, package.json), which may
 * be code or invalid, and `$import` in a data file loads code as well. Its search also stops at an invalid package.json of
 * another project above, and takes 20 ms; listing each directory takes 1 ms.
 */
import { existsSync } from "node:fs";
import { basename, extname } from "node:path";
import { decodeFile, failed } from "../support/decode-file.ts";
import { Failure, systemReason } from "../support/failure.ts";
import { readStartOf } from "../support/read-start.ts";
import { readRegularFile } from "../support/regular-file.ts";
import { isCode, loaderFor } from "./loaders.ts";

/** Maximum size of a configuration file, in bytes: the parser compares all keys of a YAML mapping with each other. */
const LARGEST = 200_000;

export interface ReadOptions {
  /** Whether the file may be a module, which is executed. */
  readonly allowsCode: boolean;
  /** The path that `--config` names, which may be a pipe. */
  readonly named?: string | undefined;
}

/**
 * The content of a configuration file, not yet validated.
 * @throws {Failure} if the file cannot be read, is empty, or is code that may not be executed.
 */
export async function readConfig(path: string, { allowsCode, named }: ReadOptions): Promise<unknown> {
  if (!existsSync(path)) throw new Failure(`${path}: there is no such configuration file.`);
  if (!allowsCode && isCode(path)) {
    throw new Failure(
      `${path}: the configuration is code, which --no-config-code refuses to run. Write it in YAML or JSON.`,
    );
  }
  let config: unknown;
  try {
    const text = textOf(path, path === named);
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

function textOf(path: string, mayBePipe: boolean): string {
  const bytes = mayBePipe ? readStartOf(path, LARGEST) : readRegularFile(path);
  const read = bytes.length > LARGEST ? failed("it is larger than 200 KB") : decodeFile(bytes, () => true);
  if (read.kind === "error") throw new Failure(`${path}: the configuration cannot be read: ${read.reason}.`);
  return read.kind === "text" ? read.text : "";
}
