import { shownPath } from "../support/shown-path.ts";
import type { Report } from "./report.ts";
import { element, xmlDocument } from "./xml.ts";

/** Checkstyle's XML, which many CI servers and reviewers read. */
export const checkstyle: Report = ({ results, failures, cwd }) => {
  const files = results.map(({ filePath, messages }) =>
    element(
      "file",
      { name: shownPath(cwd, filePath) },
      messages.map((message) =>
        element("error", {
          line: message.line,
          column: message.column,
          severity: message.severity === 2 ? "error" : "warning",
          message: message.message,
          source: message.ruleId ? `ssmlint.${message.ruleId}` : "ssmlint",
        }),
      ),
    ),
  );
  const failed = failures.map(({ path, reason }) =>
    element("file", { name: shownPath(cwd, path) }, [element("exception", {}, reason)]),
  );
  return xmlDocument(element("checkstyle", { version: "4.3" }, [...files, ...failed]));
};
