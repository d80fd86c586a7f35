/** `~user` is a path that only the machine knows; without `HOME`, `~` is written as it is. */
import { expect, test } from "vitest";
import { fileKey } from "../../../../src/shell/values/file-key.ts";
import { shownText } from "../../../../src/shell/model/value.ts";
import { runsOf } from "../../../support/evaluating.ts";

test.each([
  ["aws ~app/x", "…/x", "~app/x"],
  ["aws ~root/x", "/root/x", "~/x"],
  ["aws ~/x", "~/x", "~/x"],
  ["aws $HOME/x", "…/x", "~/x"],
  ["aws $OTHER/x", "…/x", expect.stringMatching(/^\? /)],
  ["X=a; case ~app in /*) X=b ;; esac; aws ~app/$X", "…/b|…/a", "~app/b|~app/a"],
])("%s", (script, shown, key) => {
  const values = runsOf(script).map(({ argv }) => argv[1]!.value);
  expect(values.map(shownText).join("|")).toBe(shown);
  expect(values.map(fileKey).join("|")).toEqual(key);
});
