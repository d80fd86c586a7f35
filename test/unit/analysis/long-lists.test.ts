/** What every call or placeholder of a list asks about the list is found out once: the work does not grow with their product. */
import type { Statement, SyntaxNode } from "unbash";
import { expect, test } from "vitest";
import { leadsToFailure } from "../../../src/analysis/failures/certain-failure.ts";
import { isSimple } from "../../../src/analysis/injection/places/statement-around.ts";
import { parseShell } from "../../../src/shell/index.ts";
import { surveyOf } from "../../../src/shell/slice/survey/script-survey.ts";
import { countedList } from "../../support/counted-list.ts";

test("whether a failing `exit` follows each of many calls", () => {
  const script = parseShell(`${"curl http://h\n".repeat(1000)}exit 1`).tree!;
  const { list, reads } = countedList(script.commands);
  const around = { ...script, commands: list };
  for (const statement of script.commands.slice(0, 1000))
    expect(leadsToFailure([around as SyntaxNode, statement, statement.command])).toBe(true);
  expect(reads()).toBeLessThan(5_000);
});

test("whether each of many commands is in a list of simple commands", () => {
  const command = parseShell(`a${"||a".repeat(1000)}`).tree!.commands[0]!.command as Statement["command"] & {
    readonly type: "AndOr";
  };
  const { list, reads } = countedList(command.commands);
  const around = { ...command, commands: list };
  for (let index = 0; index < 1000; index++) expect(isSimple(around)).toBe(true);
  expect(reads()).toBeLessThan(5_000);
});

test("which variables nested arithmetic names", () => {
  const definitions = (text: string): number => surveyOf(text, parseShell(text).tree!).definitions.get("x")!.length;
  expect(definitions(`${"$((x + ".repeat(50)}1${"))".repeat(50)}`)).toBe(1);
  // The shell runs another statement meanwhile.
  expect(definitions("echo $((x + $(echo $((x)))))")).toBe(2);
});
