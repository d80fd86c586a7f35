import { harmless, oneLine } from "../terminal/text-width.ts";
import { shownPath } from "../support/shown-path.ts";
import type { Report, Run } from "./report.ts";

/** Of more findings a job page shows the first; GitHub cuts a summary at 1 MiB. */
const mostRows = 200;

const cell = (text: string): string => escapeMarkdown(harmless(text).replaceAll(/\s+/g, " ")).replaceAll("|", "\\|");

/** What Markdown and HTML would read as their own; backticks stay, messages use them for code. */
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

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** A summary for a CI job's page: `ssmlint --format markdown >> "$GITHUB_STEP_SUMMARY"`. */
export const markdown: Report = (run) => {
  const rows = run.results.flatMap(({ filePath, messages }) =>
    messages.map((message) => {
      const place = `${shownPath(run.cwd, filePath)}:${message.line}`;
      const level = message.severity === 2 ? "error" : "warning";
      return `| ${code(place)} | ${level} | ${ruleLink(message.ruleId, run)} | ${cell(message.message)} |`;
    }),
  );
  const count = (severity: number) =>
    run.results.reduce(
      (sum, { messages }) => sum + messages.filter((message) => message.severity === severity).length,
      0,
    );
  const found =
    rows.length === 0 ? "nothing to report" : `${plural(count(2), "error")}, ${plural(count(1), "warning")}`;
  const notes = [
    ...(run.baselined > 0 ? [`${run.baselined} old in the baseline`] : []),
    ...(run.skipped > 0 ? [`${plural(run.skipped, "file")} without a document skipped`] : []),
  ];
  return [
    "## ssmlint",
    "",
    `${found} in ${plural(run.documents, "document")}${notes.length > 0 ? ` (${notes.join(", ")})` : ""}`,
    ...(rows.length > 0 ? ["", "| Place | Level | Rule | What will happen |", "| --- | --- | --- | --- |"] : []),
    ...rows.slice(0, mostRows),
    ...(rows.length > mostRows ? ["", `… and ${rows.length - mostRows} more.`] : []),
    ...run.failures.flatMap(({ path, reason }) => [
      "",
      `${code(shownPath(run.cwd, path))} could not be checked: ${cell(reason)}.`,
    ]),
    "",
  ].join("\n");
};

/** Code in a table's cell, where a `|` would end the cell even inside backticks. */
const code = (text: string): string => {
  const line = oneLine(text);
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^`|`$/.test(line) ? " " : "";
  return `${fence}${pad}${line.replaceAll("|", "\\|")}${pad}${fence}`;
};

function ruleLink(id: string | null, { rules }: Run): string {
  if (id === null) return "";
  const url = rules.find((rule) => rule.id === id)?.url;
  return url?.startsWith("https:") ? `[${id}](${url})` : id;
}
