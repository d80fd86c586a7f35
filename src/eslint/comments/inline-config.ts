/** Reads inline configurations: `# ssmlint require-imdsv2: off` comments. */
import type { FileProblem, RulesConfig, SourceLocation } from "@eslint/core";
import { ConfigCommentParser } from "@eslint/plugin-kit";
import { ruleId, type CommentNode, type DirectiveText } from "./comments.ts";

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
    else result.problems.push({ ruleId: null, message: unreadable(comment.directive), loc });
  }
  return result;
}

/** In place of the parser's message, which is about JSON, although the configuration need not be JSON. */
function unreadable({ label, value }: DirectiveText): string {
  const settings = "`RULE: warn`, `RULE: error` or `RULE: [error, { … }]`";
  return `\`${value}\` does not set a rule. Write \`${label} RULE: off\`, ${settings}.`;
}

function withNamespace(rules: RulesConfig, { directive: { label } }: CommentNode): RulesConfig {
  return Object.fromEntries(Object.entries(rules).map(([written, setting]) => [ruleId(written, label), setting]));
}
