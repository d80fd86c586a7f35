import type { FileResult } from "../lint/result.ts";
import { shownPath } from "../support/shown-path.ts";
import { globalIdentity, withIdentity } from "./finding-identity.ts";
import { JsonList } from "./json-list.ts";
import { messageWithRemedy } from "./remedy.ts";
import type { Report, Subject } from "./report.ts";

/** GitLab's code quality report, a subset of Code Climate's. A merge request compares reports by `fingerprint`. */
export function gitlab({ root }: Subject): Report {
  const issues = new JsonList(0);
  return {
    start: () => "[",
    file: (result) => issues.add(issuesOf(result, shownPath(root, result.filePath))),
    failure: () => "",
    end: () => [`${issues.close()}\n`],
  };
}

function* issuesOf(result: FileResult, path: string): Generator<unknown> {
  for (const { message, identity } of withIdentity(result, result.messages)) {
    yield {
      type: "issue",
      description: messageWithRemedy(message),
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
    };
  }
}
