/** The report in JUnit's XML format. */
import { shownPath } from "../support/shown-path.ts";
import { messageWithRemedy } from "./remedy.ts";
import type { Report, Subject } from "./report.ts";
import { Spool } from "./spool.ts";
import { XML_DECLARATION, xmlElement, indentLines, openingTag } from "./xml.ts";

/**
 * JUnit's XML as Jenkins and GitLab read it: a suite for each file, a case for each finding, and one passed case for a file
 * without findings. Warnings are failures of type `warning`. The root element contains the totals, so the suites are
 * buffered until these are known.
 */
export function junit({ cwd }: Subject): Report {
  const suites = new Spool();
  let tests = 0;
  let failures = 0;
  let errors = 0;
  return {
    start: () => XML_DECLARATION,
    file({ filePath, messages }) {
      const path = shownPath(cwd, filePath);
      const classname = path.replaceAll(/\.[^./]*$/g, "").replaceAll("/", ".");
      const cases = messages.map((message) => {
        const place = `${path}:${message.line}:${message.column}`;
        const failure = xmlElement(
          "failure",
          { message: messageWithRemedy(message), type: message.severity === 2 ? "error" : "warning" },
          [
            `${place}: ${message.message}${message.ruleId ? ` (${message.ruleId})` : ""}`,
            ...(message.fix ? ["Fix: ssmlint --fix"] : []),
            ...(message.suggestions ?? []).map(({ desc }) => `Suggestion: ${desc}`),
          ].join("\n"),
        );
        return xmlElement("testcase", { name: `${message.ruleId ?? "ssmlint"} ${place}`, classname, time: "0" }, [
          failure,
        ]);
      });
      if (cases.length === 0) cases.push(xmlElement("testcase", { name: path, classname, time: "0" }));
      tests += cases.length;
      failures += messages.length;
      suites.write(suite(path, cases, { failures: messages.length, errors: 0 }));
      return "";
    },
    failure({ path, reason }) {
      const name = shownPath(cwd, path);
      const error = xmlElement("error", { message: reason, type: "unreadable" }, `${name}: ${reason}`);
      const testcase = xmlElement("testcase", { name, classname: name, time: "0" }, [error]);
      tests++;
      errors++;
      suites.write(suite(name, [testcase], { failures: 0, errors: 1 }));
      return "";
    },
    *end() {
      yield `${openingTag("testsuites", { name: "ssmlint", tests, failures, errors, time: "0" })}\n`;
      yield* suites.read();
      yield "</testsuites>\n";
    },
  };
}

const suite = (name: string, cases: readonly string[], counts: { failures: number; errors: number }): string =>
  indentLines(xmlElement("testsuite", { name, tests: cases.length, ...counts, skipped: 0, time: "0" }, cases));
