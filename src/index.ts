/** The ESLint plugin `ssm`, the package's default export, and what rules of one's own need: types, and what text a value is. */
import { rules } from "../rules/index.ts";
import { createPlugin, type SsmPlugin } from "./eslint/plugin.ts";

const plugin: SsmPlugin = createPlugin(rules);

export default plugin;
export { emptiness, knownText } from "./shell/model/value.ts";
export type { RuleWatches, Watches } from "./analysis/watches/watches.ts";
export type { WatchedNames } from "./shell/slice/criterion.ts";
export type { AbstractString, KnownText, OutputText, Piece, UnknownText } from "./shell/model/value.ts";
export type { Argument, Evaluation, Fact, Invocation, Run } from "./shell/model/invocation.ts";
export type { Binding, Environment } from "./shell/model/environment.ts";
export type { SsmPlugin } from "./eslint/plugin.ts";
export type { DocumentNode, SsmNode, StepNode } from "./eslint/nodes.ts";
export type { SsmRule, SsmSource, SsmVisitor } from "./eslint/rule.ts";
