/** What shows whether a call has failed: its status, its output, the files that it writes, and the tests of these. */
import type { Statement } from "unbash";
import { readPart } from "./files-read.ts";
import { loopResults } from "./loop-results.ts";
import { answerFiles } from "./output-files.ts";
import { expansions } from "../../syntax/names.ts";
import type { Part, Place } from "../survey/fragments.ts";
import { expandsParameter } from "../flow/function-arguments.ts";
import { withCallers } from "../functions/callers.ts";
import { givenAnswers } from "../flow/given-answers.ts";
import { Marks } from "./marks.ts";
import type { Sinks } from "./sinks.ts";
import type { Survey } from "../survey/survey.ts";
import { containsOneOf } from "../survey/contained-texts.ts";
import { oncePerText } from "../survey/text-search.ts";

/** Matches text that reads the status of an earlier command. */
export const STATUS = /\$\{?\?|\bPIPESTATUS\b/;
const STATUS_VALUE = /=["']?\$\{?(?:\?|PIPESTATUS)/;
const EXPANDS = /[$`]/;
/** Matches text that may remove or replace files, or change the directory. */
const CHANGES_FILES = /(?<![\w.-])(?:cd|pushd|popd|unlink|shred|truncate|unxz|find|git)(?![\w.-])/;
const TESTS = /(?:^|[\s;&|!({])(?:\[\[?|test)\s/;
const TESTS_FILE = /(?:\[|\btest)\s(?:(?:(?!\[\s|\btest\s)[^\n;|])*[\s(])?-[efrsx]\s/;

export class OutcomeMarks extends Marks {
  /** Functions with commands that may check whether a call has failed: each call of the function may check another. */
  checking: ReadonlySet<string> = new Set();

  /** Marks the calls for which it is followed whether their failure is noticed, and everything that may check it. */
  protected followOutcomes(found: Sinks, judging: RegExp, leaving: readonly Part[]): void {
    const { producers, sinks, printed } = found;
    if (sinks.size === 0) return;
    const { survey } = this;
    const files = answerFiles(survey, found);
    const readers = survey.calls.filter(({ text }) => survey.texts.mentions(readPart(text), files));
    const checks: Part[] = [...readers];
    for (const call of readers) {
      this.observe(call);
      // Whether the program fails depends on what the file contains, even if the program prints nothing of it: `openssl`, `tar`.
      this.files.addRun(readPart(call.text));
      this.files.addContent(call.text);
    }
    for (const call of files.size === 0 ? [] : survey.calls) {
      if (call.named === undefined && !CHANGES_FILES.test(call.text)) continue;
      this.follow(call);
      checks.push(call);
    }
    const told = new Set([...this.#withReaders(printed, files), ...statusVariables(survey)]);
    const isAnswer = (text: string): boolean => STATUS.test(text) || survey.texts.mentions(text, files);
    const given = givenAnswers(survey, sinks, told, isAnswer);
    const { names: holding } = given;
    this.followValues([...holding]);
    // The paths on which such a variable contains an output are those on which the call was made.
    this.add([...printed]);
    this.add(sharedNames(sinks, readers));
    for (const call of sinks) {
      this.follow(call);
      this.followValues([...call.uses, ...expansions(call.bodies)]);
      this.addGuard(call.guard);
      this.observeLoops(call.place);
    }
    const waiting = survey.calls.filter(({ callee }) => callee === "wait");
    for (const call of waiting) {
      this.follow(call);
      this.followValues(call.uses);
    }
    // `check() { wait "$1" || exit 1; }`, `check "$PID"`
    const waitingIn = withCallers(
      waiting.flatMap(({ inside }) => inside ?? []),
      survey.calls,
      ({ callee }) => [callee],
    );
    for (const { callee, uses } of survey.calls) if (waitingIn.has(callee)) this.followValues(uses);
    for (const [statement, part] of survey.statements) {
      // `wait` may wait for any job.
      if (statement.background === true && waiting.length > 0) this.follow(part);
      const text = lookedAtIn(statement, part.place!);
      if (text === "") continue;
      const isTest = TESTS_FILE.test(text);
      // A test shows what the file contains, as a program that reads it does.
      if (isTest) this.files.addRun(text);
      const isGiven = part.inside !== undefined && given.functions.has(part.inside) && expandsParameter(text);
      const looks = isTest || isGiven || STATUS.test(text) || judging.test(text);
      if (!looks && !survey.texts.expansions(text).some((name) => holding.has(name))) continue;
      this.follow(part);
      if (EXPANDS.test(text) || survey.texts.mentions(text, files)) checks.push(part);
    }
    this.#observeLastTest();
    const containsCall = containsOneOf([...sinks].map(({ text }) => text));
    const isIterated = oncePerText(
      (text) =>
        isAnswer(text) ||
        survey.texts.expansions(text).some((name) => holding.has(name)) ||
        survey.texts.mentions(text, producers) ||
        containsCall(text),
    );
    this.add(loopResults(survey, isIterated, leaving));
    const within = [...given.fed, ...[...checks, ...waiting].flatMap(({ inside }) => inside ?? [])];
    this.checking = withCallers(within, survey.calls, ({ callee }) => [callee]);
  }

  /** The test that the script ends with may fail always: then the step never succeeds. */
  #observeLastTest(): void {
    const last = [...this.survey.statements].findLast(([, { place }]) => place!.outer === undefined);
    const text = last === undefined ? "" : lookedAtIn(last[0], last[1].place!);
    if (TESTS.test(text)) this.observeValues(this.survey.texts.expansions(text));
  }

  /** The variables, and those whose values derive from them or from the content of one of the files. */
  #withReaders(names: ReadonlySet<string>, files: ReadonlySet<string>): ReadonlySet<string> {
    if (files.size === 0) return names;
    const { texts, definitions } = this.survey;
    const all = new Set(names);
    for (const definition of this.survey.allDefinitions) {
      if (!texts.mentions(definition.text, files)) continue;
      this.observe(definition);
      this.files.addRun(definition.text);
      this.files.addContent(definition.text);
    }
    for (let before = -1; before !== all.size;) {
      before = all.size;
      for (const [name, given] of definitions)
        if (
          !all.has(name) &&
          given.some(({ text, uses }) => texts.mentions(text, files) || uses.some((use) => all.has(use)))
        )
          all.add(name);
    }
    return all;
  }
}

/** The variables in the words of both calls and programs that read their files: the same path has made the call for this value. */
function sharedNames(calls: Iterable<Part>, readers: readonly Part[]): readonly string[] {
  const names = new Set([...calls].flatMap(({ uses }) => uses));
  return readers.flatMap(({ uses }) => uses.filter((name) => names.has(name)));
}

/** Variables that contain a status: `RC=$?`. */
function statusVariables({ allDefinitions }: Survey): readonly string[] {
  const holdsStatus = oncePerText((text) => STATUS_VALUE.test(text));
  return allDefinitions.flatMap(({ name, text }) => (holdsStatus(text) ? [name] : []));
}

/** The text of the statement itself, without the statements inside it. */
function lookedAtIn({ command }: Statement, { text }: Place): string {
  switch (command.type) {
    case "Command":
    case "TestCommand":
    case "ArithmeticCommand":
    case "Pipeline":
    case "AndOr":
      return text;
    case "Case":
      return command.word.text;
    default:
      return "";
  }
}
