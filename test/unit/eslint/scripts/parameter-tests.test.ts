/** Tests of a document's parameter: Systems Manager inserts the same text wherever the script has `{{ Mode }}`. */
import { describe, expect, it } from "vitest";
import { recommended } from "../../../support/recommended.ts";

const documentOf = (script: string): string =>
  JSON.stringify({
    schemaVersion: "2.2",
    parameters: {
      Mode: { type: "String", allowedValues: ["a", "b", "c d"] },
      Maybe: { type: "String", allowedValues: ["", "x"] },
      Any: { type: "String", allowedPattern: "^[a-z]*$" },
      Other: { type: "String", allowedPattern: "^[a-z]*$" },
    },
    mainSteps: [{ action: "aws:runShellScript", name: "s", inputs: { runCommand: script.split("\n") } }],
  });

/** The message IDs of the findings about credentials. */
const found = (script: string): readonly (string | undefined)[] =>
  recommended(documentOf(script), "document.json")
    .filter(({ ruleId }) => ruleId === "ssm/explicit-aws-credentials")
    .map(({ messageId }) => messageId);

const SIGN = "export AWS_PROFILE=p";
const CALL = "aws s3 ls";

/** The same script with a variable that contains the parameter. */
const withVariable = (script: string): string =>
  `MODE="{{ Any }}"\n${script.replaceAll(/"\{\{ ?Any ?\}\}"|\{\{ ?Any ?\}\}/g, '"$MODE"')}`;

const SAME = [
  `if [ "{{ Any }}" = a ]; then ${SIGN}; fi\nif [ "{{Any}}" = a ]; then ${CALL}; fi`,
  `if [ "{{ Any }}" = a ]; then ${SIGN}; fi\nif [ "{{ Any }}" != a ]; then exit 0; fi\n${CALL}`,
  `if [[ "{{ Any }}" == a ]]; then ${SIGN}; fi\ntest "{{ Any }}" = a && ${CALL}`,
  `case "{{ Any }}" in a | b) ${SIGN} ;; esac\ncase "{{ Any }}" in b) ${CALL} ;; esac`,
  `if [ -n "{{ Any }}" ]; then ${SIGN}; fi\n[ -z "{{ Any }}" ] || ${CALL}`,
  `f() { if [ "{{ Any }}" = a ]; then ${CALL}; fi; }\nif [ "{{ Any }}" = a ]; then ${SIGN}; fi\nf`,
  `for i in 1 2; do\nif [ "{{ Any }}" = a ]; then ${SIGN}; fi\n[ "{{ Any }}" = a ] && ${CALL}\ndone`,
  `[ "{{ Any }}" = a ] && ${SIGN}\n(if [ "{{ Any }}" = a ]; then ${CALL}; fi)`,
  `if [[ "{{ Any }}" =~ ^a ]]; then ${SIGN}; fi\nif [[ "{{ Any }}" =~ ^a ]]; then ${CALL}; fi`,
];

const DIFFERENT = [
  `if [ "{{ Any }}" = a ]; then ${SIGN}; fi\nif [ "{{ Any }}" != b ]; then ${CALL}; fi`,
  `if [ "{{ Any }}" = a ]; then ${SIGN}; fi\nif [ "{{ Other }}" = a ]; then ${CALL}; fi`,
  `if [ "{{ Any }}" = a ]; then ${SIGN}; fi\nif [ "x{{ Any }}" = xb ]; then ${CALL}; fi`,
  `case "{{ Any }}" in a) ${SIGN} ;; b) ${CALL} ;; esac`,
];

describe("the same parameter has the same value in each test", () => {
  it.each(SAME)("%s", (script) => {
    expect(found(script)).toEqual([]);
    expect(found(withVariable(script))).toEqual([]);
  });

  it.each(DIFFERENT)("%s is reported", (script) => {
    expect(found(script)).toHaveLength(1);
    expect(found(withVariable(script))).toHaveLength(1);
  });
});

describe("a parameter has one of the values that the document permits", () => {
  it.each([
    `case "{{ Mode }}" in a) ${SIGN} ;; b | "c d") ${SIGN} ;; esac\n${CALL}`,
    `MODE="{{ Mode }}"\nif [ "$MODE" = a ]; then ${SIGN}; elif [ "$MODE" = b ] || [ "$MODE" = "c d" ]; then ${SIGN}; fi\n${CALL}`,
    `if [ "{{ Mode }}" = d ]; then ${CALL}; fi`,
    `[ -z "{{ Mode }}" ] && ${CALL}`,
    `[ "{{ Mode }}" = a ] || [ "{{ Mode }}" = b ] || [ "{{ Mode }}" = "c d" ] || ${CALL}`,
  ])("%s", (script) => {
    expect(found(script)).toEqual([]);
  });

  it.each([
    `case "{{ Mode }}" in a) ${SIGN} ;; b) ${SIGN} ;; esac\n${CALL}`,
    `case "{{ Any }}" in a) ${SIGN} ;; b | "c d") ${SIGN} ;; esac\n${CALL}`,
    `[ -z "{{ Maybe }}" ] && ${CALL}`,
    `if [ "{{ Mode }}" = "c d" ]; then ${CALL}; fi`,
  ])("%s is reported", (script) => {
    expect(found(script)).toHaveLength(1);
  });
});
