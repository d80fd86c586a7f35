/** The report in Markdown. */
import { escapeUnsafe, visibleLine } from "../terminal/safe-text.ts";
import { shownPath } from "../support/shown-path.ts";
import { checkedText, plural } from "./counts.ts";
import { optionsForSuggestions, remedyOption } from "./remedy.ts";
import type { Report, Subject } from "./report.ts";

/** Maximum number of findings in the table; GitHub truncates a job summary at 1 MiB. */
const mostRows = 200;

const cell = (text: string): string =>
  escapeMarkdown(escapeUnsafe(text).replaceAll(/\s+/g, " ")).replaceAll("|", "\\|");

/** Escapes characters that are special in Markdown and HTML, except for backticks, which messages use for code. */
function escapeMarkdown(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replaceAll("&", "&amp;")
            .replaceAll("<", "&lt;")
            .replaceAll(/[\\*_[\]`]/g, "\\$&"),
    )
    .join("");
}

/** A summary for the page of a CI job: `ssmlint --format markdown >> "$GITHUB_STEP_SUMMARY"`. */
export function markdown(subject: Subject): Report {
  const { cwd } = subject;
  const options = new Set<string>();
  const rows: string[] = [];
  const failures: string[] = [];
  let failed = 0;
  return {
    start: () => "",
    file({ filePath, messages }) {
      for (const message of messages) {
        if (rows.length === mostRows) break;
        const place = `${shownPath(cwd, filePath)}:${message.line}`;
        const level = message.severity === 2 ? "error" : "warning";
        const remedy = remedyOption(message);
        const cells = [
          code(place),
          level,
          ruleLink(message.ruleId, subject.rules),
          cell(message.message),
          remedy === undefined ? "" : code(remedy),
        ];
        rows.push(`| ${cells.join(" | ")} |`);
        const rule = subject.rules.find(({ id }) => id === message.ruleId);
        for (const { option } of optionsForSuggestions(message, rule))
          options.add(
            `The option ${code(option)} of ${rule!.id} turns its suggestion into a fix, which ${code("--fix")} applies.`,
          );
      }
      return "";
    },
    failure({ path, reason }) {
      failed++;
      if (failures.length < mostRows)
        failures.push(`${code(shownPath(cwd, path))} could not be checked: ${cell(reason)}.`);
      return "";
    },
    end({ errors, warnings, documents, broken, baselined, skipped }) {
      const count = errors + warnings;
      const found = count === 0 ? "nothing to report" : `${plural(errors, "error")}, ${plural(warnings, "warning")}`;
      const notes = [
        ...(baselined > 0 ? [`${baselined} suppressed by the baseline`] : []),
        ...(skipped > 0 ? [`${plural(skipped, "file")} without a document skipped`] : []),
      ];
      const lines = [
        "## ssmlint",
        "",
        `${found} in ${checkedText({ documents, broken })}${notes.length > 0 ? ` (${notes.join(", ")})` : ""}`,
        ...(rows.length > 0
          ? ["", "| Location | Level | Rule | What will happen | Fixed by |", "| --- | --- | --- | --- | --- |"]
          : []),
        ...rows,
        ...(count > rows.length ? ["", `… and ${count - rows.length} more.`] : []),
        ...(rows.length > 0 && subject.homepage === undefined
          ? ["", `The page of a rule: ${code("ssmlint --explain RULE")}.`]
          : []),
        ...[...options, ...failures].flatMap((line) => ["", line]),
        ...(failed > failures.length ? ["", `… and ${plural(failed - failures.length, "file")} more.`] : []),
        "",
      ];
      return [lines.join("\n")];
    },
  };
}

/** Code in a table cell, where a `|` would end the cell even inside backticks. */
const code = (text: string): string => {
  const line = visibleLine(text);
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^`|`$/.test(line) ? " " : "";
  return `${fence}${pad}${line.replaceAll("|", "\\|")}${pad}${fence}`;
};

function ruleLink(id: string | null, rules: Subject["rules"]): string {
  if (id === null) return "";
  const rule = rules.find((known) => known.id === id);
  // A directive may name a rule that does not exist.
  if (rule === undefined) return cell(id);
  return rule.url?.startsWith("https:") ? `[${id}](${rule.url})` : id;
}
