/** What programs that the script starts see of a variable. */
import type { Binding } from "../model/environment.ts";

/** Whether the script itself has exported the variable; what the agent passes is the same for all programs. */
export function isVisible(binding: Binding): boolean {
  return binding.exported && binding.state !== "inherited" && !(binding.state === "set" && binding.span === undefined);
}
