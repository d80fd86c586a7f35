/** The report as workflow commands of GitHub Actions. */
import { shownPath } from "../support/shown-path.ts";
import { escapeUnsafe } from "../terminal/safe-text.ts";
import { messageWithRemedy } from "./remedy.ts";
import type { Report, Subject } from "./report.ts";

/** Escapes as `@actions/core` does: the runner splits commands at line breaks, and properties at `:` and `,`. */
const escapeData = (text: string): string =>
  escapeUnsafe(text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A"));
const escapeProperty = (text: string): string => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** Workflow commands that GitHub Actions turns into annotations of the changed files. */
export function github({ root }: Subject): Report {
  return {
    start: () => "",
    file: ({ filePath, messages }) =>
      messages
        .map((message) => {
          const properties = {
            title: message.ruleId ?? "ssmlint",
            file: shownPath(root, filePath),
            line: message.line,
            endLine: message.endLine ?? message.line,
            // The runner accepts columns only if the range is on a single line.
            ...((message.endLine ?? message.line) === message.line && {
              col: message.column,
              endColumn: message.endColumn ?? message.column,
            }),
          };
          return command(message.severity === 2 ? "error" : "warning", properties, messageWithRemedy(message));
        })
        .join(""),
    failure: ({ path, reason }) =>
      command("error", { title: "ssmlint", file: shownPath(root, path) }, `The file could not be checked: ${reason}.`),
    end: () => [],
  };
}

function command(name: string, properties: Record<string, string | number>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(",")}::${escapeData(message)}\n`;
}
