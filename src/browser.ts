/**
 * The plugin for a browser: the same rules, without dependencies on Node. The output of `aws` and Terraform files are only
 * understood if the page provides the table of operations and the HCL parser.
 */
import { rules } from "../rules/index.ts";
import { createPlugin, type SsmPlugin } from "./eslint/plugin.ts";

const plugin: SsmPlugin = createPlugin(rules);

export default plugin;
export { setOperationsTable } from "./aws/json/operations-table.ts";
export { setHclParser } from "./document/index.ts";
