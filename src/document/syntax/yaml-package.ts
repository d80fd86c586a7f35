/** `yaml`, in one place. */
import * as Yaml from "yaml";

export function yaml(): typeof Yaml {
  return Yaml;
}
