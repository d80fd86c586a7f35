/** What started programs see of a variable. */
import type { Binding } from "../model/environment.ts";

/** Whether the script itself has exported it; what the agent gave is no news to programs. */
export function isVisible(binding: Binding): boolean {
  return binding.exported && binding.state !== "inherited" && !(binding.state === "set" && binding.span === undefined);
}
