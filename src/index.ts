/** The ESLint plugin `ssm`, the package's default export, and the types for rules of one's own. */
import { rules } from "../rules/index.ts";
import { createPlugin, type SsmPlugin } from "./eslint/plugin.ts";

const plugin: SsmPlugin = createPlugin(rules);

export default plugin;
export type { SsmPlugin } from "./eslint/plugin.ts";
export type { DocumentNode, SsmNode, StepNode } from "./eslint/nodes.ts";
export type { SsmRule, SsmSource, SsmVisitor } from "./eslint/rule.ts";
