/** `export` of a variable whose name, or the start of it, is all that is known. */
import { expect, it } from "vitest";
import { views } from "../../../support/evaluating.ts";

it.each([
  ['export "$K=x"', "*", "anything"],
  ['export "AWS_$K=x"', "known", "anything"],
  ['export "OTHER_$K=x"', "known", "p"],
  ['export -n "AWS_$K"', "known", "p"],
])("%s: an argument is %s, the profile %s", (code, argument, profile) => {
  const script = `K=$(choose)\nN=known\nexport AWS_PROFILE=p\n${code}\naws "$N"`;
  expect(views(script, "AWS_PROFILE")).toEqual([`${argument}: ${profile}`]);
});
