/** Which questions to the machine the script asks more than once, while nothing in it may change the answer. */
import { BUILTIN_NAMES } from "../../syntax/builtin-names.ts";
import { machineQuestion, questionOperand } from "../../syntax/machine-question.ts";
import { trailingName } from "../../syntax/names.ts";
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
/** How many questions are followed, because each may double the number of paths, and how many are examined for that. */
const MOST = 4;
const MOST_EXAMINED = 64;
/** Words of `aws` that write files whose names they may not contain. */
const DOWNLOADS = /\bs3(?:api)?\s+(?:cp|mv|sync|get-object)\b(?!.*\ss3:\/\/\S*\s*$)/;

export function repeatedQuestions(survey: Survey): ReadonlySet<string> {
  const { asked, awaited } = survey;
  const again = [...asked].flatMap(([key, count]) => (count > 1 && !awaited.has(key) ? [key] : []));
  if (again.length === 0) return new Set();
  const calls = survey.calls.filter((call) => machineQuestion(call.text) === undefined && !staysInside(survey, call));
  const areHarmless = calls.every(
    ({ callee, text }) => HARMLESS.has(callee) && !(callee === "aws" && DOWNLOADS.test(text)),
  );
  const isWritten = (name: string): boolean =>
    survey.written.get(name)?.some(({ text }) => machineQuestion(text) === undefined) === true;
  const isSteady = (key: string): boolean => {
    const operand = questionOperand(key)!;
    const name = trailingName(operand);
    if (name !== undefined && (isWritten(name) || survey.mayBeFunction(name))) return false;
    if (FIXED.test(operand)) return true;
    if (!areHarmless || name === undefined) return false;
    if (!operand.startsWith("/") && survey.definitions.has("PATH")) return false;
    // Running a program does not change whether there is one.
    return !calls.some(({ callee, text }) => (callee === operand ? text.replace(callee, "") : text).includes(name));
  };
  return new Set(again.slice(0, MOST_EXAMINED).filter(isSteady).slice(0, MOST));
}

/** Whether the call runs a function of the script, or a builtin that changes nothing outside the shell. */
function staysInside({ bodies }: Survey, { callee }: Call): boolean {
  if (bodies.has(callee)) return true;
  return BUILTIN_NAMES.has(callee) && !RUNS_HERE.has(callee) && callee !== "exec" && callee !== "wait";
}
