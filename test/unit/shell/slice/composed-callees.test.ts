/** The functions that a command with a composed name may call. */
import { expect, it } from "vitest";
import { composedCallees } from "../../../../src/shell/slice/survey/composed-callees.ts";

const FUNCTIONS = ["do_start", "do_stop", "start_now", "undo_start"];

it.each([
  ["do_$X", ["do_start", "do_stop"]],
  ['"do_${X}"', ["do_start", "do_stop"]],
  ["do_$(mode)", ["do_start", "do_stop"]],
  ["do_`mode`", ["do_start", "do_stop"]],
  ["${X}_now", ["start_now"]],
  ['"$X"_now', ["start_now"]],
  ['$1"_now"', ["start_now"]],
  ["do_${X}art", ["do_start"]],
])("%s calls a function whose name has the same ends", (word, expected) => {
  expect(composedCallees(word, FUNCTIONS)).toEqual(expected);
});

it.each(["do_start", "$X", '"${X}"', "$X$Y", "./do_$X", "do_start_$X", "${X}_later"])("%s calls none", (word) => {
  expect(composedCallees(word, FUNCTIONS)).toEqual([]);
});
