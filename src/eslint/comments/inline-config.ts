/** Reads inline configurations: `# ssmlint require-imdsv2: off` comments. */
import type { FileProblem, RulesConfig, SourceLocation } from "@eslint/core";
import { ConfigCommentParser } from "@eslint/plugin-kit";
import { ruleId, type CommentNode } from "./comments.ts";

export interface InlineConfigs {
  readonly configs: { config: { rules: RulesConfig }; loc: SourceLocation }[];
  readonly problems: FileProblem[];
}

export function inlineConfigs(
  comments: readonly CommentNode[],
  locate: (comment: CommentNode) => SourceLocation,
): InlineConfigs {
  const result: InlineConfigs = { configs: [], problems: [] };
  for (const comment of comments) {
    if (comment.directive.kind !== "") continue;
    const loc = locate(comment);
    const parsed = new ConfigCommentParser().parseJSONLikeConfig(comment.directive.value);
    if (parsed.ok) result.configs.push({ config: { rules: withNamespace(parsed.config, comment) }, loc });
    else result.problems.push({ ruleId: null, message: parsed.error.message, loc });
  }
  return result;
}

function withNamespace(rules: RulesConfig, { directive: { label } }: CommentNode): RulesConfig {
  return Object.fromEntries(Object.entries(rules).map(([written, setting]) => [ruleId(written, label), setting]));
}
