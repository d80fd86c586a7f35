/** Describes the remedy for a finding in reports: a fix preserves what the script does, a suggestion may change it. */
import type { Message } from "../lint/result.ts";
import type { RuleDescription } from "./report.ts";

/** `fix` and `suggestion` are values in machine-readable reports. A finding with both counts as `fix`. */
export type RemedyKind = "fix" | "suggestion";

export const remedyKind = ({ fix, suggestions }: Message): RemedyKind | undefined => {
  if (fix !== undefined) return "fix";
  return (suggestions ?? []).length > 0 ? "suggestion" : undefined;
};

const options: Readonly<Record<RemedyKind, string>> = { fix: "--fix", suggestion: "--fix-suggestions" };

/** The command-line option that applies the remedy. */
export const remedyOption = (message: Message): string | undefined => {
  const kind = remedyKind(message);
  return kind && options[kind];
};

/** A finding's message for report formats that have no field for fixes. */
export function messageWithRemedy(message: Message): string {
  switch (remedyKind(message)) {
    case "fix":
      return `${message.message} (fixable with --fix)`;
    case "suggestion":
      return `${message.message} (suggestion for --fix-suggestions: ${message.suggestions![0]!.desc})`;
    case undefined:
      return message.message;
  }
}

/** The rule options that turn suggestions of the finding into fixes, each with the suggestion's index. */
export function optionsForSuggestions(
  { messageId, suggestions = [] }: Message,
  rule: Pick<RuleDescription, "suggestionOptions"> | undefined,
): { readonly option: string; readonly index: number }[] {
  return (rule?.suggestionOptions ?? []).flatMap(({ option, suggestion, findings }) => {
    if (findings !== undefined && !findings.includes(messageId ?? "")) return [];
    const index = suggestions.findIndex((one) => one.messageId === suggestion);
    return index === -1 ? [] : [{ option, index }];
  });
}

/** The URL of a rule's page, or the command that prints the page. */
export function pageOf(id: string | null, rule: RuleDescription | undefined): string | undefined {
  if (id === null || rule === undefined) return undefined;
  if (rule.url !== undefined) return rule.url;
  return rule.isExplained ? `ssmlint --explain ${id.replace(/^ssm\//, "")}` : undefined;
}
