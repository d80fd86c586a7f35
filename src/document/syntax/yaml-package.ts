/** Provides the package `yaml` to the rest of the directory. */
import * as Yaml from "yaml";

export function yaml(): typeof Yaml {
  return Yaml;
}
