/** The data about the project that the build provides. */
declare module "virtual:project" {
  import type { RuleInfo } from "./rules-panel.ts";

  export const version: string;
  export const rules: readonly RuleInfo[];
  export const examples: readonly { readonly name: string; readonly text: string }[];
}
