import { shownPath } from "../support/shown-path.ts";
import type { Report } from "./report.ts";
import { element, xmlDocument } from "./xml.ts";

/**
 * JUnit's XML as Jenkins and GitLab read it: a suite for each file, a case for each finding, and one passed case for a
 * file without any. Warnings are failures of type `warning`.
 */
export const junit: Report = ({ results, failures, cwd }) => {
  const suites = results.map(({ filePath, messages }) => {
    const path = shownPath(cwd, filePath);
    const classname = path.replaceAll(/\.[^./]*$/g, "").replaceAll("/", ".");
    const cases = messages.map((message) => {
      const place = `${path}:${message.line}:${message.column}`;
      const failure = element(
        "failure",
        { message: message.message, type: message.severity === 2 ? "error" : "warning" },
        `${place}: ${message.message}${message.ruleId ? ` (${message.ruleId})` : ""}`,
      );
      return element("testcase", { name: `${message.ruleId ?? "ssmlint"} ${place}`, classname, time: "0" }, [failure]);
    });
    return suite(path, cases.length > 0 ? cases : [element("testcase", { name: path, classname, time: "0" })], {
      failures: messages.length,
      errors: 0,
    });
  });
  const broken = failures.map(({ path, reason }) => {
    const name = shownPath(cwd, path);
    const error = element("error", { message: reason, type: "unreadable" }, `${name}: ${reason}`);
    return suite(name, [element("testcase", { name, classname: name, time: "0" }, [error])], {
      failures: 0,
      errors: 1,
    });
  });
  const count = results.reduce((sum, { messages }) => sum + Math.max(1, messages.length), failures.length);
  const failed = results.reduce((sum, { messages }) => sum + messages.length, 0);
  const totals = { name: "ssmlint", tests: count, failures: failed, errors: failures.length, time: "0" };
  return xmlDocument(element("testsuites", totals, [...suites, ...broken]));
};

function suite(name: string, cases: readonly string[], counts: { failures: number; errors: number }): string {
  return element("testsuite", { name, tests: cases.length, ...counts, skipped: 0, time: "0" }, cases);
}
