/** The ESLint plugin `ssm` (the package's default export), and what custom rules need: types, and functions for abstract values. */
import { rules } from "../rules/index.ts";
import { createPlugin, type SsmPlugin } from "./eslint/plugin.ts";

const plugin: SsmPlugin = createPlugin(rules);

export default plugin;
export {
  emptiness,
  knownText,
  type WatchedNames,
  type AbstractString,
  type KnownText,
  type OutputText,
  type Piece,
  type UnknownText,
  type Argument,
  type Evaluation,
  type Fact,
  type Invocation,
  type Run,
  type Binding,
  type Environment,
} from "./shell/index.ts";
export type { RuleWatches, Watches } from "./analysis/watches/watches.ts";
export type { SsmPlugin } from "./eslint/plugin.ts";
export type { DocumentNode, SsmNode, StepNode } from "./eslint/tree/nodes.ts";
export type { SsmRule, SsmSource, SsmVisitor } from "./eslint/rule.ts";
