/** The output of `command -v`, which is empty if there is no such command. */
import { describe, expect, it } from "vitest";
import { views } from "../../../support/evaluating.ts";

const answers = (condition: string, before: string): readonly string[] =>
  views(`${before}\nif ${condition}; then export AWS_PROFILE=x; fi\naws`, "AWS_PROFILE").toSorted();

describe("a command that may not exist", () => {
  it.each([
    ['[ -z "$(command -v app)" ]'],
    ['[ ! "$(command -v app)" ]'],
    ["[ -z `type -P app` ]"],
    ["[[ -n $(command -v app) ]]"],
    ['[ "$(command -v app)" = "" ]'],
    ['[ "$(command -v app)" != "" ]'],
    ['[ -z "$P" ]', "P=$(command -v app)"],
    ['[ -z "$Q" ]', 'P="$(command -v app)"\nQ=$P'],
    ['[ "${P:-none}" = none ]', "P=$(command -v app)"],
  ])("%s has either answer", (condition, before = ":") => {
    expect(answers(condition, before)).toEqual(["inherited", "x"]);
  });

  it.each([
    ['[ -z "$P" ]', '[ -n "$P" ] || exit 1'],
    ['[ -z "$P" ]', ': "${P:?}"'],
    ['[ -z "$P app" ]', ":"],
    ['[ -n "$P" ]', '[ -z "$P" ] || exit 1'],
  ])("%s after %s has the other answer", (condition, check) => {
    expect(answers(condition, `P=$(command -v app)\n${check}`)).toEqual(["inherited"]);
  });

  it("and the same name in the script are different values", () => {
    expect(answers('[ -z "$P" ]', "P=app\nif f; then P=$(command -v app); fi")).toContain("x");
  });

  it("is still known by its name", () => {
    expect(views("A=$(command -v aws)\nexport AWS_PROFILE=x\n$A", "AWS_PROFILE")).toEqual(["x"]);
  });
});
