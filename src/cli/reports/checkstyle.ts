import { shownPath } from "../support/shown-path.ts";
import { messageWithRemedy } from "./remedy.ts";
import type { Report, Subject } from "./report.ts";
import { XML_DECLARATION, xmlElement, indentLines } from "./xml.ts";

/** Checkstyle's XML format, which many CI servers and review tools read. */
export function checkstyle({ cwd }: Subject): Report {
  return {
    start: () => `${XML_DECLARATION}<checkstyle version="4.3">\n`,
    file: ({ filePath, messages }) =>
      indentLines(
        xmlElement(
          "file",
          { name: shownPath(cwd, filePath) },
          messages.map((message) =>
            xmlElement("error", {
              line: message.line,
              column: message.column,
              severity: message.severity === 2 ? "error" : "warning",
              message: messageWithRemedy(message),
              source: message.ruleId ? `ssmlint.${message.ruleId}` : "ssmlint",
            }),
          ),
        ),
      ),
    failure: ({ path, reason }) =>
      indentLines(xmlElement("file", { name: shownPath(cwd, path) }, [xmlElement("exception", {}, reason)])),
    end: () => ["</checkstyle>\n"],
  };
}
