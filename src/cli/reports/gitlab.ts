import { globalIdentity, identified } from "./finding-identity.ts";
import { shownPath } from "../support/shown-path.ts";
import type { Report } from "./report.ts";

/** GitLab's code quality report, a subset of Code Climate's. A merge request compares reports by `fingerprint`. */
export const gitlab: Report = ({ results, root }) => {
  const issues = results.flatMap((result) => {
    const path = shownPath(root, result.filePath);
    return identified(result, result.messages).map(({ message, identity }) => ({
      type: "issue",
      description: message.message,
      check_name: message.ruleId ?? "ssmlint",
      categories: ["Bug Risk"],
      fingerprint: globalIdentity(path, identity),
      severity: message.fatal ? "critical" : message.severity === 2 ? "major" : "minor",
      location: {
        path,
        positions: {
          begin: { line: message.line, column: message.column },
          end: { line: message.endLine ?? message.line, column: message.endColumn ?? message.column },
        },
        lines: { begin: message.line, end: message.endLine ?? message.line },
      },
    }));
  });
  return `${JSON.stringify(issues, undefined, 2)}\n`;
};
