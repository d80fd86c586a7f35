/** The plugin for a browser: the same rules, without anything of Node. What `aws` prints, and Terraform, are known if the page provides for it. */
import { rules } from "../rules/index.ts";
import { createPlugin, type SsmPlugin } from "./eslint/plugin.ts";

const plugin: SsmPlugin = createPlugin(rules);

export default plugin;
export { setOperationsTable } from "./aws/json/operations-table.ts";
export { setHclParser } from "./document/index.ts";
