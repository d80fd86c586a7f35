/** Which questions to the machine the script asks more than once, while nothing in it may change the answer. */
import { BUILTIN_NAMES } from "../../syntax/builtin-names.ts";
import { machineQuestion, questionOperand } from "../../syntax/machine-question.ts";
import { lastPart } from "../../syntax/names.ts";
import type { Call } from "../survey/fragments.ts";
import { RUNS_HERE, type Survey } from "../survey/survey.ts";

/** What no command of a script changes: the kind of the machine, and its package manager. */
const FIXED =
  /^(?:|\/etc\/(?:[a-z-]*release|debian_version|issue)|\/proc\/(?:version|cpuinfo)|\/run\/systemd\/system|\/\.dockerenv|apt|apt-get|dpkg|yum|dnf|rpm|zypper|apk)$/;
/** Programs that change no file but those that their words name. */
const HARMLESS: ReadonlySet<string> = new Set(
  "cat grep egrep fgrep sed awk jq cut tr head tail sort uniq wc tee date logger hostname id uname aws curl wget".split(
    " ",
  ),
);
/** Words of `aws` that write files whose names they may not contain. */
const DOWNLOADS = /\bs3(?:api)?\s+(?:cp|mv|sync|get-object)\b(?!.*\ss3:\/\/\S*\s*$)/;

export function repeatedQuestions(survey: Survey): ReadonlySet<string> {
  const { asked, awaited } = survey;
  const again = [...asked].flatMap(([key, count]) => (count > 1 && !awaited.has(key) ? [key] : []));
  return new Set(again.filter((key) => isSteady(survey, key)));
}

function isSteady(survey: Survey, key: string): boolean {
  const operand = questionOperand(key)!;
  const name = lastPart(operand);
  if (name !== undefined && (survey.written.has(name) || survey.mayBeFunction(name))) return false;
  if (FIXED.test(operand)) return true;
  if (name === undefined || (!operand.startsWith("/") && survey.definitions.has("PATH"))) return false;
  return survey.calls.every((call) => machineQuestion(call.text) !== undefined || isHarmless(survey, call, name));
}

function isHarmless({ bodies }: Survey, { callee, text }: Call, name: string): boolean {
  if (bodies.has(callee)) return true;
  if (BUILTIN_NAMES.has(callee)) return !RUNS_HERE.has(callee) && callee !== "exec" && callee !== "wait";
  return HARMLESS.has(callee) && !text.includes(name) && !(callee === "aws" && DOWNLOADS.test(text));
}
