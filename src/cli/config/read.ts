/** Reading a configuration file in any of its forms. */
import { existsSync } from "node:fs";
import { cosmiconfig } from "cosmiconfig";
import { Failure, systemReason } from "../support/failure.ts";
import { loaders } from "./loaders.ts";

/**
 * What a configuration file holds, not yet validated.
 * @throws {Failure} where it cannot be read or is empty.
 */
export async function readConfig(path: string): Promise<unknown> {
  if (!existsSync(path)) throw new Failure(`${path}: there is no such configuration file.`);
  const explorer = cosmiconfig("ssmlint", { cache: false, loaders: { ...loaders } });
  try {
    const result = await explorer.load(path);
    if (result === null || result.isEmpty) throw new Failure(`${path}: the configuration is empty.`);
    return result.config as unknown;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`${path}: the configuration cannot be read: ${systemReason(error)}.`);
  }
}
