/** Configurations in nested directories. The nearest configuration at or above a file applies to it, wherever the run starts. */
import { dirname, sep } from "node:path";
import type { ResolvedConfig } from "./config.ts";
import { configIn } from "./find.ts";

export interface NestedConfig {
  readonly directory: string;
  readonly config: ResolvedConfig;
}

/**
 * The configurations that apply to some of the files in place of the run's own.
 * @param run the run's own configuration, if there is one. The result also contains it if files outside its directory have
 * other configurations.
 * @param resolve reads a configuration file.
 */
export async function nestedConfigs(
  paths: Iterable<string>,
  run: ResolvedConfig | undefined,
  resolve: (file: string) => Promise<ResolvedConfig>,
): Promise<readonly NestedConfig[]> {
  const seen = new Set<string>();
  const found: NestedConfig[] = [];
  for (const path of paths) {
    for (let at = dirname(path); !seen.has(at); at = dirname(at)) {
      seen.add(at);
      const own = configIn(at);
      if (own === undefined) continue;
      found.push({ directory: at, config: run !== undefined && own === run.sources[0] ? run : await resolve(own) });
      break;
    }
  }
  return found.every(({ config }) => config === run) ? [] : found;
}

/** The configuration of a file: the nearest of `nested` above it, or the run's own. */
export function configFor(
  path: string,
  nested: readonly NestedConfig[],
  own: ResolvedConfig | undefined,
): ResolvedConfig | undefined {
  let nearest: NestedConfig | undefined;
  for (const one of nested) {
    const isAbove = path.startsWith(one.directory.endsWith(sep) ? one.directory : one.directory + sep);
    if (isAbove && one.directory.length > (nearest?.directory.length ?? -1)) nearest = one;
  }
  return nearest?.config ?? own;
}
